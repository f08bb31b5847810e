#!/usr/bin/env python3
"""Measures Homeward, pyxform, ODK's web engine and JavaRosa on the same workloads, in one run.

    tests/load/peers.py [--replay COMMAND] [--convert COMMAND] [--javarosa COMMAND] [--runs N]
                        [--limit SECONDS] [--json FILE] [NAME ...]

By hand only: it is no part of ./test. NAME is a workload of workloads.py, or `checkin`; without any,
all of them. COMMAND is what the session or the form is given to as its last arguments; by default the
release examples `replay` and `convert`, which do what `homeward form replay` and `homeward form convert`
do and are built first. pyxform comes from PyPI as for tests/pyxform, each conversion as a whole process
(`xls2xform`, which is how it is used); ODK's engine wants `npm ci` in tests/xforms_engine. JavaRosa is
measured if tests/javarosa/fetch.sh was run. A peer that is not there is left out and said so.

Engines do the same work at different moments: one filters a list when the answer above is given, another
when the list is read. What compares them is therefore `choosing`, a whole choice (region, district, reading
the list, town), and `filling`, the session without opening the form; single operations say where time goes.

Every engine reads the same XForm, which Homeward made. What is shown is the fastest of N runs (the
fewest disturbances), in milliseconds, and how many times as long the peer takes; of conversions it is
the processor time of the whole process. ODK's engine runs once, since it takes long.
"""

import argparse
import json
import os
import pathlib
import resource
import shlex
import subprocess
import sys
import tempfile

import workloads

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = ("homeward", "xforms-engine", "javarosa")


def built(package, example, *more):
    command = ["cargo", "build", "--quiet", "--release", "-p", package, "--example", example, *more]
    subprocess.run(command, cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
    return [str(target / "release" / "examples" / example)]


def pyxform():
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    python = cache / "homeward" / "pyxform-4.5.0" / "bin" / "python"
    return [str(python), "-m", "pyxform.xls2xform", "--skip_validate"] if python.exists() else None


def seconds(command, limit):
    """The processor time of a whole process; None if it fails or takes too long."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        print(f"{shlex.join(map(str, command))}: {done.stderr.decode()[-300:]}", file=sys.stderr)
        return None
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(command, options):
    """The least processor time of several runs; None if one fails or takes too long."""
    times = [seconds(command, options.limit) for _ in range(options.runs)]
    return None if None in times else min(times)


def replayed(command, session, runs, limit):
    """The figures of a session by name, the best of each."""
    try:
        done = subprocess.run([*command, str(session), str(runs)], capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return f"more than {limit} s"
    if done.returncode != 0:
        return "fails: " + (done.stderr.decode().strip().splitlines() or ["?"])[-1][:160]
    lines = [json.loads(line) for line in done.stdout.decode().splitlines() if line.startswith("{")]
    return whole({line["metric"]: line["best"] for line in lines})


def whole(figures):
    """What engines may do at different moments, taken together."""
    parts = [figures.get(f"{op}.last20") for op in ("region", "district", "choices", "town")]
    figures["filling"] = figures["session"] - figures["load"]
    if None not in parts:
        figures["choosing"] = sum(parts)
    return figures


def checkin(folder):
    """The default check-in with what its committed session does; what that checks is not for peers."""
    session = json.loads((ROOT / "tests" / "sessions" / "checkin.json").read_text())
    ops = [op for op in session["ops"] if op["op"] in ("set", "add", "remove", "choices")]
    ops = [{key: op[key] for key in op if key not in ("expect", "labels")} for op in ops]
    session |= {"workload": "checkin", "form": "checkin.xml", "ops": ops}
    (folder / "checkin.json").write_text(json.dumps(session))
    return ROOT / "forms" / "checkin.xlsx"


def prepare(folder, names):
    """The spreadsheet of each workload."""
    workloads.write(folder, [name for name in names if name != "checkin"])
    return {name: checkin(folder) if name == "checkin" else folder / f"{name}.md" for name in names}


def shown(value):
    return "—" if value is None else f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replay", type=shlex.split)
    parser.add_argument("--convert", type=shlex.split)
    parser.add_argument("--javarosa", type=shlex.split)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=int, default=120)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    names = options.names or ["checkin", *workloads.WORKLOADS]
    replay = options.replay or built("homeward-checkin", "replay", "--features", "machine")
    convert = options.convert or built("homeward-form", "convert")
    commands = {"homeward": replay}
    if (HERE.parent / "xforms_engine" / "node_modules").exists():
        commands["xforms-engine"] = ["node", str(HERE / "xforms_engine.mjs")]
    driver = HERE.parent / "javarosa" / "target"
    if options.javarosa or driver.exists():
        commands["javarosa"] = options.javarosa or ["java", "-cp", f"{driver}/classes:{driver}/lib/*", "Replay"]
    for peer in PEERS:
        if peer not in commands:
            print(f"{peer} is not there and not measured", file=sys.stderr)
    figures = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        print("| workload | what | Homeward, ms | pyxform | xforms-engine | JavaRosa |\n|---|---|---|---|---|---|")
        for name, form in prepare(folder, names).items():
            xform = subprocess.run([*convert, str(form)], capture_output=True, check=True).stdout
            (folder / f"{name}.xml").write_bytes(xform)
            own = least([*convert, str(form)], options)
            other = pyxform()
            theirs = other and least([*other, str(form), str(folder / "out.xml")], options)
            figures.append({"workload": name, "metric": "convert", "homeward": own * 1000, "pyxform": theirs and theirs * 1000})
            ratio = f"× {theirs / own:,.0f}" if theirs else "—"
            print(f"| {name} | convert | {shown(own * 1000)} | {ratio} | | |", flush=True)
            found = {}
            for peer, command in commands.items():
                runs = {"homeward": options.runs, "javarosa": 2}.get(peer, 1)
                found[peer] = replayed(command, folder / f"{name}.json", runs, options.limit)
            for peer, result in found.items():
                if isinstance(result, str):
                    print(f"{name}: {peer} {result}", file=sys.stderr)
            mine = found["homeward"]
            if isinstance(mine, str):
                continue
            wanted = ["load", *sorted(metric for metric in mine if metric.endswith(".last20"))]
            wanted += [metric for metric in ("choosing", "filling", "session", "rss.peak") if metric in mine]
            for metric in wanted:
                cells = []
                for peer in PEERS[1:]:
                    result = found.get(peer)
                    value = result.get(metric) if isinstance(result, dict) else None
                    late = isinstance(result, str) and result.startswith("more than")
                    cells.append(f"× {value / mine[metric]:,.1f}" if value else "too slow" if late and metric == "session" else "—")
                    figures.append({"workload": name, "metric": metric, "homeward": mine[metric], peer: value})
                unit = " MiB" if metric == "rss.peak" else ""
                print(f"| {name} | {metric} | {shown(mine[metric])}{unit} | | {cells[0]} | {cells[1]} |", flush=True)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    main()
