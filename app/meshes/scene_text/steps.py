"""Steps: what somebody does to a scene in its editor, read from JSON and applied to the text; each is undone as one.

    {"label": "move", "ops": [{"op": "set", "id": "p7", "values": {"at": [1.2, 0, 3], "height_m": null}}, …]}

set       values of a block or a single table, null takes one away; "repeat.count" reaches inward
insert    a block behind another, or behind all of its table
copy      a block once more, right below, with some values of its own
delete    blocks
order     a block behind another, or above all of its table
variants  all states of the scene anew
text      the whole text, as somebody typed it
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.i18n import N_
from app.meshes.faults import Fault, MeshError
from app.meshes.scene import MOST_VARIANTS
from app.meshes.scene.fields import A_SHORT_TEXT, Fields
from app.meshes.scene_text.ops import Copy, Delete, Insert, Op, Order, Set, Step, Text, Values, Variants
from app.meshes.scene_text.source_text import SourceText

MOST_OPS = 500
MOST_BLOCKS = 2000
MOST_LETTERS = 200_000
MOST_WORK = 1_000_000  # letters of the blocks that one step writes anew, each as often as it does
MOST_ELEMENTS = 2000  # of one value
LONGEST_TEXT = 2000  # of one value
LONGEST_ID = 40
DEEPEST = 6
LARGEST = 1e9
TABLES = ("parts", "annotations", "sections")

A_NEW_ID = N_("Erlaubt: eine neue Kennung aus einem Buchstaben und höchstens 15 Ziffern oder Buchstaben von a bis f.")
IDS = N_("Erlaubt: eine Liste von Kennungen.")
NAMES = N_("Erlaubt: Kürzel, denen Kürzel zugeordnet sind.")
VALUES = N_("Erlaubt: Werte mit ihren Namen, höchstens %(deepest)s Ebenen tief.")
AT_MOST = N_("Erlaubt: höchstens %(most)s.")
UNFIT = N_("Das passt nicht.")

_NEW_ID = re.compile(r"[a-z][0-9a-f]{1,15}")
_STEP = re.compile(r"[A-Za-z0-9_-]{1,60}")


def read_step(given: object) -> Step:
    """Read a step from JSON.  Raises MeshError with every fault."""
    faults: list[Fault] = []
    fields = Fields(given if isinstance(given, dict) else {}, (), {}, faults)
    label, each = fields.text("label"), fields.each("ops")
    if len(each) > MOST_OPS:
        fields.fault("ops", N_("Das sind %(many)s Änderungen."), AT_MOST, many=len(each), most=MOST_OPS)
    ops = tuple(_op(inner) for inner in each[:MOST_OPS])
    if sum(isinstance(op, Text | Variants) for op in ops) > 1:
        fields.fault("ops", N_("Das ändert mehrmals alles."), AT_MOST, most=1)
    fields.end()
    if faults:
        raise MeshError([replace(fault, line=0) for fault in faults])
    return Step(label, ops)


def apply(source: SourceText, step: Step) -> SourceText:
    """Return the text after a step.

    Raises GoneError if it changes what is no longer there, MeshError if there would be too much or no TOML.
    """
    work = 0
    for op in step.ops:
        work += source.letters(op.id) if isinstance(op, Set) else 0
        if work > MOST_WORK:
            raise MeshError([Fault(0, "ops", N_("Das ist zu viel auf einmal."), N_("Erlaubt: in mehreren Schritten."))])
        source = _applied(source, op)
        if len(source.text) > MOST_LETTERS:
            wrong, allowed = N_("Der Text hat mehr als %(most)s Zeichen."), AT_MOST
            raise MeshError([Fault(0, "text", wrong, allowed, {"most": MOST_LETTERS})])
    if len(source.ids) > MOST_BLOCKS:
        wrong, allowed = N_("Die Szene hat %(many)s Blöcke."), AT_MOST
        raise MeshError([Fault(0, "parts", wrong, allowed, {"many": len(source.ids), "most": MOST_BLOCKS})])
    return source


def _applied(source: SourceText, op: Op) -> SourceText:
    match op:
        case Set():
            return source.set(op.id, op.values)
        case Insert():
            return source.insert(op.id, op.table, op.after, op.values)
        case Copy():
            return source.copy(op.id, op.of, op.values)
        case Delete():
            return source.delete(op.ids)
        case Order():
            return source.order(op.id, op.after)
        case Variants():
            return source.variants(op.names, renamed=op.renamed, shows=op.shows)
        case Text():
            return source.with_text(op.text)


def _op(fields: Fields) -> Op:
    found = _READ[fields.choice("op", [*_READ])](fields)
    fields.end()
    return found


def _set(fields: Fields) -> Set:
    return Set(_any_text(fields, "id", most=LONGEST_ID), _values(fields))


def _insert(fields: Fields) -> Insert:
    table = fields.choice("table", TABLES)
    return Insert(_new_id(fields), table, _after(fields), _values(fields))


def _copy(fields: Fields) -> Copy:
    return Copy(_new_id(fields), fields.text("of"), _values(fields))


def _delete(fields: Fields) -> Delete:
    return Delete(_ids(fields))


def _order(fields: Fields) -> Order:
    return Order(fields.text("id"), _after(fields))


def _variants(fields: Fields) -> Variants:
    names = fields.slugs("values", MOST_VARIANTS)
    return Variants(names, _names(fields, "renamed"), _names(fields, "from"))


def _text(fields: Fields) -> Text:
    return Text(_any_text(fields, "text", most=MOST_LETTERS))


_READ: Mapping[str, Callable[[Fields], Op]] = {
    "set": _set,
    "insert": _insert,
    "copy": _copy,
    "delete": _delete,
    "order": _order,
    "variants": _variants,
    "text": _text,
}


def _any_text(fields: Fields, name: str, *, most: int) -> str:
    """Read a text that may be empty."""
    found = _asked(fields, name)
    if isinstance(found, str) and _is_text(found, most):
        return found
    fields.fault(name, UNFIT, A_SHORT_TEXT, most=most)
    return ""


def _new_id(fields: Fields) -> str:
    found = fields.text("id")
    if found and not _NEW_ID.fullmatch(found):
        fields.fault("id", UNFIT, A_NEW_ID)
    return found


def _after(fields: Fields) -> str | None:
    return fields.text("after") if _asked(fields, "after") is not None else None


def _ids(fields: Fields) -> tuple[str, ...]:
    found = _asked(fields, "ids")
    if isinstance(found, list) and len(found) <= MOST_BLOCKS and all(isinstance(each, str) for each in found):
        return tuple(dict.fromkeys(found))
    fields.fault("ids", UNFIT, IDS)
    return ()


def _names(fields: Fields, name: str) -> Mapping[str, str]:
    found = _asked(fields, name) or {}
    if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()):
        return found
    fields.fault(name, UNFIT, NAMES)
    return {}


def _values(fields: Fields) -> Values:
    """Read values with names that may reach inward; None is one only here."""
    found = _asked(fields, "values") or {}
    if not isinstance(found, dict):
        fields.fault("values", UNFIT, VALUES, deepest=DEEPEST)
        return {}
    for name, value in found.items():
        steps = name.split(".")
        is_name = len(steps) < DEEPEST and all(map(_STEP.fullmatch, steps))
        if not (is_name and (value is None or _is_value(value, DEEPEST - len(steps)))):
            fields.fault(f"values.{name[:60]}", UNFIT, VALUES, deepest=DEEPEST)
    return found


def _is_value(value: object, depth: int) -> bool:
    """Tell whether a value may stand in the text of a scene, with at most so many levels."""
    if isinstance(value, str):
        return _is_text(value, LONGEST_TEXT)
    if isinstance(value, int | float):
        return abs(value) <= LARGEST  # which no infinity is, and nothing that is no number
    if not isinstance(value, list | dict) or not depth or len(value) > MOST_ELEMENTS:
        return False
    if isinstance(value, dict):
        return all(_STEP.fullmatch(name) and _is_value(each, depth - 1) for name, each in value.items())
    return all(_is_value(each, depth - 1) for each in value)


def _is_text(text: str, most: int) -> bool:
    """Tell whether a text is short enough, and can be kept: it has no halves of letters."""
    return len(text) <= most and not re.search("[\ud800-\udfff]", text)


def _asked(fields: Fields, name: str) -> object:
    fields.asked.add(name)
    return fields.table.get(name)
