"""What the line says of itself is reviewed like a planning: its words, its partners' names, its pages."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.actions.content import edit, history, preview, publish, review, save_typed
from app.actions.content.origin import fresh
from app.actions.content.save_typed import HandIn, Typed
from app.actions.items import archive, bulk, rename
from app.actions.line import search, show_words
from app.actions.line.load import load
from app.actions.records import line_parts, record_json
from app.actions.records.dump import dump
from app.actions.riders import stale_pages
from app.actions.riders.bundle import Frozen
from app.errors import Forbidden, Invalid, WrongState
from app.exchange.folder import read_folder
from app.exchange.writing import write_folder
from app.models import Edition, Kind, Line, LineWords, Membership, Partner, Role, State
from app.site import paths
from tests.factories import SETTINGS, content, line_record, make_account, words, write

NEW = {
    Kind.LINE: {
        "texts": {"de": {"title": "Die neue Linie", "summary": "Neu."}},
        "funding": {"de": "Gefördert."},
        "topics": {"kultur": {"de": "Kunst"}},
    },
    Kind.PARTNER: {"name": "Die neue Stadt", "city": "Neu", "home": "https://neu.example/"},
    Kind.PAGE: {"texts": {"de": {"title": "Impressum", "summary": "Neu.", "body": "Ganz neu."}}},
}
SHOWN = {Kind.LINE: "Die neue Linie", Kind.PARTNER: "Die neue Stadt", Kind.PAGE: "Ganz neu."}


@pytest.fixture
def line(session, media, tmp_path):
    load(session, media, write(tmp_path / "in", in_3d=False), is_public=True)
    return session.scalars(select(Line)).one()


def item(session, kind):
    return session.scalars(select(LineWords).where(LineWords.kind == kind).order_by(LineWords.id)).first()


def drawn(session, media):
    session.expire_all()
    bundles = stale_pages.every(session, SETTINGS).values()
    return {key: raw for each in bundles for key, raw in each.draw(Frozen(session=session, media=media)).items()}


def handed_in(session, thing, *, by):
    draft = edit.start(session, thing, by=by)
    edit.save(session, draft, NEW[thing.kind], version=draft.version, by=by)
    review.submit(session, draft, by=by)
    return draft


def approver(session):
    return make_account(session, Role.APPROVER)


def test_every_part_has_an_edition_and_together_they_are_what_riders_see(session, line):
    record, pages = line.record, line.pages

    for kind, slug, part in line_parts.parts(record, pages):
        found = session.scalars(select(LineWords).where(LineWords.kind == kind, LineWords.slug == slug)).one()
        assert found.current.record == part
        assert line_parts.joined(record, pages, kind, part) == (record, pages)
    assert len(show_words.rows(session)) == 4


@pytest.mark.parametrize("kind", NEW)
def test_it_is_seen_by_two_people_and_then_by_all(session, media, line, kind):
    thing, before = item(session, kind), drawn(session, media)
    draft = handed_in(session, thing, by=make_account(session))
    shown = preview.draw(session, draft, preview.Page(preview.View.OWN, "de"), SETTINGS)

    with pytest.raises(Forbidden):
        review.approve(session, draft, by=draft.author)
    assert drawn(session, media) == before
    decided = approver(session)
    review.approve(session, draft, by=decided)
    assert drawn(session, media) == before
    publish.publish(session, draft, by=decided)
    after = drawn(session, media)

    key = paths.store_key(paths.text_path("de", thing.slug) if kind is Kind.PAGE else paths.line_path("de", "302"))
    assert after[key].decode() == shown
    assert SHOWN[kind] in shown


def test_a_renamed_partner_is_one_review_for_all_pages(session, media, line):
    draft = handed_in(session, item(session, Kind.PARTNER), by=make_account(session))
    decided = approver(session)
    review.approve(session, draft, by=decided)
    publish.publish(session, draft, by=decided)

    pages = [raw.decode() for key, raw in drawn(session, media).items() if key.endswith(".html")]
    telling = [page for page in pages if "Die neue Stadt" in page]

    assert len(telling) >= 2 * 6  # in two languages each station and planning
    assert not any("Stadt Nord" in page for page in pages)
    assert session.scalars(select(Partner.name).where(Partner.slug == "nord")).one() == "Die neue Stadt"


def test_a_renamed_topic_is_one_review_for_all_pages(session, media, line):
    draft = handed_in(session, item(session, Kind.LINE), by=make_account(session))
    decided = approver(session)
    review.approve(session, draft, by=decided)
    publish.publish(session, draft, by=decided)

    pages = [raw.decode() for key, raw in drawn(session, media).items() if key.endswith(".html")]

    assert len([page for page in pages if "Kunst" in page]) >= 2 * 3  # in two languages each planning
    assert not any("Kultur" in page for page in pages)
    assert [topic["slug"] for topic in line.record["topics"]] == ["kultur"]


def test_an_earlier_edition_comes_back(session, media, line):
    thing, before = item(session, Kind.PARTNER), drawn(session, media)
    first, decided = thing.current, approver(session)
    draft = handed_in(session, thing, by=make_account(session))
    review.approve(session, draft, by=decided)
    publish.publish(session, draft, by=decided)

    publish.roll_back(session, first, by=decided, reason="Darum.")

    assert drawn(session, media) == before


def test_a_folder_brings_drafts_unless_it_is_published(session, media, line, tmp_path):
    before = drawn(session, media)
    other = replace(
        content(in_3d=False),
        line=line_record(texts=words("Anders")),
        pages={"impressum": words("Ein anderes Impressum")},
    )
    write_folder(other, tmp_path / "other")

    loaded = load(session, media, tmp_path / "other", is_public=False)
    assert (loaded.changed, drawn(session, media)) == (2, before)
    load(session, media, tmp_path / "other", is_public=True)

    assert "Ein anderes Impressum" in drawn(session, media)["de/impressum/index.html"].decode()


def test_drafts_go_along_where_they_are_asked_for(session, media, line, tmp_path):
    handed_in(session, item(session, Kind.PARTNER), by=make_account(session))

    dump(session, media, tmp_path / "public")
    dump(session, media, tmp_path / "drafts", with_drafts=True)

    names = [read_folder(tmp_path / each).line.partners[0].name for each in ("public", "drafts")]
    assert names == ["Stadt Nord", "Die neue Stadt"]


@pytest.mark.parametrize("kind", NEW)
def test_it_is_neither_taken_down_nor_archived_nor_renamed(session, line, kind):
    thing, admin = item(session, kind), make_account(session, Role.ADMIN)

    for act in (
        lambda: publish.take_down(session, thing, by=admin, reason="Darum."),
        lambda: publish.schedule_take_down(session, thing, at=None, by=admin, reason="Darum."),
        lambda: archive.archive(session, thing, by=admin),
        lambda: rename.rename(session, thing, "neu", by=admin),
    ):
        with pytest.raises(WrongState):
            act()
    assert thing.current is not None


def test_others_do_not_change_a_partners_name(session, line):
    with pytest.raises(Forbidden):
        edit.start(session, item(session, Kind.PARTNER), by=make_account(session, partner="sued"))


def test_a_partner_without_a_name_is_refused(session, line):
    planner = make_account(session)
    draft = edit.start(session, item(session, Kind.PARTNER), by=planner)

    with pytest.raises(Invalid) as refusal:
        edit.save(session, draft, {**NEW[Kind.PARTNER], "name": ""}, version=draft.version, by=planner)

    assert [fault.field for fault in refusal.value.faults] == ["name"]


@pytest.mark.parametrize("kind", NEW)
def test_after_an_approval_no_single_person_changes_what_is_published(session, media, line, kind):
    thing, planner, decided = item(session, kind), make_account(session), approver(session)
    decided.memberships.append(Membership(role=Role.PLANNER, partner=decided.memberships[0].partner))
    draft = handed_in(session, thing, by=planner)
    review.approve(session, draft, by=decided)
    with session.begin_nested() as point:
        publish.publish(session, draft, by=decided)
        approved = drawn(session, media)
        point.rollback()

    for person in (planner, decided):
        session.expire_all()
        history.restore(session, thing.current.revision, by=person)
        typed = record_json.record(kind, {**draft.record, **NEW[kind]})
        origin = fresh(session, thing, of=person)
        save_typed.save(session, thing, Typed(record=typed, origin=origin), by=person, hand_in=HandIn())
        bulk.perform(session, "hand_in", [thing.id], by=person)
        for each in thing.revisions:
            if each.state is State.SUBMITTED and person in each.contributors:
                with pytest.raises(Forbidden):
                    review.approve(session, each, by=person)
    publish.publish(session, draft, by=decided)

    assert drawn(session, media) == approved
    assert len(session.scalars(select(Edition).where(Edition.item == thing)).all()) == 2


def test_they_are_found_by_their_titles(session, line):
    page, partner = (search.find(session, words).items[0] for words in ("impressum", "stadt nord"))

    assert (page.kind, page.title, page.partner) == (Kind.PAGE, "Impressum", "Stadt Nord")
    assert (partner.kind, partner.title) == (Kind.PARTNER, "Stadt Nord")
