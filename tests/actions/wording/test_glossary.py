"""The glossary: kept by planners together, loaded and dumped with the folder, and missed where a text does without."""

import pytest
from sqlalchemy import select

from app.actions.line.load import load
from app.actions.records.dump import dump
from app.actions.wording import glossary
from app.errors import Forbidden, Invalid, Missing, Overtaken
from app.exchange.folder import FaultyFolderError, read_folder
from app.exchange.terms import Term
from app.models import Event, EventKind, Line, Role
from tests.factories import make_account, make_line, write

PROJECT = {"term": "Planung", "names": {"en": "project, scheme", "de-simple": "Plan"}, "meaning": "So soll es werden."}
MEANING = "Eine Planung ist ein Plan. Er zeigt: So soll ein Ort später einmal aussehen."
FILE = f'[[terms]]\nterm = "Planung"\nmeaning = "{MEANING}"\n\n[terms.names]\nen = "project"\n'


@pytest.fixture
def planner(session):
    make_line(session)
    return make_account(session, Role.PLANNER)


def test_a_term_is_added_changed_and_taken_away_and_the_journal_knows(session, planner):
    kept = glossary.keep(session, PROJECT, by=planner)
    more = {**PROJECT, "names": {"en": "project"}}
    changed = glossary.keep(session, more, was="Planung", version=glossary.seen(kept), by=planner)
    there = glossary.terms(session)
    glossary.remove(session, was="Planung", version=glossary.seen(changed), by=planner)

    assert there == (changed,)
    assert changed.names == {"en": "project"}
    assert glossary.terms(session) == ()
    told = session.scalars(select(Event.comment).where(Event.what == EventKind.CHANGE_TERM).order_by(Event.id)).all()
    assert told == ["Planung: project, scheme, Plan", "Planung: project", "Planung –"]


def test_two_people_at_one_word_are_told_of_one_another(session, planner):
    seen = glossary.seen(glossary.keep(session, PROJECT, by=planner))
    glossary.keep(session, {**PROJECT, "meaning": "Anders."}, was="Planung", version=seen, by=planner)

    for change in (
        lambda: glossary.keep(session, PROJECT, was="Planung", version=seen, by=planner),
        lambda: glossary.remove(session, was="Planung", version=seen, by=planner),
    ):
        with pytest.raises(Overtaken):
            change()
    assert glossary.term(session, "Planung").meaning == "Anders."


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"term": ""}, "term"),
        ({"term": "x" * 61}, "term"),
        ({"term": "planung"}, "term"),
        ({"term": "Neu", "meaning": "x" * 201}, "meaning"),
        ({"term": "Neu", "names": {"en": "x" * 161}}, "names.en"),
        ({"term": "Neu", "other": "x"}, "other"),
        ({"names": {}}, "term"),
    ],
)
def test_what_is_no_term_is_refused_at_its_field(session, planner, given, field):
    glossary.keep(session, PROJECT, by=planner)

    with pytest.raises(Invalid) as refused:
        glossary.keep(session, given, by=planner)

    assert field in [fault.field for fault in refused.value.faults]


def test_only_planners_keep_it_and_of_what_is_gone_they_are_told(session, planner):
    for role in (Role.KEEPER, Role.APPROVER):
        with pytest.raises(Forbidden):
            glossary.keep(session, PROJECT, by=make_account(session, role))
    with pytest.raises(Missing):
        glossary.remove(session, was="Planung", version="", by=planner)
    assert glossary.keep(session, PROJECT, by=make_account(session, Role.ADMIN))


TERMS = (
    Term(term="Planung", names={"en": "project, scheme"}),
    Term(term="Haltestelle", names={"en": "stop", "tr": "durak"}),
    Term(term="Hitzeinsel", names={"de-simple": "Hitze-Insel"}, meaning="Dort ist es heißer."),
)


@pytest.mark.parametrize(
    ("source", "translation", "missed"),
    [
        ("Zwei Planungen", "Two plannings", ["Planung"]),
        ("Zwei Planungen", "Two projects", []),
        ("Zwei Planungen", "Two schemes", []),
        ("Zwei Planungen", "", ["Planung"]),
        ("Das Planungsamt", "The planning office", []),
        ("Planung an der Haltestelle", "Planning at the station", ["Planung", "Haltestelle"]),
        ("Eine Hitzeinsel", "A hot place", []),
        ("", "A project", []),
    ],
)
def test_a_term_that_the_translation_does_without_is_missed(source, translation, missed):
    found = glossary.missed(TERMS, source, translation, first="de", language="en")

    assert [each.term for each in found] == missed


def test_a_hard_word_comes_with_an_easier_one_in_easy_to_read_language_alone():
    told = [("Hitzeinseln", "Hitze-Insel – Dort ist es heißer.")]

    assert list(glossary.hard(TERMS, "Hier sind Hitzeinseln.", "de-simple")) == told
    assert list(glossary.hard(TERMS, "Eine Hitze-Insel an der Haltestelle", "de-simple")) == []
    assert list(glossary.hard(TERMS, "Eine Hitzeinsel", "de")) == []


def test_a_folder_brings_it_along_and_takes_it_out_again(session, planner, media, tmp_path):
    root = write(tmp_path / "in", 1, in_3d=False)
    (root / "stations/glossary.toml").write_text(FILE)
    session.delete(session.scalars(select(Line)).one())
    session.flush()

    load(session, media, root, is_public=True)
    dump(session, media, tmp_path / "out")

    assert glossary.terms(session) == (Term(term="Planung", names={"en": "project"}, meaning=MEANING),)
    assert (tmp_path / "out/stations/glossary.toml").read_text() == FILE


def test_a_folder_without_one_leaves_what_is_kept(session, media, tmp_path):
    root = write(tmp_path, 1, in_3d=False)
    load(session, media, root, is_public=True)
    glossary.keep(session, PROJECT, by=make_account(session))

    load(session, media, root, is_public=True)

    assert [each.term for each in glossary.terms(session)] == ["Planung"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FILE + FILE, "steht doppelt da"),
        (FILE.replace("en =", "xx ="), "gibt es nicht"),
        ("[[words]]\n", "Dieses Feld gibt es hier nicht"),
        ("terms = 3\n", "Hier steht keine Liste"),
        ("[[terms]]\n", "Das Feld fehlt"),
    ],
)
def test_a_faulty_file_is_refused_with_its_name(tmp_path, text, told):
    root = write(tmp_path, 1, in_3d=False)
    (root / "stations/glossary.toml").write_text(text)

    with pytest.raises(FaultyFolderError, match=told) as refused:
        read_folder(root)

    assert "stations/glossary.toml" in str(refused.value)
