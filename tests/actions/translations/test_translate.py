"""A translator writes the words of their languages: anything else is refused by comparing what is stored."""

import copy

import pytest

from app.actions.content import autosave, edit, history, origin, review
from app.actions.content.save_typed import HandIn
from app.actions.people import assignments, people
from app.actions.translations import translate
from app.errors import Forbidden, Missing, WrongState
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


@pytest.fixture
def admin(session):
    return make_account(session, Role.ADMIN)


@pytest.fixture
def planning(session):
    made = make_planning(session, make_station(session, "platz", public=True), public=True)
    publish_record(session, made, plain(planning_record(texts=words("Das Segel"))))
    return made


@pytest.fixture
def translator(session, planning, admin):
    account = make_account(session, Role.TRANSLATOR, "nord")
    assignments.speak(session, account, planning.owner, ["en"], by=admin)
    return account


def save(session, planning, by, language="en", *, hand_in=None, theirs="", start=None, **typed):
    start = start or origin.fresh(session, planning, of=by)
    given = {"title": "The sail", "summary": "A roof.", "body": "Here.", **typed}
    return translate.save(session, planning, language, given, origin=start, by=by, hand_in=hand_in, theirs=theirs)


def changed(planning, **more):
    return {**copy.deepcopy(planning.current.record), **more}


def test_the_words_of_the_language_become_a_draft_and_are_handed_in(session, planning, translator):
    draft = save(session, planning, translator, hand_in=HandIn("Englisch")).revision

    assert draft.state is State.SUBMITTED
    assert draft.record["texts"]["en"]["title"] == "The sail"
    assert draft.record["texts"]["en"]["made_from"]
    assert draft.record["texts"]["de"] == planning.current.record["texts"]["de"]
    review.withdraw(session, draft, by=translator)
    history.discard(session, planning, by=translator)


def test_other_languages_and_what_the_line_does_not_speak_are_refused(session, planning, translator):
    for language in ("de", "tr"):
        with pytest.raises((Forbidden, Missing)):
            save(session, planning, translator, language)
    with pytest.raises((Forbidden, Missing)):
        translate.rows(session, planning, "xx", by=translator)


@pytest.mark.parametrize("language", ["de", "tr"])
def test_any_other_difference_is_refused_by_comparing_the_record(session, planning, translator, language):
    draft = save(session, planning, translator).revision
    text = {"title": "Anders", "summary": "Anders.", "body": "Anders."}
    for given in (
        {**draft.record, "texts": {**draft.record["texts"], language: text}},
        {**draft.record, "rotation_deg": 12.0},
        {**draft.record, "texts": {"en": draft.record["texts"]["en"], "de": text}},
    ):
        for store in (edit.save, edit.rebase):
            with pytest.raises(Forbidden, match="nur die Texte"):
                store(session, draft, given, version=draft.version, by=translator)
    history.discard(session, planning, by=translator)
    with pytest.raises(Forbidden, match="nur die Texte"):
        edit.begin(session, planning, changed(planning, rotation_deg=12.0), by=translator)


def test_nothing_else_of_a_planner_is_theirs(session, planning, translator):
    base = planning.current.revision
    for refused in (
        lambda: edit.start(session, planning, by=translator),
        lambda: edit.name(session, base, "Vor der Sitzung", by=translator),
        lambda: history.restore(session, base, by=translator),
        lambda: autosave.keep(session, planning, {"topic": "x"}, base=base, number=1, version=0, by=translator),
    ):
        with pytest.raises(Forbidden):
            refused()


def test_they_hand_in_and_take_back_their_own_alone(session, planning, translator):
    other = make_revision(session, planning)
    with pytest.raises(Forbidden, match="eigenen Entwürfen"):
        review.submit(session, other, by=translator)
    review.submit(session, other, by=other.author)
    with pytest.raises(Forbidden, match="eigenen Entwürfen"):
        review.withdraw(session, other, by=translator)
    with pytest.raises(Forbidden):
        review.approve(session, other, by=translator)


def test_a_draft_from_when_they_planned_is_not_handed_in_as_a_translation(session, planning, translator, admin):
    partner = planning.owner
    people.set_roles(session, translator, [(Role.PLANNER, partner.id)], by=admin)
    draft = edit.start(session, planning, by=translator)
    edit.save(session, draft, {**draft.record, "rotation_deg": 12.0}, version=draft.version, by=translator)
    people.set_roles(session, translator, [(Role.TRANSLATOR, partner.id)], by=admin)
    assignments.speak(session, translator, partner, ["en"], by=admin)

    with pytest.raises(Forbidden, match="nur die Texte"):
        review.submit(session, draft, by=translator)


def test_what_was_never_approved_is_not_translated(session, translator):
    fresh = make_planning(session)
    make_revision(session, fresh)

    with pytest.raises(WrongState, match="noch nichts freigegeben"):
        save(session, fresh, translator, hand_in=HandIn())


def test_what_was_published_meanwhile_comes_in_and_stays(session, planning, translator):
    save(session, planning, translator)
    start = origin.fresh(session, planning, of=translator)
    publish_record(session, planning, plain(planning_record(texts=words("Das Segel"), rotation_deg=45.0)))

    draft = save(session, planning, translator, start=start, title="The big sail", hand_in=HandIn()).revision

    assert draft.record["rotation_deg"] == 45.0
    assert draft.record["texts"]["en"]["title"] == "The big sail"


def test_whoever_is_overtaken_in_the_same_words_decides_after_seeing_them(session, planning, translator):
    save(session, planning, translator)
    start = origin.fresh(session, planning, of=translator)
    record = plain(planning_record(texts=words("Das Segel")))
    record["texts"]["en"] = {"title": "Theirs", "summary": "Theirs.", "body": "Theirs."}
    publish_record(session, planning, record)

    first = save(session, planning, translator, start=start)
    again = save(session, planning, translator, start=start, theirs=first.later.mark)

    assert first.clashes and first.revision is None
    assert again.revision.record["texts"]["en"]["title"] == "The sail"


def test_a_language_that_is_taken_from_them_is_closed_at_once(session, planning, translator, admin):
    draft = save(session, planning, translator).revision

    assignments.speak(session, translator, planning.owner, [], by=admin)

    with pytest.raises(Forbidden):
        save(session, planning, translator)
    with pytest.raises(Forbidden):
        review.submit(session, draft, by=translator)


def test_only_an_admin_says_which_languages_and_only_of_a_translator(session, planning, translator, admin):
    with pytest.raises(Forbidden):
        assignments.speak(session, translator, planning.owner, ["tr"], by=translator)
    with pytest.raises(WrongState, match="übersetzt nicht"):
        assignments.speak(session, make_account(session), planning.owner, ["tr"], by=admin)
