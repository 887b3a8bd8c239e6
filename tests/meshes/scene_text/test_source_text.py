"""The text of a scene is changed where it is to be changed, and keeps every other letter."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.meshes.scene_text.source_text import SourceText
from tests.meshes.scene_text.texts import drawn_changes, drawn_values, with_value, written

SCENES = sorted(Path("assets/meshes").glob("*/scene.toml"))
TABLES = ["parts", "annotations", "castles"]


def tables(text):
    """What a text says: its blocks by table, and the rest."""
    said = tomllib.loads(text.removeprefix("\ufeff"))
    return {name: said.pop(name, []) for name in TABLES}, said


def comments(text):
    return set(re.findall(r"# c\d+\.", text))


def assert_whole(source):
    """Whatever was done: reading the text anew finds the same blocks, in the same lines, with the same comments."""
    again = SourceText.read(source.text, source.ids)
    assert again.blocks == source.blocks
    assert again.head == source.head
    assert again.text == source.text
    lines = source.text.removeprefix("\ufeff").split("\n")
    for block in source.blocks:
        assert re.match(rf"\s*\[\[\s*[\"']?{block.table}[\"']?\s*\]\]", lines[block.line - 1])
        assert source.at_line(block.line) == block.id


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_is_done_the_text_says_what_was_meant_and_no_comment_is_lost(data):
    known = data.draw(written())
    source = before = SourceText.read(known.text)
    assert source.text == known.text
    assert_whole(source)
    blocks = [(block.id, block.table, dict(block.values)) for block in source.blocks]
    may_go = set()

    for number in range(data.draw(st.integers(1, 5))):
        source, blocks, gone = done(data, source, blocks, known, f"n{number}")
        may_go |= gone
        assert_whole(source)

    said, rest = tables(source.text)
    assert said == {name: [values for _, table, values in blocks if table == name] for name in TABLES}
    assert rest == tables(known.text)[1]
    assert comments(known.text) - comments(source.text) <= may_go
    assert before.text == known.text, "who keeps the text of before can go back"


def done(data, source, blocks, known, new):
    """Draw a change, and do it to the text and to plain values; return also which comments may go with it."""
    way = data.draw(st.sampled_from(["insert", "set", "copy", "delete", "order"] if blocks else ["insert"]))
    if way == "insert":
        table = data.draw(st.sampled_from(TABLES))
        kin = [of for of, each, _ in blocks if each == table]
        after = data.draw(st.sampled_from([None, *kin]))
        values = drawn_values(data)
        place = [of for of, _, _ in blocks].index(after or kin[-1]) + 1 if kin else len(blocks)
        plain = (new, table, applied({}, values))
        return source.insert(new, table, after, values), [*blocks[:place], plain, *blocks[place:]], set()
    i = data.draw(st.integers(0, len(blocks) - 1))
    of, table, was = blocks[i]
    known_comments = own_comments(source, known, of)
    if way == "set":
        values = drawn_values(data) | data.draw(
            st.sampled_from([{}, {}, {"at": None}, {"repeat.count": None}, {"repeat": None}])
        )
        gone = {
            each
            for each in known_comments
            if is_of(known.of_key.get(each), [n for n, v in values.items() if v is None])
        }
        return source.set(of, values), [*blocks[:i], (of, table, applied(was, values)), *blocks[i + 1 :]], gone
    if way == "copy":
        values = drawn_values(data)
        return (
            source.copy(new, of, values),
            [*blocks[: i + 1], (new, table, applied(was, values)), *blocks[i + 1 :]],
            set(),
        )
    rest = [*blocks[:i], *blocks[i + 1 :]]
    if way == "delete":
        return source.delete([of]), rest, known_comments
    kin = [other for other, each, _ in rest if each == table]
    after = data.draw(st.sampled_from([None, *kin]))
    place = (
        [other for other, _, _ in rest].index(after) + 1
        if after
        else next((j for j, each in enumerate(rest) if each[1] == table), i)
    )
    return source.order(of, after), [*rest[:place], blocks[i], *rest[place:]], set()


def applied(values, changes):
    for name, value in changes.items():
        values = with_value(values, name, value)
    return values


def own_comments(source, known, of):
    piece = next(piece for piece in source.pieces if piece.id == of)
    return comments(piece.text)


def is_of(key, names):
    return key is not None and any(
        key == name
        or name.endswith(f".{key}")
        or name.split(".")[0] == key.split(".")[0]
        or (name == "repeat" and key in ("count", "step", "seed"))
        for name in names
    )


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.parent.name)
def test_moving_one_part_of_a_scene_changes_one_line(path):
    text = path.read_text("utf-8")
    source = SourceText.read(text)
    assert source.text == text

    for block in source.blocks:
        name = "at" if "at" in block.values else "spots"
        moved = [-7.25, 0, 3] if name == "at" else [[-7.25, 0, 3], *block.values["spots"][1:]]
        new = source.set(block.id, {name: moved})

        pairs = enumerate(zip(text.split("\n"), new.text.split("\n"), strict=True), 1)
        (line,) = [number for number, (was, now) in pairs if was != now]
        assert new.block(block.id).values == {**block.values, name: moved}
        assert new.at_line(line) == block.id


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.parent.name)
def test_what_is_set_to_what_it_says_stays_as_it_is_written(path):
    source = SourceText.read(path.read_text("utf-8"))

    same = source.set("", source.head)
    for block in source.blocks:
        same = same.set(block.id, block.values).order(block.id, after_of(source, block))

    assert same.text == source.text


def after_of(source, block):
    kin = [each.id for each in source.blocks if each.table == block.table]
    return [None, *kin][kin.index(block.id)]


@settings(max_examples=30)
@given(data=st.data(), path=st.sampled_from(SCENES))
def test_a_scene_to_which_much_is_done_stays_whole_and_keeps_its_headings(data, path):
    before = SourceText.read(path.read_text("utf-8"))

    after = drawn_changes(data, before)

    assert_whole(after)
    said = tomllib.loads(after.text)
    assert {**after.head} == {name: value for name, value in said.items() if name not in TABLES}
    assert [block.values for block in after.blocks if block.table == "parts"] == said["parts"]
    headings = [piece.text.strip() for piece in before.pieces if piece.name is None and piece.text.strip()]
    assert [piece.text.strip() for piece in after.pieces if piece.name is None and piece.text.strip()] == headings
