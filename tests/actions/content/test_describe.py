"""What is said of pictures and 3D beside where they are chosen: kept by the library, and never changed unseen."""

import pytest
from sqlalchemy import select

from app.actions.content import checklist, describe, edit, origin, review, save_typed
from app.actions.content.describe import Said
from app.actions.content.save_typed import HandIn, Typed
from app.actions.library import add_picture, crop_order
from app.actions.records import record_json
from app.errors import Forbidden, Invalid
from app.exchange.reading import plain
from app.models import Event, EventKind, Picture, Role, State, Used
from app.pictures import Clean
from tests.factories import make_account, make_planning, make_station, planning_record

SAYS = {"author": "Stadt Nord", "licence": "CC-BY-4.0", "origin": "Eigenes", "texts.de.alt": "Ein Platz."}


@pytest.fixture
def planner(session):
    return make_account(session)


@pytest.fixture
def picture(session, media, planner):
    """A picture of one's own of which nothing is said yet."""
    made = Clean(content=b"raw", width_px=1600, height_px=900)
    owner = planner.memberships[0].partner
    found = add_picture.add_picture(
        session, media, made, title="Platz", source_hash="0", owner=owner, by=planner, said={}
    )
    found.made_from = crop_order.wanted(found)
    return found


@pytest.fixture
def planning(session, planner, picture):
    """A planning with a draft that shows the picture."""
    found = make_planning(session, make_station(session, public=True))
    edit.add_draft(session, found, plain(planning_record(pictures=(picture.slug,))), by=planner)
    return found


def said(picture, words, was=None):
    """Return what a form says of ``picture`` that was filled with what is there, or with what ``was``."""
    before = describe.values(picture, ("de", "en"))
    return {
        (Used.PICTURE, picture.slug): Said(words, {k: describe.mark(v) for k, v in {**before, **(was or {})}.items()})
    }


def save(session, planning, words, by, **more):
    came_from = origin.fresh(session, planning, of=by)
    record = record_json.record(planning.kind, origin.source(session, planning, came_from, of=by).record)
    typed = Typed(record=record, origin=came_from, said=words)
    return save_typed.save(session, planning, typed, by=by, **more)


def test_what_is_typed_of_a_picture_is_the_librarys_and_lets_the_page_be_handed_in(session, planner, picture, planning):
    lacking = save(session, planning, {}, planner, hand_in=HandIn())
    assert lacking.refusal is not None

    done = save(session, planning, said(picture, SAYS), planner, hand_in=HandIn())

    assert done.refusal is None
    assert done.revision.state is State.SUBMITTED
    assert picture.record["texts"] == {"de": {"alt": "Ein Platz."}}
    assert (picture.record["author"], picture.record["licence"]) == ("Stadt Nord", "CC-BY-4.0")
    assert EventKind.CHANGE_FILE in session.scalars(select(Event.what)).all()


def test_what_cannot_be_handed_in_leaves_the_library_as_it_was(session, planner, picture, planning):
    half = {name: words for name, words in SAYS.items() if name != "licence"}

    done = save(session, planning, said(picture, half), planner, hand_in=HandIn())

    assert done.refusal is not None
    assert picture.record.get("author", "") == ""  # also in what a page is drawn from that says so
    session.refresh(picture)
    assert picture.record.get("author", "") == ""


def test_a_caption_without_an_alternative_text_is_refused_at_its_field(session, planner, picture, planning):
    done = save(session, planning, said(picture, {"texts.en.caption": "June."}), planner)

    assert [each.field for each in done.refusal.faults] == [f"about.picture.{picture.slug}.texts.en.alt"]


def test_words_for_what_was_handed_in_make_its_next_version(session, planner, picture, planning):
    revision = save(session, planning, said(picture, SAYS), planner, hand_in=HandIn()).revision
    approver = make_account(session, Role.APPROVER)
    review.approve(session, revision, by=approver)

    done = save(session, planning, said(picture, {"texts.de.alt": "Ein anderer Platz."}), planner)

    newer = session.scalars(select(Picture).where(Picture.follows == picture)).one()
    assert done.revision.record["pictures"] == [newer.slug]
    assert newer.record["texts"]["de"]["alt"] == "Ein anderer Platz."
    assert picture.record["texts"]["de"]["alt"] == "Ein Platz."
    assert revision.record["pictures"] == [picture.slug]


def test_whoever_is_overtaken_is_told_what_stands_there_now(session, planner, picture, planning):
    form = said(picture, {"texts.de.alt": "Mein Wort."})
    save(session, planning, said(picture, {"texts.de.alt": "Ein fremdes Wort."}), planner)

    done = save(session, planning, form, planner)

    assert [each.values for each in done.refusal.faults] == [{"words": "Ein fremdes Wort."}]
    assert picture.record["texts"]["de"]["alt"] == "Ein fremdes Wort."


def test_a_form_that_says_nothing_new_undoes_nothing(session, planner, picture, planning):
    form = said(picture, {"texts.de.alt": "", "author": ""})
    save(session, planning, said(picture, SAYS), planner)

    done = save(session, planning, form, planner)

    assert done.refusal is None
    assert picture.record["texts"]["de"]["alt"] == "Ein Platz."


def test_nobody_says_anything_of_a_picture_of_another_partner(session, planner, picture, planning):
    picture.partner = make_account(session, partner="sued").memberships[0].partner
    session.flush()

    with pytest.raises(Forbidden):
        save(session, planning, said(picture, SAYS), planner)


def test_a_picture_that_the_page_does_not_show_is_let_be(session, planner, picture, planning):
    record = record_json.record(planning.kind, plain(planning_record()))

    shown = describe.save(session, record, said(picture, SAYS), by=planner)

    assert shown == record
    assert not describe.is_new(session, record, said(picture, SAYS))
    assert picture.record.get("author", "") == ""


def test_a_path_that_is_none_is_let_be(session, planner, picture, planning):
    save(session, planning, said(picture, {"left": "0.9", "slug": "anders", "texts.xx.alt": "Nirgends."}), planner)

    assert picture.record["slug"] == picture.slug
    assert picture.record.get("texts", {}) == {}


def test_what_is_missing_is_not_missed_once_it_is_typed(session, planner, picture, planning):
    given = plain(planning_record(pictures=(picture.slug,)))
    record = record_json.record(planning.kind, given)
    described = describe.overlaid(session, record, said(picture, SAYS))

    before = checklist.points(session, planning, record, given, ("de",))
    after = checklist.points(session, planning, record, given, ("de",), described=described)

    assert "pictures[1]" in [each.field for each in before if not each.is_met]
    assert "pictures[1]" not in [each.field for each in after if not each.is_met]


def test_faults_of_several_files_come_together(session, planner, picture, planning):
    with pytest.raises(Invalid) as refused:
        describe.save(
            session,
            record_json.record(planning.kind, plain(planning_record(pictures=(picture.slug,)))),
            said(picture, {"texts.en.caption": "x" * 300}),
            by=planner,
        )

    assert {each.field.rpartition(".")[2] for each in refused.value.faults} == {"alt", "caption"}
