# SPDX-License-Identifier: Apache-2.0
"""Kiosk beside Chromium --kiosk showing an equal page: exec to first pixel, PSS, idle wake-ups a second.

Both run under Xvfb without a GPU in the same run; the first pixel is read from Xvfb's mapped frame buffer, so that
no tool of either program is trusted. Medians of ROUNDS; the ratio is kiosk / Chromium (below 1 is better).
"""
import glob
import html
import json
import mmap
import os
import pathlib
import shutil
import signal
import statistics
import struct
import subprocess
import tempfile
import time

ROUNDS = 3
WIDTH, HEIGHT = 1080, 1920
SETTLE_S = 2.0
IDLE_S = 4.0


class Screen:
    """An Xvfb whose pixels are mapped into this process."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", self.folder,
             "-noreset", "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            self.name = ":" + pipe.readline().strip()
        path = glob.glob(self.folder + "/Xvfb_screen0")[0]
        with open(path, "rb") as file:
            self.map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        header, colours = struct.unpack(">I", self.map[0:4])[0], struct.unpack(">I", self.map[76:80])[0]
        self.pixels_at = header + 12 * colours

    def drawn(self):
        # A cleared window has one or two colours; a page has many.
        grid = self.map[self.pixels_at:self.pixels_at + WIDTH * HEIGHT * 4:4 * 1009]
        return len(set(grid)) > 8

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.map.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def children(pid):
    out, todo = [], [pid]
    while todo:
        one = todo.pop()
        out.append(one)
        for path in glob.glob(f"/proc/{one}/task/*/children"):
            try:
                todo += [int(word) for word in open(path).read().split()]
            except OSError:
                pass
    return out


def pss_kib(pid):
    total = 0
    for one in children(pid):
        try:
            for line in open(f"/proc/{one}/smaps_rollup"):
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total


def switches(pid):
    total = 0
    for one in children(pid):
        for path in glob.glob(f"/proc/{one}/task/*/status"):
            try:
                for line in open(path):
                    if line.startswith("voluntary_ctxt_switches"):
                        total += int(line.split()[1])
            except OSError:
                pass
    return total


def measure(command, environment):
    screen = Screen()
    try:
        start = time.monotonic()
        process = subprocess.Popen(command, env={**os.environ, **environment, "DISPLAY": screen.name},
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        while not screen.drawn():
            if process.poll() is not None:
                raise SystemExit(f"bench frame: {command[0]} ended with {process.returncode} before it drew")
            if time.monotonic() - start > 60:
                raise SystemExit(f"bench frame: {command[0]} drew nothing in 60 s")
            time.sleep(0.001)
        first_ms = (time.monotonic() - start) * 1000
        time.sleep(SETTLE_S)
        pss = pss_kib(process.pid)
        before = switches(process.pid)
        time.sleep(IDLE_S)
        wakes = (switches(process.pid) - before) / IDLE_S
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return first_ms, pss / 1024, wakes
    finally:
        screen.close()


def page(folder, pictures):
    """The kiosk's home as a web page: header, search, banner, a grid of thirty cards."""
    cards = "".join(
        f'<div class="c"><img src="{html.escape(str(p))}"><p>Maison Garonne</p><b>Article {i}</b><i>89,90 €</i></div>'
        for i, p in enumerate(pictures))
    text = f"""<!doctype html><meta charset="utf-8"><style>
body{{margin:0;background:#F6F3EE;font:26px Inter,sans-serif;color:#1C1917}}h1{{margin:40px}}
.s{{margin:40px;padding:30px;background:#fff;border-radius:36px;box-shadow:0 8px 20px #0002}}
.b{{margin:40px;height:380px;border-radius:26px;background:linear-gradient(90deg,#0F5C4D,#0B4A3E)}}
.g{{display:grid;grid-template-columns:repeat(3,1fr);gap:26px;margin:40px}}
.c{{background:#fff;border-radius:26px;overflow:hidden;box-shadow:0 8px 20px #0002}}.c img{{width:100%}}.c>*{{margin:12px;display:block}}.c img{{margin:0}}
</style><h1>Maison Garonne</h1><div class="s">Un produit, une marque, une référence…</div><div class="b"></div><div class="g">{cards}</div>"""
    path = folder / "page.html"
    path.write_text(text)
    return path


def run(binaries, demo):
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("bench frame: chromium is missing: run packaging/install bench")
    folder = pathlib.Path(tempfile.mkdtemp())
    pictures = sorted((binaries.parent / "assets/pictures").glob("*.jpg"))[:30]
    kiosk_data = demo.kiosk_copy(folder / "kiosk")
    kiosk = [str(binaries / "parcours-kiosk"), "--hub", "http://127.0.0.1:9", "--data", str(kiosk_data), "--size",
             f"{WIDTH}x{HEIGHT}", "--camera", "none"]
    web = [chromium, "--kiosk", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync",
           f"--window-size={WIDTH},{HEIGHT}", "--window-position=0,0", f"file://{page(folder, pictures)}"]
    ours, theirs = [], []
    for number in range(ROUNDS):
        ours.append(measure(kiosk, {"SDL_VIDEODRIVER": "x11"}))
        theirs.append(measure(web + [f"--user-data-dir={folder}/profile{number}"], {}))
    shutil.rmtree(folder, ignore_errors=True)
    names = ["exec_to_first_pixel_ms", "pss_mib", "idle_wakeups_per_s"]
    result = {"rounds": ROUNDS, "peer": "chromium --kiosk, fresh profile"}
    for at, name in enumerate(names):
        a, b = statistics.median(x[at] for x in ours), statistics.median(x[at] for x in theirs)
        result[name] = {"kiosk": round(a, 2), "chromium": round(b, 2), "ratio": round(a / b, 3) if b else None}
    return result


if __name__ == "__main__":
    print(json.dumps({"error": "start me with tests/bench/run frame"}))
    raise SystemExit(2)
