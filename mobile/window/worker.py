"""A phone without a window: the core's example `worker`, asked one command at a time."""
import json
import subprocess


class Worker:
    def __init__(self, libraries, folder):
        self.process = subprocess.Popen([libraries / "examples" / "worker", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, command):
        """The answer to a command; what is refused is an error here."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"error": "it ended"}')
        assert "error" not in answer and "unknown" not in answer, f"{command}: {answer}"
        return answer

    def end(self):
        self.process.stdin.close()
        self.process.wait(20)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
