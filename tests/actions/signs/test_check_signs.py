"""Checks of signs: noted on the ladder, delivered once however often, and kept also where the sign has moved on."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select

from app.actions.signs import check_signs, signs
from app.actions.signs.check_signs import Given
from app.actions.signs.verdict import Known, Verdict, verdict
from app.errors import Forbidden, Invalid, Missing
from app.models import Check, Event, EventKind, Finding, Role, SignStage
from tests.factories import make_account, make_sign, make_station

CASES = json.loads((Path(__file__).parents[2] / "js/verdicts.json").read_text())
AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
URL = "https://302.example"
ID = "0b0e7f0a-0000-4000-8000-000000000009"


def given(sign, **changes):
    return replace(Given(request_id=ID, code=sign.code, seen=Finding.GOOD, seen_at=AT), **changes)


def note(session, sign, *, by=None, **changes):
    by = by or make_account(session, Role.KEEPER)
    return check_signs.note(session, given(sign, **changes), by=by, at=AT, ours=(URL,))


def make_mounted(session, **changes):
    sign = make_sign(session, **changes)
    for state in (SignStage.PRINTED, SignStage.MOUNTED):
        sign.move(state)
    session.flush()
    return sign


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_verdicts_are_those_of_the_table_that_the_phone_is_held_to(case):
    known = {code: Known(SignStage(each["state"]), each["station"]) for code, each in CASES["signs"].items()}

    found = verdict(case["texts"], known, prefixes=CASES["prefixes"], expected=case.get("expected", ""))

    assert found == Verdict(Finding(case["found"]), case["code"])


def test_a_check_is_kept_with_its_journal_line(session):
    sign = make_mounted(session)
    by = make_account(session, Role.KEEPER)

    check = note(session, sign, by=by, note="Alles gut.", photos=("private/x/photo.jpg",))

    assert (check.sign, check.found, check.note, check.by) == (sign, Finding.GOOD, "Alles gut.", by)
    assert check.photos == ["private/x/photo.jpg"]
    event = session.scalars(select(Event).where(Event.what == EventKind.CHECK_SIGN)).one()
    assert (event.sign, event.by, event.comment) == (sign, by, "good: Alles gut.")


def test_delivered_twice_it_counts_once(session):
    sign = make_mounted(session)
    first = note(session, sign, state=SignStage.DAMAGED, was=SignStage.MOUNTED)

    second = note(session, sign, state=SignStage.DAMAGED, was=SignStage.MOUNTED)

    assert first is second
    assert session.scalar(select(func.count()).select_from(Check)) == 1
    assert session.scalar(select(func.count()).select_from(Event).where(Event.what == EventKind.MOVE_SIGN)) == 1


def test_the_state_is_set_at_once(session):
    sign = make_mounted(session)

    check = note(session, sign, state=SignStage.DAMAGED, was=SignStage.MOUNTED)

    assert (sign.state, check.conflict) == (SignStage.DAMAGED, False)


@pytest.mark.parametrize("to", [SignStage.PRINTED, SignStage.MOUNTED, SignStage.DAMAGED, SignStage.RETIRED])
def test_a_sign_that_hangs_was_printed_whether_or_not_it_was_noted(session, to):
    sign = make_sign(session)

    check = note(session, sign, state=to, was=SignStage.PLANNED)

    assert (sign.state, check.conflict) == (to, False)


def test_a_state_that_changed_meanwhile_stays_and_the_check_says_so(session):
    sign = make_mounted(session)
    signs.move(session, sign, SignStage.RETIRED, by=make_account(session, Role.KEEPER))

    check = note(session, sign, state=SignStage.DAMAGED, was=SignStage.MOUNTED)

    assert (sign.state, check.conflict) == (SignStage.RETIRED, True)


def test_two_who_found_the_same_are_no_conflict(session):
    sign = make_mounted(session)
    note(session, sign, state=SignStage.DAMAGED, was=SignStage.MOUNTED)

    check = note(session, sign, request_id=ID[:-1] + "8", state=SignStage.DAMAGED, was=SignStage.MOUNTED)

    assert (sign.state, check.conflict) == (SignStage.DAMAGED, False)


@pytest.mark.parametrize(
    ("read", "found"),
    [
        ("https://pay.example/", Finding.FOREIGN),
        (f"{URL}/s/99999Z".upper(), Finding.UNKNOWN),
        ("own", Finding.GOOD),
        ("own\nhttps://pay.example/", Finding.FOREIGN),
        ("other", Finding.OTHER_STATION),
    ],
)
def test_what_was_read_decides_whatever_the_phone_made_of_it(session, read, found):
    own, other = make_mounted(session), make_mounted(session)
    lines = {"own": f"{URL}/S/{own.code}", "other": f"{URL}/S/{other.code}"}

    check = note(session, own, read="\n".join(lines.get(line, line) for line in read.split("\n")))

    assert check.found is found


def test_only_the_phone_knows_that_it_was_far_away(session):
    sign = make_mounted(session)

    check = note(session, sign, read=f"{URL}/S/{sign.code}", seen=Finding.ELSEWHERE)

    assert check.found is Finding.ELSEWHERE


def test_a_clock_that_is_ahead_does_not_reach_into_the_future(session):
    assert note(session, make_mounted(session), seen_at=AT.replace(year=2031)).seen_at == AT


def test_keepers_of_another_partner_are_refused(session):
    sign = make_mounted(session)

    with pytest.raises(Forbidden):
        note(session, sign, by=make_account(session, Role.KEEPER, "sued"))
    with pytest.raises(Forbidden):
        note(session, sign, by=make_account(session, Role.PLANNER))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"code": "99999Z"}, Missing),
        ({"request_id": "1"}, Invalid),
        ({"note": "x" * (check_signs.NOTE_MAX + 1)}, Invalid),
        ({"photos": ("a",) * (check_signs.PHOTOS_MAX + 1)}, Invalid),
        ({"read": "x" * (check_signs.READ_MAX + 1)}, Invalid),
    ],
)
def test_what_cannot_be_kept_is_refused(session, changes, refusal):
    with pytest.raises(refusal):
        note(session, make_mounted(session), **changes)


def test_where_no_step_leads_the_check_is_kept_and_the_state_stays(session):
    sign = make_mounted(session)
    signs.move(session, sign, SignStage.RETIRED, by=make_account(session, Role.KEEPER))

    check = note(session, sign, state=SignStage.MOUNTED, was=SignStage.RETIRED)

    assert (sign.state, check.conflict) == (SignStage.RETIRED, True)


def test_the_stock_has_every_sign_and_every_address_that_was_ever_printed(session):
    own = make_mounted(session)
    other = make_mounted(session, station=make_station(session, partner="sued"))

    stock = check_signs.stock(session, make_account(session, Role.KEEPER), ours=(URL,))

    assert f"{URL}/S/".upper() in stock["prefixes"]
    assert stock["signs"][own.code]["isMine"]
    assert not stock["signs"][other.code]["isMine"]
    assert stock["signs"][own.code]["state"] == "mounted"


def picture(form="JPEG", size=(3000, 2000), **options):
    out = io.BytesIO()
    Image.new("RGB", size, (120, 30, 30)).save(out, form, **options)
    return out.getvalue()


def test_a_photograph_becomes_small_upright_and_says_nothing_of_place_and_camera():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Maker of cameras"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)  # latitude

    kept = check_signs.photo(picture(exif=exif, comment=b"Anna"))

    with Image.open(io.BytesIO(kept)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (1067, 1600))
        assert not opened.getexif()
        assert "comment" not in opened.info
    assert b"Maker" not in kept


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"<svg/>", picture()[:2000], b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_what_is_no_picture_is_refused(raw):
    with pytest.raises(Invalid):
        check_signs.photo(raw)


def test_a_picture_with_see_through_parts_is_taken():
    out = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(out, "PNG")

    assert Image.open(io.BytesIO(check_signs.photo(out.getvalue()))).size == (40, 20)
