"""The design of signs through the studio's forms: begun, handed in, approved, and only then on what is ordered."""

import pytest
from sqlalchemy import select

from app.actions.records import sign_designs
from app.models import PrintOrder, Revision, SignDesign, State
from tests.web.content.test_editing import hidden
from tests.web.studio_world import CODE, OWN

TYPED = {
    "name": "Schilder: Eigene Stadt",
    "colour": "FFD500",
    "second_colour": "#036",
    "fault.de": "Schild beschädigt? 0209 123456",
    "funding.de": "Gefördert vom Land.",
}


def newest(session):
    query = select(Revision).join(SignDesign, SignDesign.id == Revision.item_id)
    return session.scalars(query.order_by(Revision.number.desc())).first()


def ordered(studio):
    answer = studio.client("Keeper Own").post(
        "/studio/druck/neu", data={"code": CODE, "output": "print", "copies.a3": "1"}
    )
    assert answer.status_code == 303
    with studio.session() as session:
        return session.scalars(select(PrintOrder).order_by(PrintOrder.id.desc())).first().content["looks"]


def test_two_people_bring_it_to_what_is_ordered_after_that(small_studio):
    planner, approver = small_studio.client("Planner Own"), small_studio.client("Approver Own")
    with small_studio.session() as session:
        where = f"/studio/inhalte/{newest(session).item_id}/bearbeiten"
    before = ordered(small_studio)

    page = planner.get(where).text
    assert planner.post(where, data={**hidden(page), **TYPED, "then": "hand_in"}).status_code == 303
    assert ordered(small_studio) == before == {OWN: {"colour": "#003366"}}
    with small_studio.session() as session:
        draft = newest(session)
        assert (draft.state, draft.record["colour"], draft.record["second_colour"]) == (
            State.SUBMITTED,
            "#ffd500",
            "#003366",
        )
    own = planner.post(f"/studio/fassungen/{draft.id}/freigeben", data={"version": str(draft.version)})
    assert own.status_code == 403
    assert "#ffd500" in approver.get(f"/studio/fassungen/{draft.id}/").text
    decision = {"version": str(draft.version), "then": "publish"}
    assert approver.post(f"/studio/fassungen/{draft.id}/freigeben", data=decision).status_code == 303

    assert ordered(small_studio) == {
        OWN: {
            "colour": "#ffd500",
            "second_colour": "#003366",
            "fault": {"de": "Schild beschädigt? 0209 123456"},
            "funding": {"de": "Gefördert vom Land."},
        }
    }


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"colour": "#0066b3"}, "weder schwarze noch weiße Schrift"),
        ({"second_colour": "#666666"}, "mit weißer"),
        ({"colour": "himmelblau"}, "sechs Ziffern"),
        ({"fault.de": "x" * 91}, "höchstens 90"),
        ({"name": " "}, "ausfüllen"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(small_studio, typed, told):
    planner = small_studio.client("Planner Own")
    with small_studio.session() as session:
        where = f"/studio/inhalte/{newest(session).item_id}/bearbeiten"

    answer = planner.post(where, data={**hidden(planner.get(where).text), **TYPED, **typed})

    assert answer.status_code == 422
    assert told in answer.text
    assert "0209 123456" in answer.text or "fault.de" in typed
    with small_studio.session() as session:
        assert newest(session).state is State.APPROVED


def test_a_partner_begins_one_once_and_the_line_s_belongs_to_the_first(small_studio):
    planner, other = small_studio.client("Planner Own"), small_studio.client("Planner Other")
    begin = "/studio/schilder/gestaltung/"

    assert planner.post(begin, data={"partner": "other"}).status_code == 403
    assert other.post(begin, data={"partner": ""}).status_code == 403
    assert planner.post(begin, data={"partner": "nobody"}).status_code == 404
    first, again = (other.post(begin, data={"partner": "other"}).location for _ in range(2))
    assert first == again and "Name" in other.get(first).text
    assert planner.post(begin, data={"partner": ""}).status_code == 303
    with small_studio.session() as session:
        assert len(session.scalars(select(SignDesign)).all()) == 3
        assert sign_designs.looks(session)["other"].colour == ""  # nothing of it is public yet


def test_every_format_is_shown_before_it_takes_effect_also_of_what_is_being_typed(small_studio):
    planner = small_studio.client("Planner Own")
    with small_studio.session() as session:
        version = newest(session)
    where = f"/studio/inhalte/{version.item_id}"

    page = planner.get(f"/studio/schilder/gestaltung/{version.item_id}/formate?fassung={version.id}").text
    typed = planner.post(f"{where}/vorschau", data={**TYPED, "show": "de"}, follow_redirects=True).text
    wrong = planner.post(f"{where}/vorschau", data={**TYPED, "colour": "#0066b3", "show": "de"}, follow_redirects=True)

    assert page.count("data:image/png") == typed.count("data:image/png") == 8
    assert wrong.status_code == 422 and "weder schwarze noch weiße" in wrong.text
    with small_studio.session() as session:
        assert newest(session).id == version.id


def test_a_design_has_no_page_for_riders_to_share(small_studio):
    planner = small_studio.client("Planner Own")
    with small_studio.session() as session:
        version = newest(session)

    assert "Seite der Fahrgäste" not in planner.get(f"/studio/inhalte/{version.item_id}/").text
    assert planner.get(f"/studio/schilder/gestaltung/{version.item_id}/formate?fassung=1").status_code == 404
