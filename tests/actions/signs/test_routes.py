"""The runs of trams through the tree of the line."""

from app.actions.signs.routes import routes_of_line, runs
from app.exchange.reading import plain
from app.exchange.records import Branch
from app.models import Stop
from tests.factories import line_record, make_line, stop


def test_each_way_begins_at_the_start_of_the_line_and_ends_with_a_branch():
    after = {"trunk": "", "arm": "b", "twig": "d", "other": "c"}
    stops = {"trunk": ["a", "b", "c"], "arm": ["d", "e"], "twig": ["f"], "other": ["g"]}

    assert runs(after, stops) == [["a", "b", "c"], ["a", "b", "d", "e"], ["a", "b", "d", "f"], ["a", "b", "c", "g"]]


def test_stops_of_the_database_come_in_their_order(session):
    line = make_line(session)
    first, fork, left, right = given = [stop(9001), stop(9002), stop(9003, "left"), stop(9004, "right")]
    branches = (Branch(slug="trunk"), Branch(slug="left", after=fork.dhid), Branch(slug="right", after=fork.dhid))
    line.record = plain(line_record(branches=branches))
    for row in reversed(given):
        session.add(Stop(line=line, dhid=row.dhid, name=row.name, position=row.seq, record=plain(row)))
        session.flush()

    trunk = [first.dhid, fork.dhid]
    assert routes_of_line(session) == [trunk, [*trunk, left.dhid], [*trunk, right.dhid]]


def test_before_a_line_is_loaded_there_is_none(session):
    assert routes_of_line(session) == []
