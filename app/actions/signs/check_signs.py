"""Check signs: what a keeper found before one, noted there and delivered when there is reception.

stock   what has to be known of all signs to judge one without reception
note    a check, once, however often it is delivered
of      the last checks of a sign
find    a sign by its code, or None
get     one check
photo   a picture for the media store, small and without what a camera writes into it

A check is a fact and is always kept.  The state it asks for is not set if the sign's has changed meanwhile, or if no
step leads there.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.actions.people import rights
from app.actions.records.line_record import first_language
from app.actions.records.titles import title_of
from app.actions.signs import idempotency, signs
from app.actions.signs.verdict import Known, verdict
from app.errors import Invalid, Missing
from app.exchange.codes import LENGTH
from app.models import SIGN_MOVES, Account, Check, Event, EventKind, Finding, PrintRun, Role, Sign, SignStage, Station

NOTE_MAX, READ_MAX = 500, 300
PHOTOS_MAX, PHOTO_PX, PHOTO_QUALITY = 3, 1600, 80
FORMATS = ("JPEG", "PNG", "WEBP")
SHOWN = 10
LIFE = (SignStage.PLANNED, SignStage.PRINTED, SignStage.MOUNTED, SignStage.DAMAGED)


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a keeper noted.

    ``code`` is that of the sign before which they stand; ``was`` the state they knew it in, None if they knew none;
    ``read`` what its code said, empty where its number was typed; ``seen`` is their own finding.
    """

    request_id: str
    code: str
    seen: Finding
    seen_at: datetime
    read: str = ""
    was: SignStage | None = None
    state: SignStage | None = None
    note: str = ""
    photos: tuple[str, ...] = ()


def stock(session: Session, account: Account, *, ours: Sequence[str]) -> dict[str, object]:
    """Return what ``js/sign_check/verdict.js`` needs: every sign, its state, station and place, and our addresses."""
    first = first_language(session)
    query = select(Sign.code, Sign.state, Sign.record, Sign.station_id, Station.partner_id, title_of(session, Station))
    found = session.execute(query.join(Station, Station.id == Sign.station_id)).all()
    mine = {each.partner_id for each in account.memberships if each.role is Role.KEEPER}
    return {
        "prefixes": prefixes(session, ours),
        "signs": {
            code: {
                "state": state,
                "station": station_id,
                "name": title,
                "where": record["where"].get(first, ""),
                "lat": record["place"]["lat"],
                "lon": record["place"]["lon"],
                "uncertaintyM": record["place"]["uncertainty_m"],
                "isMine": account.is_admin or partner_id in mine,
            }
            for code, state, record, station_id, partner_id, title in found
        },
    }


def prefixes(session: Session, ours: Sequence[str]) -> list[str]:
    """Return what the addresses of our codes begin with, upper case: those of ``ours``, and what was printed before."""
    prefix = func.substr(PrintRun.address, 1, func.length(PrintRun.address) - LENGTH)
    printed = session.scalars(select(prefix).distinct())
    return sorted({*(f"{address}/S/".upper() for address in ours), *(each.upper() for each in printed)})


def note(session: Session, given: Given, *, by: Account, at: datetime, ours: Sequence[str]) -> Check:
    """Keep a check; return the one that is there if it was delivered before.

    Raises Missing for a code that no sign has, Forbidden unless ``by`` keeps the signs of its partner, Invalid for
    what is too long or no id.
    """
    _check(given)
    sign = session.scalars(select(Sign).where(Sign.code == given.code).with_for_update()).first()
    if sign is None:
        raise Missing("Ein Schild mit der Nummer %(code)s gibt es nicht. Bitte noch einmal ablesen.", code=given.code)
    rights.check(by, Role.KEEPER, sign.station.owner)
    there = session.scalars(select(Check).where(Check.request_id == given.request_id)).first()
    if there is not None:
        return there
    way = _way(sign.state, given.state) if given.state else []
    conflict = given.state not in (None, sign.state) and (given.was not in (None, sign.state) or not way)
    found = _found(session, given, ours)
    row = Check(
        request_id=given.request_id,
        sign=sign,
        found=found,
        read=given.read,
        state=given.state,
        conflict=conflict,
        note=given.note,
        photos=list(given.photos),
        seen_at=min(given.seen_at, at),
        noted_at=at,
        by=by,
    )
    comment = f"{found}: {given.note}" if given.note else str(found)
    session.add_all([row, Event(what=EventKind.CHECK_SIGN, item=sign.station, sign=sign, by=by, comment=comment)])
    for step in () if conflict else way:
        signs.move(session, sign, step, by=by)
    session.flush()
    return row


def of(session: Session, sign: Sign) -> Sequence[Check]:
    """Return the last checks of a sign, newest first."""
    query = select(Check).where(Check.sign == sign).options(joinedload(Check.by))
    return session.scalars(query.order_by(Check.seen_at.desc(), Check.id.desc()).limit(SHOWN)).all()


def find(session: Session, code: str) -> Sign | None:
    """Return the sign with ``code``, or None."""
    return session.scalars(select(Sign).where(Sign.code == code)).first()


def get(session: Session, check_id: int) -> Check:
    """Return a check.  Raises Missing unless there is one."""
    found: Check | None = session.get(Check, check_id)
    if found is None:
        raise Missing("Diese Prüfung gibt es nicht.")
    return found


def photo(raw: bytes) -> bytes:
    """Return a picture as JPEG, at most ``PHOTO_PX`` wide and high, without place, camera and time.

    Raises Invalid if it is no picture.
    """
    try:
        with Image.open(io.BytesIO(raw), formats=FORMATS) as given:
            given.draft("RGB", (PHOTO_PX, PHOTO_PX))
            picture = ImageOps.exif_transpose(given).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise Invalid("Dieses Foto lässt sich nicht öffnen. Bitte als JPEG, PNG oder WebP schicken.") from error
    picture.thumbnail((PHOTO_PX, PHOTO_PX))
    out = io.BytesIO()
    Image.frombytes("RGB", picture.size, picture.tobytes()).save(out, "JPEG", quality=PHOTO_QUALITY, optimize=True)
    return out.getvalue()


def _check(given: Given) -> None:
    idempotency.check_id(given.request_id)
    if len(given.note) > NOTE_MAX:
        raise Invalid("Die Notiz ist zu lang. Bitte auf %(limit)s Zeichen kürzen.", limit=NOTE_MAX)
    if len(given.read) > READ_MAX or len(given.photos) > PHOTOS_MAX:
        raise Invalid("Das ist zu viel auf einmal. Bitte höchstens %(limit)s Fotos schicken.", limit=PHOTOS_MAX)


def _found(session: Session, given: Given, ours: Sequence[str]) -> Finding:
    """Return the finding: what was read decides; only the phone knows whether it was too far from the sign's place."""
    if not given.read:
        return given.seen
    query = select(Sign.code, Sign.state, Sign.station_id)
    known = {code: Known(state, station) for code, state, station in session.execute(query)}
    texts = given.read.splitlines()
    judged = verdict(texts, known, prefixes=prefixes(session, ours), expected=given.code)
    return given.seen if judged.found is Finding.GOOD and given.seen is Finding.ELSEWHERE else judged.found


def _way(was: SignStage, to: SignStage) -> list[SignStage]:
    """Return the steps that lead from one state to another; none if nothing does.

    A sign that hangs was printed, and one that is damaged hung, whether or not it was noted.
    """
    if to in SIGN_MOVES[was]:
        return [to]
    later = LIFE[LIFE.index(was) + 1 :] if was in LIFE else ()
    return list(later[: later.index(to) + 1]) if to in later else []
