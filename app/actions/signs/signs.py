"""Signs: live things.  Each change holds at once, writes the journal and makes the sign's pages stale.

put        a sign from an exchange folder
add        a new sign with a code nobody has had, or several at once
add_many   several at each of some stations
edit       what is known about a sign
move       the next step of its life
record     the whole SignRecord of a sign
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.people.rights import check
from app.actions.records import line_record, record_json
from app.actions.records.compare import leaves
from app.errors import Invalid, Missing, Overtaken
from app.exchange import codes
from app.exchange.catalogues import SITE
from app.exchange.reading import plain
from app.exchange.records import Place, SignKind, SignRecord
from app.i18n import N_
from app.models import Account, Event, EventKind, Planning, Role, Sign, SignStage, Station
from app.models.base import Json
from app.signage.sheet import SHEETS
from app.site.words import undecided_place

MANY_MAX = 500  # signs made in one go
CODES_AT_ONCE = 500  # asked for in one query
OWN_COLUMNS = {"code", "state", "planning"}


def load_sign(session: Session, station: Station, record: SignRecord, *, by: Account, is_public: bool) -> Sign:
    """Make the sign of ``record``, or bring the one with its code up to it if ``is_public``; else leave that alone.

    Raises Invalid if the code belongs to another station's sign.
    """
    sign = session.scalars(select(Sign).where(Sign.code == record.code)).first()
    if sign is not None and sign.station is not station:
        raise Invalid("Den Code %(code)s hat schon ein Schild einer anderen Station.", code=record.code)
    if sign is not None and not is_public:
        return sign
    if sign is None:
        sign = Sign(code=record.code, station=station)
        session.add_all([sign, Event(what=EventKind.ADD_SIGN, item=station, sign=sign, by=by, comment=record.code)])
    sign.planning = _planning(station, record.planning)
    sign.state = SignStage(record.state)
    sign.record = _bare(record)
    session.flush()
    return sign


def add_sign(session: Session, station: Station, record: SignRecord, *, by: Account, source: random.Random) -> Sign:
    """Make a new sign, as ``add_signs`` does."""
    return add_signs(session, [(station, record)], by=by, source=source)[0]


def add_signs(
    session: Session, wanted: Sequence[tuple[Station, SignRecord]], *, by: Account, source: random.Random
) -> list[Sign]:
    """Make new signs; each gets a code drawn from ``source`` that nobody has had, as wide as its kind has it.

    They are written at once, because whoever else wants to write waits meanwhile.  Raises Forbidden unless ``by`` keeps
    signs for the stations' partners, Missing for an unknown planning.
    """
    for owner in {station.owner for station, _ in wanted}:
        check(by, Role.KEEPER, owner)
    drawn = iter(_free_codes(session, len(wanted), source))
    made = []
    with session.no_autoflush:
        for station, record in wanted:
            bare = {**_bare(record), "code_mm": SHEETS[record.kind].code_mm}
            planning = _planning(station, record.planning)
            sign = Sign(code=next(drawn), station=station, planning=planning, record=bare)
            session.add_all([sign, Event(what=EventKind.ADD_SIGN, item=station, sign=sign, by=by, comment=sign.code)])
            made.append(sign)
    session.flush()
    return made


def _free_codes(session: Session, count: int, source: random.Random) -> list[str]:
    """Draw ``count`` different codes that no sign has."""
    drawn: dict[str, None] = {}  # a set that keeps its order
    while len(drawn) < count:
        more = [codes.draw(source) for _ in range(min(count - len(drawn), CODES_AT_ONCE))]
        taken = set(session.scalars(select(Sign.code).where(Sign.code.in_(more))))
        drawn |= dict.fromkeys(code for code in more if code not in taken)
    return list(drawn)


def add_many(
    session: Session, stations: Iterable[Station], counts: Mapping[SignKind, int], *, by: Account, source: random.Random
) -> list[Sign]:
    """Make ``counts`` signs of each kind at each station; where exactly they will hang is still to be said.

    Raises Forbidden as ``add`` does, Invalid for none and for more than MANY_MAX.
    """
    wanted = [(station, kind) for station in stations for kind, count in counts.items() for _ in range(count)]
    if not wanted:
        raise Invalid("Das wäre kein Schild. Bitte Stationen ankreuzen und bei einer Art eine Zahl eintragen.")
    if len(wanted) > MANY_MAX:
        sentence = N_(
            "Das wären %(count)s Schilder, mehr als %(most)s auf einmal. Bitte in mehreren Schritten anlegen."
        )
        raise Invalid(sentence, count=len(wanted), most=MANY_MAX)
    records = [(station, at_stop(session, station, kind)) for station, kind in wanted]
    return add_signs(session, records, by=by, source=source)


def edit(session: Session, sign: Sign, given: SignRecord, *, version: int, by: Account) -> bool:
    """Change what is known about a sign, and tell whether anything did.

    Its code, state and printed width stay as they are.  Raises Forbidden unless ``by`` keeps signs for the station's
    partner, Overtaken if ``version`` is not the newest, Invalid for another kind once it is printed, Missing for an
    unknown planning.
    """
    is_changed = _edit(session, sign, given, version=version, by=by)
    session.flush()
    return is_changed


def edit_signs(session: Session, wanted: Sequence[tuple[Sign, SignRecord]], *, by: Account) -> None:
    """Change what is known about signs, and take the next step of those whose record has another state.

    They are written at once, because whoever else wants to write waits meanwhile.  Raises as ``edit`` and ``move`` do.
    """
    with session.no_autoflush:
        for sign, given in wanted:
            _edit(session, sign, given, version=sign.version, by=by)
            to = SignStage(given.state.value)
            if to is not sign.state:
                _move(session, sign, to, by=by)
    session.flush()


def _edit(session: Session, sign: Sign, given: SignRecord, *, version: int, by: Account) -> bool:
    check(by, Role.KEEPER, sign.station.owner)
    if sign.version != version:
        raise Overtaken("Dieses Schild hat inzwischen jemand anderes geändert. Bitte die Angaben vergleichen.")
    before = record_json.sign_record(sign)
    if given.kind is not before.kind and sign.state is not SignStage.PLANNED:
        sentence = N_("Dieses Schild ist schon gedruckt. Für eine andere Art bitte ein neues Schild anlegen.")
        raise Invalid(sentence)
    code_mm = SHEETS[given.kind].code_mm if given.kind is not before.kind else before.code_mm
    after = replace(given, code=before.code, state=before.state, code_mm=code_mm)
    if after == before:
        return False
    sign.planning = _planning(sign.station, given.planning)
    sign.record = _bare(after)
    comment = _changes(before, after)
    session.add(Event(what=EventKind.EDIT_SIGN, item=sign.station, sign=sign, by=by, comment=comment))
    return True


def move(session: Session, sign: Sign, to: SignStage, *, by: Account, moved_to: Sign | None = None) -> None:
    """Take the next step of a sign's life; a retired sign may name the one that hangs in its stead.

    Raises Forbidden unless ``by`` keeps signs for the station's partner, WrongState off the table of moves.
    """
    _move(session, sign, to, by=by, moved_to=moved_to)
    session.flush()


def _move(session: Session, sign: Sign, to: SignStage, *, by: Account, moved_to: Sign | None = None) -> None:
    check(by, Role.KEEPER, sign.station.owner)
    if moved_to is sign or (moved_to is not None and moved_to.state is SignStage.RETIRED):
        raise Invalid("An seiner Stelle muss ein anderes Schild hängen, das in Dienst ist. Bitte den Code prüfen.")
    was = sign.state
    sign.move(to)
    if to is SignStage.RETIRED:
        sign.moved_to = moved_to
    session.add(Event(what=EventKind.MOVE_SIGN, item=sign.station, sign=sign, by=by, comment=f"{was} → {to}"))


def at_stop(session: Session, station: Station, kind: SignKind) -> SignRecord:
    """Return a sign that hangs somewhere around its station's stop."""
    stop = station.stop.record
    line = line_record.find(session)
    if line is None:
        raise Missing("Es ist noch keine Linie geladen.")
    return SignRecord(
        code="",
        kind=kind,
        where=undecided_place(line, line_record.catalogues(session, SITE)),
        place=Place(lat=stop["lat"], lon=stop["lon"], uncertainty_m=50.0, source="Punkt der Haltestelle"),
        facing_deg=0.0,
        facing_uncertainty_deg=180.0,
    )


def _changes(before: SignRecord, after: SignRecord) -> str:
    """Return which fields changed, and from what to what, for the journal; nothing is a dash, a default is said."""
    was, now = dict(leaves(asdict(before))), dict(leaves(asdict(after)))
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return "; ".join(f"{name}: {_kept(was.get(name))} → {_kept(now.get(name))}" for name in names)


def _kept(value: object) -> object:
    return "–" if value in ("", None) else value


def _bare(given: SignRecord) -> Json:
    return {name: value for name, value in plain(given).items() if name not in OWN_COLUMNS}


def _planning(station: Station, slug: str) -> Planning | None:
    if not slug:
        return None
    found = next((planning for planning in station.plannings if planning.slug == slug), None)
    if found is None:
        raise Missing("Die Planung „%(slug)s“ gibt es an dieser Station nicht.", slug=slug)
    return found
