"""Reads wheels as PyPI publishes them and writes what they hold: names, sizes, entry points, requirements. Figures only, never contents.

Usage: python3.12 observe-wheels.py FOLDER NAMES.txt OUT.json.gz

NAMES.txt lists distributions, one a line; what they require (Linux, CPython 3.12, no extras) is taken along when its wheel is there too.
Byte code is compiled to learn its size. A listing has directories (lines that begin with /, relative to site-packages) and `name bytes`
below them; where a wheel has more files than FULL_LISTING, a directory has totals instead: `*.py files bytes` and `* files bytes`.
"""

import configparser
import email.parser
import gzip
import json
import marshal
import os
import re
import sys
import warnings
import zipfile

FULL_LISTING = 160
TOTALS_DEPTH = 2

warnings.simplefilter("ignore")


def normalized(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def version_key(file):
    return [int(part) if part.isdigit() else -1 for part in re.split(r"[.+]", file.split("-")[1])]


def holds(marker, extra):
    """Environment markers, for CPython 3.12 on Linux x86_64."""
    if not marker:
        return True
    names = {
        "python_version": (3, 12), "python_full_version": (3, 12, 12), "implementation_version": (3, 12, 12), "sys_platform": "linux", "platform_system": "Linux",
        "os_name": "posix", "platform_machine": "x86_64", "implementation_name": "cpython", "platform_python_implementation": "CPython",
        "platform_release": "", "platform_version": "", "extra": extra or "",
    }
    text = re.sub(r"(['\"])(\d+(?:\.\d+)*)\1", lambda m: repr(tuple(int(part) for part in m[2].split("."))), marker)
    text = re.sub(r"\bnot in\b", " not in ", text)
    try:
        return bool(eval(text.strip(), {"__builtins__": {}}, names))
    except Exception:
        return True


def requirements(metadata):
    plain, extras = [], {}
    for line in metadata.get_all("Requires-Dist") or []:
        requirement, _, marker = line.partition(";")
        match = re.match(r"\s*([A-Za-z0-9._-]+)\s*(\[[^\]]*\])?\s*\(?([^)]*)\)?", requirement)
        word = normalized(match[1]) + (match[2] or "").replace(" ", "") + re.sub(r"\s", "", match[3])
        extra = re.search(r"extra\s*==\s*['\"]([^'\"]+)['\"]", marker)
        if extra:
            if holds(marker, extra[1]):
                extras.setdefault(extra[1], []).append(word)
        elif holds(marker, None):
            plain.append(word)
    return plain, extras


def listing_of(files):
    lines, folders = [], {}
    for path, size in sorted(files):
        folder, _, name = path.rpartition("/")
        if len(files) > FULL_LISTING:
            up = "../../../" if folder.startswith("../../../") else ""
            folder = up + "/".join(folder[len(up):].split("/")[:TOTALS_DEPTH])
        folders.setdefault(folder, []).append((name, size))
    for folder in sorted(folders):
        lines.append("/" + folder)
        entries = folders[folder]
        if len(files) <= FULL_LISTING:
            lines += [f"{name} {size}" for name, size in entries]
            continue
        for title, members in (("*.py", [s for n, s in entries if n.endswith(".py")]), ("*", [s for n, s in entries if not n.endswith(".py")])):
            if members:
                lines.append(f"{title} {len(members)} {sum(members)}")
    return "\n".join(lines)


def observe(path):
    archive = zipfile.ZipFile(path)
    stem = os.path.basename(path)[:-4].split("-")
    info = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA")).rsplit("/", 1)[0]
    read = lambda name: archive.read(f"{info}/{name}").decode() if f"{info}/{name}" in archive.namelist() else ""
    metadata = email.parser.Parser().parsestr(read("METADATA"))
    entry = configparser.RawConfigParser(delimiters=("=",), strict=False)
    entry.optionxform = str
    entry.read_string(read("entry_points.txt"))
    scripts = {k: v.split("[")[0].strip() for k, v in entry["console_scripts"].items()} if entry.has_section("console_scripts") else {}
    files, programs, bytecode, top = [], {}, 0, set()
    data = info.replace(".dist-info", ".data")
    for item in archive.infolist():
        name = item.filename
        if item.is_dir() or name == f"{info}/RECORD":
            continue
        if name.startswith(f"{data}/"):
            kind, _, rest = name[len(data) + 1:].partition("/")
            if kind == "scripts":
                programs[rest] = item.file_size
                continue
            if kind not in ("purelib", "platlib"):
                files.append((f"../../../{rest}" if kind == "data" else rest, item.file_size))
                continue
            name = rest
        files.append((name.replace(info, "@"), item.file_size))
        if not name.startswith(info):
            top.add(re.sub(r"(\.cpython-[^.]*|\.abi3)?\.(py|so)$", "", name.split("/")[0]))
        if name.endswith(".py"):
            try:
                bytecode += 16 + len(marshal.dumps(compile(archive.read(item), name, "exec", dont_inherit=True)))
            except SyntaxError:
                pass
    plain, extras = requirements(metadata)
    return {
        "name": metadata["Name"], "version": metadata["Version"], "licence": (metadata["License-Expression"] or metadata["License"] or "").split("\n")[0][:60],
        "summary": (metadata["Summary"] or "").split("\n")[0], "tag": "-".join(stem[-3:]), "wheelBytes": os.path.getsize(path), "metadataBytes": len(read("METADATA").encode()),
        "top": sorted(top), "scripts": scripts, "programs": programs, "requires": plain, "extras": extras, "bytecodeBytes": bytecode, "listing": listing_of(files),
    }


folder, names_file, out = sys.argv[1:]
wheels = {}
for file in sorted(os.listdir(folder), key=lambda f: version_key(f) if f.endswith(".whl") else []):
    if file.endswith(".whl"):
        wheels.setdefault(normalized(file.split("-")[0]), []).append(file)
with open(names_file) as handle:
    wanted = [(normalized(name), version) for name, _, version in (line.strip().partition("==") for line in handle) if name]
observed, queue, missing = {}, list(wanted), []
while queue:
    name, version = queue.pop(0)
    if name in observed:
        continue
    if name not in wheels:
        missing.append(name)
        continue
    # The wheel nearest to the named version: of the same release when it is there, else the newest.
    file = next((f for f in wheels[name] if f.split("-")[1] == version), wheels[name][-1])
    observed[name] = observe(os.path.join(folder, file))
    queue += [(re.match(r"[a-z0-9-]+", word)[0], "") for word in observed[name]["requires"]]
with gzip.GzipFile(out, "wb", mtime=0) as handle:
    handle.write(json.dumps(dict(sorted(observed.items())), separators=(",", ":"), ensure_ascii=False).encode())
sys.stderr.write(f"{len(observed)} observed; no wheel: {' '.join(sorted(set(missing)))}\n")
