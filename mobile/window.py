#!/usr/bin/env python3
"""Kills the real window five times in mid-form, and compares each time what the core finds afterwards.

Needs Xvfb and xdotool, the classes of mobile/build.sh, the demo that mobile/test.sh makes, and the example `worker`.
Usage: mobile/window.py LIBRARIES     (the folder with the core's library and examples/worker)

What is saved is read by the worker from a copy of the phone's folder. An answer that was on disk before the kill must
be there after it with the same value, unless the window was pressed there again; a window that is opened again must
leave it at the same question, and presses go on from there.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
libraries = pathlib.Path(sys.argv[1]).resolve()
PIN = "246810"
POINTS = (255,)  # height of the first choice; on a page with a date, of a day that is taken
room = pathlib.Path(tempfile.mkdtemp(prefix="homeward-window"))
phone = room / "phone"


def worker(folder, *commands):
    """Runs commands on a folder; the answers, one each."""
    run = subprocess.run([libraries / "examples" / "worker", folder], input="\n".join(commands) + "\n", capture_output=True, text=True, timeout=60)
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(lines) == len(commands), f"{commands}: {run.stdout} {run.stderr}"
    return lines


def saved():
    """What is on disk: the page that is open, and every answer."""
    copy = room / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(phone, copy)
    unlocked, page, summary = worker(copy, f"unlock {PIN}", "page", "summary")
    assert unlocked["screen"] == "Question", unlocked
    return page, {row["path"]: row["answer"] for row in summary["rows"]}


class Window:
    def __init__(self, display):
        self.env = {**os.environ, "DISPLAY": display, "CARGO_TARGET_DIR": str(libraries.parent)}
        self.log = open(room / "window.log", "a")
        # start.sh becomes the program itself: killing it leaves nothing behind
        self.process = subprocess.Popen([here / "start.sh", "--data", phone], env=self.env, stdout=self.log, stderr=self.log)
        self.do("search", "--sync", "--onlyvisible", "--name", "^Homeward$")

    def do(self, *words):
        return subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=30).stdout

    def looks(self):
        """A checksum of what is drawn: Xvfb keeps the screen in a file."""
        return hash((room / "Xvfb_screen0").read_bytes())

    def settle(self):
        """Waits until the picture stays as it is."""
        end, before = time.monotonic() + 20, None
        while time.monotonic() < end:
            now = self.looks()
            if now == before:
                return
            before = now
            time.sleep(0.4)
        raise AssertionError("the window does not come to rest")

    def press(self, x, y):
        self.do("mousemove", str(x), str(y), "click", "1")

    def unlock(self):
        self.settle()
        # without a window manager there is no keyboard: the digits are pressed on the pad
        for digit in PIN:
            row, column = divmod(int(digit) - 1, 3) if digit != "0" else (3, 1)
            self.press(76 + 129 * column, 191 + 64 * row)
        self.press(205, 696)
        time.sleep(1.5)
        self.settle()

    def next(self):
        self.press(280, 705)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(10) == -signal.SIGKILL, (room / "window.log").read_text()


def main():
    shutil.copytree(here / "target" / "demo" / "phone", phone)
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "411x731x24", "-nolisten", "tcp", "-fbdir", str(room)], pass_fds=[write], stderr=subprocess.DEVNULL)
    try:
        display = ":" + os.read(read, 16).decode().strip()
        due = next(row for row in worker(phone, f"unlock {PIN}", "offline on", "day")[2]["rows"] if not row["draft"] and not row["correction"])
        worker(phone, f"unlock {PIN}", f"start {due['case']}")
        page, before = saved()
        moments = ["opened", "answered", "next", "between", "burst"]
        gained = 0
        for moment in moments:
            window = Window(display)
            window.unlock()
            again, answers = saved()
            assert again == page and answers == before, f"{moment}: opened at another question or with other answers"
            # three pages on, answering what can be pressed
            if moment != "opened":
                for _ in range(3):
                    for y in POINTS:
                        window.press(60, y)
                    window.settle()
                    window.next()
                    window.settle()
            at_rest, kept = saved()
            if moment == "next":
                window.next()
            elif moment == "between":
                window.press(60, 320)
                time.sleep(random.uniform(0, 0.2))
            elif moment == "burst":
                for y in POINTS:
                    window.press(60, y)
                window.next()
            window.kill()
            page, after = saved()
            pressed = {item["path"] for item in at_rest["items"]}
            lost = [path for path, answer in kept.items() if path not in pressed and after.get(path) != answer]
            assert not lost, f"{moment}: {lost}"
            gained += at_rest["index"] > again["index"]
            print(f"{moment}: page {again['index']} to {page['index']} of {page['total']}, {len(after)} rows read back, none changed but on the page pressed", flush=True)
            before = after
        assert gained >= 3, f"the window was pressed {len(moments)} times, and pages went on only {gained} times"
        print(f"window: killed {len(moments)} times, every saved answer kept")
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(room, ignore_errors=True)


main()
