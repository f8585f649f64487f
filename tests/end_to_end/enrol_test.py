#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The two real programs at the door: enrolled by code, refused without, revoked, restored; nothing is lost."""
import json
import shutil
import stat
import subprocess
import unittest
import urllib.error

from programs import CARD, CUSTOMER, HUB, Hub, Shop, kiosk


class TheDoor(Shop):
    def hub_command(self, *words):
        """JSON lines of a command beside the running hub."""
        done = subprocess.run([HUB, words[0], "--data", self.hub.data, *words[1:]], capture_output=True, text=True,
                              timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def serve(self, *words):
        self.hub.stop()
        self.hub.options = list(words)
        self.hub.start()

    def enrol(self, code, terminal=None):
        return kiosk("enrol", "--hub", self.hub.url, "--data", terminal or self.terminal, "--code", code)

    def refused(self, path):
        with self.assertRaises(urllib.error.HTTPError) as raised:
            self.hub.get(path)
        with raised.exception as answer:
            return answer.code, json.loads(answer.read())["error"]["code"]

    def notes(self, terminal=None):
        return [note["text"] for note in self.query("customer", CUSTOMER, terminal=terminal)[0]["notes"]]

    def test_a_terminal_is_let_in_by_a_code_revoked_and_restored_and_loses_nothing(self):
        self.serve("--enrol", "code")
        code, _, errors = self.sync()
        self.assertEqual(code, 1)
        self.assertIn("parcours-hub enrol", errors)
        self.assertEqual(self.query("status")[0]["refused"], "not_enrolled")

        given = self.hub_command("enrol", "--shop", "S1")[0]
        code, lines, errors = self.enrol(given["code"].lower())
        self.assertEqual(code, 0, errors)
        self.assertEqual(lines[0]["shop"], "S1")
        code, lines, errors = self.sync()
        self.assertEqual(code, 0, errors)
        self.assertGreater(lines[0]["rows"], 100)
        self.assertEqual(self.query("status")[0]["refused"], "")
        device = lines[0]["device"]
        known = next(one for one in self.hub_command("devices") if one["device"] == device)
        self.assertEqual((known["shop"], known["revoked"]), ("S1", False))
        self.assertTrue(known["enrolled"])
        code, _, errors = kiosk("sync", "--hub", self.hub.url, "--data", self.terminal, "--shop", "S2", "--once")
        self.assertEqual(code, 1)
        self.assertIn("enrolled for shop S1", errors)

        other = self.folder / "other"
        code, _, errors = self.enrol(given["code"], other)
        self.assertEqual(code, 1)
        self.assertIn("was used", errors)
        self.assertEqual(self.enrol(self.hub_command("enrol", "--shop", "S1")[0]["code"], other)[0], 0)
        self.assertEqual(self.refused(f"/v1/pull?device={device}"), (401, "signature"))
        self.assertEqual(self.refused("/v1/pull?device=curl"), (401, "not_enrolled"))
        self.revoked_and_restored(device, other)

    def revoked_and_restored(self, device, other):
        code, _, errors = self.act("note", CUSTOMER, "avant le retrait")
        self.assertEqual(code, 0, errors)
        self.hub_command("devices", "--revoke", device)
        code, _, errors = self.sync()
        self.assertEqual(code, 1)
        self.assertIn("revoked", errors)
        status = self.query("status")[0]
        self.assertEqual((status["refused"], status["unsent"]), ("revoked", 1))
        for words in (["query", "--data", self.terminal, "customer", CARD],
                      ["act", "--data", self.terminal, "scan", CARD]):
            code, lines, errors = kiosk(*words)
            self.assertEqual((code, lines), (1, []))
            self.assertIn("revoked", errors)
        self.hub.stop()
        self.assertNotEqual(self.sync()[0], 0)
        self.assertEqual(self.query("status")[0]["refused"], "revoked")
        self.hub.start()
        self.assertEqual(self.sync(other)[0], 0)
        self.assertNotIn("avant le retrait", self.notes(other))

        self.hub_command("devices", "--restore", device)
        for terminal in (self.terminal, other):
            code, _, errors = self.sync(terminal)
            self.assertEqual(code, 0, errors)
            self.assertEqual(self.notes(terminal).count("avant le retrait"), 1)
        self.assertEqual(self.query("status")[0]["unsent"], 0)

    def test_without_any_step_on_the_loopback_the_first_key_is_kept(self):
        self.assertEqual(json.loads(self.hub.get("/v1/pull?device=curl").splitlines()[0])["shop"], "S1")
        code, lines, errors = self.sync()
        self.assertEqual(code, 0, errors)
        device = lines[0]["device"]
        key = self.terminal / "device.key"
        self.assertEqual(stat.S_IMODE(key.stat().st_mode), 0o600)
        self.assertEqual(self.refused(f"/v1/pull?device={device}"), (401, "signature"))
        self.assertIn("curl", self.hub.get("/v1/pull?device=curl"))

        self.act("note", CUSTOMER, "avant la copie")
        copy = self.folder / "copy"
        shutil.copytree(self.terminal, copy)
        self.act("note", CUSTOMER, "de la copie", terminal=copy)
        for terminal in (self.terminal, copy, self.terminal):
            code, _, errors = self.sync(terminal)
            self.assertEqual(code, 0, errors)
        notes = self.notes()
        self.assertEqual((notes.count("avant la copie"), notes.count("de la copie")), (1, 1))

        self.act("note", CUSTOMER, "sans sa clef")
        key.rename(self.folder / "lost.key")
        code, _, errors = self.sync()
        self.assertEqual(code, 1)
        self.assertIn("not signed by the key", errors)
        code, _, errors = self.enrol(self.hub_command("enrol", "--shop", "S1")[0]["code"])
        self.assertEqual(code, 0, errors)
        self.assertEqual(self.sync()[0], 0)
        self.assertIn("sans sa clef", self.notes())

    def test_what_is_mistyped_is_named_and_makes_nothing(self):
        for words, expected in ((["--code", "0" * 26], "there is no 0"), (["--code", "234"], "26 signs")):
            code, _, errors = kiosk("enrol", "--hub", self.hub.url, "--data", self.terminal, *words)
            self.assertEqual(code, 2)
            self.assertIn(expected, errors)
            self.assertFalse(self.terminal.exists())
        code, _, errors = self.enrol("2" * 26)
        self.assertEqual(code, 1)
        self.assertIn("parcours-hub enrol", errors)
        self.terminal.joinpath("device.key").write_text("no key")
        code, _, errors = self.sync()
        self.assertEqual(code, 1)
        self.assertIn("device.key", errors)
        self.assertEqual(self.terminal.joinpath("device.key").read_text(), "no key")


if __name__ == "__main__":
    unittest.main()
