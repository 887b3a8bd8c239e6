"""Documents in the library: whose they are, what riders get of them, and how folders bring and take them."""

import io
import re
from functools import cache

import pytest
from sqlalchemy import select

from app import sandbox
from app.actions.content import edit, preview, review
from app.actions.documents import add_document
from app.actions.documents.clean_document import clean_document
from app.actions.items import newer_files
from app.actions.library import library_files
from app.actions.line.load import load
from app.actions.records.dump import dump
from app.errors import Forbidden, Invalid, WrongState
from app.exchange.folder import FaultyFolderError, read_folder
from app.exchange.reading import plain
from app.models import Document, Role
from tests.documents import papers
from tests.factories import (
    SETTINGS,
    make_account,
    make_partner,
    make_planning,
    make_station,
    planning_record,
    publish_record,
    write,
)

WORDS = {
    "title": "Bebauungsplan 123",
    "author": "Stadt Nord",
    "licence": "CC0-1.0",
    "origin": "Amtsblatt",
    "texts": {"de": {"title": "Bebauungsplan 123: Am Platz", "alt": "Der Plan zeigt **drei** Häuser."}},
}


@pytest.fixture
def planner(session):
    return make_account(session, Role.PLANNER, "nord")


def receive(raw, name="plan_123.pdf"):
    return add_document.receive(io.BytesIO(raw), name=name)


@cache
def plan(pages=2):
    return receive(papers.plan(pages))


@pytest.fixture
def document(session, media, planner):
    found, _ = add_document.add(session, media, plan(), owner=make_partner(session), by=planner, said={})
    return found


def offered_by(session, document, slug="segel"):
    planning = make_planning(session, make_station(session, public=True), slug)
    publish_record(session, planning, plain(planning_record(slug, documents=(document.slug,))))
    return planning


def test_what_comes_is_clean_and_has_a_name_that_people_read(session, media, planner):
    received = receive(papers.hostile(), "Lageplan_Süd.pdf")
    made, is_new = add_document.add(session, media, received, owner=make_partner(session), by=planner, said={})

    key = made.files["source.pdf"]
    assert is_new and key.endswith("/lageplan-sued.pdf")
    assert b"Muster" not in media.get(key) and received.made.removed
    assert made.facts["pages"] == 1 and made.facts["size_bytes"] == len(media.get(key))


def test_the_same_file_is_kept_once_for_each_partner(session, media, planner, document):
    other = make_account(session, Role.PLANNER, "sued")
    said = {"title": "Ein anderer Titel"}

    again = add_document.add(session, media, plan(), owner=make_partner(session), by=planner, said=said)
    theirs, is_new = add_document.add(session, media, plan(), owner=make_partner(session, "sued"), by=other, said=said)

    assert again == (document, False)
    assert is_new and theirs is not document


def test_what_takes_too_long_or_too_much_is_refused_with_a_sentence(tmp_path):
    given = tmp_path / "given"
    given.write_bytes(papers.plan())

    with pytest.raises(Invalid) as refusal:
        clean_document(given, limits=sandbox.Limits(wall_s=0.01))

    assert [str(fault.field) for fault in refusal.value.faults] == ["file"]


def test_without_licence_and_words_it_is_not_handed_in(session, media, planner, document):
    planning = make_planning(session, make_station(session, public=True), "segel")
    record = plain(planning_record("segel", documents=(document.slug,)))
    draft = edit.add_draft(session, planning, record, by=planner)

    with pytest.raises(Invalid) as refusal:
        review.submit(session, draft, by=planner)
    add_document.change(session, document, WORDS, by=planner)
    review.submit(session, draft, by=planner)

    assert {fault.field for fault in refusal.value.faults} == {"documents[1]"}
    assert len(refusal.value.faults) == 4
    assert [pin["slug"] for pin in draft.pins] == [document.slug]
    with pytest.raises(WrongState, match="zur Freigabe"):
        add_document.change(session, document, {**WORDS, "title": "Anders"}, by=planner)


def test_riders_read_what_it_is_and_what_is_in_it(session, media, planner, document):
    add_document.change(session, document, WORDS, by=planner)
    planning = offered_by(session, document)

    page = preview.draw(session, edit.newest(session, planning), preview.Page(preview.View.OWN, "de"), SETTINGS)
    page = re.sub("\xad", "", page.replace("\xa0", " "))

    assert f'href="/media/{document.files["source.pdf"]}"' in page
    assert "Bebauungsplan 123: Am Platz</span> (PDF, 2 Seiten, 1 kB, nicht barrierefrei)" in page
    assert "<strong>drei</strong> Häuser" in page


def test_nobody_else_changes_it_and_only_what_is_not_shown_is_deleted(session, media, planner, document):
    stranger = make_account(session, Role.PLANNER, "sued")
    add_document.change(session, document, WORDS, by=planner)

    with pytest.raises(Forbidden):
        add_document.change(session, document, WORDS, by=stranger)
    offered_by(session, document)
    with pytest.raises(WrongState):
        library_files.delete(session, document, by=planner)


def test_a_newer_version_takes_the_words_along_and_is_offered_to_whoever_shows_the_old(
    session, media, planner, document
):
    add_document.change(session, document, WORDS, by=planner)
    planning = offered_by(session, document)
    owner = make_partner(session)

    same = add_document.follow(session, media, document, None, owner=owner, by=planner)
    fresh = add_document.follow(session, media, same, plan(3), owner=owner, by=planner)
    draft = newer_files.use_newest(session, planning, by=planner)

    assert (same.files, same.facts["pages"], fresh.facts["pages"]) == (document.files, 2, 3)
    assert fresh.record["texts"] == WORDS["texts"] and fresh.record["follows"] == same.slug
    assert draft.record["documents"] == [fresh.slug]


@pytest.mark.parametrize("given", [{"texts": {"de": {"title": "Plan"}}}, {"texts": {"de": {"alt": "x" * 4001}}}])
def test_half_words_are_refused_beside_their_field(session, planner, document, given):
    with pytest.raises(Invalid) as refusal:
        add_document.change(session, document, {**WORDS, **given}, by=planner)

    assert {fault.field.rpartition(".")[0] for fault in refusal.value.faults} == {"texts.de"}


@pytest.fixture
def folder(tmp_path):
    """A small line as a folder, with a document that nothing shows."""
    here = write(tmp_path / "in") / "assets/documents/plan-123"
    here.mkdir(parents=True)
    (here / "source.pdf").write_bytes(plan().made.content)
    (here / "document.toml").write_text(
        'slug = "plan-123"\ntitle = "Plan 123"\nauthor = "Wir"\nlicence = "CC0-1.0"\norigin = "Amtsblatt"\n'
    )
    (here / "text.de.toml").write_text('title = "Bebauungsplan 123"\nalt = "Der Plan zeigt einen Platz."\n')
    return here


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_folder_gives_back_what_it_was_given(session, media, folder, tmp_path):
    load(session, media, tmp_path / "in", is_public=True)
    dump(session, media, tmp_path / "out")

    below = {path.relative_to(tmp_path / "in"): path.read_bytes() for path in folder.iterdir()}
    assert {name: (tmp_path / "out" / name).read_bytes() for name in below} == below
    assert session.scalars(select(Document.facts)).one()["pages"] == 2


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_folder_with_more_than_pages_or_without_them_is_refused(session, media, folder, tmp_path):
    (folder / "source.pdf").write_bytes(papers.hostile())
    with pytest.raises(Invalid, match="mehr als Seiten"):
        load(session, media, tmp_path / "in", is_public=True)

    (folder / "source.pdf").unlink()
    with pytest.raises(Invalid, match="genau eine Datei"):
        load(session, media, tmp_path / "in", is_public=True)


def test_what_a_folder_offers_has_to_be_there_and_to_be_described(folder, tmp_path):
    planning = next((tmp_path / "in/stations").glob("*/plannings/*/planning.toml"))
    planning.write_text('documents = ["plan-123", "gibt-es-nicht"]\n' + planning.read_text())
    (folder / "text.de.toml").unlink()

    with pytest.raises(FaultyFolderError) as refused:
        read_folder(tmp_path / "in")

    wrong = [str(fault) for fault in refused.value.faults]
    assert len(wrong) == 2
    assert "gibt-es-nicht" in wrong[0] + wrong[1] and "Alternativtext" in wrong[0] + wrong[1]
