"""Texts of scenes for Hypothesis, as many people would write them, and what is to become of them in plain values."""

import copy
from dataclasses import dataclass

from hypothesis import strategies as st

GAPS = ["", "\n", "\n\n", "\n  \n"]
NUMBERS = st.integers(-2000, 2000).map(lambda number: number / 8)
POINTS = st.tuples(NUMBERS, NUMBERS).map(list)
WORDS = [
    "Bank",
    "mit # Raute",
    'mit "Worten"',
    "C:\\Tal",
    "ein [Wort]",
    "a = b",
    "drei '''",
    "Zeile\nZwei",
    "Öl\u2028",
    "",
]
INNER = {"count": st.integers(1, 9), "step": POINTS, "seed": st.integers(0, 9)}
VALUES = {
    "at": POINTS,
    "spots": st.lists(POINTS, min_size=1, max_size=4),
    "turn_deg": NUMBERS,
    "when": st.lists(st.sampled_from(["today", "planned", "later"]), min_size=1, max_size=3, unique=True),
    "title": st.sampled_from(WORDS),
    "clay": st.booleans(),
    "repeat": st.fixed_dictionaries({}, optional=INNER).filter(bool),
}
LEAVES = [*(name for name in VALUES if name != "repeat"), *(f"repeat.{name}" for name in INNER)]


def value_of(name):
    return {**VALUES, **INNER}[name.rpartition(".")[2]]


@dataclass
class Written:
    """A text, and the comments that may go: those of a key with that key, those of a block with that block."""

    text: str
    of_key: dict
    of_block: list


class Pen:
    """Writes a text as ``draw`` decides, each comment with a number of its own."""

    def __init__(self, draw):
        self.draw = draw
        self.lines = []
        self.comments = 0
        self.of_key = {}
        self.of_block = []

    def one_of(self, *choices):
        return self.draw(st.sampled_from(choices))

    def comment(self):
        self.comments += 1
        return f"# c{self.comments}."

    def write(self, name, value, mine):
        spaces = self.one_of("", "", "", "  ", "\t")
        around = self.one_of(" = ", " = ", "=", "  =\t")
        behind = f"  {self.note(mine, name)}" if self.one_of(False, False, True) else ""
        self.lines.append(f"{spaces}{self.key(name)}{around}{self.value(value, mine, name)}{behind}")

    def note(self, mine, name):
        comment = self.comment()
        mine.add(comment)
        self.of_key[comment] = name
        return comment

    def key(self, name):
        return self.one_of(name, name, f'"{name}"', f"'{name}'") if "." not in name else name

    def value(self, value, mine, name):
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return self.array(value, mine, name)
        return str(value)

    def text(self, value):
        plain = value.replace("\\", "\\\\").replace('"', '\\"')
        if "\n" in value:
            return f'"""{plain}"""'
        return f'"{plain}"' if "'" in value else self.one_of(f'"{plain}"', f"'{value}'", f"'''{value}'''")

    def array(self, value, mine, name):
        each = [self.value_in_line(inner) for inner in value]
        if self.one_of(False, False, True):
            lines = [f"    {inner},{self.one_of('', '  ' + self.note(mine, name))}" for inner in each]
            lines.insert(self.draw(st.integers(0, len(lines))), f"    {self.note(mine, name)}")
            return "\n".join(["[", *lines, self.one_of("", "  ") + "]"])
        return f"[{', '.join(each)}{self.one_of('', ' ', ',')}]"

    def block(self, table, values):
        mine = set()
        for _ in range(self.one_of(0, 0, 1, 2)):
            mine.add(comment := self.comment())
            self.lines.append(comment)
        self.lines.append(
            self.one_of(f"[[{table}]]", f"[[{table}]]", f"[[ {table} ]]", f'[["{table}"]]', f"  [[{table}]]")
        )
        if self.one_of(False, True):
            mine.add(comment := self.comment())
            self.lines[-1] += f" {comment}"
        below = {}
        for name, value in values.items():
            if name == "repeat" and (way := self.one_of("inline", "dotted", "table")) != "inline":
                below = value if way == "table" else {}
                for key, each in value.items() if way == "dotted" else ():
                    self.write(f"repeat.{key}", each, mine)
            elif isinstance(value, dict):
                self.lines.append(f"{name} = {self.value_in_line(value)}")
            else:
                if self.one_of(False, False, False, True):
                    mine.add(comment := self.comment())
                    self.lines.append(comment)
                self.write(name, value, mine)
        if below:
            self.lines.extend([*self.one_of([], [""]), self.one_of(f"[{table}.repeat]", f"  [ {table} . repeat ]")])
            for key, each in below.items():
                self.write(key, each, mine)
        self.of_block.append(mine)

    def value_in_line(self, value):
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{key} = {each}" for key, each in value.items()) + " }"
        return self.text(value) if isinstance(value, str) else str(value)

    def between(self):
        if self.one_of(False, False, True):
            self.lines.extend(["", self.comment(), ""])
        else:
            self.lines.extend(self.one_of([], [""], [""], ["", ""], ["", "  "]))


@st.composite
def written(draw):
    """A text with a head, sizes, and a few blocks of three tables."""
    pen = Pen(draw)
    if pen.one_of(False, True):
        pen.lines.extend([pen.comment(), ""])
    pen.lines.extend(["format = 2", f'variants = ["today", "planned"]  {pen.comment()}', ""])
    if pen.one_of(False, True):
        pen.lines.extend(["[size]", "from = [0, 0]", f"to = [1, 0] {pen.comment()}", ""])
    for _ in range(draw(st.integers(0, 6))):
        names = draw(st.lists(st.sampled_from([*VALUES]), unique=True, max_size=4))
        pen.block(pen.one_of("parts", "parts", "annotations", "castles"), {name: draw(VALUES[name]) for name in names})
        pen.between()
    if pen.one_of(False, True):
        pen.lines.extend(["", pen.comment()])
    line_end = pen.one_of("\n", "\n", "\r\n")
    text = pen.one_of("", "", "\ufeff") + line_end.join("\n".join(pen.lines).split("\n")) + pen.one_of(line_end, "")
    return Written(text, pen.of_key, pen.of_block)


def with_value(values, name, value):
    """Return plain values with another one, as an editor means it: what gets empty goes."""
    first, _, rest = name.partition(".")
    found = copy.deepcopy(values)
    inner = found.get(first)
    new = with_value(inner if isinstance(inner, dict) else {}, rest, value) if rest else value
    if new is None or (rest and value is None and new == {}):
        if not (rest and not isinstance(inner, dict)):
            found.pop(first, None)
    else:
        found[first] = new
    return found


def drawn_values(data):
    """Draw some values of a block."""
    names = data.draw(st.lists(st.sampled_from(LEAVES), unique=True, max_size=3))
    return {name: data.draw(value_of(name)) for name in names}


def drawn_changes(data, source):
    """Draw what somebody does to the blocks of a text."""
    for number in range(data.draw(st.integers(0, 3))):
        way = data.draw(st.sampled_from(["set", "delete", "insert", "order"] if source.ids else ["insert"]))
        of = data.draw(st.sampled_from(source.ids)) if source.ids else ""
        if way == "set":
            source = source.set(of, drawn_values(data))
        elif way == "delete":
            source = source.delete([of])
        elif way == "order":
            source = source.order(of, None)
        else:
            source = source.insert(f"n{number}", "parts", None, drawn_values(data))
    return source
