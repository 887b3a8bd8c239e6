"""Moments that planners type, also on the two nights when the clocks change: 28 March and 31 October 2027."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import g
from sqlalchemy import select

from app.actions.content import publish
from app.database import writing
from app.errors import Invalid
from app.models import Item, Revision
from app.web.frame import languages, moments

BERLIN = ZoneInfo("Europe/Berlin")
BEFORE = datetime(2027, 3, 20, 12, tzinfo=UTC)
SKIPPED = "Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt. Bitte eine andere wählen."
TWICE = "Diese Uhrzeit gibt es an dem Tag zweimal: Die Uhr wird zurückgestellt. Bitte eine andere wählen."


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2027-01-15T08:00", "2027-01-15T07:00"),
        ("2027-07-15T08:00", "2027-07-15T06:00"),
        ("2027-07-15T08:00:30", "2027-07-15T06:00"),  # some browsers send seconds
        ("2027-03-28T01:59", "2027-03-28T00:59"),
        ("2027-03-28T03:00", "2027-03-28T01:00"),  # a minute later
        ("2027-10-31T01:59", "2027-10-30T23:59"),
        ("2027-10-31T03:00", "2027-10-31T02:00"),  # two hours and a minute later
    ],
)
def test_a_typed_moment_is_local_time_of_the_line(typed, utc):
    assert moments.typed(typed, BERLIN) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("typed", ["2027-03-28T02:00", "2027-03-28T02:30", "2027-03-28T02:59"])
def test_the_hour_that_is_skipped_is_refused(typed):
    with pytest.raises(Invalid) as refusal:
        moments.typed(typed, BERLIN)

    assert refusal.value.sentence == SKIPPED


@pytest.mark.parametrize("typed", ["2027-10-31T02:00", "2027-10-31T02:30", "2027-10-31T02:59"])
def test_the_hour_that_comes_twice_is_refused(typed):
    with pytest.raises(Invalid) as refusal:
        moments.typed(typed, BERLIN)

    assert refusal.value.sentence == TWICE


@pytest.mark.parametrize(
    "typed", ["", "morgen", "0001-01-01T00:00", "2027-03-28", "2027-02-29T08:00", "24.12.2027 08:00"]
)
def test_what_is_no_moment_is_refused_with_an_example(typed):
    with pytest.raises(Invalid, match="zum Beispiel 24"):
        moments.typed(typed, BERLIN)


@pytest.mark.parametrize("today", [datetime(2027, 3, 27, 22, 30, tzinfo=UTC), datetime(2027, 10, 30, 22, tzinfo=UTC)])
def test_eight_in_the_morning_is_suggested_also_on_the_day_of_the_change(today):
    with time_machine.travel(today, tick=False):
        suggested = moments.suggested(BERLIN)

        assert suggested.endswith("T08:00")
        assert timedelta(hours=7) < moments.typed(suggested, BERLIN) - today < timedelta(hours=36)


@pytest.mark.parametrize(
    ("name", "field", "typed", "sentence"),
    [
        ("submitted", "freigeben", "2027-03-28T02:30", SKIPPED),
        ("approved", "zeitpunkt", "2027-10-31T02:30", TWICE),
    ],
)
def test_the_page_says_so_beside_what_was_typed_and_nothing_has_happened(small_studio, name, field, typed, sentence):
    revision = by_slug(small_studio, name)
    form = {"version": revision.version, "then": "schedule", "at": typed}

    with time_machine.travel(BEFORE, tick=False):
        answer = small_studio.client("Approver Own").post(f"/studio/fassungen/{revision.id}/{field}", data=form)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{typed}"' in answer.text
    now = by_slug(small_studio, name)
    assert (now.state, now.publish_at) == (revision.state, None)


@pytest.mark.parametrize(
    ("typed", "utc", "read"),
    [
        ("2027-03-28T03:00", "2027-03-28T01:00", "28. März 2027, 03:00"),
        ("2027-10-31T03:00", "2027-10-31T02:00", "31. Okt. 2027, 03:00"),
    ],
)
def test_right_after_the_change_is_published_then_and_no_hour_sooner_or_later(small_studio, typed, utc, read):
    revision, moment = by_slug(small_studio, "approved"), datetime.fromisoformat(utc).replace(tzinfo=UTC)

    with time_machine.travel(BEFORE, tick=False):
        client = small_studio.client("Approver Own")
        client.post(f"/studio/fassungen/{revision.id}/zeitpunkt", data={"then": "schedule", "at": typed})
        page = client.get(f"/studio/inhalte/{revision.item_id}/").text

    assert read in page
    with writing(small_studio.engine).begin() as session:
        assert publish.due(session, at=moment - timedelta(seconds=1)) == 0
        assert publish.due(session, at=moment) == 1
        assert session.get(Item, revision.item_id).current.revision_id == revision.id


def by_slug(studio, slug):
    """Return the version of the writer that ``slug`` is on its way with."""
    with studio.session() as session:
        query = select(Revision).join(Revision.item).where(Item.slug == slug, Revision.author.has(name="Writer"))
        return session.scalars(query.order_by(Revision.number.desc())).first()


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("publish 2027-01-15T07:00:00+00:00", "veröffentlichen: {new}"),
        (
            "publish 2027-01-15T07:00:00+00:00 <2027-01-10T07:00:00+00:00>",
            "veröffentlichen: {new} · verschoben, vorher: {old}",
        ),
        (
            "take_down 2027-01-15T07:00:00+00:00 <2027-01-10T07:00:00+00:00> Zu alt.",
            "zurückziehen: {new} · verschoben, vorher: {old} · Zu alt.",
        ),
        ("take_down 2027-01-15T07:00:00+00:00 Zu alt.", "zurückziehen: {new} · Zu alt."),
        ("publish –", "Plan aufgehoben"),
        ("publish –: Überholt.", "Überholt."),
        ("publish <", "<"),
        ("publish ", "publish "),
    ],
)
def test_the_journal_says_from_when_to_when_something_was_moved(small_studio, comment, said):
    with small_studio.app.test_request_context(headers={"Accept-Language": "de"}):
        g.session = small_studio.session()
        new, old = (languages.moment(datetime(2027, 1, day, 7, tzinfo=UTC)) for day in (15, 10))
        assert moments.planned(comment) == said.format(new=new, old=old)
