#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The real hub over loopback: what it takes, what it refuses, and what survives a kill."""
import json
import os
import pathlib
import sqlite3
import subprocess
import threading
import unittest

from programs import HUB, KIOSK, Hub, Shop, event


def read_only_hub(data):
    """serve as a user who may read the folder and not write it; root may always write."""
    folder = pathlib.Path(data)
    modes = {path: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    folder.parent.chmod(0o755)
    for path in modes:
        path.chmod(0o555 if path == folder else 0o444)
    try:
        return subprocess.run([HUB, "serve", "--listen", "127.0.0.1:0", "--data", data], capture_output=True,
                              text=True, timeout=20, **({"user": 65534, "group": 65534} if os.geteuid() == 0 else {}))
    except PermissionError as refused:
        raise unittest.SkipTest(f"another user cannot run the programs here: {refused}")
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


class TheHub(Shop):
    def test_counts_the_same_source_and_id_once(self):
        taken, duplicates = self.hub.count("taken"), self.hub.count("duplicate")
        one = event(1)
        self.assertEqual(self.hub.post("/v1/events", one, "application/cloudevents+json")[0] // 100, 2)
        self.assertEqual(self.hub.post("/v1/events", one, "application/cloudevents+json")[0] // 100, 2)
        self.assertEqual(self.hub.send(one, event(2))[0] // 100, 2)
        self.assertEqual(self.hub.count("taken") - taken, 2)
        self.assertEqual(self.hub.count("duplicate") - duplicates, 2)

    def test_keeps_and_counts_other_contents_under_a_known_id(self):
        self.hub.send(event(3))
        conflicts = self.hub.count("conflict")
        changed = event(3)
        changed["data"] = {"product": "P0002"}
        self.hub.send(changed)
        self.assertEqual(self.hub.count("conflict") - conflicts, 1)

    def test_names_the_attribute_of_a_malformed_event(self):
        broken = event(4)
        del broken["source"]
        status, text = self.hub.post("/v1/events", broken, "application/cloudevents+json")
        self.assertEqual(status, 400)
        self.assertIn("source", text)

    def test_refuses_what_is_no_json_no_event_and_too_large(self):
        for body in (b"", b"<html>", b"{", b"\xff\xfe", b"[" * 5000, b"null"):
            status, text = self.hub.post("/v1/events", body, "application/cloudevents+json")
            self.assertEqual(status, 400, body[:20])
            self.assertIn("error", text)
        status, _ = self.hub.post("/v1/events", b"x" * (64 << 20), "application/cloudevents+json")
        self.assertEqual(status, 413)
        self.assertEqual(self.hub.get("/healthz")[:1] != "", True)

    def test_keeps_every_acknowledged_event_through_kill_9(self):
        acknowledged = []

        def feed():
            number = 0
            while True:
                number += 1
                try:
                    status, _ = self.hub.send(event(f"k{number}"))
                except OSError:
                    return
                if status // 100 == 2:
                    acknowledged.append(f"e2e-k{number}")

        writer = threading.Thread(target=feed)
        writer.start()
        while len(acknowledged) < 50:
            if not writer.is_alive():
                self.fail("the hub stopped taking events")
        self.hub.kill()
        writer.join()
        self.hub.start()
        before = self.hub.count("duplicate")
        for start in range(0, len(acknowledged), 100):
            self.hub.send(*[event(name.removeprefix("e2e-")) for name in acknowledged[start:start + 100]])
        self.assertEqual(self.hub.count("duplicate") - before, len(acknowledged))

    def test_an_answer_that_cannot_be_written_is_no_success(self):
        for command in ([HUB, "schema"], [KIOSK, "parse"]):
            with open("/dev/full", "w") as full:
                done = subprocess.run(command, input="2900000000017\n", stdout=full, stderr=subprocess.PIPE, text=True,
                                      timeout=30)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("standard output", done.stderr)

    def test_two_hubs_do_not_share_a_folder(self):
        done = subprocess.run([HUB, "serve", "--listen", "127.0.0.1:0", "--data", self.hub.data],
                              capture_output=True, text=True, timeout=20)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(str(self.hub.data), done.stderr)


    def test_says_at_the_start_that_its_folder_is_read_only(self):
        self.hub.stop()
        done = read_only_hub(self.hub.data)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(str(self.hub.data), done.stderr)
        self.assertIn("read and write", done.stderr)
        self.assertNotIn("SELECT", done.stderr)
        self.hub.start()


class TheHubsCommands(Shop):
    def run_hub(self, *words):
        return subprocess.run([HUB, *map(str, words)], capture_output=True, text=True, timeout=60)

    def test_import_names_refused_lines_and_changes_nothing_the_second_time(self):
        self.hub.stop()
        good = [event(f"i{n}") for n in range(3)]
        path = self.folder / "events.ndjson"
        path.write_text("\n".join([json.dumps(good[0]), "{ broken", json.dumps(good[1]), json.dumps(good[2])]) + "\n")
        first = self.run_hub("import", "--data", self.hub.data, path)
        self.assertEqual(first.returncode, 1)
        self.assertIn("1 of 4 lines refused", first.stderr)
        self.assertIn("2", first.stderr + first.stdout)
        summary = json.loads(first.stdout.splitlines()[-1])
        self.assertEqual((summary["rows"], summary["taken"], summary["refused"]), (4, 3, 1))
        second = json.loads(self.run_hub("import", "--data", self.hub.data, path).stdout.splitlines()[-1])
        self.assertEqual(second["taken"], 0)
        self.hub.start()

    def test_unknown_arguments_are_named(self):
        for words in (["--nonsense"], ["serve", "--listen"], ["serve", "--listen", "nowhere", "--data", self.folder / "x"],
                      ["import", "--data", self.folder / "x", self.folder / "missing.csv"], []):
            done = self.run_hub(*words)
            self.assertNotEqual(done.returncode, 0, words)
            self.assertTrue(done.stderr.strip(), words)

    def test_a_newer_database_is_refused_and_left_alone(self):
        self.hub.stop()
        path = next(pathlib.Path(self.hub.data).glob("*.db"))
        with sqlite3.connect(path) as database:
            database.execute("PRAGMA user_version = 9999")
        database.close()
        done = self.run_hub("serve", "--listen", "127.0.0.1:0", "--data", self.hub.data)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("newer", done.stderr)
        database = sqlite3.connect(path)
        self.assertEqual(database.execute("PRAGMA user_version").fetchone()[0], 9999)
        database.execute("PRAGMA user_version = 1")
        database.close()
        self.hub = Hub(self.folder / "other").start()

    def test_a_damaged_database_is_kept_and_named(self):
        self.hub.stop()
        path = next(pathlib.Path(self.hub.data).glob("*.db"))
        for extra in ("-wal", "-shm"):
            path.with_name(path.name + extra).unlink(missing_ok=True)
        damaged = b"no database at all" * 500
        path.write_bytes(damaged)
        done = self.run_hub("serve", "--listen", "127.0.0.1:0", "--data", self.hub.data)
        self.assertNotEqual(done.returncode, 0)
        kept = [file for file in pathlib.Path(self.hub.data).iterdir() if file.is_file() and file.read_bytes() == damaged]
        self.assertEqual(len(kept), 1, done.stderr)
        self.assertIn(kept[0].name, done.stderr)
        self.hub = Hub(self.folder / "other").start()


if __name__ == "__main__":
    unittest.main()
