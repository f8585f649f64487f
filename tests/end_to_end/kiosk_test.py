#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The real terminal without its window: offline work, return to the hub, bad hubs, bad files, kills."""
import http.server
import os
import pathlib
import random
import signal
import socket
import sqlite3
import subprocess
import threading
import time
import unittest

from programs import CARD, CUSTOMER, KIOSK, Shop, event, kiosk


class Answer(http.server.BaseHTTPRequestHandler):
    """A hub that is none: always the same answer."""
    status, body, kind, claimed = 200, b"", "text/html", None

    def do_GET(self):
        if self.headers.get("Content-Length"):
            self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.status)
        self.send_header("Content-Type", self.kind)
        self.send_header("Content-Length", str(self.claimed or len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)
        self.close_connection = True

    do_POST = do_GET

    def log_message(self, *_):
        pass


class TheTerminal(Shop):
    def setUp(self):
        super().setUp()
        code, _, errors = self.sync()
        self.assertEqual(code, 0, errors)

    def false_hub(self, **answer):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("A", (Answer,), answer))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    def notes(self, terminal=None):
        customer = self.query("customer", CUSTOMER, terminal=terminal)[0]
        return [note["text"] for note in customer["notes"]]

    def test_shows_what_the_web_did_after_one_exchange(self):
        self.hub.send(event("seen", product="P0002"))
        self.assertEqual(self.sync()[0], 0)
        timeline = self.query("customer", CARD)[0]["timeline"]
        self.assertTrue(any(line["event_id"].endswith("e2e-seen") for line in timeline), timeline[:3])

    def test_works_whole_while_the_hub_is_stopped_and_delivers_once_when_it_is_back(self):
        self.hub.stop()
        code, _, errors = self.act("note", CUSTOMER, "aime le bois clair")
        self.assertEqual(code, 0, errors)
        self.assertIn("aime le bois clair", self.notes())
        code, _, errors = self.sync()
        self.assertNotEqual(code, 0)
        self.assertTrue(errors.strip())
        self.hub.start()
        for _ in range(2):
            self.assertEqual(self.sync()[0], 0)
        other = self.folder / "other"
        self.assertEqual(self.sync(other)[0], 0)
        self.assertEqual(self.notes(other).count("aime le bois clair"), 1)
        self.assertEqual(self.notes().count("aime le bois clair"), 1)

    def test_false_hubs_change_nothing_and_are_named(self):
        self.act("note", CUSTOMER, "reste ici")
        before = self.notes()
        for answer in ({"body": b"<html><body>Bienvenue sur le Wi-Fi</body></html>"},
                       {"status": 500, "body": b"oops", "kind": "text/plain"},
                       {"status": 200, "body": b'{"stored":', "kind": "application/json"},
                       {"status": 200, "body": b'{"shop":"S1"}\n["put","catalogue"', "kind": "application/x-ndjson", "claimed": 9000},
                       {"status": 204, "body": b"", "kind": "application/json"}):
            code, _, errors = self.sync(url=self.false_hub(**answer))
            self.assertNotEqual(code, 0, answer)
            self.assertTrue(errors.strip(), answer)
            self.assertEqual(self.notes(), before)
        self.assertEqual(self.sync()[0], 0)
        other = self.folder / "other"
        self.sync(other)
        self.assertEqual(self.notes(other).count("reste ici"), 1)

    def test_a_wrong_address_or_shop_is_named_as_such_not_as_an_outage(self):
        for code, _, errors in (kiosk("sync", "--hub", self.hub.url + "/elsewhere", "--data", self.terminal, "--once"),
                                kiosk("sync", "--hub", self.hub.url, "--data", self.folder / "n", "--shop", "S999", "--once")):
            self.assertEqual(code, 1)
            self.assertIn("Correct --hub or --shop", errors)
            self.assertEqual(errors.count("http://"), 1, errors)
        self.hub.stop()
        _, _, errors = self.sync()
        self.assertIn("try again later", errors)
        self.assertEqual(errors.count("http://"), 1, errors)
        self.assertNotIn("unavailable", errors)
        self.hub.start()

    def test_a_shop_is_changed_by_the_hub_alone(self):
        def sync(hub, *words):
            return kiosk("sync", "--hub", hub, "--data", self.terminal, *words, "--once")[0]

        shop = lambda: self.query("status")[0]["shop"]
        before = shop()
        for hub, other in ((self.hub.url, "NOPE"), ("http://127.0.0.1:9", "S2")):
            self.assertEqual(sync(hub, "--shop", other), 1)
            self.assertEqual(shop(), before)
        self.assertEqual(sync(self.hub.url), 0)
        self.assertEqual(shop(), before)
        self.assertEqual(sync(self.hub.url, "--shop", "S2"), 0)
        self.assertEqual(shop(), "S2")
        self.assertEqual(sync(self.hub.url), 0)
        self.assertEqual(shop(), "S2")

    def test_a_manager_who_acts_is_named(self):
        code, _, errors = kiosk("act", "--data", self.terminal, "--role", "manager", "undo", "48177", "erreur")
        self.assertEqual(code, 2)
        self.assertIn("--staff", errors)

    def test_a_folder_without_a_replica_is_named_and_stays_as_it_is(self):
        nowhere = self.folder / "mistyped"
        for words in (["query", "--data", nowhere, "status"], ["act", "--data", nowhere, "scan", CARD],
                      ["codes", "--data", nowhere, "--out", self.folder / "codes"]):
            code, _, errors = kiosk(*words)
            self.assertEqual(code, 1, words)
            self.assertIn("no terminal has its replica here", errors)
            self.assertFalse(nowhere.exists(), words)

    def test_a_question_is_answered_while_another_program_runs_on_the_folder(self):
        silent = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(silent.close)
        self.act("note", CUSTOMER, "attend le hub")
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        other = subprocess.Popen([KIOSK, "sync", "--hub", url, "--data", self.terminal, "--once"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(other.wait)
        self.addCleanup(other.kill)
        asked, _ = silent.accept()  # it asks: it holds the replica
        self.addCleanup(asked.close)
        code, _, errors = self.act("note", CUSTOMER, "non")
        self.assertEqual(code, 1)
        self.assertIn("another parcours-kiosk", errors)
        self.assertEqual(self.notes().count("attend le hub"), 1)
        other.kill()
        other.wait()
        self.assertEqual(self.notes().count("attend le hub"), 1)
        self.assertEqual(self.act("note", CUSTOMER, "après")[0], 0)

    def test_a_question_needs_no_writable_folder(self):
        if os.geteuid() != 0:
            self.skipTest("another user can be taken by root only")
        self.folder.chmod(0o755)
        for file in self.terminal.iterdir():
            file.chmod(0o444)
        self.terminal.chmod(0o555)
        for words in (["product", "P0001"], ["customer", CUSTOMER]):
            done = subprocess.run([KIOSK, "query", "--data", self.terminal, *words], capture_output=True, text=True,
                                  user=65534, group=65534, extra_groups=[])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(done.stdout.startswith("{"), done.stdout)
        self.assertEqual(sorted(file.name for file in self.terminal.iterdir()), ["device.key", "journal.db", "journal.fence"])

    def test_answers_say_when_there_is_nothing(self):
        self.assertEqual(self.query("search", "zzzzqqqq"), [[]])
        code, lines, errors = self.act("announce", "K7P2QX")
        self.assertEqual((code, len(lines[0]["recorded"])), (0, 1), errors)
        code, lines, errors = self.act("announce", "K7P2QX")
        self.assertEqual((code, lines[0]["recorded"]), (0, []), errors)
        self.assertIn("already announced", lines[0]["note"])
        code, _, errors = self.act("undo", "48177")
        self.assertEqual(code, 2)
        self.assertIn("undo ORDER REASON", errors)

    def test_a_coupon_of_the_hub_is_redeemed_offline_only_with_its_signature(self):
        self.hub.send(event("bare", "coupon.issued", code="SANSPREUVE", percent=10, channels=["shop"]))
        self.assertEqual(self.sync()[0], 0)
        self.hub.stop()
        code, lines, _ = self.act("redeem", CUSTOMER, "SANSPREUVE")
        self.assertEqual((code, lines[0].get("refusal")), (1, "no_token"))
        signed = [coupon for coupon in self.query("customer", CUSTOMER)[0]["coupons"] if coupon["usable"]]
        self.assertTrue(signed, "the demo shop has a coupon to redeem")
        code, lines, errors = self.act("redeem", CUSTOMER, signed[0]["code"])
        self.assertEqual(code, 0, errors)
        self.hub.start()

    def test_kill_9_while_recording_loses_nothing_that_was_shown(self):
        shown = []
        for number in range(12):
            process = subprocess.Popen([KIOSK, "act", "--data", self.terminal, "note", CUSTOMER, f"note {number}"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
            out, _ = process.communicate()
            if out.strip():
                shown.append(f"note {number}")
        code, _, errors = self.act("note", CUSTOMER, "dernière")
        self.assertEqual(code, 0, errors)
        notes = self.notes()
        for text in [*shown, "dernière"]:
            self.assertEqual(notes.count(text), 1, text)
        for _ in range(2):
            self.assertEqual(self.sync()[0], 0)
        other = self.folder / "other"
        self.sync(other)
        self.assertEqual(sorted(self.notes(other)), sorted(notes))

    def test_a_newer_replica_is_refused_and_left_alone(self):
        path = self.terminal / "journal.db"
        database = sqlite3.connect(path)
        database.execute("PRAGMA user_version = 9999")
        database.close()
        code, _, errors = kiosk("query", "--data", self.terminal, "product", "P0001")
        self.assertNotEqual(code, 0)
        self.assertIn("newer", errors)
        database = sqlite3.connect(path)
        self.assertEqual(database.execute("PRAGMA user_version").fetchone()[0], 9999)
        database.close()

    def test_a_damaged_replica_is_moved_aside_whole(self):
        path = self.terminal / "journal.db"
        for extra in ("-wal", "-shm"):
            path.with_name(path.name + extra).unlink(missing_ok=True)
        damaged = b"no database at all" * 500
        path.write_bytes(damaged)
        code, _, errors = kiosk("query", "--data", self.terminal, "product", "P0001")
        self.assertNotEqual(code, 0)
        kept = [file for file in self.terminal.iterdir() if file.is_file() and file.read_bytes() == damaged]
        self.assertEqual(len(kept), 1, errors)
        self.assertIn(kept[0].name, errors)
        self.assertEqual(self.sync()[0], 0)
        self.assertEqual(self.query("product", "P0001")[0]["id"], "P0001")

    def test_a_full_disk_is_said_and_loses_nothing(self):
        if os.geteuid() != 0:
            self.skipTest("a small file system can be mounted by root only")
        small = self.folder / "small"
        small.mkdir()
        size = sum(file.stat().st_size for file in self.terminal.iterdir() if file.is_file())
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size + 600_000}", "tmpfs", small]).returncode != 0:
            self.skipTest("this machine does not let a test mount a tmpfs")
        self.addCleanup(subprocess.run, ["umount", small])
        for file in self.terminal.iterdir():
            (small / file.name).write_bytes(file.read_bytes())
        (small / "ballast").write_bytes(b"x" * 500_000)
        kept, refused = 0, ""
        for number in range(400):
            code, _, errors = self.act("note", CUSTOMER, f"plein {number} " + "x" * 1_500, terminal=small)
            if code != 0:
                refused = errors
                break
            kept += 1
        self.assertIn("full", refused.lower())
        (small / "ballast").unlink()
        texts = [text for text in self.notes(small) if text.startswith("plein")]
        self.assertEqual(len(texts), kept)
        self.assertEqual(self.act("note", CUSTOMER, "après", terminal=small)[0], 0)


class Arguments(unittest.TestCase):
    def test_unknown_arguments_are_named_and_exit_is_not_zero(self):
        for words in (["--nonsense"], ["query"], ["query", "--data"], ["sync", "--hub", "nowhere"], ["act", "--data", "/tmp"],
                      ["scan"], ["scan", "/nonexistent.png"], ["play", "/nonexistent.play"], ["--role", "king"]):
            code, _, errors = kiosk(*words)
            self.assertNotEqual(code, 0, words)
            self.assertTrue(errors.strip(), words)

    def test_help_is_documented_for_each_command(self):
        for command in ("scan", "parse", "sync", "query", "act", "play"):
            done = subprocess.run([KIOSK, command, "--help"], capture_output=True, text=True, timeout=20)
            self.assertEqual(done.returncode, 0, command)
            self.assertIn(command, done.stdout)

    def test_parse_prints_a_meaning_or_a_reason_for_each_line(self):
        code, lines, errors = kiosk("parse", stdin=f"{CARD}\nRETRAIT:K7P2QX\n\n]E03017620422003\nnonsense\n3017620422004\n")
        self.assertEqual(code, 0, errors)
        self.assertGreaterEqual(len(lines), 5)


if __name__ == "__main__":
    unittest.main()
