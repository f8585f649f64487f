#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every C++ file is as clang-format 14 writes it. `--fix` rewrites."""
import pathlib
import shutil
import subprocess
import sys

root = pathlib.Path(__file__).parents[2]
tool = shutil.which("clang-format-14") or shutil.which("clang-format")
if not tool:
    sys.exit("tests/tidy/format.py: clang-format-14 is missing: run packaging/install test")
listed = subprocess.run(["git", "-C", root, "ls-files", "*.cpp", "*.h"], capture_output=True, text=True, check=True)
files = [name for name in listed.stdout.split() if (root / name).exists()]
arguments = ["-i"] if "--fix" in sys.argv else ["--dry-run", "-Werror"]
if files:
    sys.exit(subprocess.run([tool, *arguments, *files], cwd=root).returncode)
