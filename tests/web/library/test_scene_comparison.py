"""What an approver sees of a scene that changed: sentences by state, and both versions beside one another."""

import re

import pytest
from sqlalchemy import select

from app import database
from app.actions.content import edit
from app.actions.library import add_asset
from app.actions.library.build_assets import SCENE
from app.actions.scenes.new_scene import EMPTY
from app.exchange.reading import plain
from app.exchange.stored import AssetBuild, Camera, ModelFiles, VariantFiles
from app.models import Account, Asset, BuildState, Planning, Revision

BENCH = '\n[[parts]]\npart = "bench"\nat = [%s, 0]\n'
BEFORE = EMPTY + BENCH % 2
AFTER = EMPTY + BENCH % 4.5 + '\n[[parts]]\npart = "tree"\nspots = [[0, 4], [8, 4]]\nwhen = ["planned"]\n'
HEADING = "Was sich in 3D ändert"


def built(name):
    """What a build of a scene of two states leaves, as far as pages show it."""
    table = ModelFiles(glb="/media/t.glb", glb_bytes=1, usdz="/media/t.usdz", usdz_bytes=1)
    files = {
        each: VariantFiles(view=f"/media/{name}-{each}.glb", view_bytes=1, table=table) for each in ("today", "planned")
    }
    return plain(AssetBuild(variants=files, camera=Camera(eye=(9, 2, 9), look=(0, 1, 0), fov_deg=40)))


def ready(session, studio, asset, text):
    asset.files = {SCENE: studio.app.config["MEDIA"].put_media(SCENE, text.encode())}
    asset.state, asset.build = BuildState.READY, built(asset.slug)
    asset.posters = {
        "variants": {each: {"600.webp": f"/media/{asset.slug}-{each}.webp"} for each in ("today", "planned")}
    }


@pytest.fixture
def versions(small_studio):
    """The planning *plain*, which shows the bank; and a draft of it with the next version of that, handed in."""
    with database.writing(small_studio.engine).begin() as session:
        bank = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        writer = session.scalars(select(Account).where(Account.name == "Writer")).one()
        ready(session, small_studio, bank, BEFORE)
        new = add_asset.add_asset(session, title="", owner=bank.partner, by=writer, follows=bank)
        ready(session, small_studio, new, AFTER)
        first = edit.start(session, planning, by=writer)
        edit.save(session, first, {**first.record, "asset": "bank"}, version=first.version, by=writer)
        edit.save(session, first, {**first.record, "asset": new.slug}, version=first.version, by=writer)
        numbers = session.scalars(select(Revision.number).where(Revision.item == planning).order_by(Revision.number))
        return planning.id, first.id, new.id, list(numbers)


def text(client, address, language="de"):
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.text.split('id="scene-changes"')[-1] if 'id="scene-changes"' in answer.text else ""


def test_the_history_tells_what_changed_state_by_state_and_shows_both(small_studio, versions):
    item_id, _revision, new_id, numbers = versions
    address = f"/studio/inhalte/{item_id}/vergleich?eine={numbers[-2]}&andere={numbers[-1]}"

    shown = text(small_studio.client("Planner Own"), address)

    assert HEADING in shown
    assert "<h3>In allen Zuständen</h3>" in shown
    assert "<li>Bank: 2,5 m nach Osten verschoben</li>" in shown
    assert "<h3>geplant</h3>" in shown
    assert "<li>2 × Baum: neu</li>" in shown
    sides = ["bank-today", "bank-2-today", "bank-planned", "bank-2-planned"]
    assert re.findall(r'data-glb="/media/(.*?)\.glb"', shown) == sides
    assert f"/studio/bibliothek/3d/{new_id}/" in shown
    assert shown.count("data-camera=") == 1, "both from one place"
    assert '"eye": [9' in shown
    assert "<li>2 × Tree: new</li>" in text(small_studio.client("Planner Own"), address, "en")


def test_another_scene_is_said_to_be_one_with_what_stands_in_it_and_that_it_is_being_built(small_studio, versions):
    item_id, _revision, new_id, numbers = versions
    address = f"/studio/inhalte/{item_id}/vergleich?eine={numbers[-2]}&andere={numbers[-1]}"
    with database.writing(small_studio.engine).begin() as session:
        session.get(Asset, new_id).follows = None

    shown = text(small_studio.client("Planner Own"), address)

    assert "Es ist eine andere Szene als bisher" in shown
    assert "<li>Bank: neu</li>" in shown
    assert "<li>2 × Baum: neu</li>" in shown
    assert "verschoben" not in shown
    assert "wird noch gebaut" not in shown
    assert shown.count("data-camera=") == 5, "each side from where its own poster was taken, else from one place"

    with database.writing(small_studio.engine).begin() as session:
        new = session.get(Asset, new_id)
        new.state, new.build = BuildState.PENDING, None
    waiting = text(small_studio.client("Planner Own"), address)
    assert "Die neue Szene wird noch gebaut." in waiting
    assert "Es ist ein anderes 3D-Objekt." not in waiting


def test_the_library_shows_a_version_beside_the_one_that_it_follows(small_studio, versions):
    client = small_studio.client("Planner Own")
    follower = text(client, f"/studio/bibliothek/3d/{versions[2]}/")

    assert "<li>2 × Baum: neu</li>" in follower
    assert follower.count('data-part="side"') == 4

    with small_studio.session() as session:
        first = session.scalars(select(Asset.id).where(Asset.slug == "bank")).one()
    assert text(client, f"/studio/bibliothek/3d/{first}/") == ""


def test_an_approver_sees_it_and_nothing_where_only_words_changed(small_studio, versions):
    approver, address = small_studio.client("Approver Own"), f"/studio/fassungen/{versions[1]}/"
    shown = text(approver, address)
    assert HEADING in shown
    assert "Hier ist nichts in 3D zu sehen." in shown, "before there was nothing"
    assert "/media/bank-2-planned.webp" in shown

    with database.writing(small_studio.engine).begin() as session:
        draft = session.scalars(select(Revision).where(Revision.id == versions[1])).one()
        edit.save(session, draft, {**draft.record, "asset": ""}, version=draft.version, by=draft.author)

    assert text(approver, address) == ""
