"""Campaigns: old prints found by rule, and replaced by new ones; how far that is follows from what happened."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.actions.prints import campaigns, print_content
from app.actions.prints.campaigns import Step
from app.actions.prints.outdated_prints import Outdated
from app.actions.records import dump, sign_designs
from app.actions.records.line_record import day_of, today
from app.actions.signs import check_signs, signs, work_lists
from app.actions.signs.show_signs import Filter
from app.errors import Forbidden, Invalid, Missing, WrongState
from app.models import Event, EventKind, Finding, OrderState, PrintRun, Role, SignDesign, SignStage, now
from app.signage.address import scan_address
from tests.factories import (
    make_account,
    make_line,
    make_print_order,
    make_sign,
    make_station,
    publish_record,
)

PUBLIC_URL = "https://302.example"
DAY = timedelta(days=1)


@pytest.fixture
def keeper(session):
    return make_account(session, Role.KEEPER)


@pytest.fixture
def station(session):
    make_line(session)
    return make_station(session, public=True)


def printed_sign(session, station, *, at=None, state=SignStage.MOUNTED):
    """Return a sign that hangs, and was printed ``at`` (yesterday) as it would have been today."""
    found = make_sign(session, station)
    print_anew(session, found, at=at or now() - DAY)
    for each in (SignStage.PRINTED, SignStage.MOUNTED):
        if found.state is not state:
            found.move(each)
    session.flush()
    return found


def print_anew(session, sign, *, at=None, public_url=PUBLIC_URL):
    """Note a released order of one sign, with what it is made from today."""
    order = make_print_order(session, OrderState.RELEASED)
    content = dump.words(session, {sign.code: 1})
    chosen = print_content.chosen(
        content,
        {sign.code: 1},
        names=dump.names(session),
        languages=("de",),
        looks=sign_designs.looks(session),
        pictures={},
        public_url=public_url,
        on=today(session),
    )
    order.content = print_content.freeze(chosen)
    address = scan_address(public_url, sign.code)
    run = PrintRun(order=order, sign=sign, kind="a3", address=address, code_mm=160, sha256="", page=1, copies=1)
    run.at = at or now()
    session.add(run)
    session.flush()
    return run


def publish_design(session, partner, **record):
    design = SignDesign(slug=f"partner-{partner.slug}", partner=partner)
    session.add(design)
    session.flush()
    publish_record(session, design, {"slug": design.slug, "name": "Schilder", **record})


def old(session, keeper, *, before=None, outdated=None, public_url=PUBLIC_URL, **only):
    found = campaigns.chosen(
        session, Filter(keeper=keeper, in_use=True, **only), before=before, outdated=outdated, public_url=public_url
    )
    return [each.row.code for each in found]


def begin(session, by, *codes, title="Neues Logo"):
    return campaigns.begin(session, codes, title=title, by=by, at=now())


def steps(session, campaign):
    return {each.row.code: each.step for each in campaigns.progress(session, campaign)}


def test_a_print_is_old_in_what_has_changed_since(session, station, keeper):
    sign = printed_sign(session, station)
    assert [old(session, keeper, outdated=each) for each in Outdated] == [[], [], []]

    publish_design(session, station.owner, colour="#004466")
    record = station.current.record
    publish_record(session, station, {**record, "texts": {"de": {**record["texts"]["de"], "title": "Neuer Name"}}})

    assert old(session, keeper, outdated=Outdated.DESIGN) == [sign.code]
    assert old(session, keeper, outdated=Outdated.NAME) == [sign.code]
    assert old(session, keeper, outdated=Outdated.ADDRESS) == []
    assert old(session, keeper, outdated=Outdated.ADDRESS, public_url="https://neu.example") == [sign.code]


def test_the_newest_print_counts_and_a_cancelled_one_does_not(session, station, keeper):
    sign = printed_sign(session, station)
    publish_design(session, station.owner, colour="#004466")

    run = print_anew(session, sign)
    assert old(session, keeper, outdated=Outdated.DESIGN) == []
    run.is_cancelled = True
    session.flush()
    assert old(session, keeper, outdated=Outdated.DESIGN) == [sign.code]


def test_a_print_is_old_by_its_day_and_what_was_not_printed_here_always(session, station, keeper):
    yesterday = printed_sign(session, station)
    unknown = make_sign(session, station)
    unknown.state = SignStage.MOUNTED
    session.flush()
    day = day_of(session, now())

    assert set(old(session, keeper, before=day)) == {yesterday.code, unknown.code}
    assert old(session, keeper, before=day - DAY) == [unknown.code]


def test_only_what_was_printed_is_in_use_and_ones_own_is_offered(session, station, keeper):
    there = printed_sign(session, station)
    planned = make_sign(session, station)
    retired = make_sign(session, station)
    retired.move(SignStage.RETIRED)
    printed_sign(session, make_station(session, partner="sued", public=True))

    assert planned.state is SignStage.PLANNED
    assert old(session, keeper) == [there.code]


def test_a_sign_is_to_be_printed_then_to_be_hung_then_done(session, station, keeper):
    sign = printed_sign(session, station)
    campaign = begin(session, keeper, sign.code)
    assert steps(session, campaign) == {sign.code: Step.OPEN}

    print_anew(session, sign)
    assert steps(session, campaign) == {sign.code: Step.PRINTED}
    assert campaigns.hang(session, campaign, [sign.code], by=keeper, at=now()) == 1
    assert campaigns.hang(session, campaign, [sign.code], by=keeper, at=now()) == 0

    assert steps(session, campaign) == {sign.code: Step.DONE}
    assert sign.state is SignStage.MOUNTED
    assert len(check_signs.of(session, sign)) == 1


def test_what_was_printed_or_hung_before_it_began_does_not_count(session, station, keeper):
    sign = printed_sign(session, station)
    given = check_signs.Given(
        request_id=str(uuid.uuid4()), code=sign.code, seen=Finding.GOOD, seen_at=now(), state=SignStage.MOUNTED
    )
    check_signs.note(session, given, by=keeper, at=now(), ours=())
    campaign = begin(session, keeper, sign.code)
    assert steps(session, campaign) == {sign.code: Step.OPEN}

    print_anew(session, sign).is_cancelled = True
    session.flush()

    assert steps(session, campaign) == {sign.code: Step.OPEN}


def test_a_look_that_finds_the_sign_well_does_not_say_that_the_new_print_hangs(session, station, keeper):
    sign = printed_sign(session, station)
    campaign = begin(session, keeper, sign.code)
    print_anew(session, sign)
    given = check_signs.Given(request_id=str(uuid.uuid4()), code=sign.code, seen=Finding.GOOD, seen_at=now())

    check_signs.note(session, given, by=keeper, at=now(), ours=())

    assert steps(session, campaign) == {sign.code: Step.PRINTED}


def test_what_a_company_hangs_is_replaced(session, station, keeper):
    sign = printed_sign(session, station)
    campaign = begin(session, keeper, sign.code)
    print_anew(session, sign)
    wanted = work_lists.Wanted(codes=[sign.code], company="Aushang GmbH", days=7)
    made, _secret = work_lists.make(session, wanted, by=keeper, at=now())

    request_id = str(uuid.uuid4())
    work_lists.done(session, made, sign.code, number=sign.code, photo="p", note="", request_id=request_id, at=now())

    assert steps(session, campaign) == {sign.code: Step.DONE}


def test_out_of_service_it_is_settled_or_as_far_as_what_hangs_in_its_stead(session, station, keeper):
    gone, moved = printed_sign(session, station), printed_sign(session, station)
    campaign = begin(session, keeper, gone.code, moved.code)
    successor = make_sign(session, station)
    signs.move(session, gone, SignStage.RETIRED, by=keeper)
    signs.move(session, moved, SignStage.RETIRED, by=keeper, moved_to=successor)
    assert steps(session, campaign) == {gone.code: Step.GONE, moved.code: Step.OPEN}
    assert campaigns.codes_at(session, campaign, Step.OPEN) == [successor.code]

    successor.move(SignStage.PRINTED)
    session.flush()
    campaigns.hang(session, campaign, [successor.code], by=keeper, at=now())

    assert steps(session, campaign) == {gone.code: Step.GONE, moved.code: Step.DONE}


def test_a_campaign_is_of_one_partner_of_prints_that_are_there_and_has_a_reason(session, station, keeper):
    there, planned = printed_sign(session, station), make_sign(session, station)
    other = printed_sign(session, make_station(session, partner="sued", public=True))

    for codes, title, refusal in (
        ([there.code], "", Invalid),
        ([there.code], "x" * 121, Invalid),
        ([], "Neues Logo", Invalid),
        (["ZZZZZZ"], "Neues Logo", Missing),
        ([planned.code], "Neues Logo", Invalid),
        ([there.code, other.code], "Neues Logo", Invalid),
        ([other.code], "Neues Logo", Forbidden),
    ):
        with pytest.raises(refusal):
            begin(session, keeper, *codes, title=title)
    assert campaigns.campaigns(session, keeper) == []


def test_once_it_is_over_nothing_of_it_changes_and_others_do_not_end_it(session, station, keeper):
    sign = printed_sign(session, station)
    campaign = begin(session, keeper, sign.code)
    print_anew(session, sign)
    with pytest.raises(Forbidden):
        campaigns.end(session, campaign, by=make_account(session, Role.KEEPER, "sued"), at=now())

    campaigns.end(session, campaign, by=keeper, at=now())

    for again in (campaigns.end, lambda *given, **more: campaigns.hang(*given, [sign.code], **more)):
        with pytest.raises(WrongState, match="beendet"):
            again(session, campaign, by=keeper, at=now())
    told = session.scalars(select(Event.comment).where(Event.what == EventKind.REPLACE_SIGNS).order_by(Event.id)).all()
    assert told == [f"Neues Logo: {sign.code}", "Neues Logo: beendet"]


def test_each_sees_those_of_ones_own_partner(session, station, keeper):
    campaign = begin(session, keeper, printed_sign(session, station).code)
    admin = make_account(session, Role.ADMIN)

    assert campaigns.campaigns(session, keeper) == [campaign]
    assert campaigns.campaigns(session, admin) == [campaign]
    assert campaigns.campaigns(session, make_account(session, Role.KEEPER, "sued")) == []


def test_several_campaigns_are_counted_apart_and_are_no_more_queries(session, station, keeper):
    sign, other = printed_sign(session, station), printed_sign(session, station)
    first = begin(session, keeper, sign.code, other.code)
    print_anew(session, sign)
    campaigns.hang(session, first, [sign.code], by=keeper, at=now())
    later = [begin(session, keeper, sign.code) for _ in range(3)]
    asked = []
    note = lambda *about: asked.append(about[2])  # noqa: E731 -- has to be taken off again
    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        alone = campaigns.steps(session, [first])
        few = len(asked)
        together = campaigns.steps(session, [first, *later])
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)

    assert len(asked) - few == few
    assert together == alone | {each.id: {sign.code: (Step.OPEN, "")} for each in later}
    assert alone == {first.id: {sign.code: (Step.DONE, ""), other.code: (Step.OPEN, "")}}
