#!/usr/bin/env python3
"""Writes forms and sessions whose size is the point, from a few lines each.

    tests/load/workloads.py FOLDER [NAME ...]

For each workload FOLDER gets a spreadsheet as a Markdown table (NAME.md), the files it uses, and a
session for `homeward form replay` (NAME.json) that asks for the spreadsheet's XForm, NAME.xml; what
makes that is up to the caller, so that every engine reads the same. All people and places are made up.
"""

import json
import pathlib
import sys

NOW = "2026-03-14T09:26:53.000+01:00"
# how the rows of a list fall into regions, districts and towns
REGIONS, DISTRICTS = 10, 200


def sheet(name, columns, rows):
    lines = [f"| {name} |", "| | " + " | ".join(columns) + " |"]
    lines += ["| | " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def set_(ref, value, tag=None):
    op = {"op": "set", "ref": ref, "value": str(value)}
    return op | ({"tag": tag} if tag else {})


def get(ref, expect):
    return {"op": "get", "ref": ref, "expect": str(expect)}


def switch(questions=500, chain=300):
    """Many questions that one answer shows and hides, and a chain of calculations."""
    rows = [["select_one yn", "show", "Show all?", "", ""], ["integer", "start", "Start", "", ""]]
    rows += [["text", f"q{at}", f"Question {at}", "${show} = 'y'", ""] for at in range(questions)]
    for at in range(chain):
        before = "start" if at == 0 else f"c{at - 1}"
        rows.append(["calculate", f"c{at}", "", "", f"${{{before}}} + 1"])
    survey = sheet("survey", ["type", "name", "label", "relevant", "calculation"], rows)
    choices = sheet("choices", ["list_name", "name", "label"], [["yn", "y", "Yes"], ["yn", "n", "No"]])
    ops = []
    for turn in range(10):
        ops.append(set_("/data/show", "y" if turn % 2 == 0 else "n", "switch"))
        ops.append({"op": "is", "ref": f"/data/q{questions - 1}", "what": "relevant", "expect": turn % 2 == 0})
    ops.append(set_("/data/show", "y"))
    for turn in range(10):
        ops.append(set_("/data/start", turn, "chain"))
        ops.append(get(f"/data/c{chain - 1}", turn + chain))
    ops += [set_(f"/data/q{turn}", f"Synthetic {turn}", "answer") for turn in range(min(100, questions))]
    return survey + choices, {}, ops


def places(count):
    """Rows of a list: name, label, region, district."""
    return [
        [f"t{at:06}", f"Town {at}", f"r{at % REGIONS}", f"d{at % DISTRICTS:03}"]
        for at in range(count)
    ]


def cascade(count, in_file, both):
    """A town of a district of a region, out of a long list."""
    wanted = "region = ${region} and district = ${district}" if both else "district = ${district}"
    rows = [["select_one regions", "region", "Region", ""], ["select_one districts", "district", "District", "region = ${region}"]]
    rows.append([("select_one_from_file towns.csv" if in_file else "select_one towns"), "town", "Town", wanted])
    survey = sheet("survey", ["type", "name", "label", "choice_filter"], rows)
    listed = [["regions", f"r{at}", f"Region {at}", "", ""] for at in range(REGIONS)]
    listed += [["districts", f"d{at:03}", f"District {at}", f"r{at % REGIONS}", ""] for at in range(DISTRICTS)]
    files = {}
    if in_file:
        lines = ["name,label,region,district"] + [",".join(row) for row in places(count)]
        files["towns.csv"] = "\n".join(lines) + "\n"
    else:
        listed += [["towns", *row] for row in places(count)]
    choices = sheet("choices", ["list_name", "name", "label", "region", "district"], listed)
    ops = [{"op": "choices", "ref": "/data/town", "expect": 0, "tag": "choices.none"}]
    for turn in range(20):
        at = turn * 7 % DISTRICTS
        ops.append(set_("/data/region", f"r{at % REGIONS}", "region"))
        ops.append(set_("/data/district", f"d{at:03}", "district"))
        ops.append({"op": "choices", "ref": "/data/town", "expect": count // DISTRICTS, "tag": "choices"})
        ops.append(set_("/data/town", f"t{at:06}", "town"))
    # a town that the next district does not have is cleared, by some engines only when its list is read
    ops.append(set_("/data/district", "d013", "clear"))
    ops.append({"op": "choices", "ref": "/data/town", "expect": count // DISTRICTS})
    ops.append(get("/data/town", ""))
    return survey + choices, files, ops


REPEATS = {
    # a total outside
    "sum": ([], [["calculate", "total", "", "sum(${v})"], ["calculate", "many", "", "count(${r})"]]),
    # its own number in each
    "position": ([["calculate", "at", "", "position(..)"]], []),
    # its part of all in each
    "share": ([["calculate", "share", "", "${v} div sum(/data/r/v)"]], []),
}


def repeats(count, kind):
    """Instances added and filled one by one."""
    inside, outside = REPEATS[kind]
    rows = [["begin repeat", "r", "Row", ""], ["integer", "v", "Value", ""], *inside, ["end repeat", "r", "", ""], *outside]
    survey = sheet("survey", ["type", "name", "label", "calculation"], rows)
    ops = []
    for at in range(1, count + 1):
        if at > 1:
            ops.append({"op": "add", "ref": "/data/r", "tag": "add"})
        # with shares every answer changes all of them: only a few are measured
        if kind != "share" or at <= 20 or at > count - 20:
            ops.append(set_(f"/data/r[{at}]/v", at % 7 + 1, "answer"))
    if kind == "sum":
        ops.append(get("/data/total", sum(at % 7 + 1 for at in range(1, count + 1))))
        ops.append(get("/data/many", count))
    elif kind == "position":
        ops.append(get(f"/data/r[{count}]/at", count))
    else:
        known = [at for at in range(1, count + 1) if at <= 20 or at > count - 20]
        total = sum(at % 7 + 1 for at in known)
        ops.append(get(f"/data/r[{count}]/share", (count % 7 + 1) / total))
    ops.append({"op": "remove", "ref": f"/data/r[{count // 2}]", "tag": "remove"})
    ops.append({"op": "count", "ref": "/data/r", "expect": count - 1})
    return survey, {}, ops


def languages(questions=300, languages=6):
    """Six languages, of which one is spoken."""
    names = [f"Language {at} (x{at})" for at in range(languages)]
    columns = ["type", "name"] + [f"label::{name}" for name in names] + [f"hint::{name}" for name in names]
    rows = [
        ["text", f"q{at}"] + [f"Question {at} in language {of}" for of in range(languages)] + [f"What to know about question {at} ({of})" for of in range(languages)]
        for at in range(questions)
    ]
    settings = sheet("settings", ["default_language"], [[names[0]]])
    ops = [{"op": "label", "ref": "/data/q7", "expect": "Question 7 in language 0"}]
    ops.append({"op": "lang", "value": names[3], "tag": "language"})
    ops.append({"op": "label", "ref": "/data/q7", "expect": "Question 7 in language 3", "tag": "label"})
    return sheet("survey", columns, rows) + settings, {}, ops


WORKLOADS = {
    "switch-500-300": lambda: switch(),
    "inline-10000": lambda: cascade(10_000, False, False),
    "inline-10000-and": lambda: cascade(10_000, False, True),
    "inline-50000": lambda: cascade(50_000, False, False),
    "inline-50000-and": lambda: cascade(50_000, False, True),
    "csv-10000": lambda: cascade(10_000, True, False),
    "csv-10000-and": lambda: cascade(10_000, True, True),
    "csv-50000": lambda: cascade(50_000, True, False),
    "csv-50000-and": lambda: cascade(50_000, True, True),
    "csv-100000": lambda: cascade(100_000, True, False),
    "csv-100000-and": lambda: cascade(100_000, True, True),
    "repeat-500-sum": lambda: repeats(500, "sum"),
    "repeat-2000-sum": lambda: repeats(2_000, "sum"),
    "repeat-500-position": lambda: repeats(500, "position"),
    "repeat-2000-position": lambda: repeats(2_000, "position"),
    "repeat-500-share": lambda: repeats(500, "share"),
    "repeat-2000-share": lambda: repeats(2_000, "share"),
    "languages-6": lambda: languages(),
    # small ones, which the slowest engine finishes too
    "switch-100-60": lambda: switch(100, 60),
    "csv-1000-and": lambda: cascade(1_000, True, True),
    "inline-1000": lambda: cascade(1_000, False, False),
    "repeat-100-position": lambda: repeats(100, "position"),
    "repeat-100-share": lambda: repeats(100, "share"),
}


def write(folder, names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        markdown, files, ops = WORKLOADS[name]()
        settings = sheet("settings", ["form_title", "form_id"], [[name, name]])
        if "| settings |" not in markdown:
            markdown += settings
        (folder / f"{name}.md").write_text(markdown)
        media = {}
        for file, text in files.items():
            own = f"{name}.{file}"
            (folder / own).write_text(text)
            media[f"jr://file-csv/{file}"] = own
        session = {"workload": name, "form": f"{name}.xml", "media": media, "now": NOW, "ops": ops}
        (folder / f"{name}.json").write_text(json.dumps(session))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    write(pathlib.Path(sys.argv[1]), sys.argv[2:] or list(WORKLOADS))
