"""What the line says of itself, through the studio's forms: written, handed in, approved, and then everywhere."""

import pytest
from sqlalchemy import select

from app.models import Edition, Kind, Line, LineWords, Revision, State
from tests.web.content.test_editing import hidden

TYPED = {
    Kind.LINE: {"texts.de.title": "Die Linie neu", "texts.de.summary": "Neu.", "funding.de": "Gefördert vom Land."},
    Kind.PARTNER: {"name": "Neue Stadt", "city": "Neustadt", "home": "https://neu.example/"},
    Kind.PAGE: {"texts.de.title": "Impressum", "texts.de.summary": "Neu.", "texts.de.body": "Ganz neu."},
}
SAID = {Kind.LINE: "Gefördert vom Land.", Kind.PARTNER: "Neue Stadt", Kind.PAGE: "Ganz neu."}


def newest(session, kind):
    query = select(Revision).join(LineWords, LineWords.id == Revision.item_id).where(LineWords.kind == kind)
    return session.scalars(query.order_by(LineWords.id, Revision.number.desc())).first()


@pytest.mark.parametrize("kind", TYPED)
def test_two_people_bring_it_to_all_pages(small_studio, kind):
    planner, approver = small_studio.client("Planner Own"), small_studio.client("Approver Own")
    with small_studio.session() as session:
        where = f"/studio/inhalte/{newest(session, kind).item_id}/bearbeiten"

    page = planner.get(where).text
    assert planner.post(where, data={**hidden(page), **TYPED[kind], "then": "hand_in"}).status_code == 303
    with small_studio.session() as session:
        draft = newest(session, kind)
        assert (draft.state, draft.author.name) == (State.SUBMITTED, "Planner Own")
        assert SAID[kind] not in str(session.scalars(select(Line)).one().record)
    decision = {"version": str(draft.version), "then": "publish"}
    assert SAID[kind] in approver.get(f"/studio/fassungen/{draft.id}/").text
    assert approver.post(f"/studio/fassungen/{draft.id}/freigeben", data=decision).status_code == 303

    with small_studio.session() as session:
        line = session.scalars(select(Line)).one()
        assert SAID[kind] in f"{line.record}{line.pages}"
        assert session.scalars(select(Edition.number).where(Edition.revision_id == draft.id)).one() == 2


def test_a_partner_without_a_name_is_told_so_and_nothing_typed_is_lost(small_studio):
    planner = small_studio.client("Planner Own")
    with small_studio.session() as session:
        where = f"/studio/inhalte/{newest(session, Kind.PARTNER).item_id}/bearbeiten"

    answer = planner.post(where, data={**hidden(planner.get(where).text), "name": "", "city": "Neustadt", "home": ""})

    assert answer.status_code == 422
    assert 'value="Neustadt"' in answer.text


def test_a_topic_gets_another_name_in_each_language_and_never_none_in_the_first(small_studio):
    planner = small_studio.client("Planner Own")
    with small_studio.session() as session:
        where = f"/studio/inhalte/{newest(session, Kind.LINE).item_id}/bearbeiten"
    page = planner.get(where).text
    assert 'name="topics.kultur.de"' in page and 'value="Kultur"' in page

    names = {"topics.kultur.de": "Kunst", "topics.kultur.en": "Art", "topics.erfunden.de": "Erfunden"}
    refused = planner.post(where, data={**hidden(page), **names, "topics.arbeit.de": " "})
    assert refused.status_code == 422 and 'value="Kunst"' in refused.text
    assert 'id="topics-arbeit-de-error"' in refused.text
    assert planner.post(where, data={**hidden(page), **names}).status_code == 303

    with small_studio.session() as session:
        topics = newest(session, Kind.LINE).record["topics"]
    assert topics == {"kultur": {"de": "Kunst", "en": "Art"}, "arbeit": {"de": "Arbeit"}}


def test_they_wait_in_the_inbox_under_their_titles(small_studio):
    planner = small_studio.client("Planner Own")
    with small_studio.session() as session:
        where = f"/studio/inhalte/{newest(session, Kind.PARTNER).item_id}/bearbeiten"
    planner.post(where, data={**hidden(planner.get(where).text), **TYPED[Kind.PARTNER], "then": "hand_in"})

    assert "Eigene Stadt" in small_studio.client("Approver Own").get("/studio/freigaben/").text
    assert "Eigene Stadt" in planner.get("/studio/linie/texte/").text
