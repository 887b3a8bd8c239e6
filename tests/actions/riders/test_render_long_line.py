"""A long line: what changes in its middle is stale nearby only, and looking for it asks no more."""

from contextlib import contextmanager

from sqlalchemy import event

from app.actions.line.load import load
from app.actions.riders import stale_pages
from tests.actions.riders.rendering import bundles, render_all, stale, stations
from tests.factories import SETTINGS, publish_record, write


def test_a_station_in_the_middle_does_not_disturb_those_far_away(session, media, site, tmp_path):
    load(session, media, write(tmp_path / "in", stations=9), is_public=True)
    render_all(session, media, site)
    station = stations(session)[4]
    texts = {"de": {**station.current.record["texts"]["de"], "title": "Neuer Name"}}

    publish_record(session, station, {**station.current.record, "texts": texts})

    assert stale(session) == bundles(session, 4, 5, 6) | {"line", "map", "data", f"outcome/{station.id}"}


def test_looking_asks_few_questions_however_long_the_line(session, media, tmp_path):
    load(session, media, write(tmp_path / "in", stations=20), is_public=True)
    session.expire_all()
    session.expunge_all()
    counted = []

    with counting(session.get_bind(), counted):
        stale_pages.look(session, SETTINGS)

    assert len(counted) <= 14


@contextmanager
def counting(connection, counted):
    """Add every statement to ``counted`` while the context lasts."""

    def note(_connection, _cursor, statement, *_more):
        counted.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    yield
    event.remove(connection, "before_cursor_execute", note)
