# SPDX-License-Identifier: Apache-2.0
"""The two real programs, as tests use them: start, kill, ask. Nothing here knows their insides."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARIES = pathlib.Path(os.environ.get("PARCOURS_BIN", ROOT / "build/release/bin"))
HUB = BINARIES / "parcours-hub"
KIOSK = BINARIES / "parcours-kiosk"
CARD = "2900000000017"
CUSTOMER = "C00001"


def wait_until(condition, what, seconds=20):
    """Polls; the only waiting a test does."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.02)


class Hub:
    def __init__(self, data, port=0):
        self.data, self.port, self.process = data, port, None
        self.options = []

    def start(self):
        self.log = open(str(self.data) + ".log", "ab")
        self.process = subprocess.Popen([HUB, "serve", "--listen", f"127.0.0.1:{self.port}", "--data", self.data, *self.options],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError("the hub did not start: " + open(self.log.name).read()[-400:])
        self.port = int(line.strip().rsplit(":", 1)[1].split("/")[0].split('"')[0])
        return self

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            code = self.process.wait(20)
            if code != 0:
                raise AssertionError(f"the hub ended with {code}")
        if self.process:
            self.process.stdout.close()
            self.log.close()

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            return answer.read().decode()

    def post(self, path, body, content_type):
        """(status, body as text)."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, raw, {"Content-Type": content_type})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode()

    def send(self, *events):
        return self.post("/v1/events", list(events), "application/cloudevents-batch+json")

    def count(self, result):
        for line in self.get("/metrics").splitlines():
            if line.startswith(f'parcours_hub_events_total{{result="{result}"}}'):
                return int(float(line.split()[-1]))
        return 0


def event(number, kind="web.product_viewed", subject="card:" + CARD, **data):
    return {"specversion": "1.0", "id": f"e2e-{number}", "source": "web/shop", "type": kind,
            "time": "2026-11-01T10:00:00Z", "subject": subject, "data": data or {"product": "P0001"}}


def kiosk(*words, stdin=None, environment=None):
    """(exit code, JSON lines of standard output, standard error)."""
    done = subprocess.run([KIOSK, *map(str, words)], input=stdin, capture_output=True, text=True, timeout=60,
                          env={**os.environ, **(environment or {})})
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith(("{", "["))]
    return done.returncode, lines, done.stderr


class Shop(unittest.TestCase):
    """Each test gets its own copy of a small demo shop (made once a run) and its own terminal folder."""
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.stock = pathlib.Path(tempfile.mkdtemp(prefix="parcours-e2e-"))
        done = subprocess.run([HUB, "demo", "--data", cls.stock / "hub", "--customers", "60", "--products", "120"],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError("parcours-hub demo: " + done.stderr[-600:])

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.stock, ignore_errors=True)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="parcours-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        shutil.copytree(self.stock / "hub", self.folder / "hub")
        self.terminal = self.folder / "kiosk"
        self.hub = Hub(self.folder / "hub").start()
        # The hub of the end, not of the start: a test may put another one here.
        self.addCleanup(lambda: self.hub.stop())

    def sync(self, terminal=None, url=None):
        return kiosk("sync", "--hub", url or self.hub.url, "--data", terminal or self.terminal, "--once")

    def query(self, *words, terminal=None):
        code, lines, errors = kiosk("query", "--data", terminal or self.terminal, *words)
        self.assertEqual(code, 0, errors)
        return lines

    def act(self, *words, terminal=None):
        return kiosk("act", "--data", terminal or self.terminal, *words)
