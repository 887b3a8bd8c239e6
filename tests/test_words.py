"""Words: whatever is marked in the code has its translation, whatever should be marked is, and nothing is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.frontend import parse_mapping_cfg
from babel.util import pathmatch

from tests.words import APP, DOMAINS, catalogues, read_catalogue, template, updated

ALL = [(folder, lang, path) for folder in DOMAINS for lang, path in catalogues(folder)]
IDS = [path.relative_to(APP).as_posix() for _, _, path in ALL]
DU = re.compile(r"\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]ein(e[mnrs]?)?)\b")
PLACE = re.compile(r"%\(\w+\)s")
REFUSALS = {"Missing", "Forbidden", "WrongState", "Overtaken", "Invalid"}
MARKS = {"N_", "_", "_l", "gettext", "ngettext", *REFUSALS}
FAULTS = {  # where they take what is wrong and what to do
    "Fault": slice(2, 4),
    "PictureError": slice(0, 2),
    "note": slice(1, 2),
    "fault": slice(1, 3),
    "add": slice(1, 3),
}


@pytest.fixture(scope="module")
def templates():
    return {folder: template(folder) for folder in DOMAINS}


@pytest.mark.parametrize(("folder", "lang", "path"), ALL, ids=IDS)
def test_make_words_would_change_nothing(templates, folder, lang, path):
    should_be, is_now = (
        re.sub(rb'"Generated-By: .*\n', b"", raw) for raw in (updated(path, lang, templates[folder]), path.read_bytes())
    )

    assert is_now == should_be, "make words brings it up to date"


@pytest.mark.parametrize(("folder", "lang", "path"), ALL, ids=IDS)
def test_every_word_is_translated_and_keeps_the_places_for_values(folder, lang, path):
    for message in read_catalogue(path, lang):
        if message.id:
            ids, strings = (each if isinstance(each, tuple) else (each,) for each in (message.id, message.string))
            assert all(strings) and not message.fuzzy, message.id
            assert set(PLACE.findall("".join(ids))) == set(PLACE.findall("".join(strings))), message.id


def test_there_are_words_in_each_place(templates):
    assert {folder: len(words) > 10 for folder, words in templates.items()} == dict.fromkeys(DOMAINS, True)
    assert len(ALL) == 7


def test_what_has_gone_is_dropped_and_what_has_changed_a_little_waits_for_a_look(tmp_path):
    app = tmp_path / "app"
    (app / "web/words/en/LC_MESSAGES").mkdir(parents=True)
    (app / "web/words/babel.cfg").write_text("[python: web/**.py]\n")
    (lang, path) = next(catalogues("web", app))

    def said_after(code: str) -> str:
        (app / "web/page.py").write_text(code)
        path.write_bytes(updated(path, lang, template("web", app)))
        return path.read_text()

    first = said_after(
        '_("Bitte eine Station wählen.")\nN_("Gleich ist es weg.")\nraise Missing("Nichts da.", x="y")\n'
    )
    assert 'msgid "Gleich ist es weg."\nmsgstr ""' in first and 'msgid "Nichts da."' in first
    path.write_text(first.replace('wählen."\nmsgstr ""', 'wählen."\nmsgstr "Please choose a station."'))

    second = said_after('_("Bitte jetzt eine Station wählen.")\n')
    assert '#, fuzzy\nmsgid "Bitte jetzt eine Station wählen."\nmsgstr "Please choose a station."' in second
    assert "Gleich" not in second and "Nichts da" not in second
    third = said_after('_("Bitte jetzt eine Station wählen.")\n_("Bitte jetzt eine Planung wählen.")\n')
    assert 'Planung wählen."\nmsgstr ""' in third, "what is still said lends its translation to nothing else"
    assert said_after('_("Bitte jetzt eine Station wählen.")\n') == second


def test_every_sentence_that_is_kept_or_handed_on_is_marked():
    assert [f"{path.relative_to(APP)}: {text}" for path in studio_files() for text in unmarked(path.read_text())] == []


def test_an_unmarked_sentence_is_found_wherever_it_stands():
    code = """
WRONG = "So geht das nicht."
BOTH = {"a": "Erstens geht es nicht.", "b": N_("Marked it is.")}
Fault(file, "field", "Zweitens.", N_("Marked."))
findings.add("Datei", "Drittens", MEND)
fields.fault("part", "Viertens", MEND)
Missing("A refusal is marked by itself.")
"""

    assert sorted(unmarked(code)) == [
        "Drittens",
        "Erstens geht es nicht.",
        "So geht das nicht.",
        "Viertens",
        "Zweitens.",
    ]


def studio_files() -> Iterator[Path]:
    """Yield the Python files that the studio's catalogues are made from."""
    with (APP / "web/words/babel.cfg").open() as file:
        methods, _ = parse_mapping_cfg(file)
    for path in sorted(APP.rglob("*.py")):
        name = path.relative_to(APP).as_posix()
        if next((method for pattern, method in methods if pathmatch(pattern, name)), None) == "python":
            yield path


def unmarked(code: str) -> Iterator[str]:
    """Yield sentences of faults that no mark surrounds, and those that constants hold."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in FAULTS and (called != "add" or len(node.args) > 2):
                yield from texts(node.args[FAULTS[called]])
        if isinstance(node, ast.Assign | ast.AnnAssign):
            values = getattr(node.value, "values", None) or getattr(node.value, "elts", None) or [node.value]
            yield from (text for text in texts(values) if re.match(r"[^#]+ .*\.$", text))


def texts(nodes: list[ast.AST]) -> Iterator[str]:
    return (each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str))


def test_the_studio_calls_nobody_by_du(templates):
    said = [part for message in templates["web"] for part in _parts(message.id)]

    assert [each for each in said if DU.search(each)] == []


def test_handing_in_is_called_by_the_name_of_its_button(templates):
    said = [part for message in templates["web"] for part in _parts(message.id)]

    assert [each for each in said if "einreich" in each.lower() or "eingereicht" in each.lower()] == []


def _parts(given):
    return given if isinstance(given, tuple) else (given,)
