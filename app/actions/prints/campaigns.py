"""Campaigns: all signs whose prints are old replaced by new prints, under the same codes, with how far that is.

chosen     the signs that a rule meets, with when they were printed and in what that is outdated
begin      a campaign for some of them
campaigns  those of somebody's partners, newest first
progress   each sign of one with its step
steps      the steps alone, of several campaigns
codes_at   which of them have a step
hang       say that new prints hang
end        let a campaign be over

What has happened is never noted twice: a sign is printed once an order of later than the campaign was released, and
replaced once a check after that says that it hangs, wherever that was said: here, before the sign, by a work list.
"""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.actions.people.rights import check
from app.actions.prints.outdated_prints import LastPrint, Outdated, last_prints
from app.actions.records.line_record import day_of
from app.actions.signs import check_signs, idempotency, show_signs
from app.actions.signs.chosen_signs import chosen_signs
from app.actions.signs.show_signs import Filter, SignRow, kept_by
from app.errors import Invalid, WrongState
from app.models import (
    Account,
    Campaign,
    CampaignSign,
    Check,
    Event,
    EventKind,
    Finding,
    PrintRun,
    Role,
    Sign,
    SignStage,
)

MOST_SIGNS, TITLE_MAX = 2000, 120
SHOWN = 50
REPLACED = {SignStage.PRINTED, SignStage.MOUNTED, SignStage.DAMAGED}  # what is only planned has no old print


class Step(enum.StrEnum):
    """How far the replacement of a sign is."""

    OPEN = "open"  # still to be printed
    PRINTED = "printed"  # and not yet hung
    DONE = "done"  # the new print hangs
    GONE = "gone"  # out of service, and nothing hangs in its stead


@dataclass(frozen=True)
class Candidate:
    """A sign that might be replaced; ``last`` is None where nothing is known of its print."""

    row: SignRow
    last: LastPrint | None


@dataclass(frozen=True)
class Replaced:
    """A sign of a campaign; ``successor`` is the code of what hangs in its stead, if it is out of service."""

    row: SignRow
    step: Step
    successor: str = ""

    @property
    def hanging(self) -> str:
        """Return the code of the sign that is to hang there."""
        return self.successor or self.row.code


def chosen(
    session: Session, only: Filter, *, before: date | None, outdated: Outdated | None, public_url: str
) -> list[Candidate]:
    """Return the signs that ``only`` lets pass and whose newest print is of before a day, or outdated in something.

    Of which nothing was printed here counts as old.
    """
    rows = [row for row in show_signs.signs(session, only, at_most=MOST_SIGNS) if row.state in REPLACED]
    ids = dict(session.execute(select(Sign.code, Sign.id).where(Sign.code.in_([row.code for row in rows]))).all())
    prints = last_prints(session, list(ids.values()), public_url=public_url)
    found = [Candidate(row, prints.get(ids[row.code])) for row in rows]
    return [each for each in found if _is_old(session, each.last, before, outdated)]


def begin(session: Session, codes: Collection[str], *, title: str, by: Account, at: datetime) -> Campaign:
    """Begin a campaign.

    Raises Missing for an unknown sign, Forbidden unless ``by`` keeps all of them, Invalid without a title, for none,
    for too many, for signs of several partners, and for those that are planned only or out of service.
    """
    if not title:
        raise Invalid("Warum werden sie ausgetauscht? Bitte in ein paar Worten schreiben, zum Beispiel „Neues Logo“.")
    if len(title) > TITLE_MAX:
        raise Invalid("Das ist zu lang. Bitte kürzer fassen.")
    signs = chosen_signs(session, codes, most=MOST_SIGNS, by=by)
    unfit = sorted(sign.code for sign in signs if sign.state not in REPLACED)
    if unfit:
        raise Invalid("Von diesen Schildern gibt es keinen alten Druck: %(codes)s.", codes=", ".join(unfit))
    made = Campaign(
        partner=signs[0].station.owner,
        title=title,
        by=by,
        began_at=at,
        signs=[CampaignSign(sign=sign) for sign in signs],
    )
    told = f"{title}: {', '.join(sign.code for sign in signs)}"
    session.add_all([made, Event(what=EventKind.REPLACE_SIGNS, by=by, comment=told)])
    session.flush()
    return made


def campaigns(session: Session, account: Account) -> Sequence[Campaign]:
    """Return the newest campaigns of the partners whose signs somebody keeps."""
    query = select(Campaign).options(joinedload(Campaign.by), joinedload(Campaign.partner))
    if not account.is_admin:
        query = query.where(Campaign.partner_id.in_(kept_by(account)))
    return session.scalars(query.order_by(Campaign.id.desc()).limit(SHOWN)).all()


def progress(session: Session, campaign: Campaign) -> list[Replaced]:
    """Return the signs of a campaign in the order of the line, each with its step."""
    found = steps(session, [campaign])[campaign.id]
    rows = show_signs.signs(session, Filter(codes=list(found)), at_most=MOST_SIGNS)
    return [Replaced(row, *found[row.code]) for row in rows]


def steps(session: Session, some: Sequence[Campaign]) -> dict[int, dict[str, tuple[Step, str]]]:
    """Return id of a campaign -> code of a sign -> its step, and the code of what hangs in its stead."""
    query = select(CampaignSign.campaign_id, Sign).join(Sign, CampaignSign.sign_id == Sign.id)
    query = query.where(CampaignSign.campaign_id.in_([each.id for each in some])).options(joinedload(Sign.moved_to))
    printed, hung = _printed(session, some), _hung(session, some)
    found: dict[int, dict[str, tuple[Step, str]]] = {each.id: {} for each in some}
    for number, sign in session.execute(query):
        key = (number, sign.id)
        found[number][sign.code] = _step(sign, printed.get(key), hung.get(key))
    return found


def codes_at(session: Session, campaign: Campaign, step: Step) -> list[str]:
    """Return the codes of the signs that have that step, or of what is to hang in their stead."""
    return [each.hanging for each in progress(session, campaign) if each.step is step]


def hang(session: Session, campaign: Campaign, codes: Collection[str], *, by: Account, at: datetime) -> int:
    """Say that the new prints of these signs hang; return of how many that was news.

    Raises Forbidden unless ``by`` keeps the partner's signs, WrongState once the campaign is over, Invalid for none.
    """
    check(by, Role.KEEPER, campaign.partner)
    _check_runs(campaign)
    if not codes:
        raise Invalid("Es ist kein Schild gewählt. Bitte mindestens eines ankreuzen.")
    waiting = [code for code in codes_at(session, campaign, Step.PRINTED) if code in codes]
    for code in waiting:
        given = check_signs.Given(
            request_id=idempotency.new_id(),
            code=code,
            seen=Finding.GOOD,
            seen_at=at,
            state=SignStage.MOUNTED,
            note=campaign.title,
        )
        check_signs.note(session, given, by=by, at=at, ours=())
    return len(waiting)


def end(session: Session, campaign: Campaign, *, by: Account, at: datetime) -> None:
    """Let a campaign be over.  Raises Forbidden unless ``by`` keeps the partner's signs, WrongState if it is over."""
    check(by, Role.KEEPER, campaign.partner)
    _check_runs(campaign)
    campaign.ended_at = at
    session.add(Event(what=EventKind.REPLACE_SIGNS, by=by, comment=f"{campaign.title}: beendet"))
    session.flush()


def _is_old(session: Session, last: LastPrint | None, before: date | None, outdated: Outdated | None) -> bool:
    if last is None:
        return True
    is_before = before is None or day_of(session, last.at) < before
    return is_before and (outdated is None or outdated in last.outdated)


def _check_runs(campaign: Campaign) -> None:
    if campaign.ended_at is not None:
        raise WrongState("Dieser Austausch ist beendet.")


def _printed(session: Session, some: Sequence[Campaign]) -> dict[tuple[int, int], datetime]:
    """Return when signs were printed last since their campaign began: ids of campaign and sign -> moment."""
    query = (
        select(CampaignSign.campaign_id, PrintRun.sign_id, func.max(PrintRun.at))
        .join(CampaignSign, CampaignSign.sign_id == PrintRun.sign_id)
        .join(Campaign, Campaign.id == CampaignSign.campaign_id)
        .where(Campaign.id.in_([each.id for each in some]))
        .where(PrintRun.at >= Campaign.began_at, PrintRun.is_cancelled.is_(False))
        .group_by(CampaignSign.campaign_id, PrintRun.sign_id)
    )
    return {(campaign, sign): at for campaign, sign, at in session.execute(query)}


def _hung(session: Session, some: Sequence[Campaign]) -> dict[tuple[int, int], datetime]:
    """Return when somebody said last since a campaign began that a sign of it hangs, by the same ids."""
    query = (
        select(CampaignSign.campaign_id, Check.sign_id, func.max(Check.seen_at))
        .join(CampaignSign, CampaignSign.sign_id == Check.sign_id)
        .join(Campaign, Campaign.id == CampaignSign.campaign_id)
        .where(Campaign.id.in_([each.id for each in some]), Check.seen_at >= Campaign.began_at)
        .where(Check.state == SignStage.MOUNTED, Check.found == Finding.GOOD, Check.conflict.is_(False))
        .group_by(CampaignSign.campaign_id, Check.sign_id)
    )
    return {(campaign, sign): at for campaign, sign, at in session.execute(query)}


def _step(sign: Sign, printed: datetime | None, hung: datetime | None) -> tuple[Step, str]:
    if sign.state is SignStage.RETIRED:
        return _succeeded(sign.moved_to)
    if printed is None:
        return Step.OPEN, ""
    return (Step.DONE if hung is not None and hung >= printed else Step.PRINTED), ""


def _succeeded(successor: Sign | None) -> tuple[Step, str]:
    """Return the step of a sign that is out of service: that of what hangs, or is to hang, in its stead."""
    if successor is None:
        return Step.GONE, ""
    known = {SignStage.PLANNED: Step.OPEN, SignStage.PRINTED: Step.PRINTED, SignStage.RETIRED: Step.GONE}
    return known.get(successor.state, Step.DONE), successor.code
