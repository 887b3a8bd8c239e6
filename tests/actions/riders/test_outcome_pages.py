"""Outcome pages: what is public since when, through later editions and other days."""

from datetime import UTC, datetime

import feedparser
import pytest
import time_machine
from sqlalchemy import select, update

from app.actions.items.rename import rename
from app.actions.line.load import load
from app.actions.riders import stale_pages
from app.models import Edition, Planning, Role
from app.site import paths
from tests.actions.riders.rendering import render_all
from tests.factories import SETTINGS, make_account, publish_record, write

DECIDED = {"year": 2026, "month": 5, "day": 14, "kind": "decided"}
BUILT = {"year": 2027, "kind": "built"}


@pytest.fixture
def planning(session, media, tmp_path):
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC)):
        load(session, media, write(tmp_path / "in", stations=1), is_public=True)
    return session.scalars(select(Planning)).one()


def publish(session, planning, day, **more):
    with time_machine.travel(datetime.fromisoformat(f"{day}T12:00:00+00:00")):
        publish_record(session, planning, {**planning.current.record, **more})


def page_of(planning):
    return paths.planning_path("de", "302", planning.station.slug, planning.slug)


def read(site, path):
    return feedparser.parse(site.get(paths.store_key(path)))


def test_a_moment_is_public_since_the_edition_that_said_it_first(session, media, site, planning):
    publish(session, planning, "2026-05-20", years=[DECIDED])
    publish(session, planning, "2026-06-30", years=[BUILT, {**DECIDED, "status": "decided"}])
    publish(session, planning, "2026-07-15", topic="klima")

    render_all(session, media, site)

    for path in (page_of(planning), paths.station_path("de", "302", planning.station.slug), "/de/302/"):
        found = read(site, paths.feed_path(path))
        assert [each.updated[:10] for each in found.entries] == ["2026-06-30", "2026-05-20"], path
        assert found.entries[1].link.endswith(f"{page_of(planning)}#was-daraus-wurde")


def test_an_edition_of_before_tells_its_moments_since_its_own_day(session, planning):
    publish(session, planning, "2026-05-20", years=[DECIDED])
    card = {name: value for name, value in planning.current.card.items() if name != "moments"}
    session.execute(update(Edition).values(card=card))  # past the rule that no edition is changed
    session.expire_all()

    publish(session, planning, "2026-06-30", years=[DECIDED, BUILT])

    assert planning.current.card["moments"] == {"2026-05-14 decided": "2026-05-20", "2027 built": "2026-06-30"}


def test_what_is_new_goes_from_the_top_when_its_days_are_over(session, media, site, planning):
    publish(session, planning, "2026-05-20", years=[DECIDED])
    page = paths.store_key(page_of(planning))

    with time_machine.travel(datetime(2026, 8, 12, 12, tzinfo=UTC)):
        render_all(session, media, site)
        assert b"<b>Neu:</b>" in site.get(page)
        assert stale_pages.look(session, SETTINGS).stale == ()
    with time_machine.travel(datetime(2026, 8, 13, 12, tzinfo=UTC)):
        names = render_all(session, media, site)

    assert f"planning/{planning.id}" in names and "outcome" not in names
    assert b"<b>Neu:</b>" not in site.get(page)


def test_entries_keep_their_ids_under_another_address(session, media, site, planning):
    publish(session, planning, "2026-05-20", years=[DECIDED])
    render_all(session, media, site)
    before = read(site, paths.feed_path(page_of(planning)))
    old = paths.store_key(paths.feed_path(page_of(planning)))

    rename(session, planning, "anders", by=make_account(session, Role.APPROVER))
    render_all(session, media, site)

    after = read(site, paths.feed_path(page_of(planning)))
    assert [each.id for each in after.entries] == [each.id for each in before.entries]
    assert after.feed.id == before.feed.id
    assert not site.exists(old)


def test_who_was_never_published_has_no_feed_and_the_line_has_one_without_entries(session, media, site, tmp_path):
    load(session, media, write(tmp_path / "in", stations=1), is_public=False)

    render_all(session, media, site)

    assert read(site, paths.feed_path("/de/302/")).entries == []
    assert {key for key in site.listed() if key.endswith(".atom")} == {"de/302/neues.atom", "en/302/neues.atom"}
