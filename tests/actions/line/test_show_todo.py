"""What waits for one person beside versions: what was said, refused, is outdated, due or ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.actions.content import edit, publish, remark, share
from app.actions.line import show_todo
from app.actions.people import accounts
from app.actions.signs import inspection
from app.exchange.reading import plain
from app.exchange.translation import digest
from app.models import Asset, BuildState, Role, SignStage, Spoken, State, now
from tests.factories import (
    make_account,
    make_line,
    make_planning,
    make_revision,
    make_sign,
    make_station,
    planning_record,
)

STEPS = [SignStage.PRINTED, SignStage.MOUNTED, SignStage.DAMAGED]


@pytest.fixture
def author(session):
    make_line(session)
    accounts.system(session)
    return make_account(session, Role.PLANNER)


@pytest.fixture
def approver(session):
    return make_account(session, Role.APPROVER)


def kinds(session, account):
    return [each.kind for each in show_todo.todo(session, account)]


def test_what_others_said_at_ones_version_waits_until_it_is_settled(session, author, approver):
    revision = make_revision(session, state=State.SUBMITTED, by=author)
    said = [remark.add_remark(session, revision, field="", text="Stimmt das?", by=approver) for _ in range(2)]
    remark.add_remark(session, revision, field="", text="Merke ich mir.", by=author)

    (each,) = show_todo.todo(session, author)

    assert (each.kind, each.title, each.count, each.revision_id) == ("remarked", "Planung segel", 2, revision.id)
    assert "remarked" not in kinds(session, approver)
    for one in said:
        remark.resolve(session, one, by=author)
    assert kinds(session, author) == []


def test_what_was_said_at_what_is_public_waits_as_well(session, author, approver):
    revision = make_revision(session, state=State.APPROVED, by=author)
    publish.publish(session, revision, by=approver)
    assert kinds(session, author) == []

    remark.add_remark(session, revision, field="", text="Stimmt das noch?", by=approver)

    assert kinds(session, author) == ["remarked"]


def test_a_refused_file_waits_for_who_brought_it(session, author, approver):
    asset = Asset(slug="bank", record={"title": "Bank"}, source_hash="", state=BuildState.FAILED, by=author)
    session.add(asset)
    session.flush()

    (each,) = show_todo.todo(session, author)

    assert (each.kind, each.title, each.asset_id) == ("refused", "Bank", asset.id)
    assert kinds(session, approver) == []
    asset.deleted_at = now()
    session.flush()
    assert kinds(session, author) == []


def outdated(session, author, approver):
    """Publish something of ``author`` whose English was made from other German words."""
    planning = make_planning(session, make_station(session, public=True))
    texts = plain(planning_record().texts)
    english = {
        **texts["de"],
        "title": "A square",
        "made_from": digest(replace(planning_record().texts["de"], title="X")),
    }
    record = {**plain(planning_record()), "texts": {**texts, "en": english}}
    revision = edit.add_draft(session, planning, record, by=author, based_on=None)
    revision.move(State.SUBMITTED)
    revision.move(State.APPROVED)
    publish.publish(session, revision, by=approver)
    return planning


def test_an_outdated_translation_waits_for_who_wrote_the_version(session, author, approver):
    planning = outdated(session, author, approver)

    (each,) = show_todo.todo(session, author)

    assert (each.kind, each.item_id, each.languages) == ("outdated", planning.id, ("en",))
    assert kinds(session, approver) == []
    edit.start(session, planning, by=author)
    assert kinds(session, author) == ["draft"]


def test_a_translator_is_asked_for_what_is_outdated_or_missing_in_their_languages(session, author, approver):
    planning = outdated(session, author, approver)
    english, elsewhere = make_account(session, Role.TRANSLATOR), make_account(session, Role.TRANSLATOR, "sued")
    for each in (english, elsewhere):
        each.memberships[0].spoken = [Spoken(language="en")]
    session.flush()

    found = show_todo.todo(session, english)

    assert {each.item_id for each in found} == {planning.id, planning.station_id}  # it has no English at all
    assert {(each.kind, each.languages) for each in found} == {("translate", ("en",))}
    assert kinds(session, make_account(session, Role.TRANSLATOR)) == kinds(session, elsewhere) == []


def test_what_will_be_taken_down_soon_waits_for_the_approvers(session, author, approver):
    planning = make_planning(session, make_station(session, public=True), public=True)
    planning.take_down_at = now() + timedelta(days=6)
    session.flush()

    assert kinds(session, approver) == ["ending"]
    assert kinds(session, make_account(session, Role.APPROVER, "sued")) == []
    planning.take_down_at = now() + timedelta(days=8)
    session.flush()
    assert kinds(session, approver) == []


@pytest.mark.parametrize(
    ("ends_in", "waits"),
    [(timedelta(hours=20), True), (-timedelta(days=6), True), (timedelta(days=2), False), (-timedelta(days=8), False)],
)
def test_a_link_that_ends_waits_for_who_made_it(session, author, approver, ends_in, waits):
    revision = make_revision(session, state=State.SUBMITTED, by=author)
    link = share.make(session, revision, days=7, note="Für den Rat", by=author)
    link.expires_at = now() + ends_in
    session.flush()

    assert [(each.kind, each.note) for each in show_todo.todo(session, author)] == [("share", "Für den Rat")] * waits
    share.revoke(session, link, by=author)
    assert kinds(session, author) == []


@pytest.mark.parametrize(
    ("kind", "state", "days", "is_due"),
    [
        ("a3", SignStage.MOUNTED, 367, True),
        ("a3", SignStage.MOUNTED, 364, False),
        ("floor", SignStage.MOUNTED, 92, True),
        ("floor", SignStage.MOUNTED, 89, False),
        ("a3", SignStage.DAMAGED, 16, True),
        ("a3", SignStage.PRINTED, 32, False),
    ],
)
def test_signs_that_should_have_been_checked_are_counted_as_the_plan_says(session, author, kind, state, days, is_due):
    sign = make_sign(session, kind=kind)
    for each in STEPS[: STEPS.index(state) + 1]:
        sign.move(each)
    sign.created_at = now() - timedelta(days=days)
    session.flush()
    keeper, other = make_account(session, Role.KEEPER), make_account(session, Role.KEEPER, "sued")
    interval = inspection.intervals({})

    counts = {who: inspection.overdue(session, who, interval=interval) for who in (keeper, other, author)}

    assert counts == {keeper: int(is_due), other: 0, author: 0}


def test_of_much_the_first_few_are_shown(session, author, approver):
    for _ in range(show_todo.LOOKED_AT // 4):
        outdated(session, author, approver)

    assert kinds(session, author) == ["outdated"] * show_todo.FEW
