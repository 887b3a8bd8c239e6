"""What is drawn of a scene that somebody makes: for real, in the warm sandbox, and only of the text that was meant."""

import json

import pytest
from sqlalchemy import select

from app import database
from app.actions.content.edit import newest
from app.actions.surroundings.tiles import place as place_of
from app.models import Account, Asset, BuildState, Planning, Tile
from app.utm import Zone
from tests.meshes import tiles
from tests.meshes.test_surroundings import kept as kept_of
from tests.web.scenes.test_scene_editor import ENGLISH, TREE, address, planner, steps

__all__ = ["address", "planner"]
UPLOAD = {"part": "upload", "asset": "plain", "at": [0, 0]}
SUNK = {"op": "set", "id": "n1", "values": {"at": [3, -4, 0]}}


@pytest.fixture
def drawn(planner, address):
    """The model after a tree was set down."""
    return planner.post(f"{address}/schritte", data=steps(TREE)).json


def test_the_view_is_a_model_of_the_state_and_may_be_kept(planner, address, drawn):
    answer = planner.get(f"{address}/ansicht/{drawn['hash']}/planned.glb")

    assert answer.status_code == 200, answer.text
    assert answer.data[:4] == b"glTF"
    assert "immutable" in answer.headers["Cache-Control"]


def test_the_plan_has_symbols_a_budget_and_says_what_is_odd(planner, address, drawn):
    plan = planner.get(f"{address}/plan/{drawn['hash']}").json

    (key,) = plan["of"]["n1"]
    assert plan["symbols"][key]["height"] > 2
    assert 0 < plan["budget"]["planned"]["triangles"] < plan["budget"]["planned"]["most_triangles"]
    assert "Es ist kein Mensch da, an dem man die Größe sieht." in [each["words"] for each in plan["checks"]]


def test_what_is_odd_names_its_part_in_the_language_of_whoever_sees_it(planner, address, drawn):
    hash_ = planner.post(f"{address}/schritte", data=steps(SUNK, version=drawn["version"])).json["hash"]

    checks = planner.get(f"{address}/plan/{hash_}", headers=ENGLISH).json["checks"]

    sunk = [each["words"] for each in checks if each["ids"] == ["n1"] and "metres" in each["values"]]
    assert sunk
    assert all("Tree" in words and "%" not in words for words in sunk), sunk


def test_official_houses_lie_on_the_plan_by_true_north(small_studio, planner, address, tmp_path, capsys):
    assert planner.get(f"{address}/haeuser").json == {"houses": [], "sources": []}
    with database.writing(small_studio.engine).begin() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        place = newest(session, planning).record["place"]
        east, north = Zone(32).numbers((place["lat"], place["lon"]))
        raw = tiles.citygml([tiles.box("h", east + 30, north, size=(10.0, 8.0, 6.0))])
        _said, found = kept_of(tmp_path, raw, capsys, {"s": place_of(planning.station)})
        key = small_studio.app.config["MEDIA"].put_private("excerpt.npz", found["s"].packed())
        kept = {str(planning.station_id): {"key": key, "buildings": 1}}
        by = session.scalars(select(Account).where(Account.name == "Writer")).one()
        said = {"source": "Amt", "licence": "DL-DE-ZERO-2.0", "dated_on": None, "by": by}
        session.add(Tile(name="t", content="buildings", state=BuildState.READY, kept=kept, **said))

    answer = planner.get(f"{address}/haeuser").json

    [house] = answer["houses"]
    assert house["at"] == pytest.approx([30, 0], abs=1.5)  # the grid is off true north by less than that here
    assert house["height_m"] == 6.0
    assert house["path"].startswith("M") and house["path"].count("Z") == 1
    assert answer["sources"] == ["Amt, dl-de/zero-2-0"]


def test_a_ray_from_above_meets_the_tree_and_one_beside_it_the_ground(planner, address, drawn):
    def hit(x):
        return planner.get(f"{address}/treffer/{drawn['hash']}/planned/{x},60,0,0,-1,0").json

    assert hit(3)["id"] == "n1"
    assert hit(3)["point"][1] > 2
    assert hit(200) == {"id": None, "point": [200.0, 0.0, 0.0]}


def test_what_is_hidden_for_oneself_is_neither_seen_in_3d_nor_clicked(planner, address, drawn):
    view, ray = (
        f"{address}/ansicht/{drawn['hash']}/planned.glb",
        f"{address}/treffer/{drawn['hash']}/planned/3,60,0,0,-1,0",
    )

    assert len(planner.get(f"{view}?hidden=n1").data) < len(planner.get(view).data)
    assert planner.get(f"{view}?hidden=gone").data == planner.get(view).data
    assert planner.get(ray).json["id"] == "n1"
    assert planner.get(f"{ray}?hidden=n1").json["id"] not in ("n1", None)  # but the ground below it


def test_a_picture_is_drawn_as_the_camera_sees_it(planner, address, drawn):
    answer = planner.get(f"{address}/bild/{drawn['hash']}/planned/poster.webp")

    assert (answer.status_code, answer.mimetype) == (200, "image/webp")


@pytest.mark.parametrize("ray", [",", "1,2,3", "1,2,3,4,5,nan", "1,2,3,4,5,x", "1," * 9])
def test_a_ray_that_is_none_gets_a_sentence(planner, address, drawn, ray):
    answer = planner.get(f"{address}/treffer/{drawn['hash']}/planned/{ray}")

    assert answer.status_code == 422
    assert "sechs Zahlen" in answer.text


def test_nothing_is_drawn_of_a_text_that_is_no_longer_the_newest(planner, address, drawn):
    planner.post(f"{address}/schritte", data=steps(SUNK, version=drawn["version"]))

    assert planner.get(f"{address}/plan/{drawn['hash']}").status_code == 204


@pytest.mark.parametrize(("what", "status"), [("ansicht/{}/nonesuch.glb", 422), ("bild/{}/planned/nonesuch.webp", 422)])
def test_what_the_scene_does_not_have_gets_a_sentence(planner, address, drawn, what, status):
    assert planner.get(f"{address}/{what.format(drawn['hash'])}").status_code == status


def test_what_comes_out_in_building_is_said_at_its_part_in_the_language_of_whoever_sees_it(planner, address, drawn):
    nowhere = {"op": "insert", "id": "n2", "table": "parts", "after": None, "values": UPLOAD}
    model = planner.post(f"{address}/schritte", data=steps(nowhere, version=drawn["version"])).json
    assert model["faults"] == [], "the text alone does not tell"

    answer = planner.get(f"{address}/ansicht/{model['hash']}/planned.glb", headers=ENGLISH)

    assert answer.status_code == 422
    (fault,) = answer.json["faults"]
    assert fault["id"] == "n2"
    assert fault["wrong"] == "Of the 3D object “plain” there is nothing yet that could be shown."


def test_the_site_is_in_the_axes_of_the_scene(planner, address):
    page = planner.get(address).text
    site = json.loads(page.split('data-part="start">')[1].split("</script>")[0])["site"]

    assert site["signs"][0]["at"] == [0.0, 0.0], "the sign of the small line stands where its planning is"


def test_a_version_that_no_planning_shows_yet_stands_where_the_one_before_does(small_studio, planner, address):
    with database.writing(small_studio.engine).begin() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        copied = {name: getattr(asset, name) for name in ("record", "files", "source_hash", "partner_id")}
        session.add(later := Asset(slug="bank-2", follows_id=asset.id, **copied))
        session.flush()
        number = later.id

    page = planner.get(f"/studio/bibliothek/3d/{number}/szene").text

    assert json.loads(page.split('data-part="start">')[1].split("</script>")[0])["site"]
