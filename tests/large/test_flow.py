"""A day's work through everything that stands in front: edit, upload, review, publish, print, scan."""

import io
import time
import zipfile

import requests
from sqlalchemy import select

from app.models import Asset, BuildState, Planning, PrintOrder, Revision, State
from tests.factories import code
from tests.large.service import PATIENCE_S
from tests.large.setup import SIGNS, Setup, station_of
from tests.large.studio import Desk
from tests.meshes.models import box, noise, pack

SUMMARY = "Durch alle Schichten hindurch neu erzählt."


def wait_until(is_so, what):
    """Wait for something that the jobs do; ``what`` is what is wrong if it does not come, or says it."""
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, what if isinstance(what, str) else what()
        time.sleep(0.2)


def rider(setup: Setup, path: str) -> requests.Response:
    """Ask for something as riders do."""
    browser = requests.Session()
    browser.trust_env = False
    return browser.get(setup.url + path, verify=str(setup.authority), timeout=30, allow_redirects=False)


def test_what_a_planner_writes_and_an_approver_passes_is_seen_by_riders(setup, look):
    with look() as session:
        planning = next(each for each in session.scalars(select(Planning)) if each.station.slug == "station-1")
    Desk(setup, "planner").hand_in(planning.id, SUMMARY)
    with look() as session:
        waiting = select(Revision.id).where(Revision.item_id == planning.id, Revision.state == State.SUBMITTED)
        revision_id = session.scalars(waiting).one()
    Desk(setup, "approver").publish(revision_id)

    path = f"/de/302/station-1/{planning.slug}/"
    wait_until(lambda: SUMMARY in rider(setup, path).text, "riders do not see it")


def test_a_3d_file_sent_in_parts_is_built(setup, look, tmp_path):
    model = tmp_path / "bank.glb"
    model.write_bytes(pack(*box(picture=noise(1200))))
    assert model.stat().st_size > 1_000_000, "it comes in parts"

    asset_id = Desk(setup, "planner").upload(model, "Bank")

    def state():
        with look() as session:
            asset = session.get_one(Asset, asset_id)
            assert asset.state is not BuildState.FAILED, asset.faults
            return asset.state

    wait_until(lambda: state() is BuildState.READY, "the asset is not built")


def test_forty_signs_are_printed_and_the_files_can_be_fetched(setup, look):
    keeper = Desk(setup, "keeper")
    order_id = keeper.order_all()

    def is_done():
        with look() as session:
            return session.get_one(PrintOrder, order_id).ended_at

    wait_until(is_done, "the order is not printed")
    with look() as session:
        order = session.get_one(PrintOrder, order_id)
        assert (order.faults, order.signs, len(order.runs)) == ([], SIGNS, SIGNS)
    with zipfile.ZipFile(io.BytesIO(keeper.get(f"/studio/druck/{order_id}.zip").content)) as packed:
        assert any(name.endswith("-auftrag.pdf") for name in packed.namelist()) and len(packed.namelist()) >= 2


def test_every_sign_leads_to_its_station(setup):
    for number in range(1, SIGNS + 1):
        answer = rider(setup, f"/s/{code(number)}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/de/302/station-{station_of(number)}/")
    assert rider(setup, "/s/22222A").status_code == 404
