"""Going back: kept versions, old ones restored, discarded drafts taken back."""

import pytest
from sqlalchemy import select

from app.actions.content import autosave, edit, history, review, show_item
from app.actions.line import show_todo
from app.errors import Forbidden, Missing, WrongState
from app.exchange.reading import plain
from app.models import Event, EventKind, Revision
from tests.factories import make_account, make_planning, make_revision, planning_record, publish_record, words


def given(title, **changes):
    return plain(planning_record(**{"texts": words(title), **changes}))


def told(session, item):
    query = select(Revision).where(Revision.item == item).order_by(Revision.number)
    return [(each.number, each.state.value, each.record["texts"]["de"]["title"]) for each in session.scalars(query)]


def test_each_save_leaves_what_was_saved_before(session):
    draft = make_revision(session, texts=words("Eins"))
    author = draft.author
    edit.name(session, draft, "Vor der Sitzung", by=author)

    edit.save(session, draft, given("Zwei"), version=draft.version, by=author)
    edit.save(session, draft, given("Drei"), version=draft.version, by=author)

    assert told(session, draft.item) == [(1, "kept", "Eins"), (2, "kept", "Zwei"), (3, "draft", "Drei")]
    first = edit.seen(session, draft.item, draft.id, 1)
    assert (first.name, draft.name) == ("Vor der Sitzung", "")
    assert first.contributors == [author]


def test_what_somebody_was_shown_is_found_after_it_was_saved_over(session):
    draft = make_revision(session, texts=words("Eins"))
    shown = draft.number
    edit.save(session, draft, given("Zwei"), version=draft.version, by=draft.author)

    assert edit.seen(session, draft.item, draft.id, shown).record["texts"]["de"]["title"] == "Eins"
    assert edit.seen(session, draft.item, draft.id, draft.number) is draft
    assert edit.seen(session, draft.item, make_revision(session).id, 1) is None


def test_what_is_past_waits_for_nobody(session):
    draft = make_revision(session, texts=words("Eins"))
    edit.save(session, draft, given("Zwei"), version=draft.version, by=draft.author)

    assert show_item.open_revisions(session, draft.item) == [draft]
    history.discard(session, draft.item, by=draft.author)
    assert show_item.open_revisions(session, draft.item) == []
    assert show_todo.todo(session, draft.author) == []


def test_an_old_version_comes_back_as_a_draft(session):
    planning = make_planning(session, public=True)
    old = planning.current.revision
    publish_record(session, planning, given("Neuer"))
    planner = make_account(session)

    draft = history.restore(session, old, by=planner)

    assert draft.record == old.record
    assert draft.based_on is planning.current.revision
    assert not edit.is_overtaken(session, draft)


def test_restoring_over_an_open_draft_keeps_what_it_said(session):
    draft = make_revision(session, texts=words("Eins"))
    edit.save(session, draft, given("Zwei"), version=draft.version, by=draft.author)

    again = history.restore(session, edit.seen(session, draft.item, draft.id, 1), by=draft.author)

    assert again is draft
    assert told(session, draft.item) == [(1, "kept", "Eins"), (2, "kept", "Zwei"), (3, "draft", "Eins")]


def test_a_discarded_draft_can_be_taken_back_with_what_was_typed(session):
    planning = make_planning(session, public=True)
    draft = make_revision(session, planning, texts=words("Mein Entwurf"))
    by = draft.author
    autosave.keep(session, planning, {"topic": "kultur"}, base=draft, number=draft.number, version=0, by=by)

    history.discard(session, planning, by=by)
    assert edit.open_draft(session, planning, of=by) is None
    assert autosave.found(session, planning, of=by) is None

    history.take_back(session, planning, draft, by=by)
    assert edit.open_draft(session, planning, of=by) is draft
    assert autosave.found(session, planning, of=by).form == {"topic": "kultur"}
    deeds = session.scalars(select(Event.what).where(Event.revision == draft).order_by(Event.id)).all()
    assert deeds == [EventKind.DRAFT, EventKind.DISCARD, EventKind.TAKE_BACK]


def test_a_discarded_draft_is_neither_saved_nor_handed_in(session):
    draft = make_revision(session)
    history.discard(session, draft.item, by=draft.author)

    with pytest.raises(WrongState, match="verworfen"):
        edit.save(session, draft, given("Neu"), version=draft.version, by=draft.author)
    with pytest.raises(WrongState, match="verworfen"):
        review.submit(session, draft, by=draft.author)


def test_only_its_author_takes_a_draft_back(session):
    draft = make_revision(session)
    history.discard(session, draft.item, by=draft.author)

    with pytest.raises(Forbidden, match="wer ihn geschrieben hat"):
        history.take_back(session, draft.item, draft, by=make_account(session))


def test_a_draft_is_not_taken_back_beside_a_newer_one(session):
    planning = make_planning(session, public=True)
    draft = make_revision(session, planning)
    history.discard(session, planning, by=draft.author)
    edit.start(session, planning, by=draft.author)

    with pytest.raises(WrongState, match="schon einen neueren"):
        history.take_back(session, planning, draft, by=draft.author)


def test_discarding_twice_is_as_good_as_once(session):
    draft = make_revision(session)

    assert history.discard(session, draft.item, by=draft.author) is draft
    assert history.discard(session, draft.item, by=draft.author) is None


def test_partners_change_nothing_of_one_another(session):
    draft = make_revision(session)
    foreign = make_account(session, partner="sued")

    for deed in (
        lambda: history.restore(session, draft, by=foreign),
        lambda: history.discard(session, draft.item, by=foreign),
        lambda: history.take_back(session, draft.item, draft, by=foreign),
        lambda: autosave.keep(session, draft.item, {}, base=draft, number=1, version=0, by=foreign),
    ):
        with pytest.raises(Forbidden, match="Planung von Stadt nord"):
            deed()


def test_a_new_draft_needs_something_to_start_from(session):
    with pytest.raises(Missing):
        edit.begin(session, make_planning(session), given("Neu"), by=make_account(session))
