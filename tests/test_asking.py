"""The job that asks whether sources are still there, with servers of its own, also killed halfway and twice at once."""

import threading
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import select

from app import jobs, migrations
from app.actions.care import source
from app.config import from_environment
from app.database import make_engine
from app.exchange.reading import plain
from app.exchange.records import Source
from app.jobs import asking
from app.models import Item, Reach, SourceCheck, now
from tests.factories import make_planning, make_station, planning_record, publish_record
from tests.test_outside import by_path, leads, says, serving

HERE = frozenset({"127.0.0.1"})
MAIL = "post@302.example"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def laid_down(request, new_database, tmp_path_factory):
    """An installation in which riders see nothing, on each database."""
    folder = tmp_path_factory.mktemp("asking")
    given = {"INSTANCE": str(folder), "PUBLIC_URL": "https://302.example", "OPERATOR_MAIL": MAIL}
    config = from_environment(given | {"DATABASE_URL": new_database(request.param, folder)})
    engine = make_engine(config.database_url)
    migrations.upgrade(engine)
    engine.dispose()
    with closing(jobs.tools(config)) as tools:
        yield tools


@pytest.fixture
def tools(laid_down):
    with laid_down.writing.begin() as session:
        source.forget(session)
        for each in session.scalars(select(Item)):
            each.current = None
    return laid_down


def publish(tools, *urls):
    with tools.writing.begin() as session:
        planning = make_planning(session, make_station(session, public=True))
        sources = tuple(Source(url=url, title="Plan") for url in urls)
        publish_record(session, planning, plain(planning_record(sources=sources)))


def found(tools):
    with tools.reading() as session:
        return {each.url: each.found for each in session.scalars(select(SourceCheck))}


def until_done(tools):
    while asking.sources(tools, inner=HERE):
        continue


def test_each_address_is_asked_by_name_and_only_once(tools):
    seen = []
    answers = {"/a": says(), "/b": says(b"", status="404 Not Found"), "/c": leads("http://169.254.169.254/")}
    with serving(by_path(answers, seen)) as port:
        urls = [f"http://127.0.0.1:{port}{path}" for path in answers]
        publish(tools, *urls)

        until_done(tools)
        until_done(tools)

    assert found(tools) == dict(zip(urls, (Reach.FINE, Reach.GONE, Reach.SHUT), strict=True))
    assert sorted(each.split(" HTTP")[0] for each in seen) == ["GET /b", "HEAD /a", "HEAD /b", "HEAD /c"]
    assert all(f"User-Agent: linie302-link-check (+https://302.example; {MAIL})" in each for each in seen)


def test_two_workers_at_once_ask_once(tools):
    seen = []
    with serving(says(b"", seen=seen)) as port:
        publish(tools, *(f"http://127.0.0.1:{port}/{number}" for number in range(3)))
        workers = [threading.Thread(target=until_done, args=(tools,)) for _ in range(2)]
        for each in workers:
            each.start()
        for each in workers:
            each.join()

    assert len(seen) == 3


def test_killed_while_it_asks_it_goes_on_and_does_not_ask_again(tools):
    seen = []
    with serving(says(b"", seen=seen)) as port:
        publish(tools, *(f"http://127.0.0.1:{port}/{number}" for number in range(2)))
        with tools.writing.begin() as session:  # as far as whoever is killed then has come
            source.follow(session, at=now())
            (asked,) = source.due(session, at=now())

        until_done(tools)

    assert len(seen) == 1
    assert found(tools) == {url: None if url == asked else Reach.FINE for url in found(tools)}


def test_of_the_own_network_nobody_is_asked_whatever_the_operator_allows_elsewhere(tools):
    seen = []
    with serving(says(seen=seen)) as port:
        publish(tools, f"http://127.0.0.1:{port}/")
        asking.sources(tools)

    assert (seen, list(found(tools).values())) == ([], [Reach.SHUT])


def test_switched_off_nobody_is_asked_and_nothing_is_kept(tools):
    seen = []
    with serving(says(seen=seen)) as port:
        publish(tools, f"http://127.0.0.1:{port}/")
        asking.sources(tools, inner=HERE)

        assert [asking.sources(replace(tools, checks_sources=False), inner=HERE) for _ in range(2)] == [0, 0]

    assert (len(seen), found(tools)) == (1, {})
