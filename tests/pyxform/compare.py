#!/usr/bin/env python3
"""Compares Homeward's XForms with those of pyxform: what they mean, not how they are written.

    tests/pyxform/compare.py [--convert COMMAND] [--python PYTHON] [FILE ...]

Without FILE, the forms of the repository and all of tests/pyxform/workbooks are compared. COMMAND
converts the file that is its last argument (default: the example `convert` of the form crate, which
is built first). pyxform comes from PyPI into a folder of the user's cache when it is not there yet.

A workbook whose first line is `# refused` must be refused by both, by Homeward with a cell
(`# refused as a whole`: with a sheet or the form); one that starts with `# differs: REASON` may
differ, and the reason is shown. Exit 1 if anything else differs.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import venv
import xml.etree.ElementTree as xml

VERSION = "4.5.0"
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
XF = "{http://www.w3.org/2002/xforms}"
CELL = re.compile(r"^[^:!]+![A-Z]+[0-9]+: ", re.MULTILINE)
HTML = "{http://www.w3.org/1999/xhtml}"

# run by the Python that has pyxform: converts the files named on stdin, one answer a line
BATCH = """
import json, sys, time
from pyxform.xls2xform import convert
for line in sys.stdin:
    start = time.perf_counter()
    try:
        answer = {"xform": convert(line.strip(), validate=False).xform}
    except Exception as error:
        answer = {"error": str(error) or repr(error)}
    answer["seconds"] = time.perf_counter() - start
    print(json.dumps(answer), flush=True)
"""


def python_with_pyxform():
    cache = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(cache) / "homeward" / f"pyxform-{VERSION}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "ready").exists():
        print(f"installing pyxform {VERSION} into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, f"pyxform=={VERSION}"], check=True)
        (folder / "ready").touch()
    return str(python)


def build_converter():
    command = ["cargo", "build", "--quiet", "-p", "homeward-form", "--example", "convert"]
    subprocess.run(command, cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
    return [str(target / "debug" / "examples" / "convert")]


def expression(text):
    """An expression without the spaces that mean nothing."""
    parts = re.split(r"('[^']*'|\"[^\"]*\")", text)
    for index in range(0, len(parts), 2):
        parts[index] = re.sub(r"\s+", " ", parts[index])
        parts[index] = re.sub(r" ?([()\[\],=<>!+|]) ?", r"\1", parts[index])
    return "".join(parts).strip()


def short(name):
    for uri, prefix in (
        ("http://www.w3.org/2002/xforms", ""),
        ("http://openrosa.org/javarosa", "jr:"),
        ("http://openrosa.org/xforms", "orx:"),
        ("http://www.opendatakit.org/xforms", "odk:"),
        ("http://www.opendatakit.org/xforms/entities", "entities:"),
    ):
        if name.startswith("{" + uri + "}"):
            return prefix + name.rpartition("}")[2]
    return name


def attributes(element):
    return {short(name): expression(value) for name, value in sorted(element.attrib.items())}


def words(element):
    """The text of an element with its outputs."""
    out = [element.text or ""]
    for child in element:
        out.append(f"<{short(child.tag)} {expression(child.get('value', ''))}>")
        out.append(child.tail or "")
    return re.sub(r"\s+", " ", "".join(out)).strip()


def tree(element):
    """An element as nested tuples."""
    children = [tree(child) for child in element if short(child.tag) != "output"]
    name = short(element.tag)
    text = words(element) if name in ("label", "hint", "value") or not children else ""
    return (name, tuple(attributes(element).items()), text, tuple(children))


def meaning(xform):
    """Everything that an XForm says, by where it says it."""
    root = xml.fromstring(xform)
    model = root.find(f"{HTML}head/{XF}model")
    said = {"title": root.findtext(f"{HTML}head/{HTML}title"), "model": attributes(model)}
    primary = model.find(f"{XF}instance")
    said["data"] = tree(primary[0])
    for instance in model.findall(f"{XF}instance")[1:]:
        said["instance", instance.get("id")] = tree(instance)
    for bind in model.findall(f"{XF}bind"):
        key = "bind", bind.get("nodeset")
        if key in said:
            key = (*key, "again")
        said[key] = attributes(bind)
    events = [tree(child) for child in model if "event" in child.attrib]
    said["events"] = sorted(events)
    said["submission"] = [tree(child) for child in model.findall(f"{XF}submission")]
    for translation in model.findall(f"{XF}itext/{XF}translation"):
        language = translation.get("lang")
        said["language", language] = translation.get("default")
        for text in translation:
            for value in text:
                said["text", language, text.get("id"), value.get("form")] = words(value)
    body = root.find(f"{HTML}body")
    said["body"] = attributes(body)
    said["controls"] = [tree(child) for child in body]
    return said


def first_difference(ours, theirs, path=""):
    if isinstance(ours, tuple) and isinstance(theirs, tuple) and len(ours) == len(theirs):
        for index, (a, b) in enumerate(zip(ours, theirs)):
            found = first_difference(a, b, f"{path}/{ours[0] if index else ''}")
            if found:
                return found
        return None
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for a, b in zip(ours, theirs):
            found = first_difference(a, b, path)
            if found:
                return found
        return None
    return None if ours == theirs else f"{path}\n      homeward {ours!r}\n      pyxform  {theirs!r}"


def differences(ours, theirs):
    ours, theirs = meaning(ours), meaning(theirs)
    for key in [*ours, *(key for key in theirs if key not in ours)]:
        if key not in theirs:
            yield f"{key}: only homeward says {str(ours[key])[:300]}"
        elif key not in ours:
            yield f"{key}: only pyxform says {str(theirs[key])[:300]}"
        else:
            found = first_difference(ours[key], theirs[key])
            if found:
                yield f"{key}: {found}"


def files():
    yield from sorted((ROOT / "forms").glob("*.xlsx"))
    for pattern in ("*.md", "*.csv", "*.xlsx"):
        yield from sorted((HERE / "workbooks").glob(pattern))


def note(file):
    if file.suffix not in (".md",):
        return ""
    with file.open(encoding="utf-8") as lines:
        return lines.readline().strip().lstrip("# ")


def main():
    import json

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--convert", help="command that converts a file, such as 'homeward form convert'")
    parser.add_argument("--python", help="a Python that has pyxform")
    parser.add_argument("--quiet", action="store_true", help="name only what differs")
    arguments = parser.parse_args()
    convert = arguments.convert.split() if arguments.convert else build_converter()
    python = arguments.python or python_with_pyxform()
    peer = subprocess.Popen([python, "-c", BATCH], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    same = wrong = known = 0
    for file in arguments.files or files():
        ours = subprocess.run([*convert, str(file)], capture_output=True, text=True, encoding="utf-8", timeout=60)
        peer.stdin.write(f"{file}\n")
        peer.stdin.flush()
        theirs = json.loads(peer.stdout.readline())
        expected = note(file)
        found = []
        if ours.returncode and "error" in theirs:
            if not expected.startswith(("refused", "differs")):
                found.append(f"both refuse: {ours.stderr.strip()} / {theirs['error']}")
            if expected == "refused" and not CELL.search(ours.stderr):
                found.append(f"homeward names no cell: {ours.stderr.strip()}")
        elif ours.returncode:
            found.append(f"only homeward refuses: {ours.stderr.strip()}")
        elif "error" in theirs:
            found.append(f"only pyxform refuses: {theirs['error']}")
        else:
            found = list(differences(ours.stdout, theirs["xform"]))
            if expected.startswith("refused"):
                found.append("both accept what should be refused")
        if found and expected.startswith("differs"):
            known += 1
            print(f"known   {file.name}: {expected.partition(':')[2].strip()}")
        elif found or expected.startswith("differs"):
            wrong += 1
            print(f"DIFFERS {file.name}")
            for line in found or ["nothing differs any more"]:
                print(f"    {line}")
        else:
            same += 1
            if not arguments.quiet:
                print(f"same    {file.name}")
    peer.stdin.close()
    peer.wait()
    print(f"{same} mean the same, {known} differ as noted, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
