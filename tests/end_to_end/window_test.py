#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The real window under Xvfb: the tour of every role, tapped by label; with the hub, and with the cable pulled."""
import json
import os
import shutil
import signal
import struct
import subprocess
import unittest

from programs import CARD, CUSTOMER, HUB, KIOSK, ROOT, Shop, wait_until


class Display:
    def __init__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1920x24", "-noreset", "-nolisten", "tcp"],
                                        pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait()


def png_size(path):
    with open(path, "rb") as file:
        header = file.read(24)
    return struct.unpack(">II", header[16:24])


class TheWindow(Shop):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.display = Display()

    @classmethod
    def tearDownClass(cls):
        cls.display.close()
        super().tearDownClass()

    def setUp(self):
        super().setUp()
        self.assertEqual(self.sync()[0], 0)
        self.environment = {**os.environ, "DISPLAY": self.display.name, "SDL_VIDEODRIVER": "x11"}

    def window(self, *words):
        return subprocess.run([KIOSK, *map(str, words), "--hub", self.hub.url, "--data", self.terminal, "--camera", "none"],
                              env=self.environment, capture_output=True, text=True, timeout=480)

    def play(self, script, *words):
        path = self.folder / "story.play"
        path.write_text(script)
        return self.window("play", path, "--screenshots", self.folder / "shots", *words)

    def check_tour(self, folder):
        screens = json.loads((folder / "tour.json").read_text())["screens"]
        self.assertGreaterEqual(len({(s["role"], s["name"]) for s in screens}), 20)
        for screen in screens:
            self.assertIn(png_size(folder / screen["file"]), [(1080, 1920), (1920, 1080)])
            self.assertGreater((folder / screen["file"]).stat().st_size, 10_000, screen["file"])
            self.assertTrue(screen["texts"], screen["file"])
            for text in screen["texts"]:
                self.assertFalse(text.startswith("?") and text.endswith("?") and " " not in text and len(text) > 2,
                                 f'{screen["file"]}: a word is missing: {text}')
            for target in screen["targets"]:
                self.assertTrue(target["label"].strip(), f'{screen["file"]}: a target says nothing: {target}')

    def test_tours_every_role_in_french_and_english(self):
        for language in ("fr", "en"):
            folder = self.folder / language
            done = self.window("tour", folder, "--language", language)
            self.assertEqual(done.returncode, 0, done.stderr[-1500:])
            self.check_tour(folder)

    def test_tours_every_role_with_the_cable_pulled(self):
        self.hub.stop()
        done = self.window("tour", self.folder / "tour")
        self.assertEqual(done.returncode, 0, done.stderr[-1500:])
        self.check_tour(self.folder / "tour")
        self.hub.start()

    def test_a_guest_leaves_nothing_on_the_screen(self):
        done = self.play(f"wait screen Attract\nopen Home\nscan {CARD}\nwait screen Space\nwait Camille\nleave\n"
                         "wait screen Attract\nabsent Camille\nopen Home\nwait screen Home\nabsent Camille\nshot after\n")
        self.assertEqual(done.returncode, 0, done.stderr[-1500:])

    def test_what_was_done_offline_on_the_screen_reaches_the_hub_once(self):
        self.hub.stop()
        done = self.play("wait screen Attract\nopen Home\nscan RETRAIT:K7P2QX\nwait screen Collect\npause 500\nshot here\nleave\n")
        self.assertEqual(done.returncode, 0, done.stderr[-1500:])
        self.hub.start()
        for _ in range(2):
            self.assertEqual(self.sync()[0], 0)
        other = self.folder / "other"
        self.assertEqual(self.sync(other)[0], 0)
        order = [line for line in self.query("orders", terminal=other) if line["id"] == "48177"][0]
        self.assertEqual([move["state"] for move in order["moves"]].count("arrived"), 1)

    def test_a_new_terminal_takes_its_code_by_touch_and_a_revoked_one_shows_nothing(self):
        def ruled(*words):
            done = subprocess.run([HUB, words[0], "--data", self.hub.data, *words[1:]], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            return json.loads(done.stdout.splitlines()[0])

        self.hub.stop()
        self.hub.options = ["--enrol", "code"]
        self.hub.start()
        shutil.rmtree(self.terminal, ignore_errors=True)
        code = ruled("enrol", "--shop", "S1")["code"].replace("-", "")
        taps = "".join(f"tap {sign}\n" for sign in code)
        done = self.play(f"wait screen Pairing\nshot code\n{taps}tap Enregistrer\nwait screen Attract\nopen Home\nshot home\n")
        self.assertEqual(done.returncode, 0, done.stderr[-800:])
        device = self.query("status")[0]["device"]
        self.act("note", CUSTOMER, "avant le retrait")
        ruled("devices", "--revoke", device)
        done = self.play("wait screen Failure\nwait K-REVOKED\nshot revoked\n")
        self.assertEqual(done.returncode, 0, done.stderr[-800:])
        self.hub.stop()
        done = self.play("wait screen Failure\n")
        self.assertEqual(done.returncode, 0, done.stderr[-800:])
        self.hub.start()
        ruled("devices", "--restore", device)
        done = self.play("wait screen Attract\nopen Home\n")
        self.assertEqual(done.returncode, 0, done.stderr[-800:])
        self.assertEqual(self.query("status")[0]["refused"], "")

    def test_kill_9_of_the_window_leaves_a_terminal_that_starts_again(self):
        self.terminal = self.folder / "new"
        script = self.folder / "s.play"
        script.write_text("wait screen Attract\nopen Home\n" + f"scan {CARD}\nwait screen Space\nleave\nopen Home\n" * 50)
        process = subprocess.Popen([KIOSK, "play", script, "--screenshots", self.folder / "k", "--hub", self.hub.url, "--data",
                                    self.terminal, "--camera", "none"], env=self.environment, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        wait_until(lambda: len(self.devices()) == 2, "the hub hears the new terminal")
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = self.play("wait screen Attract\nshot again\n")
        self.assertEqual(done.returncode, 0, done.stderr[-1500:])
        self.assertEqual(self.sync()[0], 0)
        self.assertEqual(self.query("customer", CUSTOMER)[0]["id"], CUSTOMER)

    def test_a_card_shown_to_the_camera_opens_its_space(self):
        path = self.folder / "story.play"
        path.write_text("wait screen Space\nwait Camille\nshot space\n")
        done = subprocess.run([KIOSK, "play", path, "--screenshots", self.folder / "shots", "--hub", self.hub.url, "--data",
                               self.terminal, "--camera", ROOT / "assets/demo/codes/card-C00001.png"],
                              env=self.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr[-1500:])

    def test_an_idle_terminal_ends_when_it_is_told_to(self):
        new = self.folder / "new"
        process = subprocess.Popen([KIOSK, "--hub", self.hub.url, "--data", new, "--camera", "none"],
                                   env=self.environment, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        # The exchange starts behind the window: who is heard by the hub is up.
        wait_until(lambda: len(self.devices()) == 2, "the hub hears the new terminal")
        self.assertIsNone(process.poll())
        process.terminate()
        process.wait(5)

    def devices(self):
        done = subprocess.run([HUB, "devices", "--data", self.hub.data], capture_output=True, text=True, timeout=20)
        return done.stdout.splitlines()

    def test_without_a_display_it_ends_at_once_and_says_so(self):
        bare = {name: value for name, value in os.environ.items()
                if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
        done = subprocess.run([KIOSK, "--hub", self.hub.url, "--data", self.terminal, "--camera", "none"],
                              env=bare, capture_output=True, text=True, timeout=10)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("no display", done.stderr)

    def test_a_story_names_who_plays_it(self):
        story = "role associate\nwait screen Unlock\nshot locked\n"
        done = self.play(story)
        self.assertEqual(done.returncode, 0, done.stderr[-1500:])
        self.assertTrue((self.folder / "shots/associate-locked.png").exists())
        done = self.play(story, "--role", "manager")
        self.assertEqual(done.returncode, 2)
        self.assertIn("associate", done.stderr)

    def test_a_damaged_replica_shows_the_operator_screen(self):
        path = self.terminal / "journal.db"
        for extra in ("-wal", "-shm"):
            path.with_name(path.name + extra).unlink(missing_ok=True)
        path.write_bytes(b"no database at all" * 500)
        done = self.play("wait screen Failure\nwait K-CORRUPT\nshot failure\n")
        self.assertEqual(done.returncode, 0, done.stderr[-1500:])


if __name__ == "__main__":
    unittest.main()
