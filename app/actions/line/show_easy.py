"""Show the easy-to-read texts of the line: where the rules of Leichte Sprache give hints, and where a text is missing.

languages  those of the line that are easy to read
texts      a page of them, each with how many hints of which rule there are in each field
count      how many there are to page through

A text is read as the editor would open it: one's own draft, else what is newest.  The number of queries does not grow.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from app.actions.people.writable import writable
from app.actions.records import record_json
from app.actions.records.record_json import Record
from app.actions.records.titles import title_of
from app.actions.translations import worded
from app.actions.translations.worded import Worded
from app.actions.wording import easy_texts, glossary
from app.actions.wording.easy_language import Rule
from app.exchange.languages import is_simple
from app.exchange.records import LineRecord
from app.exchange.terms import Term
from app.models import Account, Item, Partner, Station, Stop

PAGE = 40  # texts: the hints on one cost some milliseconds
OF_ITEM = Item.__table__.c
AT = aliased(Station)  # to which something belongs: a planning, or the station itself


@dataclass(frozen=True, kw_only=True)
class EasyText:
    """The text of an item in an easy-to-read language.  ``fields`` is path -> rule -> hints, of fields with any.

    ``station`` is empty for what is at none, and for a station itself.
    """

    id: int
    title: str
    station: str
    partner: str
    record: Record
    is_missing: bool
    may_plan: bool
    may_translate: bool
    fields: Mapping[str, Counter[Rule]]

    @property
    def count(self) -> int:
        return sum(each.total() for each in self.fields.values())


def languages(line: LineRecord) -> list[str]:
    """Return the languages of a line that are easy to read."""
    return [tag for tag in line.languages if is_simple(tag)]


def count(session: Session, *, partner: str = "") -> int:
    """Return how many items there are, of one partner if its slug is given."""
    return session.scalar(select(func.count()).select_from(_items(partner).subquery())) or 0


def texts(
    session: Session, line: LineRecord, language: str, *, by: Account, partner: str = "", page: int = 1
) -> list[EasyText]:
    """Return the texts of a page (from 1), those with the most hints first; pages are in line order."""
    station = title_of(session, AT)
    query = _items(partner).add_columns(AT.id.label("at"), title_of(session, Item), station, Partner.name)
    query = query.order_by(func.coalesce(Stop.position, -1), func.coalesce(AT.id, Item.id), Item.kind.desc(), Item.id)
    rows = session.execute(query.offset((page - 1) * PAGE).limit(PAGE)).all()
    versions = {each.id: each for each in worded.items(session, by=by, among=[row.id for row in rows])}
    may = writable(session, list(versions), by=by)
    terms = glossary.terms(session)
    found = []
    for number, at, title, station_title, owner in rows:
        if version := versions.get(number):
            text = EasyText(
                id=number,
                title=title,
                station=station_title if at not in (None, number) else "",
                partner=owner,
                record=record_json.record(version.kind, version.record),
                is_missing=language not in version.record.get("texts", {}),
                may_plan=may[number].may_plan,
                may_translate=language in may[number].translates,
                fields=_fields(version, language, line, terms),
            )
            found.append(text)
    return sorted(found, key=lambda each: -each.count)


def _items(partner: str) -> Select[int]:
    """Return a query for the ids of what has words, of one partner or all; what lies in the archive has none."""
    query = (
        select(Item.id)
        .outerjoin(AT, AT.id == func.coalesce(OF_ITEM.station_id, Item.id))
        .outerjoin(Stop, Stop.id == AT.stop_id)
        .join(Partner, Partner.id == func.coalesce(AT.partner_id, OF_ITEM.partner_id))
        .where(Item.kind.in_(worded.KINDS), Item.archived_at.is_(None), AT.archived_at.is_(None))
    )
    return query.where(Partner.slug == partner) if partner else query


def _fields(version: Worded, language: str, line: LineRecord, terms: Sequence[Term]) -> dict[str, Counter[Rule]]:
    words = {path: said for path, said in worded.fields(version, language) if worded.is_of_text(version, path)}
    found: dict[str, Counter[Rule]] = {}
    for path, hint in easy_texts.hints(words, language, line=line, terms=terms):
        found.setdefault(path, Counter())[hint.rule] += 1
    return found
