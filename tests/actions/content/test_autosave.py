"""What is typed is kept beside the history, and people see one another."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.actions.content import autosave, history, presence
from app.errors import Invalid, Overtaken
from app.models import Autosave, Presence, Revision, now
from tests.factories import make_account, make_planning


@pytest.fixture
def planning(session):
    return make_planning(session, public=True)


def keep(session, planning, by, version=0, **form):
    base = planning.current.revision
    return autosave.keep(session, planning, form, base=base, number=base.number, version=version, by=by)


def test_typing_makes_one_row_and_no_version(session, planning):
    planner = make_account(session)
    before = session.scalar(select(func.count()).select_from(Revision))

    first = keep(session, planning, planner, title="A")
    keep(session, planning, planner, version=first.version, title="AB")

    assert session.scalars(select(Autosave.form)).all() == [{"title": "AB"}]
    assert session.scalar(select(func.count()).select_from(Revision)) == before


def test_a_second_window_of_the_same_person_does_not_write_over_the_first(session, planning):
    planner = make_account(session)
    keep(session, planning, planner, title="Fenster eins")

    with pytest.raises(Overtaken, match="anderen Fenster"):
        keep(session, planning, planner, title="Fenster zwei")

    assert autosave.found(session, planning, of=planner).form == {"title": "Fenster eins"}


@pytest.mark.parametrize("gone", [autosave.drop, history.discard])
@pytest.mark.parametrize("words", ["A", "AB", "ABC"])
def test_what_was_on_its_way_when_it_was_dropped_does_not_bring_it_back(session, planning, gone, words):
    planner = make_account(session)
    first = keep(session, planning, planner, title="A").version
    second = keep(session, planning, planner, version=first, title="AB").version
    gone(session, planning, by=planner)

    for seen in (first, second):
        with pytest.raises(Overtaken, match="verworfen"):
            keep(session, planning, planner, version=seen, title=words)
    assert autosave.found(session, planning, of=planner) is None

    keep(session, planning, planner, title="Neu")  # from a page that was opened since
    assert autosave.found(session, planning, of=planner).form == {"title": "Neu"}


def test_what_was_saved_is_forgotten_but_not_what_another_window_typed_since(session, planning):
    planner = make_account(session)
    version = keep(session, planning, planner, title="A").version

    autosave.forget(session, planning, version=version + 1, by=planner)
    assert autosave.found(session, planning, of=planner)

    autosave.forget(session, planning, version=version, by=planner)
    assert autosave.found(session, planning, of=planner) is None


def test_too_much_is_refused(session, planning):
    with pytest.raises(Invalid, match="zu viel Text"):
        keep(session, planning, make_account(session), body="x" * (autosave.LONGEST + 1))


def test_people_and_windows_see_one_another(session, planning):
    me, other = make_account(session), make_account(session)
    for tab, who in (("mine", me), ("mine-too", me), ("theirs", other)):
        presence.seen(session, planning, tab, by=who)

    found = presence.others(session, planning, "mine", by=me)

    assert {(each.name, each.is_self, each.is_here) for each in found} == {
        (me.name, True, True),
        (other.name, False, True),
    }


def test_who_is_silent_is_gone_unless_something_is_unsaved(session, planning):
    me, idle, unsaved = (make_account(session) for _ in range(3))
    for tab, who in (("idle", idle), ("unsaved", unsaved)):
        presence.seen(session, planning, tab, by=who)
    keep(session, planning, unsaved, title="Halb fertig")
    silent = update(Presence).values(seen_at=now() - timedelta(seconds=presence.HERE_S + 1))
    session.execute(silent, execution_options={"synchronize_session": "fetch"})

    assert [(each.name, each.is_here, each.has_unsaved) for each in presence.others(session, planning, "x", by=me)] == [
        (unsaved.name, False, True)
    ]

    session.execute(update(Presence).values(seen_at=now() - timedelta(seconds=presence.GONE_S + 1)))
    presence.seen(session, planning, "mine", by=me)
    assert session.scalars(select(Presence.tab)).all() == ["mine"]
    assert [each.name for each in presence.others(session, planning, "mine", by=me)] == [unsaved.name]
