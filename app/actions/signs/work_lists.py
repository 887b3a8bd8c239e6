"""Work lists: signs given to a person or company without an account, who hang them and say so.

make     a list, and the secret of its link, which is shown once
lists    those of somebody's partners, newest first
opened   the list that a link opens
revoke   let a link open nothing any more
done     note that a sign hangs, with a photograph and the number that stands on it
trouble  note why one does not

Nobody with a link retires a sign, or sees anything but its list.  What they note is noted by whoever made the list, and
the journal names the company.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.actions.people.rights import check
from app.actions.signs import check_signs
from app.actions.signs.chosen_signs import chosen_signs
from app.actions.signs.show_signs import kept_by
from app.errors import Ended, Invalid, Missing
from app.i18n import N_
from app.models import (
    Account,
    Event,
    EventKind,
    Finding,
    Role,
    Sign,
    SignStage,
    WorkList,
    WorkTask,
)

TOKEN_BYTES = 32
MOST_DAYS, MOST_SIGNS = 14, 200
COMPANY_MAX, TOOLS_MAX, NOTE_MAX = 120, 500, 400
NOTES_A_MINUTE = 20  # of one list
OVER = N_("Dieser Link gilt nicht oder nicht mehr. Bitte bei der Stelle nachfragen, die ihn geschickt hat.")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which signs (codes) whom, for how many days; ``tools`` is what they have to bring or know."""

    codes: Sequence[str]
    company: str
    days: int
    tools: str = ""


def make(session: Session, wanted: Wanted, *, by: Account, at: datetime) -> tuple[WorkList, str]:
    """Make a list and return it with the secret of its link.

    Raises Missing for an unknown sign, Forbidden unless ``by`` keeps all of them, Invalid for signs of several
    partners, for those out of service, for too many and for what is missing or too long.
    """
    signs = chosen_signs(session, wanted.codes, most=MOST_SIGNS, by=by)
    _check(wanted, signs)
    secret = secrets.token_urlsafe(TOKEN_BYTES)
    made = WorkList(
        partner=signs[0].station.owner,
        company=wanted.company,
        tools=wanted.tools,
        token_hash=_hash(secret),
        by=by,
        created_at=at,
        expires_at=at + timedelta(days=wanted.days),
        tasks=[WorkTask(sign=sign, position=place) for place, sign in enumerate(signs)],
    )
    told = f"{wanted.company}: {', '.join(sign.code for sign in signs)}"
    session.add_all([made, Event(what=EventKind.GIVE_WORK, by=by, comment=told)])
    session.flush()
    return made, secret


def lists(session: Session, account: Account) -> Sequence[WorkList]:
    """Return the lists of the partners whose signs somebody keeps, newest first."""
    query = select(WorkList).options(selectinload(WorkList.tasks), joinedload(WorkList.by))
    if not account.is_admin:
        query = query.where(WorkList.partner_id.in_(kept_by(account)))
    return session.scalars(query.order_by(WorkList.id.desc()).limit(50)).all()


def opened(session: Session, secret: str, *, at: datetime) -> WorkList:
    """Return the list that a link opens.  Raises Missing for every other link, in the same words."""
    found = session.scalars(select(WorkList).where(WorkList.token_hash == _hash(secret))).first()
    if found is None or not found.is_open(at):
        raise Ended(OVER)
    return found


def revoke(session: Session, work_list: WorkList, *, by: Account, at: datetime) -> None:
    """Let a link open nothing any more.  Raises Forbidden unless ``by`` keeps the partner's signs."""
    check(by, Role.KEEPER, work_list.partner)
    if work_list.revoked_at is None:
        work_list.revoked_at = at
        session.add(Event(what=EventKind.GIVE_WORK, by=by, comment=f"{work_list.company}: zurückgezogen"))
    session.flush()


def done(
    session: Session,
    work_list: WorkList,
    code: str,
    *,
    number: str,
    photo: str,
    note: str,
    request_id: str,
    at: datetime,
) -> WorkTask:
    """Note that a sign hangs: ``number`` is read off it, ``photo`` the key of a picture.  Once, however often it comes.

    Raises Missing for a sign of another list, Invalid for another number or without a photograph.
    """
    task = _task(session, work_list, code, at)
    if task.done_at is not None:
        return task
    if number != code:
        sentence = N_(
            "Auf diesem Schild steht eine andere Nummer als %(code)s. Hängt das richtige? Bitte noch einmal lesen."
        )
        raise Invalid(sentence, code=code)
    if not photo:
        raise Invalid("Ein Foto des Schilds an seinem Platz fehlt. Bitte eines machen.")
    told = f"{work_list.company}{': ' if note else ''}{note}"
    given = check_signs.Given(
        request_id=request_id,
        code=code,
        seen=Finding.GOOD,
        seen_at=at,
        state=SignStage.MOUNTED,
        note=told[: check_signs.NOTE_MAX],
        photos=(photo,),
    )
    check_signs.note(session, given, by=work_list.by, at=at, ours=())
    task.note, task.photos, task.noted_at, task.done_at = note, [photo], at, at
    session.flush()
    return task


def trouble(session: Session, work_list: WorkList, code: str, *, note: str, at: datetime) -> WorkTask:
    """Note why a sign does not hang.  Raises as ``done`` does, and Invalid without words."""
    task = _task(session, work_list, code, at)
    if not note:
        raise Invalid("Was geht nicht? Bitte in ein paar Worten schreiben.")
    task.note, task.noted_at = note, at
    comment = f"{work_list.company}: {note}"
    event = Event(what=EventKind.GIVE_WORK, item=task.sign.station, sign=task.sign, by=work_list.by, comment=comment)
    session.add(event)
    session.flush()
    return task


def _task(session: Session, work_list: WorkList, code: str, at: datetime) -> WorkTask:
    since = at - timedelta(minutes=1)
    query = select(func.count(WorkTask.id)).where(WorkTask.work_list_id == work_list.id, WorkTask.noted_at > since)
    if (session.scalar(query) or 0) >= NOTES_A_MINUTE:
        raise Invalid("Das waren viele Meldungen in einer Minute. Bitte kurz warten und noch einmal schicken.")
    found = next((task for task in work_list.tasks if task.sign.code == code), None)
    if found is None:
        raise Missing("Dieses Schild steht nicht auf der Liste.")
    return found


def _check(wanted: Wanted, signs: Sequence[Sign]) -> None:
    retired = sorted(sign.code for sign in signs if sign.state is SignStage.RETIRED)
    if retired:
        raise Invalid("Diese Schilder sind außer Dienst: %(codes)s.", codes=", ".join(retired))
    if not wanted.company:
        raise Invalid("Wer hängt die Schilder auf? Bitte die Firma oder Stelle nennen; sie steht im Journal.")
    if len(wanted.company) > COMPANY_MAX or len(wanted.tools) > TOOLS_MAX:
        raise Invalid("Das ist zu lang. Bitte kürzer fassen.")
    if not 1 <= wanted.days <= MOST_DAYS:
        raise Invalid("Ein Link gilt 1 bis %(most)s Tage.", most=MOST_DAYS)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
