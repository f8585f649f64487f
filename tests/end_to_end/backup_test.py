#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A hub that loses its disk after a backup: what terminals did since then is there again, once."""
import json
import os
import shutil
import subprocess
import unittest

from programs import CUSTOMER, HUB, Hub, Shop, wait_until


class TheBackup(Shop):
    def setUp(self):
        super().setUp()
        self.other = self.folder / "other"
        self.sync_all()

    def sync_all(self):
        for terminal in (self.terminal, self.other):
            code, _, errors = self.sync(terminal)
            self.assertEqual(code, 0, errors)

    def back_up(self, name, data=None):
        """(exit code, answer, errors)"""
        done = subprocess.run([HUB, "backup", "--data", data or self.hub.data, self.folder / name],
                              capture_output=True, text=True, timeout=60)
        return done.returncode, json.loads(done.stdout or "{}"), done.stderr

    def made(self, name):
        code, answer, errors = self.back_up(name)
        self.assertEqual(code, 0, errors)
        head = answer["head"]
        wait_until(lambda: json.loads(self.hub.get("/healthz")).get("last_backup_head") == head, "the hub knows its backup")
        return answer

    def note(self, text, terminal=None):
        code, _, errors = self.act("note", CUSTOMER, text, terminal=terminal)
        self.assertEqual(code, 0, errors)

    def notes(self, terminal):
        return sorted(note["text"] for note in self.query("customer", CUSTOMER, terminal=terminal)[0]["notes"])

    def status(self, terminal=None):
        return self.query("status", terminal=terminal)[0]

    def work_since_the_backup(self):
        """What both terminals see of it, when the hub has acknowledged all."""
        self.note("avant")
        self.sync_all()
        answer = self.made("first.db")
        self.assertGreater(answer["events"], 0)
        self.assertEqual(answer["bytes"], (self.folder / "first.db").stat().st_size)
        self.note("après, une")
        self.note("après, autre", self.other)
        self.assertEqual(self.act("hand-over", "48177")[0], 0)
        self.sync_all()
        self.sync_all()
        self.assertEqual(self.status()["unsent"], 0)
        self.assertGreaterEqual(self.status()["kept"], 2)
        return self.notes(self.terminal), self.query("orders")

    def assert_all_is_back(self, before):
        for _ in range(2):
            self.sync_all()
        fresh = self.folder / "fresh"
        self.sync(fresh)
        for terminal in (self.terminal, self.other, fresh):
            self.assertEqual(self.notes(terminal), before[0])
            self.assertEqual(self.query("orders", terminal=terminal), before[1])
        self.made("after.db")
        self.sync_all()
        self.assertEqual(self.status()["kept"], 0)
        self.assertEqual(self.status(self.other)["kept"], 0)

    def test_put_over_the_database_of_a_killed_hub_brings_everything_back(self):
        before = self.work_since_the_backup()
        self.hub.kill()
        shutil.copyfile(self.folder / "first.db", self.hub.data / "hub.db")
        self.assertTrue((self.hub.data / "hub.db-wal").exists(), "of the database that was lost")
        self.hub.stop()
        self.hub.start()
        self.assert_all_is_back(before)

    def test_in_an_empty_folder_brings_everything_back(self):
        before = self.work_since_the_backup()
        self.hub.kill()
        self.hub.stop()
        data = self.folder / "new"
        data.mkdir()
        shutil.copyfile(self.folder / "first.db", data / "hub.db")
        self.hub = Hub(data, self.hub.port).start()
        self.assert_all_is_back(before)

    def test_commit_is_durable_where_the_operator_says_so(self):
        self.made("first.db")
        self.hub.stop()
        self.hub.options = ["--durable", "commit"]
        self.hub.start()
        self.note("suffit")
        self.sync()
        self.assertEqual((self.status()["unsent"], self.status()["kept"]), (0, 0))
        done = subprocess.run([HUB, "serve", "--data", self.folder / "no", "--durable", "maybe"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("neither commit nor backup", done.stderr)

    def test_names_what_keeps_it_from_being_made(self):
        (self.folder / "there.db").write_text("of somebody")
        for name, data, words in (("there.db", None, "there already"), ("no/backup.db", None, "no such folder"),
                                  ("new.db", self.folder / "nothing", "no hub database"), (".", None, "name the file")):
            code, _, errors = self.back_up(name, data)
            self.assertEqual(code, 1, name)
            self.assertIn(words, errors)
        self.assertEqual((self.folder / "there.db").read_text(), "of somebody")
        self.assertFalse((self.folder / "nothing").exists())

    def test_a_full_disk_is_said_and_nothing_half_is_left(self):
        if os.geteuid() != 0:
            self.skipTest("a small file system can be mounted by root only")
        small = self.folder / "small"
        small.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", small]).returncode != 0:
            self.skipTest("this machine does not let a test mount a tmpfs")
        self.addCleanup(subprocess.run, ["umount", small])
        code, _, errors = self.back_up("small/backup.db")
        self.assertEqual(code, 1)
        self.assertIn("full", errors)
        self.assertEqual(list(small.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
