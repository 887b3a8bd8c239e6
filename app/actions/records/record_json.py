"""Record JSON: records in and out of JSON columns (serialisation), and the card of an edition.

stored     JSON of a column as the value that it was; ``stored_text``: of its text
record     the same for the record of an item
checked    what somebody gave, as the plain JSON of a record, or refused with every fault
card       what is needed of an item without its record
"""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from sqlalchemy.orm import Session

from app import contrast, pictures
from app.actions.records import line_record, record_json
from app.errors import Invalid
from app.exchange.designs import DesignRecord
from app.exchange.line_parts import LineWordsRecord, PageRecord
from app.exchange.reading import LACKING, Fault, Faults, doubled, misdated, outside, plain, read
from app.exchange.records import (
    COLOUR,
    Partner,
    PictureRecord,
    PlanningRecord,
    SignRecord,
    StationRecord,
    Text,
    Variant,
    Year,
)
from app.exchange.timeline import name_of
from app.exchange.variants import shown_first
from app.i18n import N_
from app.models import Edition, Item, Kind, Sign, now
from app.models.base import Json
from app.models.use import assets_in

T = TypeVar("T")
UNREAD = N_("Auf %(given)s ist weder schwarze noch weiße Schrift gut zu lesen (Kontrast nach DIN 32975).")
NEIGHBOURS = N_(
    "Heller, zum Beispiel %(lighter)s, geht es mit schwarzer, dunkler, zum Beispiel %(darker)s, mit weißer."
)
KEPT = 20_000  # values that were read: cards, stops and posters of a large line, some 40 MB
Record = StationRecord | PlanningRecord | LineWordsRecord | Partner | PageRecord | DesignRecord
UNWORDED = (Kind.PARTNER, Kind.DESIGN)  # have a name and no texts
SHAPES: dict[Kind, type[Record]] = {
    Kind.STATION: StationRecord,
    Kind.PLANNING: PlanningRecord,
    Kind.LINE: LineWordsRecord,
    Kind.PARTNER: Partner,
    Kind.PAGE: PageRecord,
    Kind.DESIGN: DesignRecord,
}


def stored(shape: type[T], given: Mapping[str, object]) -> T:
    """Return JSON of a column as a ``shape``.  Raises ValueError if it is none, which would be a fault of ours."""
    faults = Faults(shape.__name__)
    found = read(shape, given, faults)
    if found is None:
        raise ValueError("\n".join(str(fault) for fault in faults.found))
    return found


@lru_cache(maxsize=KEPT)
def stored_text(shape: type[T], given: str) -> T:
    """Return the same of JSON as text; what was read before is at hand, for a look at a whole line again and again."""
    return stored(shape, json.loads(given))


def record(kind: Kind, given: Mapping[str, object]) -> Record:
    """Return the stored record of an item.  Raises ValueError as ``stored`` does."""
    return stored(SHAPES[kind], given)


def checked(session: Session, item: Item, given: Mapping[str, object]) -> Json:
    """Return ``given`` as the plain record of ``item``, whose address it takes over.

    Raises Invalid with every fault; among them a missing text in the line's first language, and a place where the line
    does not run.
    """
    faults = Faults(item.slug)
    found = read(SHAPES[item.kind], {**given, "slug": item.slug}, faults)
    line = line_record.find(session)
    first = line_record.first_language(session)
    texts = given.get("texts")
    if item.kind not in UNWORDED and (not isinstance(texts, Mapping) or first not in texts):
        faults.add(f"texts.{first}", *LACKING, language=first)
    if line is not None and isinstance(found, PlanningRecord):
        faults.found += outside(found.place, line.bounds)
    if isinstance(found, PlanningRecord):
        faults.found += [*doubled(found), *misdated(found)]
    if isinstance(found, LineWordsRecord):
        for slug, names in found.topics.items():
            if not names.get(first):
                faults.add(f"topics.{slug}.{first}", *LACKING, language=first)
    if isinstance(found, DesignRecord):
        faults.found += list(unread_words(found))
    if found is None or faults.found:
        raise Invalid("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.", faults=faults.found)
    result: Json = plain(found)
    return result


def unread_words(design: DesignRecord) -> Iterator[Fault]:
    """Yield a fault for each colour of a design on which neither black nor white words are read."""
    for name in ("colour", "second_colour"):
        colour = getattr(design, name)
        if COLOUR.fullmatch(colour) and not contrast.words_on(colour):
            near = contrast.neighbours(colour)
            values = {"given": colour, "lighter": near.lighter, "darker": near.darker}
            yield Fault(design.slug, name, UNREAD, NEIGHBOURS, values)


def texts_of(found: Record) -> Mapping[str, Text]:
    """Return the words of a record by language; a partner and a design have a name and no others."""
    return {} if isinstance(found, Partner | DesignRecord) else found.texts


def pictures_of(found: Record) -> tuple[str, ...]:
    """Return the pictures that a record shows."""
    return found.pictures if isinstance(found, StationRecord | PlanningRecord) else ()


def documents_of(found: Record) -> tuple[str, ...]:
    """Return the documents that a record offers."""
    return found.documents if isinstance(found, StationRecord | PlanningRecord) else ()


def card(kind: Kind, given: Json, last: Edition | None = None) -> Json:
    """Return what is needed of an item without its record: for other pages, and for the station's own asset.

    Nothing of what the line says of itself, which every page reads where it stands.  ``last`` is its edition before.
    """
    if kind not in (Kind.STATION, Kind.PLANNING):
        return {}
    texts = given.get("texts", {})
    words = {
        "names": {language: text["title"] for language, text in texts.items()},
        "summaries": {language: text["summary"] for language, text in texts.items()},
    }
    files = {"pictures": given.get("pictures", []), "documents": given.get("documents", [])}
    if kind is Kind.STATION:
        return {**words, "partner": given["partner"], "plannings": given.get("plannings", []), **files}
    place = {"lat": given["place"]["lat"], "lon": given["place"]["lon"]}
    angles = {"rotation_deg": given.get("rotation_deg", 0.0), "ground_m": given.get("ground_m", 0.0)}
    first = shown_first(tuple(stored(Variant, each) for each in given.get("variants", ())))
    asset = (first and first.asset) or given.get("asset", "")
    shown = {"asset": asset, "scene": first.scene or first.id if first else "", "assets": assets_in(given)}
    return {"topic": given["topic"], **shown, **files, **place, **angles, "moments": _moments(given, last)}


def _moments(given: Json, last: Edition | None) -> dict[str, str]:
    """Return the moments of a planning with the day since which each is public: today, if it is not in ``last``."""
    known = _told_in(last) if last else {}
    today = now().date().isoformat()
    return {name: known.get(name, today) for name in map(name_of, _years(given))}


def _told_in(last: Edition) -> Mapping[str, str]:
    """Return the same of an edition; one that was made before cards had them tells all since its own day."""
    day = last.published_at.date().isoformat()
    return last.card.get("moments") or dict.fromkeys(map(name_of, _years(last.record)), day)


def _years(given: Json) -> list[Year]:
    return [stored(Year, each) for each in given.get("years", ())]


def pages(given: Json) -> dict[str, dict[str, Text]]:
    """Return imprint and the like: slug -> language -> words.  Raises ValueError as ``stored`` does."""
    return {slug: {lang: stored(Text, text) for lang, text in texts.items()} for slug, texts in given.items()}


def cut_of(record: PictureRecord) -> pictures.Cut:
    """Return what is shown of a picture."""
    return pictures.Cut(**{each.name: getattr(record, each.name) for each in dataclasses.fields(pictures.Cut)})


def sign_record(sign: Sign) -> SignRecord:
    """Return the whole record of a sign.  Raises ValueError if it is none, which would be a fault of ours."""
    planning = {"planning": sign.planning.slug} if sign.planning else {}
    return record_json.stored(SignRecord, {**sign.record, **planning, "code": sign.code, "state": sign.state.value})
