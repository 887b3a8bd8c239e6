"""Drafts: started from what is newest, saved by version, checked by the record."""

import pytest
from sqlalchemy import event

from app.actions.content import edit
from app.errors import Forbidden, Invalid, Missing, Overtaken, WrongState
from app.exchange.reading import plain
from app.models import Role, State
from tests.factories import (
    make_account,
    make_planning,
    make_revision,
    make_station,
    planning_record,
    publish_record,
    words,
)


def given(title, **changes):
    return plain(planning_record(**{"texts": words(title), **changes}))


def test_a_draft_starts_from_what_riders_see(session):
    planning = make_planning(session, public=True)
    planner = make_account(session)

    draft = edit.start(session, planning, by=planner)

    assert draft.record == planning.current.record
    assert draft.based_on is planning.current.revision
    assert draft.state is State.DRAFT


def test_a_draft_starts_from_what_was_approved_and_not_yet_published(session):
    planning = make_planning(session, public=True)
    approved = make_revision(session, planning, State.APPROVED, texts=words("Neu"))

    draft = edit.start(session, planning, by=make_account(session))

    assert draft.based_on is approved


def test_everybody_has_one_open_draft_of_an_item(session):
    planning = make_planning(session, public=True)
    first, second = make_account(session), make_account(session)

    draft = edit.start(session, planning, by=first)

    assert edit.start(session, planning, by=first) is draft
    assert edit.start(session, planning, by=second) is not draft


def test_without_any_version_there_is_nothing_to_start_from(session):
    with pytest.raises(Missing, match="noch keine Fassung"):
        edit.start(session, make_planning(session), by=make_account(session))


@pytest.mark.parametrize(("role", "partner"), [(Role.APPROVER, "nord"), (Role.PLANNER, "sued")])
def test_only_planners_of_the_owner_write(session, role, partner):
    planning = make_planning(session, public=True)
    draft = make_revision(session, planning)
    somebody = make_account(session, role, partner)

    with pytest.raises(Forbidden, match="Planung von Stadt nord"):
        edit.start(session, planning, by=somebody)
    with pytest.raises(Forbidden, match="Planung von Stadt nord"):
        edit.save(session, draft, given("Neu"), version=draft.version, by=somebody)


def test_saving_keeps_words_and_notes_who_wrote(session):
    draft = make_revision(session)
    other = make_account(session)

    edit.save(session, draft, given("Neuer Titel"), version=draft.version, by=other)

    assert draft.record["texts"]["de"]["title"] == "Neuer Titel"
    assert draft.contributors == [draft.author, other]


def test_saving_the_same_makes_nobody_a_contributor(session):
    draft = make_revision(session)
    was = draft.version

    edit.save(session, draft, draft.record, version=was, by=make_account(session))

    assert draft.contributors == [draft.author]
    assert draft.version == was


def test_who_looked_at_an_older_version_is_told_so(session):
    draft = make_revision(session)
    looked_at = draft.version
    edit.save(session, draft, given("Erster"), version=looked_at, by=draft.author)

    with pytest.raises(Overtaken):
        edit.save(session, draft, given("Zweiter"), version=looked_at, by=make_account(session))

    assert draft.record["texts"]["de"]["title"] == "Erster"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED])
def test_what_is_handed_in_is_frozen(session, state):
    revision = make_revision(session, state=state)

    with pytest.raises(WrongState):
        edit.save(session, revision, given("Neu"), version=revision.version, by=revision.author)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"texts": {}}, "texts.de"),
        ({"texts": {"de": {"title": "x" * 61, "summary": "s"}}}, "texts.de.title"),
        ({"place": {"lat": 0.0, "lon": 7.1, "uncertainty_m": 1.0}}, "place.lat"),
        ({"status": "finished"}, "status"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_the_record_does_not_allow_is_named(session, changes, field):
    draft = make_revision(session)

    with pytest.raises(Invalid) as refusal:
        edit.save(session, draft, {**draft.record, **changes}, version=draft.version, by=draft.author)

    assert field in [fault.field for fault in refusal.value.faults]


def test_a_draft_is_overtaken_by_what_was_published_beside_it(session):
    planning = make_planning(session, public=True)
    draft = make_revision(session, planning)
    assert not edit.is_overtaken(session, draft)

    publish_record(session, planning, given("Schneller"))

    assert edit.is_overtaken(session, draft)


def test_merged_words_bring_a_draft_up_to_date(session):
    planning = make_planning(session, public=True)
    draft = make_revision(session, planning)
    publish_record(session, planning, given("Schneller"))

    edit.rebase(session, draft, given("Beides"), version=draft.version, by=draft.author)

    assert not edit.is_overtaken(session, draft)
    assert draft.record["texts"]["de"]["title"] == "Beides"


def test_a_draft_on_an_approved_one_is_not_overtaken(session):
    planning = make_planning(session, public=True)
    make_revision(session, planning, State.APPROVED, texts=words("Wartet"))

    draft = edit.start(session, planning, by=make_account(session))

    assert not edit.is_overtaken(session, draft)


def test_the_first_version_of_an_item_is_overtaken_by_nothing(session):
    assert not edit.is_overtaken(session, make_revision(session, make_station(session)))


@pytest.mark.parametrize("generations", [1, 40])
def test_however_long_a_history_is_one_query_tells_whether_a_draft_is_overtaken(session, generations):
    planning = make_planning(session, public=True)
    draft = planning.current.revision
    for _ in range(generations):
        draft = edit.add_draft(session, planning, draft.record, by=make_account(session), based_on=draft)
    session.expire_all()
    assert draft.id != planning.current.revision_id  # read, so that only the question itself is counted

    asked = []
    note = lambda *about: asked.append(about[2])  # noqa: E731 -- has to be taken off again
    event.listen(session.get_bind(), "before_cursor_execute", note)
    is_overtaken = edit.is_overtaken(session, draft)
    event.remove(session.get_bind(), "before_cursor_execute", note)

    assert not is_overtaken
    assert len(asked) == (0 if generations == 1 else 1)  # which what it is based on tells already


def test_a_version_gets_a_name(session):
    draft = make_revision(session)

    edit.name(session, draft, "  Nach der Ratssitzung ", by=draft.author)

    assert draft.name == "Nach der Ratssitzung"


def test_the_address_is_not_for_a_draft_to_change(session):
    draft = make_revision(session)

    edit.save(session, draft, given("Neu", slug="anders"), version=draft.version, by=draft.author)

    assert draft.record["slug"] == draft.item.slug
