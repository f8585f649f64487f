#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tree.py finds what it must find: each planted fault is named with its file and line, and a clean tree passes."""
import pathlib
import subprocess
import sys
import tempfile

TREE = pathlib.Path(__file__).with_name("tree.py")
ROOT = pathlib.Path(__file__).parents[2]
SPDX = "// SPDX-License-Identifier: Apache-2.0\n"


def run(files):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "packaging/cmake").mkdir(parents=True)
        (root / "packaging/cmake/Layers.cmake").write_text((ROOT / "packaging/cmake/Layers.cmake").read_text())
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        done = subprocess.run([sys.executable, TREE, root], capture_output=True, text=True)
        return done.returncode, done.stdout


CASES = [
    ("an upward include", {"platform/base/x.cpp": SPDX + '#include "sync/journey/event.h"\n'}, "platform/base/x.cpp:2: include"),
    ("a library of another layer", {"kiosk/visit/x.cpp": SPDX + "#include <imgui.h>\n"}, "kiosk/visit/x.cpp:2: include"),
    ("a long function", {"sync/hub/x.cpp": SPDX + "void f() {\n" + "  g();\n" * 70 + "}\n"}, "sync/hub/x.cpp:2: function"),
    ("seven parameters", {"sync/hub/x.cpp": SPDX + "void f(int a, int b, int c, int d, int e, int g, int h) {\n}\n"}, "sync/hub/x.cpp:2: parameters"),
    ("a long file", {"sync/hub/x.cpp": SPDX + "// line\n" * 600}, "sync/hub/x.cpp:1: file"),
    ("a throw", {"sync/hub/x.cpp": SPDX + "void f() {\n  throw 1;\n}\n"}, "sync/hub/x.cpp:3: throw"),
    ("a foreign top-level folder", {"src/x.cpp": SPDX}, "src/x.cpp:1: top"),
    ("a folder without a README", {"sync/new/x.cpp": SPDX}, "sync/new/README.md:1: readme"),
    ("an exception no longer needed", {"tests/tidy/exceptions.txt": "sync/hub/x.cpp file reason\n"}, "no longer needed"),
]

bad = 0
for name, files, expected in CASES:
    code, out = run(files)
    if code != 1 or expected not in out:
        print(f"FAILED: {name}: exit {code}, printed: {out}")
        bad += 1
READMES = {"sync/hub/README.md": "What it is.\n", "packaging/cmake/README.md": "What it is.\n"}
code, out = run({**READMES, "sync/hub/x.cpp": SPDX + '#include "sync/journey/event.h"\n\nvoid f() {\n  g();\n}\n'})
if code != 0:
    print(f"FAILED: a clean tree: {out}")
    bad += 1
print(f"{len(CASES) + 1 - bad} passed, {bad} failed")
sys.exit(1 if bad else 0)
