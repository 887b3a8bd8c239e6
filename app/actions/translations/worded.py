"""Worded: each field of words of the items that a person may change, in the first language and in another one.

items  what there is to translate, in the order of the line
rows   a row for each field, with the state of its translation

A row is told from its versions by its fingerprint: of the words that are translated, and of the translation.  So a
table that comes back shows which of both has changed meanwhile.
"""

import enum
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.actions.content.origin import Origin
from app.actions.records import record_json
from app.actions.records.compare import leaves
from app.actions.records.line_record import first_language
from app.exchange.records import PlanningText, Text
from app.exchange.translation import digest, is_stale
from app.models import Account, Edition, Item, Kind, Partner, Revision, Role, State, Stop
from app.models.base import Json
from app.models.revision import PAST

KINDS = (Kind.LINE, Kind.PAGE, Kind.STATION, Kind.PLANNING)  # a partner's name is the same in each language
NO_WORDS = ("checked_by", "checked_on", "made_from")
BODY = "body"  # the one field of several lines
LETTERS = 8  # of each half of a fingerprint


class Standing(enum.StrEnum):
    """How a translation stands to what it was made from."""

    MISSING = "missing"
    STALE = "stale"
    FITTING = "fitting"


@dataclass(frozen=True, kw_only=True)
class Worded:
    """An item as its next draft by a person begins.  ``where`` is its title, behind its station's where it has one."""

    id: int
    kind: Kind
    partner: str
    may: bool
    record: Json
    where: str
    origin: Origin

    @property
    def text_shape(self) -> type[Text]:
        return PlanningText if self.kind is Kind.PLANNING else Text


class _Base(NamedTuple):
    """What is needed of the version that a draft begins from; thousands are read at once."""

    id: int
    number: int
    record: Json


@dataclass(frozen=True, kw_only=True)
class Row:
    """A field of words: ``source`` in the first language and ``words`` in another one; ``path`` as *title*."""

    item: Worded = field(repr=False)
    path: str
    source: str
    words: str
    standing: Standing

    @property
    def key(self) -> str:
        return f"{self.item.kind}-{self.item.id}.{self.path}"

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.path, self.source, self.words)


def field_of(item: Worded, path: str, language: str) -> str:
    """Return the field of a record that holds the words of a row."""
    return f"texts.{language}.{path}" if is_of_text(item, path) else f"{path}.{language}"


def fingerprint(path: str, source: str, words: str) -> str:
    """Return what tells versions of a row apart.  It begins with a letter: a spreadsheet takes it for no number."""
    return f"t{_digest(path, source)}-{_digest(path, words)}"


def tidy(path: str, text: str) -> str:
    """Return words as a form would store them: one line, or in the body several without blanks at their ends."""
    if path != BODY:
        return " ".join(text.split())
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip("\n")


def items(
    session: Session, *, by: Account, station: int | None = None, among: Collection[int] | None = None
) -> list[Worded]:
    """Return what there is to translate, what the line says of itself first; of one station, or some ``among`` all.

    What ``by`` may not change is among them and says so.  The number of queries does not grow.
    """
    belongs = func.coalesce(Item.__table__.c.station_id, Item.id)
    at = Item.__table__.alias("at")
    owner = func.coalesce(at.c.partner_id, Item.__table__.c.partner_id)
    wanted: list[ColumnElement[bool]] = [Item.archived_at.is_(None), Item.kind.in_(KINDS)]
    wanted += [belongs == station] if station is not None else []
    wanted += [Item.id.in_(among)] if among is not None else []
    query = (
        select(Item.id, Item.kind, belongs.label("at"), owner.label("partner"), Edition.revision_id)
        .select_from(Item)
        .outerjoin(at, at.c.id == belongs)
        .outerjoin(Stop, Stop.id == at.c.stop_id)
        .outerjoin(Edition, Edition.id == Item.current_id)
        .where(*wanted)
        .order_by(func.coalesce(Stop.position, -1), belongs, Item.kind.desc(), Item.id)
    )
    found = session.execute(query).all()
    partners = {each.id: (each.name, by.may(Role.PLANNER, each)) for each in session.scalars(select(Partner))}
    bases = _bases(session, wanted, {each.id: each.revision_id for each in found}, by)
    first = first_language(session)
    titles = {each.id: _title(bases[each.id].record, first) for each in found if each.id in bases}
    return [
        Worded(
            id=each.id,
            kind=each.kind,
            partner=partners[each.partner][0],
            may=partners[each.partner][1],
            record=bases[each.id].record,
            where=" › ".join(filter(None, (titles.get(each.at) if each.at != each.id else "", titles[each.id]))),
            origin=Origin(str(bases[each.id].id), str(bases[each.id].number)),
        )
        for each in found
        if each.id in bases
    ]


def rows(session: Session, some: Sequence[Worded], language: str) -> list[Row]:
    """Return a row for each field that has words in the first language."""
    first = first_language(session)
    stale = {each.id: each for each in some if _is_stale(each, first, language)}
    made_from = _made_from(session, stale, first, language)
    found = []
    for each in some:
        words = dict(fields(each, language))
        for path, source in fields(each, first):
            standing = Standing.MISSING if not words.get(path) else Standing.FITTING
            if words.get(path) and each.id in stale and is_of_text(each, path):
                was = made_from.get(each.id)
                standing = Standing.STALE if was is None or was.get(path) != source else Standing.FITTING
            found.append(Row(item=each, path=path, source=source, words=words.get(path, ""), standing=standing))
    return found


def fields(item: Worded, language: str) -> Iterator[tuple[str, str]]:
    """Yield path and words of each field that has some in a language."""
    yield from _of_text(item.record.get("texts", {}).get(language, {}))
    if item.kind is Kind.LINE:
        for name, words in _of_line(item.record, language):
            if words:
                yield name, words


def is_of_text(item: Worded, path: str) -> bool:
    """Tell whether a field is part of the text of an item, of which is known what it was made from."""
    return item.kind is not Kind.LINE or not path.startswith(("funding", "topics."))


def _of_text(text: Json) -> Iterator[tuple[str, str]]:
    for path, words in leaves(text):
        if path not in NO_WORDS and isinstance(words, str) and words.strip():
            yield path, words


def _of_line(record: Json, language: str) -> Iterator[tuple[str, str]]:
    yield "funding", record.get("funding", {}).get(language, "")
    for slug, names in record.get("topics", {}).items():
        yield f"topics.{slug}", names.get(language, "")


def _digest(path: str, words: str) -> str:
    return hashlib.sha256(tidy(path, words).encode()).hexdigest()[:LETTERS]


def _title(record: Json, first: str) -> str:
    return str(record.get("texts", {}).get(first, {}).get("title", ""))


def _bases(
    session: Session, wanted: Sequence[ColumnElement[bool]], current: Mapping[int, int | None], by: Account
) -> dict[int, _Base]:
    """Return for each item what ``origin.base_of`` does, all at once."""
    is_public = exists().where(Edition.revision_id == Revision.id).correlate(Revision).label("is_public")
    shown = aliased(Revision)
    is_own = and_(Revision.state == State.DRAFT, Revision.author_id == by.id)
    query = (
        select(Revision.id, Revision.item_id, Revision.state, Revision.author_id, Revision.number, is_public)
        .join(Item, Item.id == Revision.item_id)
        .outerjoin(Edition, Edition.id == Item.current_id)
        .outerjoin(shown, shown.id == Edition.revision_id)
        .where(*wanted, Revision.state.not_in(PAST))
        .where(or_(shown.id.is_(None), Revision.number >= shown.number, is_own))  # what is older was public once
        .order_by(Revision.number)
    )
    versions = defaultdict(list)
    for each in session.execute(query):
        versions[each.item_id].append(each)
    chosen = []
    for item, some in versions.items():
        own = [each for each in some if each.state is State.DRAFT and each.author_id == by.id]
        approved = [each for each in some if each.state is State.APPROVED]
        waiting = [each for each in approved if not each.is_public]
        public = [each for each in some if each.id == current[item]]
        if public:
            newer = [each for each in waiting[-1:] if each.number > public[0].number]
            chosen.append((own or newer or public)[-1].id)
        else:
            chosen.append((own or waiting or approved or some)[-1].id)
    words = select(Revision.item_id, Revision.id, Revision.number, Revision.record).where(Revision.id.in_(chosen))
    return {item: _Base(base, number, record) for item, base, number, record in session.execute(words)}


def _is_stale(item: Worded, first: str, language: str) -> bool:
    given = item.record.get("texts", {})
    if not given.get(language, {}).get("made_from"):
        return False
    texts = {tag: record_json.stored(item.text_shape, given[tag]) for tag in (first, language) if tag in given}
    return is_stale(texts, language, source=first)


def _made_from(
    session: Session, stale: Mapping[int, Worded], first: str, language: str
) -> dict[int, Mapping[str, str]]:
    """Return the words that each translation was made from, where a version still has them."""
    if not stale:
        return {}
    found: dict[int, Mapping[str, str]] = {}
    query = select(Revision.item_id, Revision.record[("texts", first)]).where(Revision.item_id.in_(stale))
    for item_id, text in session.execute(query.order_by(Revision.number.desc())):
        item = stale[item_id]
        wanted = item.record["texts"][language]["made_from"]
        if item_id not in found and text and digest(record_json.stored(item.text_shape, text)) == wanted:
            found[item_id] = dict(_of_text(text))
    return found
