"""JSON Schema (2020-12) of the exchange format, made from the records, so that other programs can check a file.

``python -m app.exchange.schema FILE`` writes it; ``make schema`` does so for ``stations/format.schema.json``.  A schema
sees one file at a time: what must fit between files is checked by ``linie302 check`` alone.
"""

import ast
import dataclasses
import enum
import json
import sys
import tokenize
import types
import typing
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.exchange import documents, records
from app.exchange.reading import plain
from app.exchange.terms import Term

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Exchange format of AR stations, version 2"
ABOUT = (
    "Each file of an exchange folder that is TOML, or the TOML head of a Markdown file, read as JSON. "
    "To check a file, take its own definition, for example #/$defs/station.toml. "
    "x-unit names the unit of a number; degrees are clockwise from true north, seen from above. "
    "What must fit between files (codes, slugs and languages that exist) no schema can see."
)
FILES: Mapping[str, tuple[type, str]] = {
    "line.toml": (records.LineRecord, "texts"),
    "station.toml": (records.StationRecord, "texts"),
    "planning.toml": (records.PlanningRecord, "texts"),
    "planning-text.md": (records.PlanningText, "body"),
    "text.md": (records.Text, "body"),
    "asset.toml": (records.AssetRecord, "texts"),
    "asset-text.toml": (records.AssetText, ""),
    "picture.toml": (records.PictureRecord, "texts"),
    "picture-text.toml": (records.PictureText, ""),
    "document.toml": (documents.DocumentRecord, "texts"),
    "document-text.toml": (documents.DocumentText, ""),
}
SIGNS, GLOSSARY = "signs.toml", "glossary.toml"
TYPES: Mapping[type, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
UNITS = {"m": "metre", "mm": "millimetre", "deg": "degree", "px": "pixel", "bytes": "byte", "s": "second"}
DEGREES = {"lat", "lon"}
SOMETHING = r"\S"  # somewhere in a text that is not empty


def schema() -> Schema:
    """Return the schema of all files."""
    found: dict[str, Schema] = {}
    for file, (shape, elsewhere) in FILES.items():
        found[file] = _record(shape, found, elsewhere) | {"title": file}
    signs = {"type": "array", "items": _of(records.SignRecord, found), "default": []}
    found[SIGNS] = _object({"signs": signs}, ()) | {"title": SIGNS, "description": "All signs of a station."}
    terms = {"type": "array", "items": _of(Term, found), "default": []}
    found[GLOSSARY] = _object({"terms": terms}, ()) | {"title": GLOSSARY, "description": "The words of translations."}
    return {
        "$schema": DIALECT,
        "title": TITLE,
        "description": ABOUT,
        "anyOf": [{"$ref": f"#/$defs/{file}"} for file in (*FILES, SIGNS)],
        "$defs": dict(sorted(found.items())),
    }


def text() -> str:
    """Return the schema as it is written."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _record(shape: type, found: dict[str, Schema], elsewhere: str = "") -> Schema:
    """Return what a record may hold; ``elsewhere`` is the field that stands in another file, or in the Markdown."""
    said, hints = _said(shape), typing.get_type_hints(shape)
    fields = [entry for entry in dataclasses.fields(shape) if entry.name != elsewhere]
    made = {entry.name: _field(entry, hints[entry.name], said.fields.get(entry.name, ""), found) for entry in fields}
    needed = [entry.name for entry in fields if _default(entry) is dataclasses.MISSING]
    return _titled(shape) | _object(made, needed)


def _object(properties: Mapping[str, Schema], needed: typing.Sequence[str]) -> Schema:
    whole = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return whole | ({"required": list(needed)} if needed else {})


def _field(entry: dataclasses.Field[Any], hint: Any, about: str, found: dict[str, Schema]) -> Schema:
    made = _of(hint, found) | _bounds(hint, entry.metadata)
    if typing.get_origin(hint) is not None and (longest := entry.metadata.get("longest")):
        made["additionalProperties"] |= {"maxLength": longest}  # of each text
    if unit := _unit(entry.name, hint):
        made["x-unit"] = unit
    if about:
        made["description"] = about
    default = _default(entry)
    return made if default in (dataclasses.MISSING, None) else made | {"default": default}


def _unit(name: str, hint: Any) -> str:
    if hint not in (int, float):
        return ""
    return "degree" if name in DEGREES else UNITS.get(name.rpartition("_")[2], "")


def _default(entry: dataclasses.Field[Any]) -> Any:
    if entry.default_factory is not dataclasses.MISSING:
        return entry.default_factory()
    return plain(entry.default)


def _of(hint: Any, found: dict[str, Schema]) -> Schema:
    """Return what a type allows; records and choices are kept once, in ``found``, and referred to."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:  # of something and None, which no file can say
        return _of(inner[0], found)
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0], found)}
    if origin is not None:
        return {"type": "object", "additionalProperties": _of(inner[1], found)}
    if hint in TYPES:
        return {"type": TYPES[hint]}
    if hint.__name__ not in found:
        found[hint.__name__] = {}  # in its place, also where a record holds one of its own kind
        found[hint.__name__] |= _choice(hint) if issubclass(hint, enum.Enum) else _record(hint, found)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _choice(hint: type[enum.Enum]) -> Schema:
    return _titled(hint) | {"enum": [each.value for each in hint]}


def _titled(shape: type) -> Schema:
    about = _said(shape).whole
    return {"title": shape.__name__} | ({"description": about} if about else {})


def _bounds(hint: Any, allowed: Mapping[str, Any]) -> Schema:
    """Return what ``rule`` says beside the type, as ``reading`` understands it."""
    named = {"minimum": allowed.get("low"), "maximum": allowed.get("high"), "maxItems": allowed.get("most")}
    if typing.get_origin(hint) is None:
        named["maxLength"] = allowed.get("longest")
    made: Schema = {name: bound for name, bound in named.items() if bound is not None}
    is_filled, pattern = bool(allowed.get("filled")), allowed.get("pattern")
    if pattern is not None:
        made["pattern"] = f"^(?:{pattern.pattern}){'' if is_filled else '?'}$"
    elif is_filled and hint is str:
        made["pattern"] = SOMETHING
    elif is_filled:
        made |= {"minItems": 1} if typing.get_origin(hint) is tuple else {"minProperties": 1}
    return made


@dataclasses.dataclass(frozen=True)
class _Said:
    """What the source says of a record: its docstring, and the comment beside each field."""

    whole: str
    fields: Mapping[str, str]


def _said(shape: type) -> _Said:
    source, comments = _source(shape.__module__)
    (node,) = (each for each in source.body if isinstance(each, ast.ClassDef) and each.name == shape.__name__)
    fields = [each for each in node.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)]
    return _Said(
        whole=" ".join((ast.get_docstring(node) or "").split()),
        fields={ast.unparse(each.target): comments.get(each.end_lineno or 0, "") for each in fields},
    )


@cache
def _source(module: str) -> tuple[ast.Module, Mapping[int, str]]:
    """Return the source of some records as a tree, and its comments by line."""
    path = Path(str(sys.modules[module].__file__))
    with path.open("rb") as file:
        tokens = [each for each in tokenize.tokenize(file.readline) if each.type == tokenize.COMMENT]
    return ast.parse(path.read_text("utf-8")), {each.start[0]: each.string.removeprefix("# ") for each in tokens}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), "utf-8")
