"""Whatever comes in gets an answer below 500 with a sentence: every route x every field it asks for x hostile values.

Which fields a view asks for is not written down but seen, when an ordinary request is watched.  Of the hostile values
each field gets one, in turn, so that every value meets every kind of field; all of them would take minutes.
"""

import re
import time
import zlib
from urllib.parse import quote

import pytest
from flask import Request
from sqlalchemy import select
from werkzeug.datastructures import ImmutableMultiDict

from app.exchange.typed import LARGEST, is_whole_number
from app.models.base import Base
from app.web.frame import forms, inputs
from tests.web.frame.test_rights import TABLE, as_sent, found

HOSTILE = (
    "9" * 20,  # past 2 ** 63
    str(LARGEST + 1),
    "9" * 4400,  # which int() refuses
    "²",  # a digit, but no decimal one
    "-1",
    "nan",
    "1e999",
    "a" * 300,  # no file is called so
    "../../etc/passwd",
    "[" * 2000,  # nested
    "2026-02-30",
    "9999-12-31T23:59",
    "https://elsewhere.example/",
    "%(x)s {0} ${x} {{ x }}",
)
UNSEEN = "\u202e"  # turns the direction of writing
PAST_POSTGRESQL = str(LARGEST + 1)
LISTS = {f"{name}.0.{part}": "" for name, parts in forms.LISTS.items() for part in parts}
LISTS |= {f"rows.{name}": "1" for name in forms.LISTS}
NEVER = {"sign_in.logout", "account.sign_out", "static"}
ROUTES = {key: (row[1], row[2]) for key, row in TABLE.items() if key[0] not in NEVER}
ROWS = [pytest.param(*key, *row, id=f"{key[1]} {key[0]}") for key, row in ROUTES.items()]
SENTENCE = re.compile(r"[A-ZÄÖÜ„][^<>]{8,}[.?!:]")
asked: set[str] = set()  # the fields that a view has asked for


class Asked:
    """Fields that tell which of them were asked for."""

    def get(self, key, *more, **named):
        asked.add(key)
        return super().get(key, *more, **named)

    def __getitem__(self, key):
        asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        asked.add(key)
        return super().__contains__(key)


class AskedDict(Asked, dict):
    pass


class AskedFields(Asked, ImmutableMultiDict):
    def getlist(self, key, *more, **named):
        asked.add(key)
        return super().getlist(key, *more, **named)

    def to_dict(self, flat=True):
        return AskedDict(super().to_dict(flat))


class AskingRequest(Request):
    parameter_storage_class = AskedFields


@pytest.fixture
def watched(small_studio):
    """The studio, where it is seen which fields its views ask for."""
    before = small_studio.app.request_class
    small_studio.app.request_class = AskingRequest
    yield small_studio
    small_studio.app.request_class = before


@pytest.mark.parametrize(("endpoint", "method", "thing", "form"), ROWS)
def test_whatever_is_sent_gets_an_answer_with_a_sentence(watched, endpoint, method, thing, form):
    values, about = found(watched, endpoint, thing)
    ordinary = {**LISTS, **about, **form}
    with watched.app.test_request_context():
        address = watched.app.url_for(endpoint, **values)
    asked.clear()
    send(watched, address, method, ordinary)

    fields = sorted({str(name) for name in asked} | {*about, *form})
    for hostile in [dict.fromkeys(fields, PAST_POSTGRESQL), *one_by_one(endpoint, fields)]:
        answer = send(watched, address, method, {**ordinary, **hostile})
        assert answer.status_code < 500, hostile
        if answer.status_code >= 400 and answer.mimetype == "text/html":
            assert SENTENCE.search(answer.text), hostile


@pytest.mark.parametrize(("endpoint", "method", "thing", "form"), [row for row in ROWS if row.values[1] == "POST"])
def test_what_nobody_sees_reaches_no_table(small_studio, endpoint, method, thing, form):
    values, about = found(small_studio, endpoint, thing)
    with small_studio.app.test_request_context():
        address = small_studio.app.url_for(endpoint, **values)
    fields = {
        name: f"\u200b{value}{UNSEEN}" if _is_text(name, value) else value for name, value in (about | form).items()
    }
    seen = []

    send(small_studio, address, method, fields, then=lambda: seen.append(stored(small_studio.engine)))

    assert not [rows for rows in seen if ascii(UNSEEN)[1:-1] in rows]


def _is_text(name, value):
    return isinstance(value, str) and not inputs.is_secret(name)


def stored(engine):
    """Return all that the tables hold, what is no ASCII escaped."""
    with engine.connect() as connection:
        return ascii([connection.execute(select(table)).all() for table in Base.metadata.sorted_tables])


def one_by_one(endpoint, fields):
    start = zlib.crc32(endpoint.encode())  # so that each route begins elsewhere
    return ({name: HOSTILE[place % len(HOSTILE)]} for place, name in enumerate(fields, start))


def send(studio, address, method, fields, then=lambda: None):
    """Send what nobody should, as somebody who may everything and has just signed in; keep nothing of what it did."""
    client = studio.client("Admin")
    with client.session_transaction("/studio/") as cookie:
        cookie["fs_paa"] = time.time()
    if method == "POST":
        where = {"data": {name: as_sent(value) for name, value in fields.items()}}
    else:
        where = {"query_string": fields}
    with client.open(address, method=method, **where) as answer:
        answer.get_data()
    if method == "POST" and answer.status_code < 400:
        then()
        studio.forget()
    return answer


@pytest.mark.parametrize("letter", "\x00\x01\x1b\x7f\x9f")
@pytest.mark.parametrize("where", ["address", "query", "form", "name of a field", "name of a file"])
def test_control_characters_are_refused_wherever_they_stand(small_studio, letter, where):
    client, bad = small_studio.client("Admin"), f"a{letter}b"
    match where:
        case "address":
            answer = client.get(f"/studio/hilfe/{quote(bad)}/")
        case "query":
            answer = client.get("/studio/suche", query_string={"q": bad})
        case "form":
            answer = client.post("/studio/konto/", data={"name": bad})
        case "name of a field":
            answer = client.post("/studio/konto/", data={bad: "x"})
        case _:
            answer = client.post("/studio/bibliothek/3d/neu", data={"title": bad, "file": (b"", bad)})

    assert answer.status_code in (404, 422)
    assert SENTENCE.search(answer.text)


@pytest.mark.parametrize("path", ["/inhalte/{}/", "/bibliothek/3d/{}/", "/konten/{}/"])
@pytest.mark.parametrize("number", [LARGEST + 1, 2**63, "9" * 4400, "²", "٣", -1, "%00"])
def test_there_is_no_page_of_a_number_that_no_database_has(small_studio, path, number):
    answer = small_studio.client("Admin").get(f"/studio{path.format(number)}")

    assert answer.status_code == 404
    assert SENTENCE.search(answer.text)


NESTED = ("[" * 5000, "[" * 5000 + "]" * 5000, "{a=" * 5000 + "1" + "}" * 5000, '{"a":' * 5000)


@pytest.mark.parametrize("nested", NESTED, ids=["open", "lists", "tables", "objects"])
@pytest.mark.parametrize(
    ("endpoint", "field", "before"),
    [("scene_editor.write", "text", "it = "), ("scene_editor.step", "steps", ""), ("scene_editor.step", "steps", "[")],
)
def test_what_is_nested_beyond_reading_is_refused_with_a_sentence(small_studio, endpoint, field, before, nested):
    values, about = found(small_studio, endpoint, "scene")
    with small_studio.app.test_request_context():
        address = small_studio.app.url_for(endpoint, **values)

    answer = send(small_studio, address, "POST", {**about, field: before + nested})

    assert answer.status_code == 422
    assert SENTENCE.search(answer.text)


@pytest.mark.parametrize("name", ["a" * 256, "ä" * 200, f"{'a/' * 2000}a", "a" * 4000], ids=len)
@pytest.mark.parametrize(
    "begin", ["", "hilfe/", "static/", "teilen/", "bibliothek/3d/", "bibliothek/hochladen/", "vorlagen/", "linie/"]
)
def test_there_is_no_page_of_a_name_that_no_disk_takes(small_studio, begin, name):
    answer = small_studio.client("Admin").get(f"/studio/{begin}{name}")

    assert answer.status_code in (404, 405)
    assert SENTENCE.search(answer.text)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (b"a=&" * (inputs.MOST_FIELDS + 1), 422),
        (b"a=&" * 200_000, 422),
        (b"email=mia@own.example&password=" + b"x" * 1_900_000, 422),
        (b"password=x&email=" + b"x" * (inputs.LONGEST_FIELD + 1), 422),
        (b"email=" + b"x" * inputs.LONGEST_FORM_BYTES, 413),
    ],
    ids=["many fields", "200,000 fields", "long password", "long field", "long form"],
)
def test_too_much_is_refused_with_a_sentence(small_studio, fields, status):
    kind = "application/x-www-form-urlencoded"
    answer = small_studio.client().post("/studio/anmelden", data=fields, content_type=kind)

    assert answer.status_code == status
    assert SENTENCE.search(answer.text)


def test_numbers_are_read_as_the_databases_have_them():
    assert [is_whole_number(each) for each in ("0", "7", str(LARGEST))] == [True] * 3
    assert not any(is_whole_number(each) for each in ("", " 7", "7 ", "+7", "0x7", "1_0", *HOSTILE))
