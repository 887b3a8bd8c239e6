"""A line as long as they get: 1,000 stations, 5,000 plannings, 50,000 versions, with signs, files and a journal.

Written straight into the tables, because by the studio's own deeds it would take an hour.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.exchange.codes import check_letter
from app.exchange.reading import plain
from app.models import (
    Account,
    Asset,
    BuildState,
    Edition,
    Event,
    EventKind,
    Item,
    Line,
    Partner,
    Picture,
    Revision,
    Sign,
    SignStage,
    State,
    Stop,
    Use,
    Used,
    now,
)
from app.models.base import Json
from app.models.revision import contribution
from app.models.search import words_of
from tests import factories

STATIONS, PLANNINGS, VERSIONS = 1_000, 5, 50_000  # plannings of each station, versions in all
EACH = 8  # versions of an item; those that are left over go to the first hundred items
FILES = 500  # assets, and as many pictures
OPEN_EVERY = 60  # so many items have one that is open: in turn a draft, handed in, approved
OPEN = (State.DRAFT, State.SUBMITTED, State.APPROVED)
PARTNERS = ("nord", "sued")
BODY = "## Heute hier\n\n" + " ".join(["Hier steht, was heute da ist und was daraus werden kann."] * 12)
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def fill(session: Session) -> None:
    """Fill an empty database; ``many_deeds.py`` adds what was done."""
    partners = [factories.make_partner(session, slug) for slug in PARTNERS]
    people = [factories.make_account(session, partner=slug) for slug in PARTNERS]
    line = factories.make_line(session)
    _files(session, partners)
    _stops(session, line)
    records = _items(session, partners)
    _versions(session, records, people[0])
    _signs(session)
    session.flush()
    _count_on(session)


def _count_on(session: Session) -> None:
    """Let PostgreSQL count on behind the ids that were given here."""
    if session.get_bind().dialect.name == "postgresql":
        for table in (Stop, Item, Revision, Edition, Sign):
            last = select(func.max(table.id)).scalar_subquery()
            session.execute(select(func.setval(func.pg_get_serial_sequence(table.__tablename__, "id"), last)))


def _files(session: Session, partners: list[Partner]) -> None:
    for number in range(FILES):
        own: Json = {"partner": partners[number % 2], "files": {}, "source_hash": f"{number:064}"}
        about = {"slug": f"datei-{number}", "title": f"Datei {number}", "author": "Wir", "licence": "CC0-1.0"}
        session.add(Asset(slug=f"datei-{number}", record=about, state=BuildState.READY, **own))
        own["files"] = {"source.webp": "0/source.webp"}
        session.add(Picture(slug=f"datei-{number}", record=about, width_px=1600, height_px=900, **own))
    session.flush()


def _stops(session: Session, line: Line) -> None:
    rows = []
    for number in range(1, STATIONS + 1):
        record = factories.stop(number)
        own = {"id": number, "line_id": line.id, "dhid": record.dhid, "name": record.name, "position": number}
        rows.append({**own, "record": {**plain(record), "lat": 51.4 + number / 10_000}})
    session.execute(insert(Stop), rows)


def _items(session: Session, partners: list[Partner]) -> dict[int, Json]:
    """Add the stations and their plannings, and return the record of each item by its id."""
    rows, records = [], {}
    for number in range(1, STATIONS * (1 + PLANNINGS) + 1):
        record = _station(number) if number <= STATIONS else _planning(number)
        own = {"id": number, "slug": record["slug"], "words": words_of(record), "created_at": now()}
        if number <= STATIONS:
            own |= {"kind": "station", "partner_id": partners[number % 2].id, "stop_id": number, "station_id": None}
        else:
            own |= {"kind": "planning", "partner_id": None, "stop_id": None, "station_id": _station_of(number)}
        rows.append(own)
        records[number] = record
    session.execute(insert(Item.__table__), rows)  # type: ignore[arg-type]
    return records


def _station_of(planning: int) -> int:
    return (planning - STATIONS - 1) // PLANNINGS + 1


def _station(number: int) -> Json:
    first = STATIONS + 1 + (number - 1) * PLANNINGS
    inside = [f"planung-{each}" for each in range(first, first + PLANNINGS)]
    where = {"stop": factories.stop(number).dhid, "partner": PARTNERS[number % 2]}
    return {"slug": f"station-{number}", **where, "plannings": inside, "texts": _texts(f"Straße {number}")}


def _planning(number: int) -> Json:
    place = {"lat": 51.4 + _station_of(number) / 10_000, "lon": 7.1, "uncertainty_m": 20.0}
    file = f"datei-{number % FILES}"
    shown = {"topic": "kultur", "place": place, "asset": file, "pictures": [file]}
    return {"slug": f"planung-{number}", **shown, "texts": _texts(f"Platz {number}")}


def _texts(title: str) -> Json:
    return {tag: {"title": f"{title} {tag}", "summary": f"Kurz zu {title}.", "body": BODY} for tag in ("de", "en")}


def _versions(session: Session, records: dict[int, Json], by: Account) -> None:
    """Add the versions of each item, an edition of the last but one, and a line of the journal for each."""
    moment = now() - timedelta(days=90)
    revisions = list(_revisions(records, by_id=by.id))
    editions, number_of = [], {each["item_id"]: each["number"] for each in revisions}  # the last one's
    for each in revisions:
        each |= {"created_at": moment, "changed_at": moment}
        if each["number"] == number_of[each["item_id"]] - 1:
            own = {"id": each["item_id"], "item_id": each["item_id"], "revision_id": each["id"], "number": 1}
            card = _card(each["record"])
            editions.append({**own, "record": each["record"], "card": card, "published_at": moment, "by_id": by.id})
    ids = [each["id"] for each in revisions]
    drafts = [
        {"at": moment, "by_id": by.id, "what": EventKind.DRAFT, "item_id": each["item_id"], "revision_id": each["id"]}
        for each in revisions
    ]
    session.execute(insert(Revision), revisions)
    session.execute(insert(contribution), [{"revision_id": number, "account_id": by.id} for number in ids])
    session.execute(insert(Use), list(_uses(revisions)))
    session.execute(insert(Edition), editions)
    session.execute(insert(Event), drafts)
    session.execute(update(Item).values(current_id=Item.id), execution_options={"synchronize_session": False})


def _revisions(records: dict[int, Json], *, by_id: int) -> Iterator[dict[str, Any]]:
    more, number = VERSIONS - EACH * len(records), 0
    for item_id, record in records.items():
        count = EACH + (more // 100 if item_id <= 100 else 0)
        for version in range(1, count + 1):
            number += 1
            is_open = version == count and item_id % OPEN_EVERY == 0
            state = OPEN[item_id // OPEN_EVERY % 3] if is_open else State.APPROVED
            own = {"id": number, "item_id": item_id, "number": version, "state": state, "version": 1}
            yield {**own, "record": record, "author_id": by_id}


def _card(record: Json) -> Json:
    names = {tag: text["title"] for tag, text in record["texts"].items()}
    place = record.get("place", {"lat": 51.5, "lon": 7.1})
    where = {"lat": place["lat"], "lon": place["lon"], "rotation_deg": 0.0, "ground_m": 0.0}
    about = {"topic": record.get("topic", ""), "asset": record.get("asset", ""), "partner": PARTNERS[0]}
    return {"names": names, "summaries": {}, **about, **where, "plannings": record.get("plannings", [])}


def _uses(revisions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in revisions:
        file = each["record"].get("asset")
        if file:
            yield {"revision_id": each["id"], "kind": Used.ASSET, "slug": file}
            yield {"revision_id": each["id"], "kind": Used.PICTURE, "slug": file}


def _signs(session: Session) -> None:
    """Add a sign for each station."""
    bare = {
        name: value
        for name, value in plain(factories.sign_record()).items()
        if name not in ("code", "state", "planning")
    }
    numbers = range(1, STATIONS + 1)
    signs = [{"id": each, "code": _code(each), "station_id": each, "record": bare, "version": 1} for each in numbers]
    session.execute(insert(Sign), [{**sign, "state": SignStage.MOUNTED} for sign in signs])


def _code(number: int) -> str:
    """Return a code with its check letter, for numbers below 31 ** 3."""
    high, rest = divmod(number, len(ALPHABET) ** 2)
    drawn = "22" + "".join(ALPHABET[each] for each in (high, *divmod(rest, len(ALPHABET))))
    return drawn + check_letter(drawn)
