"""Two people at one scene: what they did comes together, and where both did the same one of them chooses."""

import json
import re

import pytest
from sqlalchemy import select

from app import database
from app.actions.content import edit
from app.actions.library import add_asset
from app.actions.library.build_assets import SCENE
from app.actions.scenes.new_scene import EMPTY
from app.models import Account, Asset, Planning, Revision, SceneDraft, State, now

TREE = '\n[[parts]]\npart = "tree"\nat = [3, 0]\n'
TEXT = EMPTY + TREE
SAID = ("author", "licence", "origin", "texts")
LAMP = {"op": "insert", "id": "n1", "table": "parts", "after": None, "values": {"part": "lamp", "at": [9, 0]}}


@pytest.fixture
def media(small_studio):
    return small_studio.app.config["MEDIA"]


@pytest.fixture
def bank(small_studio, media):
    """The scene *bank*, with one tree on it."""
    with database.writing(small_studio.engine).begin() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        asset.files = {SCENE: media.put_media(SCENE, TEXT.encode())}
        return asset.id


@pytest.fixture
def address(bank):
    return f"/studio/bibliothek/3d/{bank}/szene"


@pytest.fixture
def mia(small_studio):
    return small_studio.client("Planner Own")


@pytest.fixture
def other(small_studio):
    """Somebody else of the same city."""
    return small_studio.client("Writer")


def take(client, address, *ops):
    version = client.get(f"{address}/stand").json["version"]
    given = {"version": version, "steps": json.dumps([{"label": "test", "ops": list(ops)}])}
    answer = client.post(f"{address}/schritte", data=given)
    assert answer.status_code == 200, answer.json


def tree(client, address):
    blocks = client.get(f"{address}/stand").json["blocks"]
    return next(each["id"] for each in blocks if each["values"].get("part") == "tree")


def move(client, address, *at):
    take(client, address, {"op": "set", "id": tree(client, address), "values": {"at": [*at]}})


def save(client, address, **chosen):
    return client.post(f"{address}/speichern", data=chosen)


def text_of(studio, media, number):
    with studio.session() as session:
        return media.get(session.get_one(Asset, number).files[SCENE]).decode()


def test_what_two_did_to_different_things_comes_together_and_is_said(small_studio, media, bank, address, mia, other):
    move(mia, address, 5, 0)
    take(other, address, LAMP)

    assert save(other, address).status_code == 303
    assert save(mia, address).status_code == 303

    text = text_of(small_studio, media, bank)
    assert "at = [5, 0]" in text
    assert "lamp" in text
    assert "zusammen mit dem, was andere inzwischen" in mia.get(f"/studio/bibliothek/3d/{bank}/").text


@pytest.mark.parametrize(("side", "stands"), [("mine", "at = [5, 0]"), ("theirs", "at = [3, -1]")])
def test_where_both_moved_the_same_one_of_them_chooses(small_studio, media, bank, address, mia, other, side, stands):
    move(mia, address, 5, 0)
    move(other, address, 3, -1)
    save(other, address)

    asked = save(mia, address)

    assert asked.status_code == 409
    assert "Sie: 2 m nach Osten verschoben" in asked.text
    assert "Die gespeicherte Fassung: 1 m nach Norden verschoben" in asked.text
    assert "Baum" in asked.text
    (key,) = set(re.findall(r'name="(chosen\.[^"]+)"', asked.text))
    assert "at = [5, 0]" in mia.get(f"{address}/stand").json["text"], "nothing is lost meanwhile"
    assert save(mia, address, **{key: side}).status_code == 303
    assert stands in text_of(small_studio, media, bank)


def test_who_changed_what_another_took_out_is_asked(small_studio, media, bank, address, mia, other):
    move(mia, address, 5, 0)
    take(other, address, {"op": "delete", "ids": [tree(other, address)]})
    save(other, address)

    asked = save(mia, address)

    assert "Sie: geändert" in asked.text
    assert "Die gespeicherte Fassung: entfernt" in asked.text
    (key,) = set(re.findall(r'name="(chosen\.[^"]+)"', asked.text))
    save(mia, address, **{key: "theirs"})
    assert "tree" not in text_of(small_studio, media, bank)


def test_what_is_wrong_only_together_stays_as_a_step_to_be_mended(small_studio, media, bank, address, mia, other):
    for client, row in ((mia, {"repeat.count": 200}), (other, {"repeat.rows": 200})):
        take(client, address, {"op": "set", "id": tree(client, address), "values": row})
    save(other, address)

    answer = save(mia, address)

    state = mia.get(f"{address}/stand").json
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    assert [each["field"] for each in state["faults"]] == ["parts.2.repeat.count"]
    assert "count" not in text_of(small_studio, media, bank)
    undone = mia.post(f"{address}/rueckgaengig", data={"version": state["version"]}).json
    assert undone["text"] == text_of(small_studio, media, bank), "back to what is saved, and no further"
    assert not undone["can_undo"]


def test_a_scene_that_was_deleted_meanwhile_is_saved_as_a_version_of_its_own(small_studio, media, bank, address, mia):
    move(mia, address, 5, 0)
    with database.writing(small_studio.engine).begin() as session:
        session.get_one(Asset, bank).deleted_at = now()

    assert "ist inzwischen gelöscht" in mia.get(address).text
    assert save(mia, address).status_code == 303

    with small_studio.session() as session:
        made = session.scalars(select(Asset).where(Asset.follows_id == bank)).one()
        assert b"at = [5, 0]" in media.get(made.files[SCENE])
        assert session.get_one(Asset, bank).deleted_at is not None
        assert session.scalars(select(SceneDraft)).all() == []


def test_changes_are_taken_along_to_a_newer_version(small_studio, media, bank, address, mia):
    move(mia, address, 5, 0)
    with database.writing(small_studio.engine).begin() as session:
        asset = session.get_one(Asset, bank)
        writer = session.scalars(select(Account).where(Account.name == "Writer")).one()
        made = add_asset.add_asset(session, title="", owner=asset.partner, by=writer, follows=asset)
        made.files = {SCENE: media.put_media(SCENE, (TEXT + '\n[[parts]]\npart = "bench"\nat = [7, 7]\n').encode())}
        session.flush()
        there = f"/studio/bibliothek/3d/{made.id}/szene"

    assert "Ihre Änderungen dorthin mitnehmen" in mia.get(address).text
    answer = mia.post(f"{address}/mitnehmen", data={})

    assert answer.headers["Location"] == there
    state = mia.get(f"{there}/stand").json
    assert "at = [5, 0]" in state["text"]
    assert "bench" in state["text"]
    assert state["can_undo"]
    assert mia.get(f"{address}/stand").json["version"] == 0


@pytest.fixture
def plain(small_studio, bank):
    """The number of a planning that shows *bank*, as another one does."""
    with database.writing(small_studio.engine).begin() as session:
        for slug in ("returned", "plain"):
            planning = session.scalars(select(Planning).where(Planning.slug == slug)).one()
            writer = session.scalars(select(Account).where(Account.name == "Writer")).one()
            draft = edit.start(session, planning, by=writer)
            edit.save(session, draft, {**draft.record, "asset": "bank"}, version=draft.version, by=writer)
        return planning.id


def shown_by(studio):
    """What the draft of each planning shows, by the planning's slug."""
    with studio.session() as session:
        shown = select(Planning.slug, Revision.record["asset"].as_string()).join(
            Revision, Revision.item_id == Planning.id
        )
        return dict(session.execute(shown.where(Revision.state == State.DRAFT)).all())


def test_a_scene_that_two_plannings_show_says_so_where_one_begins(address, mia, plain):
    assert "Mehrere zeigen diese Szene: Planung plain, neu, Planung returned." in mia.get(address).text

    of_planning = mia.get(f"{address}?item={plain}").text

    assert "auch hier zu sehen: Planung returned. Beim Speichern wählen Sie" in of_planning


def test_before_it_changes_for_others_it_is_asked_where_and_nothing_is_saved(
    small_studio, media, bank, address, other, plain
):
    for query in ("", f"?item={plain}"):
        move(other, address, 5, 0)

        asked = other.post(f"{address}/speichern{query}", data={"then": "hand_in"})

        assert "Wo soll sich die Szene ändern?" in asked.text
        assert "Planung returned" in asked.text
        assert 'name="then" value="hand_in"' in asked.text
        assert text_of(small_studio, media, bank) == TEXT

    other.post(f"{address}/speichern?item={plain}", data={"where": "everywhere"})

    assert "at = [5, 0]" in text_of(small_studio, media, bank)
    assert {shown_by(small_studio)[slug] for slug in ("plain", "returned")} == {"bank"}


def test_a_planning_gets_a_copy_of_its_own_and_the_others_keep_theirs(small_studio, media, bank, address, other, plain):
    move(other, address, 5, 0)

    answer = other.post(f"{address}/speichern?item={plain}", data={"where": "here", "then": "hand_in"})

    assert answer.headers["Location"].endswith(f"/inhalte/{plain}/szene/freigabe")
    with small_studio.session() as session:
        copy = session.scalars(select(Asset).order_by(Asset.id.desc())).first()
        before = session.get_one(Asset, bank)
        assert copy.follows is None
        assert [copy.record.get(each) for each in SAID] == [before.record.get(each) for each in SAID]
        assert {*before.authors} <= {*copy.authors}
    shown = shown_by(small_studio)
    assert (shown["plain"], shown["returned"]) == (copy.slug, "bank")
    assert "at = [5, 0]" in text_of(small_studio, media, copy.id)
    assert text_of(small_studio, media, bank) == TEXT
    assert other.get(f"{address}/stand").json["version"] == 0, "what was built is in the copy, and nowhere else"


def test_who_changed_nothing_is_asked_nothing(address, other, plain):
    assert other.post(f"{address}/speichern?item={plain}", data={}).status_code == 303


def test_what_one_built_is_still_there_after_the_session_ended(small_studio, address, mia):
    move(mia, address, 5, 0)
    with mia.session_transaction() as cookie:
        cookie.clear()

    assert save(mia, address).status_code == 401
    assert "at = [5, 0]" in small_studio.client("Planner Own").get(f"{address}/stand").json["text"]
