"""What a field says: never an English value, a number with a full stop or an address instead of a title."""

import dataclasses
import enum
import re
import typing
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import g
from sqlalchemy import select

from app.exchange.line_parts import LineWordsRecord, PageRecord
from app.exchange.records import DAY, Partner, PlanningRecord, SignRecord, Source, StationRecord, Variant, Year
from app.models import Asset, Picture, Planning, Stop
from app.web.frame import current_line, labels
from app.web.frame.field_values import field_value, point, told

COMPARED = (StationRecord, PlanningRecord, SignRecord, LineWordsRecord, PageRecord, Partner)
OWN = ("slug", "code")  # a record's own address is said as it is
SAMPLES = {
    Source: ({"title": "Ratsbeschluss", "url": "https://example.org/"}, "Ratsbeschluss (https://example.org/)"),
    Variant: ({"id": "planned", "year": 2027, "today": True}, "geplant, 2027, steht heute dort"),
    Year: (
        {
            "year": 2026,
            "month": 5,
            "day": 4,
            "kind": "decided",
            "status": "in_planning",
            "source": "https://rat.example/",
        },
        "4. Mai 2026: beschlossen; Stand der Planung seitdem: in Planung; Quelle dafür: https://rat.example/",
    ),
}


@pytest.fixture
def _asked(small_studio):
    with small_studio.app.test_request_context(headers={"Accept-Language": "de"}), small_studio.session() as session:
        g.session = session
        yield


def fields(shape, prefix="", language="de"):
    """Yield path, type and rule of every field of a record that a comparison may show."""
    hints = typing.get_type_hints(shape)
    for each in dataclasses.fields(shape):
        hint, path = hints[each.name], prefix + each.name
        inner = typing.get_args(hint)
        if dataclasses.is_dataclass(hint):
            yield from fields(hint, f"{path}.")
        elif typing.get_origin(hint) is Mapping and dataclasses.is_dataclass(inner[1]):
            yield from fields(inner[1], f"{path}.{'planned' if prefix else language}.")
        elif typing.get_origin(hint) is Mapping and typing.get_origin(inner[1]) is Mapping:
            yield f"{path}.kultur.{language}", str, {}
        elif typing.get_origin(hint) is Mapping:
            yield f"{path}.{'2027' if prefix else language}", str, {}
        else:
            yield path, hint, each.metadata


EVERY = [(path, hint, allowed) for shape in COMPARED for path, hint, allowed in fields(shape)]
SEEN = [row for row in EVERY if row[0] not in OWN and not row[0].endswith(".made_from")]


@pytest.mark.parametrize("path", sorted({path for path, _, _ in SEEN}))
@pytest.mark.usefixtures("_asked")
def test_every_field_has_a_name(path):
    assert path not in labels.field_name(path)
    assert "_" not in labels.field_name(path)


@pytest.mark.parametrize(("path", "hint"), [(path, hint) for path, hint, _ in SEEN if isinstance(hint, enum.EnumMeta)])
@pytest.mark.usefixtures("_asked")
def test_every_choice_is_said_by_its_label(path, hint):
    said = [field_value(path, each.value) for each in hint]

    assert not set(said) & {each.value for each in hint}
    assert len(set(said)) == len(hint)


@pytest.mark.parametrize("path", sorted({path for path, hint, _ in SEEN if hint is float}))
@pytest.mark.usefixtures("_asked")
def test_every_number_is_written_as_people_do(path):
    assert [field_value(path, each) for each in (200.0, -1.6, "200.0", "zwei")] == ["200", "-1,6", "200", "zwei"]
    assert field_value(path, 51.50123456) == "51,50123456"


@pytest.mark.parametrize("path", sorted({path for path, _, allowed in SEEN if allowed.get("pattern") is DAY}))
@pytest.mark.usefixtures("_asked")
def test_every_day_is_written_as_people_do(path):
    assert field_value(path, "2026-11-20") == "20. Nov. 2026"
    assert field_value(path, "2026-11-31") == "2026-11-31"


@pytest.mark.parametrize(
    ("path", "kind"),
    [(path, typing.get_args(hint)[0]) for path, hint, _ in SEEN if typing.get_origin(hint) is tuple],
)
@pytest.mark.usefixtures("_asked")
def test_every_list_is_said_entry_by_entry(path, kind):
    if kind is str:
        assert field_value(path, ["gibt-es-nicht", "auch-nicht"]) == "gibt-es-nicht\nauch-nicht"
        return
    raw, words = SAMPLES[kind]
    assert field_value(path, [raw, raw]) == f"{words}\n{words}"


@pytest.mark.usefixtures("_asked")
def test_years_from_one_to_another_are_said_as_such():
    span = {"year": 2026, "until": 2027, "kind": "planned_completion"}

    assert field_value("years", [span]) == "2026–2027: geplante Fertigstellung"


@pytest.mark.usefixtures("_asked")
def test_whatever_is_named_by_its_address_is_said_by_its_title():
    line, session = current_line.record(), g.session
    asset, picture = (session.scalars(select(table)).first() for table in (Asset, Picture))
    planning, stop = (session.scalars(select(table)).first() for table in (Planning, Stop))
    titles = {
        ("topic", line.topics[0].slug): line.topics[0].names["de"],
        ("partner", line.partners[0].slug): line.partners[0].name,
        ("stop", stop.dhid): stop.name,
        ("asset", asset.slug): asset.record["title"],
        ("planning", planning.slug): planning.current.record["texts"]["de"]["title"],
    }

    assert {name: field_value(*name) for name in titles} == titles
    assert field_value("pictures", [picture.slug]) == picture.record["title"]
    assert field_value("plannings", [planning.slug]) == titles["planning", planning.slug]
    shown = {"id": "planned", "asset": asset.slug, "scene": "today"}
    assert field_value("variants", [shown]) == f"geplant; zeigt {asset.record['title']}: heute"


@pytest.mark.usefixtures("_asked")
def test_what_a_record_leaves_out_is_its_default():
    assert field_value("ground_m", None) == "0"
    assert field_value("place.status", None) == "geschätzt"
    assert field_value("code_height_m", None) == "1,4"
    assert field_value("status", None) == "keine öffentliche Angabe"
    assert field_value("place.source", None) == "–"


@pytest.mark.usefixtures("_asked")
def test_the_journal_of_a_sign_says_fields_and_values_as_people_do():
    changes = "code_height_m: 1.4 → 1.6; place.status: estimated → measured; place.on: – → 2026-11-20"
    changes += "; where.de: a; b → c"

    assert told(changes, "edit_sign") == (
        "Höhe des Codes in Metern: 1,4 → 1,6; Lage: geschätzt → vermessen; Lage bestimmt am: – → 20. Nov. 2026; "
        "Ort auf Deutsch: a; b → c"
    )
    assert told("Lage ± 0.5 m, Höhe 1.6 m ± 0.01 m", "survey_sign") == "Lage ± 0,5 m, Höhe 1,6 m ± 0,01 m"


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize(
    ("what", "comment", "words"),
    [
        ("change_roles", "agency own, keeper other", "Büro Eigene Stadt, Schildpflege Andere Stadt"),
        ("change_roles", "agency nord, keeper sued", "Büro nord, Schildpflege sued"),
        ("change_roles", "–", "–"),
        ("add_account", "admin", "Betrieb"),
        ("add_account", "Planung: von Hand", "Planung: von Hand"),
        ("change_languages", "nord: en, tr", "nord: Englisch, Türkisch"),
        ("change_languages", "nord: –", "nord: –"),
        ("change_languages", "own: en", "Eigene Stadt: Englisch"),
    ],
)
def test_tasks_are_told_by_their_names(what, comment, words):
    assert told(comment, what) == words


def test_a_point_is_said_as_people_write_it(small_studio):
    said = {}
    for language in ("de", "en"):
        with small_studio.app.test_request_context(headers={"Accept-Language": language}):
            said[language] = point(51.577933, 7.05716), point(-33.9, -18.4)

    assert said["de"] == ("51,57793° N, 7,05716° O", "33,90000° S, 18,40000° W")
    assert said["en"] == ("51.57793° N, 7.05716° E", "33.90000° S, 18.40000° W")


def test_no_page_writes_a_point_by_itself():
    """One place does: with commas in German, and so with words that keep the two apart."""
    templates = Path(__file__).parents[3] / "app/web/templates"
    by_hand = re.compile(r"%\.\d+f[^|]*\| *format\([^)]*\blat\b")

    assert [path.name for path in templates.rglob("*.html") if by_hand.search(path.read_text())] == []
