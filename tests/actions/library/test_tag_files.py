"""Tags of files: said, spelled as others spell them, carried on, and by whom."""

import pytest
from sqlalchemy import select

from app.actions.library import add_asset, add_picture, show_library, tag_files
from app.actions.library.show_library import Wanted
from app.errors import Forbidden, Invalid
from app.models import Asset, FileTag, Picture
from app.pictures import Clean
from tests.factories import make_account, make_line


@pytest.fixture
def planner(session):
    make_line(session)
    return make_account(session)


@pytest.fixture
def asset(session, planner):
    return add_asset.add_asset(session, title="Segel", owner=planner.memberships[0].partner, by=planner)


def picture(session, media, planner, title="Platz"):
    made = Clean(content=title.encode(), width_px=1600, height_px=900)
    owner = planner.memberships[0].partner
    return add_picture.add_picture(session, media, made, title=title, source_hash=title, owner=owner, by=planner)


def test_what_is_typed_are_tags_each_once_however_it_is_spelled(session, planner, asset):
    tag_files.tag(session, asset, " Platz am  Markt, wettbewerb 2025;platz am markt\n, ,Işık", by=planner)

    assert tag_files.tags(session, asset) == ["Işık", "platz am markt", "wettbewerb 2025"]


def test_a_tag_is_spelled_as_others_have_it(session, planner, asset):
    other = add_asset.add_asset(session, title="Bank", owner=planner.memberships[0].partner, by=planner)
    tag_files.tag(session, asset, "Bäume", by=planner)

    tag_files.tag(session, other, "baeume, Neu", by=planner)

    assert tag_files.tags(session, other) == ["Bäume", "Neu"]
    assert tag_files.every(session, Asset) == [("Bäume", 2), ("Neu", 1)]
    assert tag_files.every(session, Picture) == []


def test_a_new_version_has_the_tags_of_the_one_before_and_then_its_own(session, media, planner, asset):
    shown = picture(session, media, planner)
    for thing in (asset, shown):
        tag_files.tag(session, thing, "Markt", by=planner)
    owner = planner.memberships[0].partner

    later = add_asset.follow(session, asset, owner=owner, by=planner)
    fresh = add_picture.follow(session, shown, owner=owner, by=planner)
    tag_files.tag(session, later, "", by=planner)

    assert tag_files.tags(session, later) == []
    assert [tag_files.tags(session, each) for each in (asset, fresh)] == [["Markt"], ["Markt"]]


def test_a_list_shows_what_has_a_tag_and_the_same_word_of_a_picture_is_another(session, media, planner, asset):
    shown = picture(session, media, planner)
    tag_files.tag(session, shown, "Markt", by=planner)

    found = show_library.pictures(session, planner, Wanted(tag="Markt"))

    assert [row.title for row in found.rows] == ["Platz"]
    assert show_library.assets(session, planner, Wanted(tag="Markt")).total == 0
    assert show_library.pictures(session, planner, Wanted(tag="Markt%")).total == 0
    assert show_library.pictures(session, planner, Wanted(tag="Markt", words="anders")).total == 0


@pytest.mark.parametrize("typed", ["x" * 41, ",".join(f"Wort {number}" for number in range(13))])
def test_what_is_too_much_is_refused_and_what_was_there_stays(session, planner, asset, typed):
    tag_files.tag(session, asset, "Markt", by=planner)

    with pytest.raises(Invalid):
        tag_files.tag(session, asset, typed, by=planner)

    assert tag_files.tags(session, asset) == ["Markt"]


def test_only_its_partners_planners_say_them_and_anybody_who_plans_of_what_was_loaded(session, planner, asset):
    stranger = make_account(session, partner="sued")

    with pytest.raises(Forbidden):
        tag_files.tag(session, asset, "Markt", by=stranger)
    assert session.scalars(select(FileTag)).all() == []

    asset.partner = None
    tag_files.tag(session, asset, "Markt", by=stranger)
    assert tag_files.tags(session, asset) == ["Markt"]
