"""Replace everywhere: drafts with another file in the place of one, and what keeps some of them back."""

import pytest

from app.actions.content import edit
from app.actions.items import archive, replace_everywhere
from app.actions.library import add_picture
from app.errors import Invalid
from app.exchange.reading import plain
from app.pictures import Clean
from tests.factories import make_account, make_line, make_planning, planning_record


@pytest.fixture
def planner(session):
    make_line(session)
    return make_account(session)


@pytest.fixture
def pictures(session, media, planner):
    owner = planner.memberships[0].partner
    return [
        add_picture.add_picture(
            session,
            media,
            Clean(content=title.encode(), width_px=1600, height_px=900),
            title=title,
            source_hash=title,
            owner=owner,
            by=planner,
        )
        for title in ("Alt", "Neu")
    ]


def showing(session, picture, by, *also, partner="nord"):
    """A planning whose draft shows a picture."""
    planning = make_planning(session, partner=partner) if partner != "nord" else make_planning(session)
    record = plain(planning_record(pictures=(picture.slug, *also)))
    edit.add_draft(session, planning, record, by=by)
    return planning


def shown(session, planning, by):
    return edit.open_draft(session, planning, of=by).record["pictures"]


def test_each_place_gets_a_draft_with_the_other_file_once(session, pictures, planner):
    old, new = pictures
    plannings = [showing(session, old, planner), showing(session, old, planner, new.slug)]
    left = showing(session, old, planner)
    ids = [each.id for each in plannings]

    done = replace_everywhere.replace(session, old, new, ids, by=planner)
    again = replace_everywhere.replace(session, old, new, ids, by=planner)

    assert [each.item_id for each in done.places] == ids
    assert [shown(session, each, planner) for each in (*plannings, left)] == [[new.slug], [new.slug], [old.slug]]
    assert (again.places, again.stuck) == ([], {})
    assert [each.item_id for each in replace_everywhere.places(session, old, planner)] == [left.id]


def test_what_waits_for_an_approver_is_told_and_stops_no_other(session, pictures, planner):
    old, new = pictures
    waiting, open_one = showing(session, old, planner), showing(session, old, planner)
    archived = showing(session, old, planner)
    archive.archive(session, archived, by=planner)
    stranger = make_account(session, partner="sued")

    found = replace_everywhere.replace(session, old, new, [waiting.id, open_one.id, archived.id], by=stranger)

    assert found.places == []
    assert set(found.stuck) == {waiting.id, open_one.id}, "only its partner's planners change it"
    assert [each.may_change for each in replace_everywhere.places(session, old, stranger)] == [False, False]
    assert [each.may_change for each in replace_everywhere.places(session, old, planner)] == [True, True]


def test_by_itself_nothing_is_replaced(session, pictures, planner):
    with pytest.raises(Invalid):
        replace_everywhere.replace(session, pictures[0], pictures[0], [], by=planner)
