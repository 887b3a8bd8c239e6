"""Under 50 scans a second each part of the set-up dies: no scan fails, no count is lost, every job is done once."""

from collections import Counter
from functools import partial

import pytest
from sqlalchemy import func, select

from app.models import (
    Asset,
    BuildState,
    Edition,
    Event,
    EventKind,
    OrderState,
    Planning,
    PrintOrder,
    PrintRun,
    Scan,
    Sign,
)
from tests.large.scanning import PHONES
from tests.large.setup import SIGNS
from tests.large.stores import bucket
from tests.large.strikes import Outcome, struck
from tests.large.test_flow import rider, wait_until
from tests.large.test_private import RIDERS, ask
from tests.meshes.models import box, noise, pack


@pytest.fixture(scope="module")
def before(setup, look):
    """What had been counted before."""
    return counted(look)


@pytest.fixture(scope="module")
def outcome(setup, look, before, tmp_path_factory) -> Outcome:
    model = tmp_path_factory.mktemp("model") / "bank.glb"
    model.write_bytes(pack(*box(picture=noise(1200))))
    return struck(setup, look, model)


def counted(look) -> Counter[str]:
    with look() as session:
        rows = session.execute(
            select(Sign.code, func.sum(Scan.count)).join(Scan, Scan.sign_id == Sign.id).group_by(Sign.code)
        )
        return Counter(dict(rows.all()))


def count(table, *which):
    return select(func.count()).select_from(table).where(*which)


def test_no_scan_fails(outcome):
    seen = outcome.seen
    print(
        f"{sum(seen.answered.values())} scans, median {seen.took_at(0.5) * 1000:.0f} ms, p95 "
        f"{seen.took_at(0.95) * 1000:.0f} ms, slowest {seen.took_at(1):.1f} s, {seen.pages} pages"
    )

    assert seen.failed == []
    assert sum(seen.answered.values()) > 1000


def test_what_was_published_meanwhile_is_seen_by_riders_once(setup, look, outcome):
    for planning_id, summary in outcome.published.items():
        path = address(look, planning_id)
        wait_until(partial(says, setup, path, summary), partial(at_each_layer, setup, path, summary))
        with look() as session:
            editions = session.scalar(count(Edition, Edition.item_id == planning_id))
            published = count(Event, Event.item_id == planning_id, Event.what == EventKind.PUBLISH)
            assert (editions, session.scalar(published)) == (2, 2), "what was loaded, and this"


def says(setup, path, words):
    return words in rider(setup, path).text


def at_each_layer(setup, path, words):
    """Return what each layer says of a page that should say ``words``."""
    told = {layer: ask(setup, layer, path) for layer in RIDERS}
    file = bucket("site", setup.settings).get(f"{path.removeprefix('/')}index.html")
    said = {layer: (status, words.encode() in body) for layer, (status, body) in told.items()}
    return f"{path} does not say {words}: {said}, in the store {words.encode() in (file or b'')}"


def address(look, planning_id):
    with look() as session:
        planning = session.get_one(Planning, planning_id)
        return f"/de/302/{planning.station.slug}/{planning.slug}/"


def test_what_was_ordered_meanwhile_is_printed_once(look, outcome):
    assert outcome.ordered

    def all_ended():
        with look() as session:
            return all(session.get_one(PrintOrder, each).ended_at for each in outcome.ordered)

    wait_until(all_ended, "an order is not printed")
    with look() as session:
        for order_id in outcome.ordered:
            order = session.get_one(PrintOrder, order_id)
            names = [file["name"] for file in order.files]
            assert (order.state, order.faults) == (OrderState.RELEASED, [])
            assert len(names) == len(set(names)) >= 2
            assert session.scalar(count(PrintRun, PrintRun.order_id == order_id)) == SIGNS
            lines = count(Event, Event.what == EventKind.PRINT, Event.comment.startswith(f"{order.number} "))
            assert session.scalar(lines) == len(names)


def test_what_was_uploaded_meanwhile_is_built_once(look, outcome):
    assert outcome.uploaded

    def all_built():
        with look() as session:
            return all(session.get_one(Asset, each).state is not BuildState.PENDING for each in outcome.uploaded)

    wait_until(all_built, "an upload is not built")
    with look() as session:
        for asset_id in outcome.uploaded:
            asset = session.get_one(Asset, asset_id)
            assert (asset.state, asset.faults, asset.upload) == (BuildState.READY, [], "")


def test_no_count_is_lost(look, before, outcome):
    answered = outcome.seen.answered

    wait_until(lambda: not answered - (counted(look) - before), "a scan that was answered was not counted")

    more = (counted(look) - before) - answered
    print(f"{sum(answered.values())} scans answered, {sum(more.values())} counted without having been answered")
    assert sum(more.values()) <= outcome.web_deaths * PHONES, "noted by a web that died before it answered"
