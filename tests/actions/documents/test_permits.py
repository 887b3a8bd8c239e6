"""Permits: who keeps and who sees the paper of a file, and that it never leaves the studio."""

import io

import pytest

from app.actions.documents import add_document, permits
from app.actions.line.load import load
from app.actions.records.dump import dump
from app.actions.riders import stale_pages
from app.actions.riders.bundle import Frozen
from app.errors import Forbidden, Invalid, Missing
from app.exchange.licences import PERMISSION
from app.exchange.reading import plain
from app.models import Role
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

PAPER = b"%PDF-1.7 Wir erlauben es. Erika Muster"
WORDS = {
    "title": "Plan",
    "author": "Stadt Nord",
    "licence": PERMISSION,
    "origin": "Brief vom Mai",
    "texts": {"de": {"title": "Plan", "alt": "Ein Platz."}},
}


@pytest.fixture
def planner(session):
    return make_account(session, Role.PLANNER, "nord")


@pytest.fixture
def document(session, media, planner):
    made = add_document.Clean(content=papers.plan(), pages=2, is_tagged=False, has_title=False, language="")
    received = add_document.Received(name="Plan", source_hash="0", made=made)
    found, _ = add_document.add(session, media, received, owner=make_partner(session), by=planner, said={})
    add_document.change(session, found, WORDS, by=planner)
    return found


def keep(session, media, thing, by, raw=PAPER, name="Erlaubnis Büro.pdf"):
    return permits.keep(session, media, thing, io.BytesIO(raw), name=name, by=by)


def test_it_comes_out_as_it_went_in_and_stays_with_the_next_version(session, media, planner, document):
    keep(session, media, document, planner)
    fresh = add_document.follow(session, media, document, None, owner=make_partner(session), by=planner)

    permit, raw, media_type = permits.read(session, media, fresh, by=planner)

    assert (permit.name, raw, media_type) == ("Erlaubnis Büro.pdf", PAPER, "application/pdf")
    assert permit.key.startswith("private/")
    with pytest.raises(Missing, match="keine eigene"):
        permits.forget(session, fresh, by=planner)


def test_the_last_of_two_papers_stays_and_none_after_it_was_taken_away(session, media, planner, document):
    for raw in (PAPER, PAPER + b" Und noch mehr."):
        keep(session, media, document, planner, raw)

    assert permits.read(session, media, document, by=planner)[1].endswith(b"mehr.")
    permits.forget(session, document, by=planner)
    with pytest.raises(Missing):
        permits.read(session, media, document, by=planner)


@pytest.mark.parametrize(
    ("role", "partner", "sees", "keeps"),
    [
        (Role.PLANNER, "nord", True, True),
        (Role.APPROVER, "nord", True, False),
        (Role.KEEPER, "nord", False, False),
        (Role.PLANNER, "sued", False, False),
        (Role.APPROVER, "sued", False, False),
        (Role.ADMIN, "nord", True, True),
    ],
)
def test_only_its_partners_people_see_it(session, media, planner, document, role, partner, sees, keeps):
    keep(session, media, document, planner)
    person = make_account(session, role, partner)

    assert (permits.may_read(session, document, person), permits.may_keep(session, document, person)) == (sees, keeps)
    if not sees:
        with pytest.raises(Forbidden):
            permits.read(session, media, document, by=person)
    if not keeps:
        with pytest.raises(Forbidden):
            keep(session, media, document, person)
        with pytest.raises(Forbidden):
            permits.forget(session, document, by=person)


@pytest.mark.parametrize("raw", [b"", b"<svg/>", b"MZ", b"%PDF-" + b"0" * permits.MOST_BYTES])
def test_what_is_no_paper_is_refused(session, media, planner, document, raw):
    with pytest.raises(Invalid):
        keep(session, media, document, planner, raw)

    assert permits.of(session, document) is None


def test_no_name_leads_out_of_a_folder_or_breaks_a_header(session, media, planner, document):
    permit = keep(session, media, document, planner, name='../..\\"\r\nX: 1/a.pdf')

    assert permit.name == "....X 1a.pdf"
    assert keep(session, media, document, planner, name="///").name == "Genehmigung"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_no_page_and_no_folder_has_it(session, media, planner, document, tmp_path):
    load(session, media, write(tmp_path / "in"), is_public=True)
    planning = make_planning(session, make_station(session, public=True), "segel")
    publish_record(session, planning, plain(planning_record("segel", documents=(document.slug,))))
    keep(session, media, document, planner)

    dump(session, media, tmp_path / "out", with_drafts=True)
    frozen = Frozen(session=session, media=media)
    drawn = {
        key: raw for each in stale_pages.every(session, SETTINGS).values() for key, raw in each.draw(frozen).items()
    }

    files = {path.name: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert "document.toml" in files and any(document.slug.encode() in raw for raw in drawn.values())
    assert not any(b"Muster" in raw or b"private/" in raw for raw in (*files.values(), *drawn.values()))
