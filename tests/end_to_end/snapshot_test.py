#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A new terminal begins from a ready file of the hub, whatever happens on the way: both programs, real sockets."""
import hashlib
import json
import random
import shutil
import socket
import subprocess
import threading
import time
import unittest
import urllib.request

from programs import CUSTOMER, KIOSK, Hub, Shop


class CuttingProxy:
    """Passes bytes on, and hangs up in the middle of answers that are longer than `cut_after`, `cuts` times."""

    def __init__(self, port, cut_after, cuts):
        self.port_behind, self.cut_after, self.cuts = port, cut_after, cuts
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def serve(self):
        while True:
            try:
                near, _ = self.server.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.port_behind))
            threading.Thread(target=self.up, args=(near, far), daemon=True).start()
            threading.Thread(target=self.down, args=(near, far), daemon=True).start()

    def up(self, near, far):
        try:
            while data := near.recv(65536):
                far.sendall(data)
        except OSError:
            pass
        for end in (near, far):
            end.close()

    def down(self, near, far):
        passed = 0
        try:
            while data := far.recv(4096):
                passed += len(data)
                if passed > self.cut_after and self.cuts > 0:
                    self.cuts -= 1
                    break
                near.sendall(data)
        except OSError:
            pass
        for end in (near, far):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def close(self):
        self.server.close()


class ASnapshot(Shop):
    def setUp(self):
        super().setUp()
        self.restart("--snapshot-rows", "100")

    def restart(self, *options):
        self.hub.stop()
        self.hub = Hub(self.hub.data, self.hub.port)
        self.hub.options = list(options)
        self.hub.start()

    def made(self):
        for line in self.hub.get("/metrics").splitlines():
            if line.startswith("parcours_hub_snapshots_made_total"):
                return int(line.split()[-1])
        return None

    def everything(self, terminal):
        """What its screens would show."""
        return [self.query(*words, terminal=terminal) for words in
                (["customer", CUSTOMER], ["orders"], ["search", "casque"], ["product", "P0001"], ["suggest", CUSTOMER])]

    def streamed(self):
        """A terminal of a hub that has no file for it."""
        self.restart("--snapshot-rows", "1000000")
        terminal = self.folder / f"streamed{random.random()}"
        code, _, errors = self.sync(terminal)
        self.assertEqual(code, 0, errors)
        return self.everything(terminal)

    def leftovers(self, terminal):
        return sorted(path.name for path in terminal.iterdir() if path.name.startswith("journal.snapshot."))

    def test_a_new_terminal_holds_what_a_stream_brings(self):
        code, lines, errors = self.sync()
        self.assertEqual(code, 0, errors)
        self.assertEqual(self.made(), 1)
        self.assertGreater(lines[0]["rows"], 1000)
        self.assertEqual(self.act("note", CUSTOMER, "après le fichier")[0], 0)
        self.assertEqual(self.sync()[0], 0)
        code, lines, _ = self.sync()
        self.assertLess(lines[0]["rows"], 20, "only what is new")
        self.assertEqual(self.made(), 1)
        self.assertEqual(self.leftovers(self.terminal), [])
        self.assertEqual(self.everything(self.terminal), self.streamed())

    def test_the_file_is_what_its_name_says(self):
        listed = json.loads(self.hub.get("/v1/snapshots/?device=e2e"))["snapshots"]
        self.assertEqual(len(listed), 1)
        url = f"{self.hub.url}/v1/snapshots/{listed[0]['name']}?device=e2e&shop={listed[0]['shop']}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            whole = answer.read()
            self.assertEqual(answer.headers["ETag"], f'"{listed[0]["name"]}"')
        self.assertEqual(hashlib.blake2b(whole, digest_size=32).hexdigest(), listed[0]["name"])
        middle = urllib.request.Request(url, headers={"Range": "bytes=1000-1999"})
        with urllib.request.urlopen(middle, timeout=10) as answer:
            self.assertEqual(answer.status, 206)
            self.assertEqual(answer.read(), whole[1000:2000])

    def test_a_link_that_breaks_and_a_terminal_that_is_killed_lose_nothing(self):
        self.assertEqual(self.sync()[0], 0)
        self.assertEqual(self.act("note", CUSTOMER, "jamais perdue")[0], 0)
#Another history : the terminal must begin anew, with a note that was not sent.
        self.hub.stop()
        shutil.rmtree(self.hub.data)
        shutil.copytree(self.stock / "hub", self.hub.data)
        self.restart("--snapshot-rows", "100")
        proxy = CuttingProxy(self.hub.port, 20_000, 3)
        self.addCleanup(proxy.close)
        for attempt in range(12):
            if attempt in (2, 4):
                process = subprocess.Popen([KIOSK, "sync", "--hub", proxy.url, "--data", self.terminal, "--once"],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(0.03 * attempt)
                process.kill()
                process.wait()
            elif self.sync(url=proxy.url)[0] == 0:
                break
        self.assertEqual(self.sync()[0], 0)
        self.assertEqual(self.query("status")[0]["unsent"], 0)
        self.assertEqual(self.leftovers(self.terminal), [])
        notes = [note["text"] for note in self.query("customer", CUSTOMER)[0]["notes"]]
        self.assertEqual(notes.count("jamais perdue"), 1)
        self.assertEqual(self.everything(self.terminal), self.streamed())


if __name__ == "__main__":
    unittest.main()
