"""The scene editor: what is typed and dragged is kept, what cannot be is said, and nobody's scene is changed."""

import json

import pytest
from sqlalchemy import select

from app import database
from app.actions.content import edit
from app.actions.library.build_assets import SCENE
from app.actions.scenes.new_scene import EMPTY
from app.models import Account, Asset, Planning, Revision, SceneDraft, State
from app.web.frame.session import QUIET

ENGLISH = {"Accept-Language": "en"}
TREE = {"op": "insert", "id": "n1", "table": "parts", "after": None, "values": {"part": "tree", "at": [3, 0]}}
HIGH = {"op": "set", "id": "n1", "values": {"height_m": 400}}


def steps(*ops, version=0, token=""):
    return {"version": version, "steps": json.dumps([{"token": token, "label": "test", "ops": list(ops)}])}


@pytest.fixture
def address(small_studio):
    """The address of the editor of the scene of the asset *bank*, which a draft of the planning *plain* shows."""
    media = small_studio.app.config["MEDIA"]
    with database.writing(small_studio.engine).begin() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        media.put(asset.files[SCENE], EMPTY.encode())
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        writer = session.scalars(select(Account).where(Account.name == "Writer")).one()
        draft = edit.start(session, planning, by=writer)
        edit.save(session, draft, {**draft.record, "asset": "bank"}, version=draft.version, by=writer)
        return f"/studio/bibliothek/3d/{asset.id}/szene"


@pytest.fixture
def planner(small_studio):
    return small_studio.client("Planner Own")


def test_the_page_has_the_scene_and_where_it_stands(planner, address):
    page = planner.get(address).text

    data = json.loads(page.split('<script type="application/json" data-part="start">')[1].split("</script>")[0])
    assert data["model"]["text"] == EMPTY
    assert data["model"]["version"] == 0
    assert data["site"]["signs"], "its planning has a sign"
    assert data["addresses"]["step"] == f"{address}/schritte"


def test_the_page_lets_in_the_map_and_the_photo_and_nothing_else(planner, address):
    page = planner.get(address)

    data = json.loads(page.text.split('<script type="application/json" data-part="start">')[1].split("</script>")[0])
    allowed = "img-src 'self' https://sgx.geodatenzentrum.de https://www.wms.nrw.de data:;"
    assert allowed in page.headers["Content-Security-Policy"]
    assert (data["photo"]["url"], data["photo"]["layers"]) == (
        "https://www.wms.nrw.de/geobasis/wms_nw_dop",
        "nw_dop_rgb",
    )


def test_whoever_wants_no_pictures_from_outside_has_none(small_studio, planner, address, monkeypatch):
    for name in ("BASEMAP_URL", "ORTHOPHOTO_URL"):
        monkeypatch.setitem(small_studio.app.config, name, "")
    page = planner.get(address)

    assert "img-src 'self' data:;" in page.headers["Content-Security-Policy"]
    assert 'value="photo"' not in page.text


def test_whoever_does_not_plan_sees_it_and_no_button_that_keeps_it(small_studio, address):
    writes, looks = (small_studio.client(name).get(address).text for name in ("Planner Own", "Approver Own"))

    assert ('"may_write": true' in writes, 'data-part="finish"' in writes) == (True, True)
    assert ('"may_write": false' in looks, 'data-part="finish"' in looks) == (True, False)


def test_a_step_is_answered_with_the_whole_scene_and_undone(planner, address):
    first = planner.post(f"{address}/schritte", data=steps(TREE)).json
    assert first["blocks"][-1]["id"] == "n1"
    assert first["blocks"][-1]["places"] == [[3.0, 0.0, 0.0, 0.0, 1.0]]

    back = planner.post(f"{address}/rueckgaengig", data={"version": first["version"]}).json
    assert (back["text"], back["can_redo"]) == (EMPTY, True)
    again = planner.post(f"{address}/wiederholen", data={"version": back["version"]}).json
    assert again["text"] == first["text"]


def test_steps_and_windows_ring_for_no_job(small_studio, planner, address):
    for where, data in (("schritte", steps(TREE)), ("da", {}), ("rueckgaengig", {"version": 2}), ("verwerfen", {})):
        assert planner.post(f"{address}/{where}", data=data).status_code < 400
    assert small_studio.rings == 0

    planner.post(f"{address}/schritte", data=steps(TREE, version=4))
    planner.post(f"{address}/speichern")
    assert small_studio.rings == 1


def test_what_rings_for_no_job_is_an_endpoint(small_studio):
    assert {rule.endpoint for rule in small_studio.app.url_map.iter_rules()} >= QUIET


def test_what_does_not_fit_is_said_at_its_part_in_the_language_of_whoever_sees_it(planner, address):
    first = planner.post(f"{address}/schritte", data=steps(TREE)).json

    answer = planner.post(f"{address}/schritte", data=steps(HIGH, version=first["version"]), headers=ENGLISH).json

    (fault,) = answer["faults"]
    assert (fault["id"], fault["field"]) == ("n1", "parts.2.height_m")
    assert fault["wrong"].startswith("The value 400 does not fit")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"steps": "no json"}, 422),
        ({"steps": "[" * 100_000}, 422),
        ({"steps": json.dumps([1])}, 422),
        ({"steps": json.dumps([{"label": "x", "ops": [{"op": "sing"}]}])}, 422),
        ({"steps": json.dumps([{"label": "x", "token": "y" * 40, "ops": []}])}, 422),
        ({"steps": '[{"label": "x", "ops": [{"op": "set", "id": "", "values": {"turn_deg": NaN}}]}]'}, 422),
        (steps({"op": "delete", "ids": ["gone"]}), 409),
        ({"version": "²", "steps": "[]"}, 200),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_the_scene_as_it_is(planner, address, given, status):
    answer = planner.post(f"{address}/schritte", data=given)

    assert answer.status_code == status
    if status != 200:
        assert answer.json["words"]
        assert answer.json["model"]["text"] == EMPTY


def test_an_older_window_gets_the_newest_and_nothing_of_it_is_lost(planner, address):
    first = planner.post(f"{address}/schritte", data=steps(TREE)).json

    late = planner.post(f"{address}/schritte", data=steps(HIGH, version=first["version"] + 7))

    assert late.status_code == 409
    assert late.json["model"] == first


def test_what_is_sent_twice_is_taken_once(planner, address):
    first = planner.post(f"{address}/schritte", data=steps(TREE, token="a")).json
    assert planner.post(f"{address}/schritte", data=steps(TREE, token="a")).json == first


def test_a_text_is_taken_whole_and_one_that_is_none_comes_back_as_it_was_typed(small_studio, planner, address):
    good, bad = EMPTY.replace("24", "30"), EMPTY + "\n[[parts]\n"

    assert planner.post(f"{address}/text", data={"text": good}).status_code == 303
    answer = planner.post(f"{address}/text", data={"text": bad})

    assert answer.status_code == 422
    assert "[[parts]\n" in answer.text
    assert f"Zeile {bad.count(chr(10))}" in answer.text
    assert planner.get(f"{address}/stand").json["text"] == good


def test_saving_changes_the_scene_itself_as_long_as_nobody_handed_it_in(small_studio, planner, address):
    planner.post(f"{address}/schritte", data=steps(TREE))

    answer = planner.post(f"{address}/speichern", data={})

    assert answer.status_code == 303, answer.text
    with small_studio.session() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        assert b'part = "tree"' in small_studio.app.config["MEDIA"].get(asset.files[SCENE])
        assert session.scalars(select(SceneDraft)).all() == []


def test_saving_somebody_elses_scene_makes_a_version_of_ones_own(small_studio, address):
    other = small_studio.client("Planner Other")
    other.post(f"{address}/schritte", data=steps(TREE))

    assert other.post(f"{address}/speichern", data={}).status_code == 303

    with small_studio.session() as session:
        made = session.scalars(select(Asset).order_by(Asset.id.desc())).first()
        assert (made.follows.slug, made.partner.slug) == ("bank", "other")
        assert small_studio.app.config["MEDIA"].get(made.follows.files[SCENE]) == EMPTY.encode()


def test_a_new_version_stands_in_the_draft_of_the_planning_from_which_it_was_opened(small_studio, address):
    with database.writing(small_studio.engine).begin() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        asset.by_id = None  # as one that was loaded: it stays as it is
        number = planning.id
    writer = small_studio.client("Writer")
    writer.post(f"{address}/schritte", data=steps(TREE))

    assert writer.post(f"{address}/speichern?item={number}", data={}).status_code == 303

    with small_studio.session() as session:
        made = session.scalars(select(Asset).order_by(Asset.id.desc())).first()
        draft = session.scalars(select(Revision).where(Revision.state == State.DRAFT, Revision.item_id == number)).one()
        assert (made.follows.slug, draft.record["asset"]) == ("bank", made.slug)


def test_a_planning_shows_the_states_that_its_scene_has_when_it_is_saved(small_studio, address):
    with database.writing(small_studio.engine).begin() as session:
        planning = session.scalars(select(Planning).where(Planning.slug == "plain")).one()
        writer = session.scalars(select(Account).where(Account.name == "Writer")).one()
        draft = edit.start(session, planning, by=writer)
        named = [{"id": "before", "scene": "today", "year": 2019, "today": True}, {"id": "idea"}]
        record = {**draft.record, "variants": named}
        edit.save(session, draft, record, version=draft.version, by=writer)
        number = draft.item_id
    writer = small_studio.client("Writer")
    writer.post(f"{address}/schritte", data=steps(TREE))

    writer.post(f"{address}/speichern?item={number}", data={})

    with small_studio.session() as session:
        draft = session.scalars(select(Revision).where(Revision.state == State.DRAFT, Revision.item_id == number)).one()
        assert [each["id"] for each in draft.record["variants"]] == ["before", "planned"]
        assert draft.record["variants"][0]["year"] == 2019


def test_a_window_says_that_it_is_open_and_hears_of_others(small_studio, planner, address):
    planner.post(f"{address}/schritte", data=steps(TREE))

    answer = small_studio.client("Admin").post(f"{address}/da").json

    assert answer["others"] == [{"name": "Planner Own", "is_here": True}]


def test_who_throws_it_away_sees_the_saved_scene_again(planner, address):
    planner.post(f"{address}/schritte", data=steps(TREE))

    assert planner.post(f"{address}/verwerfen").status_code == 303
    assert planner.get(f"{address}/stand").json["text"] == EMPTY


STREET = {
    "op": "insert",
    "id": "n2",
    "table": "sections",
    "after": None,
    "values": {
        "name": "Straße",
        "axis": [[0, 40], [0, -40]],
        "measured_m": 9,
        "strips": [["footway", 2], ["carriageway", 6.5]],
    },
}


def test_a_street_section_is_a_block_whose_places_are_all_that_it_makes(planner, address):
    model = planner.post(f"{address}/schritte", data=steps(STREET)).json

    (street,) = [block for block in model["blocks"] if block["table"] == "sections"]
    assert (street["id"], street["role"]) == ("n2", "ground")
    assert street["per_spot"] == len(street["places"]) > 5
    assert model["faults"] == []


def test_hints_of_a_street_section_name_the_rule_in_the_language_of_whoever_sees_it(planner, address):
    model = planner.post(f"{address}/schritte", data=steps(STREET), headers=ENGLISH).json

    assert [(hint["id"], hint["words"], hint["rule"], hint["strips"]) for hint in model["hints"]] == [
        ("n2", "The strips are 8.5 m wide, 9 m were measured: 0.5 m are left over.", "", []),
        (
            "n2",
            "Footway: 2 m wide, at least 2.5 m are recommended.",
            "RASt 06, EFA 2002, DIN 18040-3",
            [0],
        ),
    ]
