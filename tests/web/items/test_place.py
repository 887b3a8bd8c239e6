"""Where a planning stands, through the studio's form: typed numbers, overtaking, and what the page lets in."""

import json
import re

from sqlalchemy import select

from app.actions.content import edit
from app.actions.items.place import BY_HAND, NOT_CHOSEN
from app.database import writing
from app.models import Account, Planning, Revision, State
from tests.web.content.test_editing import hidden

TYPED = {"place.lat": "51,5012", "place.lon": "7.1003", "place.uncertainty_m": "0,5", "rotation_deg": "-15"}
TYPED |= {"ground_m": "1,5", "place.status": "measured", "place.by": "Vermessung", "place.on": "2026-11-20"}


def address(studio, slug):
    with studio.session() as session:
        return f"/studio/inhalte/{session.scalars(select(Planning.id).where(Planning.slug == slug)).one()}/ort"


def newest(session, slug):
    query = select(Revision).join(Planning, Planning.id == Revision.item_id).where(Planning.slug == slug)
    return session.scalars(query.order_by(Revision.number.desc())).first()


def was(page):
    return re.search(r'name="was" value="(\w+)"', page.text).group(1)


def test_typed_numbers_become_the_place_of_a_draft_and_the_words_stay(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    answer = client.post(where, data={**TYPED, "was": was(client.get(where))})

    assert answer.status_code == 303
    with small_studio.session() as session:
        draft = newest(session, "plain")
        assert (draft.state, draft.author.name) == (State.DRAFT, "Planner Own")
        assert draft.record["texts"]["de"]["title"] == "Planung plain, neu"
        assert (draft.record["rotation_deg"], draft.record["ground_m"]) == (345.0, 1.5)
        assert draft.record["place"] == {
            "lat": 51.5012,
            "lon": 7.1003,
            "uncertainty_m": 0.5,
            "status": "measured",
            "by": "Vermessung",
            "on": "2026-11-20",
        }


def test_a_place_without_a_draft_before_it_is_one_version_and_not_two(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    with small_studio.session() as session:
        before = newest(session, "plain")

    client.post(where, data={**TYPED, "was": was(client.get(where))})

    with small_studio.session() as session:
        after = newest(session, "plain")
        assert (after.number, after.state, after.based_on_id) == (before.number + 1, State.DRAFT, before.id)


def test_a_pair_copied_from_a_map_goes_into_the_first_field(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    client.post(where, data={**TYPED, "place.lat": "51.51042, 7.09400", "was": was(client.get(where))})

    with small_studio.session() as session:
        place = newest(session, "plain").record["place"]
        assert (place["lat"], place["lon"]) == (51.51042, 7.094)


def test_a_point_that_was_moved_by_hand_is_not_surveyed_any_more_and_says_so(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    client.post(where, data={**TYPED, "was": was(client.get(where))})
    moved = {**TYPED, "place.lat": "51.5013", "was": was(client.get(where))}

    answer = client.post(where, data=moved, follow_redirects=True)

    assert "„Von Hand gesetzt, auf der Karte oder als Zahlen.“, auf 5 m genau" in answer.text
    with small_studio.session() as session:
        place = newest(session, "plain").record["place"]
        expected = {"lat": 51.5013, "lon": 7.1003, "uncertainty_m": 5.0}
        assert place == {**expected, "source": "Von Hand gesetzt, auf der Karte oder als Zahlen."}


def test_a_point_that_was_only_turned_keeps_its_survey(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")
    client.post(where, data={**TYPED, "was": was(client.get(where))})

    client.post(where, data={**TYPED, "rotation_deg": "20", "was": was(client.get(where))})

    with small_studio.session() as session:
        record = newest(session, "plain").record
        assert (record["rotation_deg"], record["place"]["by"]) == (20.0, "Vermessung")


def test_a_place_that_nobody_chose_is_confirmed_as_it_is_or_by_moving_it(small_studio):
    client, where = small_studio.client("Writer"), address(small_studio, "draft")
    change(small_studio, "draft", lambda record: {**record, "place": {**record["place"], "source": NOT_CHOSEN}})
    page = client.get(where)
    typed = dict(re.findall(r'name="(place\.\w+|rotation_deg|ground_m)"[^>]*value="([^"]*)"', page.text))
    typed |= {"place.source": NOT_CHOSEN, "place.status": "estimated", "was": was(page)}

    assert "Ort so bestätigen" in page.text
    client.post(where, data=typed)
    assert "Ort so bestätigen" in client.get(where).text
    client.post(where, data={**typed, "confirmed": "1", "was": was(client.get(where))})

    assert "Ort so bestätigen" not in client.get(where).text
    with small_studio.session() as session:
        place = newest(session, "draft").record["place"]
        assert (place["source"], place["uncertainty_m"]) == (BY_HAND, 5.0)


def test_what_is_no_number_is_refused_beside_its_field_and_stays(small_studio):
    client, where = small_studio.client("Planner Own"), address(small_studio, "plain")

    answer = client.post(where, data={**TYPED, "ground_m": "zwei", "place.lat": "91", "was": was(client.get(where))})

    assert answer.status_code == 422
    assert "„zwei“ passt nicht." in answer.text
    assert "91 liegt außerhalb des Erlaubten." in answer.text
    assert 'value="zwei"' in answer.text
    assert 'value="51,5012"' not in answer.text


def test_somebody_else_may_change_the_words_meanwhile(small_studio):
    client, where = small_studio.client("Writer"), address(small_studio, "draft")
    mark = was(client.get(where))
    change(small_studio, "draft", lambda record: {**record, "status": "idea"})

    answer = client.post(where, data={**TYPED, "was": mark})

    assert answer.status_code == 303
    with small_studio.session() as session:
        record = newest(session, "draft").record
        assert (record["status"], record["place"]["lat"]) == ("idea", 51.5012)


def test_whoever_is_overtaken_sees_both_places_and_decides(small_studio):
    client, where = small_studio.client("Writer"), address(small_studio, "draft")
    mark = was(client.get(where))
    change(small_studio, "draft", lambda record: {**record, "rotation_deg": 200.0})

    answer = client.post(where, data={**TYPED, "was": mark})

    assert answer.status_code == 409
    assert "gespeichert: 200, hier: -15" in answer.text
    assert client.post(where, data={**TYPED, "was": was(answer)}).status_code == 303
    with small_studio.session() as session:
        assert newest(session, "draft").record["rotation_deg"] == 345.0


def test_only_the_map_pages_let_tiles_in(small_studio):
    client = small_studio.client("Planner Other")

    page = client.get(address(small_studio, "plain"))

    assert "img-src 'self' https://sgx.geodatenzentrum.de data:;" in page.headers["Content-Security-Policy"]
    assert "geodatenzentrum" not in client.get("/studio/").headers["Content-Security-Policy"]


def test_the_map_knows_signs_stops_and_the_other_plannings(small_studio):
    page = small_studio.client("Planner Other").get(address(small_studio, "plain"))

    scene = json.loads(re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page.text, re.DOTALL).group(1))

    assert len(scene["signs"]) == 1
    assert scene["stop"]["name"] == "Halt own"
    assert sorted(each["title"] for each in scene["plannings"]) == [
        "Planung approved",
        "Planung draft",
        "Planung returned",
        "Planung submitted",
    ]


def change(studio, slug, how):
    """Let the draft of ``slug`` be changed by its author in another window."""
    with writing(studio.engine).begin() as session:
        draft = newest(session, slug)
        author = session.get_one(Account, draft.author_id)
        edit.save(session, draft, how(draft.record), version=draft.version, by=author)


def test_the_editor_of_the_words_shows_the_map_when_somebody_asks(small_studio):
    with small_studio.session() as session:
        number = session.scalars(select(Planning.id).where(Planning.slug == "plain")).one()
    client = small_studio.client("Planner Own")

    page = client.get(f"/studio/inhalte/{number}/bearbeiten")
    assert f'hx-get="/studio/inhalte/{number}/ort/karte"' in page.text
    assert f'href="/studio/inhalte/{number}/ort"' in page.text
    assert "img-src 'self' https://sgx.geodatenzentrum.de data:;" in page.headers["Content-Security-Policy"]

    part = client.get(f"/studio/inhalte/{number}/ort/karte").text
    assert 'data-module="place"' in part
    assert "<html" not in part


def editor(studio, client, **typed):
    """Send the editor of the planning ``plain`` with some fields of its place typed otherwise."""
    where = address(studio, "plain").replace("/ort", "/bearbeiten")
    page = client.get(where).text
    fields = dict(re.findall(r'name="((?:place\.\w+|rotation_deg|ground_m))" type="\w+" value="([^"]*)"', page))
    assert "place.lat" in fields
    return client.post(where, data={**hidden(page), **fields, "place.status": "estimated", **typed})


def test_the_editor_moves_a_place_and_says_that_nobody_measured_it_there(small_studio):
    client = small_studio.client("Planner Own")
    measured = {**TYPED, "was": was(client.get(address(small_studio, "plain")))}
    client.post(address(small_studio, "plain"), data=measured)

    answer = editor(small_studio, client, **{"place.lat": "51.5013, 7.1009", "place.status": "measured"})

    assert answer.status_code == 303
    with small_studio.session() as session:
        record = newest(session, "plain").record
        assert record["place"] == {"lat": 51.5013, "lon": 7.1009, "uncertainty_m": 5.0, "source": BY_HAND}
        assert record["rotation_deg"] == 345.0


def test_an_editor_that_is_only_saved_leaves_the_place_to_the_last_digit(small_studio):
    client = small_studio.client("Planner Own")
    precise = {"place.lat": "51.50123456789", "rotation_deg": "12.345", "ground_m": "1.2345"}
    client.post(
        address(small_studio, "plain"),
        data={**TYPED, **precise, "was": was(client.get(address(small_studio, "plain")))},
    )
    with small_studio.session() as session:
        before = newest(session, "plain").record

    editor(small_studio, client, **{"place.status": "measured", "texts.de.title": "Nur der Titel"})

    with small_studio.session() as session:
        after = newest(session, "plain").record
    assert after["texts"]["de"]["title"] == "Nur der Titel"
    assert {name: after[name] for name in ("place", "rotation_deg", "ground_m")} == {
        name: before[name] for name in ("place", "rotation_deg", "ground_m")
    }


def test_the_editor_keeps_what_is_no_place_and_says_so(small_studio):
    client = small_studio.client("Planner Own")

    answer = editor(small_studio, client, **{"place.lat": "nirgends", "place.uncertainty_m": "viel"})

    assert answer.status_code == 422
    assert 'value="nirgends"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_place_that_two_people_move_is_chosen_whole(small_studio):
    client = small_studio.client("Planner Own")
    where = address(small_studio, "plain").replace("/ort", "/bearbeiten")
    client.post(where, data={**hidden(client.get(where).text), "texts.de.title": "Ein Entwurf"})
    first = client.get(where).text
    editor(small_studio, client, **{"place.lat": "51.5013"})
    fields = {"place.lat": "51.5099", "place.lon": "7.1", "place.uncertainty_m": "20", "place.status": "estimated"}

    answer = client.post(where, data={**hidden(first), **fields, "rotation_deg": "0", "ground_m": "0"})

    assert answer.status_code == 409
    assert answer.text.count('name="pick.place"') == 2
    assert "pick.place.lat" not in answer.text
