"""Everything that the studio says in German, it can say in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po

from app.meshes.kit import PARTS

APP = Path(__file__).parents[3] / "app"
CATALOGS = sorted((APP / "web/words/en/LC_MESSAGES").glob("*.po"))
NOT_STUDIO = {"rider.py", "files.py", "spool.py", "open_data.py", "security.py"}  # of app/web
NOT_ASKED_FOR = {"load.py", "dump.py"}  # of app/actions: the command line's
REFUSALS = {"Missing", "Forbidden", "WrongState", "Overtaken", "Invalid"}
FAULTS = {
    "Fault": slice(2, 4),
    "PictureError": slice(0, 2),
    "note": slice(1, 2),
    "fault": slice(1, 3),
}  # where they say what is wrong and what to do
PLACE = re.compile(r"%\((\w+)\)s")


def sentences(path: Path) -> Iterator[str]:
    """Yield the sentences of refusals and faults in a Python file, also those that constants hold."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS and node.args:
            yield from texts(node.args[0])
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add" and len(node.args) > 2:
            yield from (text for each in node.args[1:3] for text in texts(each))
        called = getattr(node, "func", None)
        if (name := getattr(called, "id", getattr(called, "attr", ""))) in FAULTS:
            yield from (text for each in node.args[FAULTS[name]] for text in texts(each))
        if isinstance(node, ast.Assign | ast.AnnAssign):
            values = getattr(node.value, "values", None) or getattr(node.value, "elts", None) or [node.value]
            yield from (text for each in values for text in texts(each) if " " in text and text.endswith("."))


def texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def said() -> set[str | tuple[str, ...]]:
    """Return every message of the studio: of its own files, and what actions and records refuse."""
    found: set[str | tuple[str, ...]] = set()
    own = [path for path in (APP / "web").rglob("*.py") if path.name not in NOT_STUDIO]
    for path in own:
        keywords = {**DEFAULT_KEYWORDS, "_l": None}
        found |= {message for _, message, _, _ in extract_from_file("python", path, keywords=keywords)}
    for path in (APP / "web/templates").rglob("*.html"):
        found |= {message for _, message, _, _ in extract_from_file("jinja2.ext:babel_extract", path)}
    refusing = [path for path in (APP / "actions").rglob("*.py") if path.name not in NOT_ASKED_FOR]
    judging = [APP / "exchange/reading.py", *(APP / "pictures").glob("*.py"), *(APP / "meshes/upload").glob("*.py")]
    judging += [APP / "meshes/check.py", *(APP / "meshes/scene").glob("*.py")]
    judging += [APP / "signage" / name for name in ("icc.py", "sign_content.py", "proof.py", "typeset.py")]
    for path in [*own, *refusing, *(APP / "models").glob("*.py"), *judging]:
        found |= set(sentences(path))
    for part in PARTS.values():
        found |= {part.what, *(parameter.what for parameter in part.parameters)}
    return found


@pytest.fixture(scope="module")
def catalog():
    """All catalogs as one; a message that stands in two of them is a fault."""
    joined = Catalog(locale="en")
    for path in CATALOGS:
        with path.open("rb") as file:
            for message in read_po(file, locale="en"):
                assert not message.id or joined.get(message.id) is None, f"{message.id} stands twice"
                joined[message.id] = message
    return joined


def test_every_message_is_translated(catalog):
    missing = {message for message in said() if catalog.get(message) is None or not catalog.get(message).string}

    assert missing == set()


def test_nothing_is_translated_that_nobody_says(catalog):
    ours = said()

    assert [message.id for message in catalog if message.id and message.id not in ours] == []


def test_translations_keep_the_places_of_values(catalog):
    for message in catalog:
        source, target = ("".join(text) if isinstance(text, tuple) else text for text in (message.id, message.string))
        assert set(PLACE.findall(source)) == set(PLACE.findall(target)), source


def test_nothing_waits_for_a_second_look(catalog):
    assert [message.id for message in catalog if message.fuzzy and message.id] == []
