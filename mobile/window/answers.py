"""What is answered, question by question: known before the test begins."""
import datetime

# the choice where it is not the first; a question of this name, in whatever group or repeat
KNOWN = {"contact_result": "met", "acc_type": "rented", "acc_secure": "no", "work_status": "informal", "trusted_person": "unsure", "wellbeing": "not_say"}
PREFERS_NOT = {"engagement"}
WRITTEN = {"worker_note": "Synthetic note for the test"}
NUMBER = "12"
TYPED = ("Text", "Integer", "Decimal")


class Act:
    """One thing done in the window, what the other phone is told of it, and how many answers it makes."""

    def __init__(self, path, command, press, counts=1, typed=""):
        self.path, self.command, self.press, self.counts, self.typed = path, command, press, counts, typed

    def done(self, item):
        """Whether the other phone, which knows what must be there, has it already."""
        if self.command.startswith("decline"):
            return item["state"] == "PrefersNotToSay"
        return item["answer"] == self.command.split(" ", 2)[2]


def answer_of(item):
    """The acts that answer a question; none where it is only read, or left without an answer."""
    path, kind = item["path"], item["kind"]
    name = path.rsplit("/", 1)[-1].split("[")[0]
    new = 0 if item["answer"] else 1
    if item["readonly"] or kind == "Note":
        return []
    if name in PREFERS_NOT:
        return [Act(path, f"decline {path}", lambda window: window.press(window.word("prefer-not")), new)]
    if kind in ("SelectOne", "SelectMultiple"):
        at = item["choices"].index(KNOWN.get(name, item["choices"][0]))
        if item["answer"] == item["choices"][at]:
            return []
        first = Act(path, f"answer {path} {item['choices'][at]}", lambda window: window.press(item["labels"][at]), new)
        if kind == "SelectOne" or len(item["choices"]) < 5:
            return [first]
        both = f"{item['choices'][0]} {item['choices'][1]}"
        return [first, Act(path, f"answer {path} {both}", lambda window: window.press(item["labels"][1]), 0)]
    if kind == "Integer" or name in WRITTEN:
        text = NUMBER if kind == "Integer" else WRITTEN[name]
        return [Act(path, f"answer {path} {text}", lambda window: window.type(text), new, text)]
    if kind == "Date" and not item["answer"]:
        day = datetime.date.today() + datetime.timedelta(7)
        return [Act(path, f"answer {path} {day}", lambda window: window.press(window.word("date-in-week")), 1)]
    return []
