"""Permits: the paper by which somebody let a file of the library be shown, kept for the studio alone.

of      that of a file, or of the version it follows
keep    a paper with a file, in the place of one that may be there
forget  take it away
read    its bytes, as they came, and what they are
may_keep, may_read  whether somebody may

A paper is evidence, so it is kept byte for byte, a signature in it stays good, and nothing of ours ever reads it: it is
handed out as a download.  No page of riders, no folder and no open data have it; backups do.
"""

import re
from typing import IO, Any

from sqlalchemy.orm import Session

from app.actions.library.library_files import KINDS, Thing
from app.actions.people import rights
from app.errors import Forbidden, Invalid, Missing
from app.i18n import N_
from app.models import Account, Event, EventKind, Permit, Role, now
from app.storage import Store

MOST_BYTES = 10_000_000
LONGEST = 80  # letters of its name
HEADS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
UNKEPT = re.compile(r"[^\w .,()+-]")  # letters that no name of a file needs
NO_PAPER = N_("Das ist kein PDF, JPEG oder PNG. Bitte die Genehmigung so speichern oder abfotografieren.")
TOO_LARGE = N_("Die Genehmigung ist größer als %(most)s MB. Bitte kleiner speichern.")
NOT_YOURS = N_("Genehmigungen verwahrt die Planung des Partners, dem die Datei gehört.")
UNSEEN = N_("Genehmigungen sieht, wer für den Partner, dem die Datei gehört, plant oder freigibt.")


def of(session: Session, thing: Thing) -> Permit | None:
    """Return the paper of ``thing``, or that of the newest version before it that has one."""
    each: Any = thing
    while each is not None:
        found = session.get(Permit, (KINDS[type(each)], str(each.slug)))
        if found is not None:
            return found
        each = each.follows
    return None


def keep(session: Session, media: Store, thing: Thing, file: IO[bytes], *, name: str, by: Account) -> Permit:
    """Keep a paper with ``thing``.  Raises Forbidden unless ``may_keep``, Invalid for what is no paper."""
    _check(session, thing, by)
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Invalid(TOO_LARGE, most=MOST_BYTES // 1_000_000)
    if not _media_type(raw):
        raise Invalid(NO_PAPER)
    session.refresh(thing, with_for_update=True)  # of two people one is last
    place = (KINDS[type(thing)], str(thing.slug))
    permit = session.get(Permit, place) or Permit(kind=place[0], slug=place[1])
    permit.key, permit.by, permit.added_at = media.put_private("permit", raw), by, now()
    permit.name = UNKEPT.sub("", name).strip()[-LONGEST:] or "Genehmigung"
    session.add(permit)
    _note(session, thing, by)
    return permit


def forget(session: Session, thing: Thing, *, by: Account) -> None:
    """Take the paper of ``thing`` itself away.  Raises Forbidden unless ``may_keep``, Missing if it has none."""
    _check(session, thing, by)
    found = session.get(Permit, (KINDS[type(thing)], str(thing.slug)))
    if found is None:
        raise Missing("Bei dieser Datei liegt keine eigene Genehmigung.")
    session.delete(found)
    _note(session, thing, by)


def read(session: Session, media: Store, thing: Thing, *, by: Account) -> tuple[Permit, bytes, str]:
    """Return the paper of ``thing``, its bytes and their type.  Raises Forbidden unless ``may_read``, Missing."""
    if not may_read(session, thing, by):
        raise Forbidden(UNSEEN)
    found = of(session, thing)
    raw = media.get(found.key) if found is not None else None
    if found is None or raw is None:
        raise Missing("Bei dieser Datei liegt keine Genehmigung.")
    return found, raw, _media_type(raw)


def may_keep(session: Session, thing: Thing, account: Account) -> bool:
    """Tell whether ``account`` changes such files, or plans for any partner where it was loaded and has none."""
    if thing.partner is None:
        return rights.plans(account)
    return rights.may_file(account, thing.partner, thing.by_id)


def may_read(session: Session, thing: Thing, account: Account) -> bool:
    """Tell the same of whoever looks: approvers of the partner have to know what they approve."""
    is_approver = thing.partner is not None and account.may(Role.APPROVER, thing.partner)
    return is_approver or may_keep(session, thing, account)


def _check(session: Session, thing: Thing, account: Account) -> None:
    if not may_keep(session, thing, account):
        raise Forbidden(NOT_YOURS)


def _media_type(raw: bytes) -> str:
    return next((kind for head, kind in HEADS.items() if raw.startswith(head)), "")


def _note(session: Session, thing: Thing, by: Account) -> None:
    session.add(Event(what=EventKind.CHANGE_FILE, by=by, comment=thing.record["title"]))
    session.flush()
