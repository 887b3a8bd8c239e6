"""Saving what was typed: one's own draft, merged with what others stored, without a word lost; no web is needed."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.content import autosave, edit, origin, publish, review, save_typed
from app.actions.content.merge import MINE, THEIRS
from app.actions.content.save_typed import HandIn, Typed
from app.actions.records import record_json
from app.errors import Forbidden
from app.exchange.reading import plain
from app.models import Role, State
from tests.factories import make_account, make_planning

APP = Path(__file__).parents[3] / "app"
MODULES_MAX = 15


@pytest.fixture
def people(session):
    """A planner, another one, and whoever approves, all of one partner."""
    planner = make_account(session, Role.PLANNER)
    return planner, make_account(session, Role.PLANNER), make_account(session, Role.APPROVER)


@pytest.fixture
def planning(session):
    """A planning that is public."""
    return make_planning(session, public=True)


def public(session, revision, people):
    review.submit(session, revision, by=revision.author)
    review.approve(session, revision, by=people[2])
    return publish.publish(session, revision, by=people[2])


def opened(session, item, by, **texts):
    """Return what an editor that ``by`` has opened now would send, with other German words."""
    came_from = origin.fresh(session, item, of=by)
    return typed(session, item, came_from, by, **texts)


def typed(session, item, came_from, by, **texts):
    base = origin.source(session, item, came_from, of=by)
    record = record_json.record(item.kind, base.record)
    return Typed(
        record=replace(record, texts={**record.texts, "de": replace(record.texts["de"], **texts)}), origin=came_from
    )


def published(session, planning, people, **texts):
    """Let the other planner save German words, which become public, and return their revision."""
    other = people[1]
    saved = save_typed.save(session, planning, opened(session, planning, other, **texts), by=other)
    public(session, saved.revision, people)
    return saved.revision


def german(revision):
    return revision.record["texts"]["de"]


def test_the_first_save_begins_a_draft_and_the_next_goes_on_with_it(session, people, planning):
    planner = people[0]

    first = save_typed.save(session, planning, opened(session, planning, planner, title="Neu"), by=planner)
    again = save_typed.save(session, planning, opened(session, planning, planner, title="Neuer"), by=planner)

    assert first.revision is again.revision
    assert (again.revision.state, again.revision.author) == (State.DRAFT, planner)
    assert german(again.revision)["title"] == "Neuer"


def test_what_only_the_other_changed_is_taken_over(session, people, planning):
    planner = people[0]
    mine = opened(session, planning, planner, title="Meiner")
    theirs = published(session, planning, people, summary="Ihre.")

    outcome = save_typed.save(session, planning, mine, by=planner)

    assert (german(outcome.revision)["title"], german(outcome.revision)["summary"]) == ("Meiner", "Ihre.")
    assert outcome.later.revision is theirs
    assert not edit.is_overtaken(session, outcome.revision)


def test_what_both_changed_is_asked_and_nothing_is_stored_until_then(session, people, planning):
    planner = people[0]
    mine = opened(session, planning, planner, title="Meiner")
    published(session, planning, people, title="Ihrer")

    outcome = save_typed.save(session, planning, mine, by=planner)

    assert outcome.revision is None
    assert [(each.field, each.theirs, each.mine) for each in outcome.clashes] == [("texts.de.title", "Ihrer", "Meiner")]
    assert edit.open_draft(session, planning, of=planner) is None


@pytest.mark.parametrize(("choice", "title"), [(MINE, "Meiner"), (THEIRS, "Ihrer")])
def test_a_choice_counts_for_what_it_was_made_against(session, people, planning, choice, title):
    planner = people[0]
    mine = opened(session, planning, planner, title="Meiner")
    published(session, planning, people, title="Ihrer")
    seen = save_typed.save(session, planning, mine, by=planner).later
    chosen = replace(mine, choices={"texts.de.title": choice}, chosen_against=seen.mark)

    outcome = save_typed.save(session, planning, chosen, by=planner)

    assert german(outcome.revision)["title"] == title


def test_a_choice_against_something_older_is_asked_again(session, people, planning):
    planner = people[0]
    mine = opened(session, planning, planner, title="Meiner")
    for title in ("Ihrer", "Noch einer"):
        published(session, planning, people, title=title)
    chosen = replace(mine, choices={"texts.de.title": MINE}, chosen_against="1.1")

    outcome = save_typed.save(session, planning, chosen, by=planner)

    assert outcome.revision is None
    assert [each.theirs for each in outcome.clashes] == ["Noch einer"]


def test_two_windows_of_one_person_are_merged_too(session, people, planning):
    planner = people[0]
    one, two = (opened(session, planning, planner, **words) for words in ({"title": "Eins"}, {"summary": "Zwei."}))

    save_typed.save(session, planning, one, by=planner)
    outcome = save_typed.save(session, planning, two, by=planner)

    assert (german(outcome.revision)["title"], german(outcome.revision)["summary"]) == ("Eins", "Zwei.")


def test_whoever_wrote_what_was_merged_is_an_author_too(session, people, planning):
    planner, other, _approver = people
    base = save_typed.save(session, planning, opened(session, planning, other, title="Ihrer"), by=other).revision
    came_from = origin.Origin(str(base.id), str(base.number))

    outcome = save_typed.save(
        session, planning, typed(session, planning, came_from, planner, summary="Meine."), by=planner
    )

    assert {planner, other} <= set(outcome.revision.contributors)


def test_handed_in_or_not_even_saved(session, people, planning):
    planner = people[0]
    bad = opened(session, planning, planner, title="Neu", body="![](https://tracker.example/x.png)", summary="")

    outcome = save_typed.save(session, planning, bad, by=planner, hand_in=HandIn())

    assert outcome.refusal is not None
    assert outcome.record is bad.record
    assert edit.open_draft(session, planning, of=planner) is None


def test_handing_in_saves_first(session, people, planning):
    planner = people[0]

    outcome = save_typed.save(
        session, planning, opened(session, planning, planner, title="Neu"), by=planner, hand_in=HandIn()
    )

    assert (outcome.revision.state, german(outcome.revision)["title"]) == (State.SUBMITTED, "Neu")


def test_only_merging_stores_nothing(session, people, planning):
    planner = people[0]
    mine = opened(session, planning, planner, title="Meiner")
    published(session, planning, people, summary="Ihre.")

    outcome = save_typed.save(session, planning, mine, by=planner, store=False)

    assert outcome.revision is None
    assert (outcome.record.texts["de"].title, outcome.record.texts["de"].summary) == ("Meiner", "Ihre.")
    assert outcome.origin.before == f"{mine.origin.base}.{mine.origin.number}"


def test_strangers_save_nothing(session, people, planning):
    stranger = make_account(session, partner="sued")

    with pytest.raises(Forbidden):
        save_typed.save(session, planning, opened(session, planning, people[0], title="Neu"), by=stranger)


def test_saving_forgets_what_was_kept_aside(session, people, planning):
    planner = people[0]
    mine = opened(session, planning, planner, title="Meiner")
    version = save_typed.keep_aside(session, planning, {"texts.de.title": "Meiner"}, mine, by=planner)
    assert version > 0

    save_typed.save(session, planning, replace(mine, kept=version), by=planner)

    assert autosave.found(session, planning, of=planner) is None


def test_what_says_nothing_new_is_not_kept_aside(session, people, planning):
    planner = people[0]
    mine = opened(session, planning, planner)

    assert save_typed.keep_aside(session, planning, {}, mine, by=planner) == 0
    assert plain(mine.record) == plain(record_json.record(planning.kind, planning.current.record))


def test_a_save_stays_among_few_rooms(session, people, planning):
    planner = people[0]
    mine = opened(session, planning, planner, title="Neu")
    session.flush()

    entered = modules_entered(lambda: save_typed.save(session, planning, mine, by=planner))

    assert "save_typed" in entered
    assert len(entered) <= MODULES_MAX, " ".join(sorted(entered))


def modules_entered(deed):
    """Return the names of the files below ``app/`` in which a function was called."""
    entered = set()

    def note(frame, event, _argument):
        path = Path(frame.f_code.co_filename)
        if event == "call" and APP in path.parents:
            entered.add(path.stem)

    sys.setprofile(note)
    try:
        deed()
    finally:
        sys.setprofile(None)
    return entered
