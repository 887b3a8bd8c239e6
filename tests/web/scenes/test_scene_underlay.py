"""A drawing below a scene: sent, seen by everybody who builds, placed, removed, and gone with its scene."""

import io
import json

import pytest
from sqlalchemy import select

from app import database
from app.actions.content.edit import newest
from app.actions.scenes import underlay
from app.errors import Invalid
from app.models import Asset, Planning, SceneUnderlay, now
from app.utm import Zone
from tests.meshes.test_underlay import square
from tests.meshes.test_upload_dxf import drawing, written
from tests.web.scenes.test_scene_editor import ENGLISH, address, planner

__all__ = ["address", "planner"]


def sent(raw=None, name="Lageplan.dxf"):
    raw = written(square(drawing(), 0, 0, 40)) if raw is None else raw
    return {"data": {"file": (io.BytesIO(raw), name)}, "content_type": "multipart/form-data"}


def placed(**changes):
    return {"placed": json.dumps({**underlay.START, **changes})}


def placed_data(**changes):
    return {"data": placed(**changes)}


def test_a_drawing_lies_below_the_scene_for_everybody_who_builds_it(small_studio, planner, address):
    assert planner.get(f"{address}/unterlage").json["name"] == ""

    answer = planner.post(f"{address}/unterlage", **sent())

    assert answer.status_code == 200, answer.text
    assert answer.json["name"] == "Lageplan.dxf"
    assert "40 × 40 m" in answer.json["said"][0]
    other = small_studio.client("Approver Own").get(f"{address}/unterlage").json
    assert other == answer.json
    assert [each["name"] for each in other["layers"]] == ["Bestand"]
    assert other["layers"][0]["path"].startswith("M")


def test_a_drawing_with_coordinates_lies_where_they_say(small_studio, planner, address):
    with small_studio.session() as session:
        plan = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        place = newest(session, plan).record["place"]
    east, north = Zone(32).numbers((place["lat"], place["lon"]))

    near = planner.post(f"{address}/unterlage", **sent(written(square(drawing(), east + 30, north, 40)))).json
    far = planner.post(f"{address}/unterlage", **sent(written(square(drawing(), east + 9000, north, 40)))).json

    assert (near["placed"]["x"], near["placed"]["z"]) == pytest.approx((50, -20), abs=2)
    assert "Koordinaten es sagen" in near["said"][1]
    assert (far["placed"]["x"], far["placed"]["z"]) == (0, 0)
    assert "weit von der Planung" in far["said"][1]


def test_it_is_placed_and_removed_and_outlasts_a_new_version(small_studio, planner, address):
    planner.post(f"{address}/unterlage", **sent())
    answer = planner.post(f"{address}/unterlage/lage", data=placed(x=3.5, turn_deg=90, hidden=["Bestand", "gone"]))
    assert answer.json["placed"]["hidden"] == ["Bestand"]
    with database.writing(small_studio.engine).begin() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        copied = {name: getattr(asset, name) for name in ("record", "files", "source_hash", "partner_id")}
        session.add(next_one := Asset(slug="bank-2", follows_id=asset.id, **copied))
        session.flush()
        later = f"/studio/bibliothek/3d/{next_one.id}/szene"

    assert planner.get(f"{later}/unterlage").json["placed"]["x"] == 3.5
    assert planner.post(f"{later}/unterlage/lage", data=placed(x=7)).json["placed"]["x"] == 7
    assert planner.get(f"{address}/unterlage").json["placed"]["x"] == 3.5
    assert planner.post(f"{later}/unterlage/entfernen").json["name"] == ""
    assert planner.get(f"{later}/unterlage").json["name"] == ""
    assert planner.post(f"{later}/unterlage/lage", data=placed()).status_code == 404
    assert planner.get(f"{address}/unterlage").json["name"] == "Lageplan.dxf"
    assert planner.post(f"{later}/unterlage", **sent(name="Neu.dxf")).json["name"] == "Neu.dxf"


@pytest.mark.parametrize("rest", ["", "/lage", "/entfernen"])
def test_planners_of_another_partner_look_and_change_nothing(small_studio, planner, address, rest):
    planner.post(f"{address}/unterlage", **sent())
    other = small_studio.client("Planner Other")

    answer = other.post(f"{address}/unterlage{rest}", **(placed_data() if rest else sent(name="Anders.dxf")))

    assert answer.status_code == 403
    assert answer.json["words"].startswith("Das darf nur die Planung von")
    assert other.get(f"{address}/unterlage").json["name"] == "Lageplan.dxf"


@pytest.mark.parametrize(
    "given",
    [
        "",
        "[]",
        "{}",
        '{"x": NaN}',
        json.dumps({**underlay.START, "scale": 0}),
        json.dumps({**underlay.START, "x": True}),
    ],
)
def test_what_is_no_place_gets_a_sentence(planner, address, given):
    planner.post(f"{address}/unterlage", **sent())

    answer = planner.post(f"{address}/unterlage/lage", data={"placed": given})

    assert (answer.status_code, answer.json["words"]) == (422, "So lässt sich der Plan nicht legen.")


@pytest.mark.parametrize(
    ("raw", "name", "sentence"),
    [
        (b"x", "Plan.pdf", "Please choose a DXF drawing"),
        (b"", "Plan.dxf", "Please choose a DXF drawing"),
        (b"no drawing at all", "Plan.dxf", "This drawing cannot be laid"),
    ],
    ids=["other", "empty", "broken"],
)
def test_what_is_no_drawing_gets_a_sentence_in_ones_language(planner, address, raw, name, sentence):
    answer = planner.post(f"{address}/unterlage", **sent(raw, name), headers=ENGLISH)

    assert (answer.status_code, sentence in answer.json["words"]) == (422, True), answer.json


def test_what_is_too_large_is_not_read():
    with pytest.raises(Invalid, match="MB") as refusal:
        underlay.read(bytes(underlay.MOST_BYTES + 1), "Plan.dxf")

    assert refusal.value.values == {"most": 20}


def test_it_goes_with_its_scene(small_studio, planner, address):
    planner.post(f"{address}/unterlage", **sent())
    with database.writing(small_studio.engine).begin() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        asset.deleted_at = deleted_at = now()
        session.flush()

        swept = [underlay.sweep(session, at=deleted_at + underlay.KEPT * by) for by in (0.9, 1.1, 1.2)]

        assert swept == [0, 1, 0]
        assert session.scalars(select(SceneUnderlay)).all() == []
