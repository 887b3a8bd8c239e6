"""The JSON Schema says what the reader does: the same files are good, and the same values are refused."""

import copy
import re
import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator, meta

from app.exchange import records, schema
from app.exchange.reading import Faults, read

ROOT = Path(__file__).parent.parent.parent
WRITTEN = ROOT / "stations/format.schema.json"
FILES = {
    "line.toml": "stations/line.toml",
    "station.toml": "stations/*/station.toml",
    "signs.toml": "stations/*/signs.toml",
    "planning.toml": "stations/*/plannings/*/planning.toml",
    "planning-text.md": "stations/*/plannings/*/text.*.md",
    "text.md": "stations/**/text.*.md",
    "asset.toml": "assets/meshes/*/asset.toml",
    "asset-text.toml": "assets/meshes/*/text.*.toml",
    "picture.toml": "assets/pictures/*/picture.toml",
    "picture-text.toml": "assets/pictures/*/text.*.toml",
    "document.toml": "assets/documents/*/document.toml",
    "document-text.toml": "assets/documents/*/text.*.toml",
}
INVENTED = {  # of what the content of this repository has none
    "picture.toml": {"slug": "platz", "title": "Der Platz im Sommer", "licence": "CC-BY-4.0", "left": 0.1},
    "picture-text.toml": {"alt": "Ein Platz mit Bäumen.", "caption": "Im Sommer"},
    "document.toml": {"slug": "plan-123", "title": "Bebauungsplan 123", "licence": "CC-BY-4.0"},
    "document-text.toml": {"title": "Bebauungsplan 123", "alt": "Der Plan zeigt einen Platz."},
}
SHAPES = {**{file: shape for file, (shape, _) in schema.FILES.items()}, "SignRecord": records.SignRecord}


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema.schema()["$defs"]})


def content(path: Path):
    text = path.read_text("utf-8")
    return tomllib.loads(text.split("+++\n")[1] if path.suffix == ".md" else text)


def example(name: str):
    """Return a real file of the kind that says as much as any other does."""
    file = "signs.toml" if name == "SignRecord" else name
    if name in INVENTED:
        return INVENTED[name]
    fullest = max(ROOT.glob(FILES[file]), key=lambda path: len(repr(content(path))))
    return content(fullest)["signs"][0] if name == "SignRecord" else content(fullest)


VALIDATORS = {name: validator(name) for name in {*FILES, *SHAPES}}
EXAMPLES = {name: example(name) for name in SHAPES}


def test_the_written_schema_is_of_today():
    assert WRITTEN.read_text("utf-8") == schema.text(), "run `make schema`"


def test_it_is_a_schema():
    assert meta.is_valid(schema.schema())


@pytest.mark.parametrize("kind", FILES)
def test_every_real_file_keeps_to_it(kind):
    paths = [path for path in sorted(ROOT.glob(FILES[kind])) if kind != "text.md" or "plannings" not in path.parts]

    faults = {path: [error.message for error in VALIDATORS[kind].iter_errors(content(path))] for path in paths}

    assert paths or kind in INVENTED
    assert not {path: found for path, found in faults.items() if found}


def test_every_number_with_a_unit_in_its_name_has_it_in_the_schema():
    numbers = [
        (name, field)
        for made in schema.schema()["$defs"].values()
        for name, field in made.get("properties", {}).items()
        if field.get("type") == "number" and re.search("_(m|mm|deg)$|^(lat|lon)$", name)
    ]

    assert numbers
    assert all(field.get("x-unit") for _, field in numbers)


@pytest.mark.parametrize("name", SHAPES)
def test_a_field_too_many_and_a_field_too_few_are_refused_by_both(name):
    whole, shape = EXAMPLES[name], SHAPES[name]
    faulty = [{**whole, "unheard_of": 1}]
    faulty += [{key: value for key, value in whole.items() if key != needed} for needed in _needed(name)]

    for each in faulty:
        assert not VALIDATORS[name].is_valid(each)
        assert not is_read(shape, each)


FAULTY = [
    ("line.toml", ("colour",), "#86BBE0"),
    ("line.toml", ("number",), "123456789"),
    ("line.toml", ("partners",), []),
    ("line.toml", ("partners", 0, "home"), "gelsenkirchen.de"),
    ("station.toml", ("slug",), "Heinrich König"),
    ("station.toml", ("slug",), ""),
    ("station.toml", ("stop",), "de 0551 6686"),
    ("station.toml", ("confidence",), "guessed"),
    ("station.toml", ("sources", 0, "title"), " "),
    ("planning.toml", ("place", "lat"), 91.0),
    ("planning.toml", ("place", "lat"), "51.5"),
    ("planning.toml", ("place", "lat"), True),
    ("planning.toml", ("place", "uncertainty_m"), 0.0),
    ("planning.toml", ("rotation_deg",), 360.0),
    ("planning.toml", ("place",), "here"),
    ("planning.toml", ("pictures",), "platz"),
    ("SignRecord", ("where",), {}),
    ("SignRecord", ("facing_on",), "23.11.2026"),
    ("SignRecord", ("facing_on",), "2026-11-23\n"),
    ("SignRecord", ("kind",), "a5"),
    ("text.md", ("title",), "x" * 61),
    ("text.md", ("summary",), "x" * 201),
    ("text.md", ("made_from",), "abc"),
    ("picture.toml", ("left",), 1.1),
    ("document-text.toml", ("title",), "x" * 101),
    ("document-text.toml", ("alt",), " "),
    ("planning.toml", ("documents",), "plan"),
]


@pytest.mark.parametrize(("name", "at", "value"), FAULTY)
def test_what_is_faulty_is_refused_by_both(name, at, value):
    changed = put(EXAMPLES[name], at, value)

    assert not VALIDATORS[name].is_valid(changed)
    assert not is_read(SHAPES[name], changed)


# a whole number as 3.0 is one to JSON and none to TOML; letters beyond print are space to one and none to the other
LETTERS = string.ascii_letters + string.digits + "-:#/. \näß١"
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-400, 3000),
    st.floats(-400, 3000).filter(lambda number: not number.is_integer()),
    st.text(LETTERS, max_size=8),
    st.integers(30, 210).map("x".__mul__),
    st.sampled_from(
        ["de:05513:6686", "2026-11-23", "https://stadt.example", "#86bbe0", "a-b", "measured", "a3", "built"]
    ),
    st.lists(st.text(LETTERS, max_size=4), max_size=2),
    st.dictionaries(st.sampled_from(["de", "en", "title"]), st.text(LETTERS, max_size=4), max_size=2),
)


@pytest.mark.parametrize("name", SHAPES)
@given(data=st.data())
def test_both_say_the_same_of_any_value_anywhere(name, data):
    at = data.draw(st.sampled_from(sorted(places(EXAMPLES[name]), key=str)), label="at")
    changed = put(EXAMPLES[name], at, data.draw(VALUES, label="value"))

    assert VALIDATORS[name].is_valid(changed) == is_read(SHAPES[name], changed)


def is_read(shape, given) -> bool:
    return read(shape, given, Faults("probe")) is not None


def places(value, here=()):
    """Yield the way to each thing in a file."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*here, key)
        yield from places(inner, (*here, key))


def put(whole, at, value):
    changed = copy.deepcopy(whole)
    spot = changed
    for key in at[:-1]:
        spot = spot[key]
    spot[at[-1]] = value
    return changed


def _needed(name):
    return schema.schema()["$defs"][name]["required"]
