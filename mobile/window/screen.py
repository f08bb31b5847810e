"""The real window on a display of its own, and what it tells a screen reader: from there a test finds what to press."""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORDS = dict(re.findall(r"^([a-z-]+) = (.+)$", (ROOT / "rust" / "app" / "words" / "en" / "phone.ftl").read_text(), re.M))


def word(key):
    """A text of the application in English."""
    return WORDS[key]


class Node:
    def __init__(self, fields):
        self.text = fields.get("text", "")
        self.name = fields.get("description") or self.text
        self.typed = fields.get("typed")
        self.role, self.on, self.press, self.focused = fields.get("role", ""), fields.get("on", False), fields["press"], fields["focused"]
        self.box, self.seen = fields["box"], fields["seen"]


class Nodes(list):
    """All that is on the screen, from top to bottom."""

    def has(self, text):
        return any(text in node.text.split("\n") or text == node.name for node in self)

    def target(self, name):
        """What can be pressed and has this name, or begins with it as a card does."""
        return next((node for node in self if node.press and name in (node.text, node.name, node.text.split("\n")[0])), None)


class Window:
    word = staticmethod(word)

    def __init__(self, mobile, libraries, room, phone):
        self.mobile, self.libraries, self.room, self.phone = mobile, libraries, room, phone
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "411x731x24", "-nolisten", "tcp", "-fbdir", str(room)], pass_fds=[write], stderr=subprocess.DEVNULL)
        self.env = {**os.environ, "DISPLAY": ":" + os.read(read, 16).decode().strip()}
        self.told = room / "screen.jsonl"
        self.process = None

    def open(self):
        self.told.unlink(missing_ok=True)
        classes = self.mobile / "target"
        path = f"{classes / 'test-classes'}:{classes / 'classes'}:{(classes / 'classpath').read_text().strip()}"
        self.log = open(self.room / "window.log", "a")
        # drawn in software: a test's display has no graphics card
        self.process = subprocess.Popen(
            ["java", "-Dskiko.renderApi=SOFTWARE", f"-Djna.library.path={self.libraries}", "-cp", path, "homeward.WatchedWindowKt", self.told, "--data", self.phone],
            env=self.env, stdout=self.log, stderr=self.log)
        self.wait("the window", lambda nodes: len(nodes) > 0, 90)
        # without a window manager nobody else gives the window the keyboard
        self.do("search", "--sync", "--onlyvisible", "--name", "^Homeward$", "windowfocus")

    def do(self, *words):
        return subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=30).stdout

    def nodes(self):
        try:
            return Nodes(Node(json.loads(line)) for line in self.told.read_text().splitlines())
        except FileNotFoundError:
            return Nodes()

    def wait(self, what, holds, seconds=40):
        end = time.monotonic() + seconds
        while True:
            nodes = self.nodes()
            found = holds(nodes)
            if found:
                return nodes if found is True else found
            assert self.process.poll() is None, f"the window ended: {(self.room / 'window.log').read_text()[-2000:]}"
            assert time.monotonic() < end, f"waited for {what}; on the screen: {[node.name or node.typed for node in nodes]}"
            time.sleep(0.05)

    def in_sight(self, name):
        """Waits for a target and scrolls it into sight."""
        for _ in range(60):
            target = self.wait(f"'{name}'", lambda nodes: nodes.target(name))
            height = target.seen[3] - target.seen[1]
            if height >= min(target.box[3] - target.box[1], 44):
                return target
            below = target.box[1] > 360
            self.do("mousemove", "205", "400", "click", "5" if below else "4")
            time.sleep(0.15)
        raise AssertionError(f"'{name}' does not come into sight")

    def press(self, name):
        target = self.in_sight(name)
        left, top, right, bottom = target.seen
        self.do("mousemove", str((left + right) // 2), str((top + bottom) // 2), "click", "1")

    def type(self, text):
        """Puts a text into the one field of the page, in place of what stands there."""
        field = self.wait("a field", lambda nodes: next((node for node in nodes if node.typed is not None), None))
        left, top, right, bottom = field.seen
        self.do("mousemove", str((left + right) // 2), str((top + bottom) // 2), "click", "1")
        self.wait("the cursor", lambda nodes: any(node.typed is not None and node.focused for node in nodes))
        self.do("key", "ctrl+a", "key", "Delete", "type", "--delay", "40", text)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(10) == -signal.SIGKILL, (self.room / "window.log").read_text()

    def keep(self, folder):
        """Keeps what is known of the screen after a failure, for a person to look at."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("screen.jsonl", "window.log", "Xvfb_screen0"):
            if (self.room / name).exists():
                shutil.copy(self.room / name, folder / name)

    def end(self):
        if self.process and self.process.poll() is None:
            self.kill()
        self.server.terminate()
        self.server.wait(10)
