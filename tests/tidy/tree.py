#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks rules of the tree that no compiler checks, and names file and line:

* includes go only where packaging/cmake/Layers.cmake allows, and third-party headers only where their package is allowed;
* function <= 70 lines and <= 6 parameters, file <= 600 lines, test file <= 800, header <= 300, line <= 100 columns;
* SPDX line first, #pragma once in headers; no throw, no foreign top-level folder;
* a README.md in each folder. Unit tests mirror the source and have the README of tests/; codes and small benches that of the folder above.

`exceptions.txt` beside this file lists what is allowed for now; an entry that is no longer needed is an error, so it can only shrink.
With an argument it checks that tree instead (its own test does).
"""
import pathlib
import re
import subprocess
import sys

TOP = {"kiosk", "sync", "assets", "platform", "tests", "packaging"}
SOURCE = (".cpp", ".h")
# Header prefix -> short package name of Layers.cmake.
THIRD_PARTY = [
    (r"sqlite3\.h", "sqlite3"), (r"curl/", "curl"), (r"boost/", "boost"), (r"ZXing/", "zxing"),
    (r"SDL2?/|SDL\.h", "sdl2"), (r"imgui|backends/imgui", "imgui"), (r"GL/", "opengl"),
    (r"sodium\.h", "sodium"), (r"zstd\.h", "zstd"), (r"gst/", "gstreamer"), (r"ft2build|freetype/", "freetype"),
    (r"hb(-\w+)?\.h|harfbuzz/", "harfbuzz"), (r"stb/?|stb_", "stb"), (r"simdjson\.h", "simdjson"),
]
# Small value libraries that every layer may see.
EVERYWHERE = {"fmt", "expected"}


def git_files(root):
    out = subprocess.run(["git", "-C", root, "ls-files"], capture_output=True, text=True)
    if out.returncode == 0 and out.stdout:
        return [line for line in out.stdout.splitlines() if (root / line).exists()]
    return [str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()]


def layer_table(root):
    text = re.sub(r"#.*", "", (root / "packaging/cmake/Layers.cmake").read_text())
    sets = dict(re.findall(r"set\((\w+) ([^)]*)\)", text))
    table = {}
    for folder, rest in re.findall(r"^parcours_layer\((\S+)([^)]*)\)", text, re.M):
        for name, words in sets.items():
            rest = rest.replace("${%s}" % name, words)
        may, packages, into = set(), set(), None
        for word in rest.split():
            if word in ("MAY", "PACKAGES"):
                into = may if word == "MAY" else packages
            else:
                into.add(word)
        table[folder] = (may, packages)
    return table


def layer_of(path, table):
    parts = path.split("/")
    for n in (3, 2):
        folder = "/".join(parts[:n])
        if folder in table:
            return folder
    return None


def reachable(folder, table):
    seen, todo = {folder}, [folder]
    while todo:
        for used in table[todo.pop()][0]:
            if used not in seen:
                seen.add(used)
                todo.append(used)
    return seen


def check_includes(path, lines, table):
    folder = layer_of(path, table)
    if folder is None:
        return
    may, packages = table[folder]
    inherited = set().union(*(table[f][1] for f in reachable(folder, table)))
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)', line)
        if not match:
            continue
        target = match.group(2)
        used = layer_of(target, table)
        if used and used != folder and used not in may:
            yield number, "include", f"{folder} includes {target}: Layers.cmake does not allow {used}"
        if match.group(1) == '"' and not used and not target.startswith("tests/"):
            yield number, "include", f"includes are written from the root: {target}"
        for pattern, package in THIRD_PARTY:
            if match.group(1) == "<" and re.match(pattern, target):
                allowed = packages | ({"simdjson"} & inherited)
                if package not in allowed | EVERYWHERE:
                    yield number, "include", f"{folder} includes <{target}>: package {package} is not in its layer"


def parameters(signature):
    inside = signature[signature.find("(") + 1:]
    depth, count, some = 0, 0, False
    for c in inside:
        if c in "(<[{":
            depth += 1
        elif c in ")>]}":
            if c == ")" and depth == 0:
                break
            depth -= 1
        elif c == "," and depth == 0:
            count += 1
        if not c.isspace():
            some = True
    return count + 1 if some else 0


def check_functions(lines):
    """A function of clang-formatted code opens in column 0 and closes with '}' in column 0."""
    start, signature = None, ""
    head = []
    for number, line in enumerate(lines, 1):
        if start is None:
            if line[:1] not in ("", " ", "}", "#", "/", "\t"):
                head = [line]
            elif line.startswith("    ") and head:
                head.append(line)
            else:
                head = []
            text = " ".join(head)
            if line.endswith("{") and "(" in text and not re.match(r"(namespace|class|struct|enum|union|extern)\b", text):
                start, signature = number - len(head) + 1, text
        elif line.startswith("}"):
            length = number - start + 1
            if length > 70:
                yield start, "function", f"a function of {length} lines (70 at most)"
            count = parameters(signature)
            if count > 6 and "=" not in signature.split("(")[0]:
                yield start, "parameters", f"a function of {count} parameters (6 at most)"
            start, head = None, []


def check_text(path, lines):
    test = path.startswith("tests/")
    limit = 800 if test else 300 if path.endswith(".h") else 600
    if len(lines) > limit:
        yield 1, "file", f"{len(lines)} lines ({limit} at most)"
    if not lines or "SPDX-License-Identifier" not in lines[0]:
        yield 1, "spdx", "the first line is the SPDX line"
    if path.endswith(".h") and "#pragma once" not in lines:
        yield 1, "pragma", "a header has #pragma once"
    for number, line in enumerate(lines, 1):
        if len(line) > 100 and "http" not in line and 'R"' not in line and not line.lstrip().startswith(("//", "#include")):
            yield number, "line", f"{len(line)} columns (100 at most)"
        if re.search(r"\bthrow\b", re.sub(r'"[^"]*"|//.*', "", line)) and not test:
            yield number, "throw", "errors are returned, not thrown"


def covered_above(folder):
    mirrors = re.match(r"tests/(platform|sync|kiosk)(/|$)", folder)
    return folder.startswith((".", "tests/bench/", "tests/golden/")) or folder == "assets/demo/codes" or bool(mirrors)


def folders_without_readme(files):
    folders = {str(pathlib.PurePosixPath(path).parent) for path in files}
    return sorted(f for f in folders if f + "/README.md" not in files and not covered_above(f))


def findings(root):
    table = layer_table(root)
    files = git_files(root)
    for folder in folders_without_readme(files):
        yield folder + "/README.md", 1, "readme", "is missing: what the folder is, what it may use, where to start"
    for path in files:
        top = path.split("/")[0]
        if "/" in path and top not in TOP and not top.startswith("."):
            yield path, 1, "top", "a folder at the top level that is not one of " + ", ".join(sorted(TOP))
        if not path.endswith(SOURCE):
            continue
        lines = (root / path).read_text(errors="replace").splitlines()
        for check in (check_includes(path, lines, table), check_functions(lines), check_text(path, lines)):
            for number, rule, message in check:
                yield path, number, rule, message


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    listed = root / "tests/tidy/exceptions.txt"
    allowed = set()
    if listed.exists():
        allowed = {tuple(line.split()[:2]) for line in listed.read_text().splitlines() if line and line[0] != "#"}
    used, bad = set(), 0
    for path, number, rule, message in findings(root):
        if (path, rule) in allowed:
            used.add((path, rule))
            continue
        print(f"{path}:{number}: {rule}: {message}")
        bad += 1
    for path, rule in sorted(allowed - used):
        print(f"tests/tidy/exceptions.txt: {path} {rule} is no longer needed: remove the line")
        bad += 1
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
