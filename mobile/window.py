#!/usr/bin/env python3
"""Kills the real window five times at random moments of a check-in, and compares each time what is there afterwards.

Needs Xvfb and xdotool, the classes of mobile/build.sh, the demo that mobile/test.sh makes, and the example `worker`.
Usage: mobile/window.py LIBRARIES [SEED]     (the folder with the core's library and examples/worker)

A second phone, the worker without a window, begins with the same data. It is told each answer that the window is given,
and is never killed: it knows what must be there. What to press is found by name in what the window tells a screen
reader (window/screen.py). An answer counts as kept from the moment the window shows it. After a kill the same question
must be open and each answer that counted must be there with its value; only what was on its way may or may not be. In
the end the check-in is finished in the window, and is in its outbox.
"""
import pathlib
import random
import shutil
import sys
import tempfile
import time

from window.answers import KNOWN, TYPED, answer_of
from window.screen import Window, word
from window.worker import Worker

here = pathlib.Path(__file__).resolve().parent
libraries = pathlib.Path(sys.argv[1]).resolve()
seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1_000_000)
PIN = "246810"
KILLS = 5


class Phones:
    """The window, and the phone that is never killed."""

    def __init__(self, room, chance):
        self.room, self.chance = room, chance
        self.folder = room / "phone"
        shutil.copytree(here / "target" / "demo" / "phone", self.folder)
        with Worker(libraries, self.folder) as first:
            for command in (f"unlock {PIN}", "offline on", "language en", "form-language en"):
                first.ask(command)
            due = next(row for row in first.ask("day")["rows"] if not row["draft"] and not row["correction"])
        self.case, self.reference = due["case"], due["reference"]
        shutil.copytree(self.folder, room / "other")
        self.other = Worker(libraries, room / "other")
        self.other.ask(f"unlock {PIN}")
        self.window = Window(here, libraries, room, self.folder)
        self.pressed = 0
        self.kills = []

    def page(self):
        return self.other.ask("page")

    def rows(self):
        return answers(self.other)

    def saved(self):
        """What is on the window's disk: the page that is open, and each answer."""
        copy = self.room / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.folder, copy)
        with Worker(libraries, copy) as core:
            assert core.ask(f"unlock {PIN}")["screen"] == "Question", "the form is not open any more"
            return core.ask("page"), answers(core)

    def unlock(self):
        window = self.window
        for digit in PIN:
            window.press(digit)
        window.press(word("pin-open"))

    def shows(self, page):
        """Waits until the window shows this page with these answers."""
        def same(nodes):
            if not nodes.has(page["progress"]):
                return False
            if page["step"] == "Repeat":
                return nodes.has(page["repeat"]) and len([n for n in nodes if n.text == word("repeat-remove")]) == page["repeats"]
            if page["step"] == "End":
                return nodes.has(word("all-asked"))
            return all(nodes.has(item["label"]) and shown(nodes, item) for item in page["items"])
        self.window.wait(f"shows {page['progress']}: {[item['label'] for item in page['items']]}", same)

    def kill(self, moment, pending=None, at=None):
        """Kills the window, compares, and opens it again. `pending` is what the other phone is told if it came to be."""
        before, after = (self.page(), self.rows()), None
        self.window.kill()
        found = self.saved()
        if pending and not same_state(found, before):
            for command in pending:
                self.other.ask(command)
            after = (self.page(), self.rows())
        if at is not None and after is None and not same_state(found, before):
            # in the middle of typing: as far as it had come, and nothing else may differ
            path, text = at
            kept = {item["path"]: item["answer"] for item in found[0]["items"]}.get(path, "")
            assert text.startswith(kept), f"{moment}: {kept!r} was never typed"
            self.other.ask(f"answer {path} {kept}" if kept else f"answer {path}")
            after = (self.page(), self.rows())
        expected = after or before
        assert same_state(found, expected), f"{moment}: {difference(found, expected)}"
        self.window.open()
        self.unlock()
        self.shows(found[0])
        self.kills.append(moment)
        print(f"killed {moment}: page {found[0]['index']} of {found[0]['total']} again, all {len(found[1])} answers there{'' if not pending else ', what was on its way ' + ('too' if after else 'not')}", flush=True)


def answers(core):
    return {row["path"]: row["answer"] for row in core.ask("summary")["rows"] if row["state"] in ("Answered", "PrefersNotToSay")}


def same_state(found, expected):
    return difference(found, expected) == []


def difference(found, expected):
    where = [(name, found[0][name], expected[0][name]) for name in ("step", "index", "items") if found[0][name] != expected[0][name]]
    paths = [(path, found[1].get(path), expected[1].get(path)) for path in {**found[1], **expected[1]} if found[1].get(path) != expected[1].get(path)]
    return where + paths


def shown(nodes, item):
    """Whether the answer of a question is the one that stands in the window."""
    if item["kind"] in ("SelectOne", "SelectMultiple"):
        chosen = item["answer"].split()
        on = [node.text for node in nodes if node.on and node.text in item["labels"]]
        return on == [label for value, label in zip(item["choices"], item["labels"]) if value in chosen]
    if item["kind"] in TYPED and not item["readonly"]:
        return any(node.typed == item["answer"] for node in nodes)
    return True


def press_next(phones):
    page = phones.page()
    end = "repeat-done" if page["step"] == "Repeat" else "button-next"
    empty = all(not item["answer"] and item["state"] != "PrefersNotToSay" for item in page["items"])
    if page["step"] != "Repeat" and empty and not any(item["required"] for item in page["items"]) and any(item["kind"] != "Note" for item in page["items"]):
        end = "button-skip"
    phones.window.press(word(end))
    return "skip" if end == "button-skip" else "next"


def go_on(phones, kill):
    """One page: answers it with what is known, and goes on. With `kill`, the window is killed at a moment of chance on the way."""
    page, window, chance = phones.page(), phones.window, phones.chance
    moment = chance.choice(["answering", "going on", "at rest"]) if kill else None
    if page["step"] == "Repeat":
        if page["repeats"] == 0:
            window.press(word("repeat-add"))
            phones.other.ask("add")
            phones.shows(phones.page())
            return
    else:
        assert len(page["items"]) == 1, "the check-in has one question a page"
        for act in answer_of(page["items"][0]):
            act.press(window)
            if moment == "answering":
                time.sleep(chance.uniform(0, 0.25))
                phones.kill(f"while answering {act.path}", [act.command], (act.path, act.typed) if act.typed else None)
                moment = None
                # what had not come to be is answered again
                if not act.done(phones.page()["items"][0]):
                    act.press(window)
                    phones.other.ask(act.command)
            else:
                phones.other.ask(act.command)
            phones.shows(phones.page())
            phones.pressed += act.counts
    if moment == "at rest" or moment == "answering":
        phones.kill(f"at rest on {page['items'][0]['path'] if page['items'] else 'the referrals'}")
        moment = None
    at = phones.page()
    step = press_next(phones)
    if moment == "going on":
        time.sleep(chance.uniform(0, 0.25))
        phones.kill("while going on", [step])
        if phones.page() != at:
            return
        press_next(phones)
    phones.other.ask(step)
    assert phones.page() != at, f"{at['progress']} does not let on: {phones.page()['items']}"
    phones.shows(phones.page())


def finish(phones, prefilled):
    window = phones.window
    window.press(word("button-read-back"))
    window.wait("the read-back", lambda nodes: nodes.has(word("button-finish")))
    page, kept = phones.saved()
    there = phones.rows()
    assert kept == there, difference((page, kept), (page, there))
    assert len(there) == prefilled + phones.pressed, f"{len(there)} answers, {prefilled} at the start and {phones.pressed} pressed"
    wanted = [f"{row['label']}\n{row['answer']}" for row in phones.other.ask("summary")["rows"]]
    read = [node.text for node in window.nodes() if node.role == "Button" and "\n" in node.text]
    assert read == wanted, f"read back: {[pair for pair in zip(read, wanted) if pair[0] != pair[1]]}"
    window.press(word("button-finish"))
    window.wait("finished", lambda nodes: nodes.has(word("finish-done")))
    window.press(word("day-title"))
    window.press(word("outbox-title"))
    def mine(nodes):
        return [node for node in nodes if node.text.startswith(phones.reference + "\n") and word("outbox-saved") in node.text.split("\n")]
    assert len(window.wait("it in the outbox, saved on this phone", mine)) == 1
    window.kill()
    shutil.rmtree(phones.room / "copy", ignore_errors=True)
    shutil.copytree(phones.folder, phones.room / "copy")
    with Worker(libraries, phones.room / "copy") as core:
        core.ask(f"unlock {PIN}")
        kept = [row for row in core.ask("outbox")["rows"] if row["reference"] == phones.reference and row["state"] == "Saved"]
    assert len(kept) == 1, f"in the outbox on disk: {kept}"
    return len(there)


def main():
    print(f"window: seed {seed}", flush=True)
    room = pathlib.Path(tempfile.mkdtemp(prefix="homeward-window"))
    phones = None
    try:
        phones = Phones(room, random.Random(seed))
        phones.window.open()
        phones.unlock()
        phones.window.press(phones.reference)
        # a case may offer several forms; the one at the bottom is the check-in
        starts = phones.window.wait("the case", lambda nodes: [n.text for n in nodes if n.press and n.text.startswith(word("case-start").split("{")[0])])
        phones.window.press(starts[-1])
        phones.other.ask(f"start {phones.case}")
        phones.shows(phones.page())
        prefilled = len(phones.rows())
        at = sorted(phones.chance.sample(range(2, 34), KILLS))
        pages = 0
        while phones.page()["step"] != "End":
            pages += 1
            assert pages < 80, "the form does not come to its end"
            go_on(phones, pages in at)
        assert len(phones.kills) == KILLS, f"killed {len(phones.kills)} times only, in {pages} pages"
        total = finish(phones, prefilled)
        print(f"window: killed {KILLS} times in {pages} pages; {phones.pressed} answers pressed, {prefilled} were there, {total} read back as they were given; finished, saved in the outbox")
    except BaseException:
        if phones:
            phones.window.keep(here / "target" / "window")
        raise
    finally:
        if phones:
            phones.other.end()
            phones.window.end()
        shutil.rmtree(room, ignore_errors=True)


main()
