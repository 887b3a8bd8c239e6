"""Print content: a snapshot of what an order is made from, kept with it as JSON.

languages   what signs of the line can speak, in its order
chosen   what is printed of the published line, for signs and how many of each
freeze   an order as JSON
thaw     the same the other way
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from app.actions.records import line_record, record_json
from app.exchange.catalogues import SIGNAGE
from app.exchange.content import Content
from app.exchange.reading import plain
from app.exchange.records import LineRecord, PlanningRecord, SignRecord, StationRecord, StopRecord
from app.models.base import Json
from app.signage import words
from app.signage.look import Look
from app.signage.order import Item, Order
from app.signage.order_note import OrderNote

T = TypeVar("T", StationRecord, PlanningRecord)


def languages(session: Session) -> tuple[str, ...]:
    """Return the languages of the line that its signs can speak; the first is set largest."""
    line = line_record.find(session)
    return words.languages(line.languages if line else (), line_record.catalogues(session, SIGNAGE))


def chosen(
    content: Content,
    copies: Mapping[str, int],
    *,
    names: Mapping[str, str],
    languages: Sequence[str],
    looks: Mapping[str, Look],
    pictures: Mapping[str, str],
    public_url: str,
    on: date,
) -> Order:
    """Return an order of the signs whose codes ``copies`` has, in the order of the line and without its number.

    ``names`` are the titles of all stations by the number of their stop: the signs show the whole line.
    """
    stations = sorted(content.stations.values(), key=_place_on(content))
    items = [
        _item(sign, station, content, languages, copies[sign.code])
        for station in stations
        for sign in content.signs[station.slug]
        if sign.code in copies
    ]
    return Order(
        number="",
        on=on,
        public_url=public_url,
        line=content.line,
        stops=content.stops,
        names=names,
        items=tuple(items),
        words={tag: found[SIGNAGE] for tag, found in content.words.items() if SIGNAGE in found},
        looks=looks,
        pictures=pictures,
    )


def freeze(order: Order) -> Json:
    """Return an order as JSON, each station and planning once and without the words that no sign says."""
    stations = {item.station.slug: plain(_short(item.station)) for item in order.items}
    plannings = {item.station.slug: [plain(_short(each)) for each in item.plannings] for item in order.items}
    return {
        "on": order.on.isoformat(),
        "public_url": order.public_url,
        "line": plain(_short_line(order.line)),
        "stops": plain(order.stops),
        "names": dict(order.names),
        "is_trial": order.is_trial,
        "note": plain(order.note),
        "words": dict(order.words),
        "looks": {item.station.partner: plain(order.look_of(item)) for item in order.items},
        "pictures": dict(order.pictures),
        "stations": stations,
        "plannings": plannings,
        "items": [
            {
                "sign": plain(item.sign),
                "station": item.station.slug,
                "languages": list(item.languages),
                "copies": item.copies,
            }
            for item in order.items
        ],
    }


def thaw(given: Json, number: str) -> Order:
    """Return the order that was frozen, under its number."""
    stations = {slug: record_json.stored(StationRecord, each) for slug, each in given["stations"].items()}
    plannings = {
        slug: tuple(record_json.stored(PlanningRecord, each) for each in found)
        for slug, found in given["plannings"].items()
    }
    return Order(
        number=number,
        on=date.fromisoformat(given["on"]),
        public_url=given["public_url"],
        line=record_json.stored(LineRecord, given["line"]),
        stops=tuple(record_json.stored(StopRecord, each) for each in given["stops"]),
        names=given["names"],
        words=given.get("words", {}),
        is_trial=given.get("is_trial", False),
        looks={partner: record_json.stored(Look, each) for partner, each in given.get("looks", {}).items()},
        note=record_json.stored(OrderNote, given.get("note", {})),
        pictures=given.get("pictures", {}),
        items=tuple(
            Item(
                sign=record_json.stored(SignRecord, each["sign"]),
                station=stations[each["station"]],
                plannings=plannings[each["station"]],
                languages=tuple(each["languages"]),
                copies=each["copies"],
            )
            for each in given["items"]
        ),
    )


def _place_on(content: Content) -> Callable[[StationRecord], tuple[int, str]]:
    """Return a sort key for stations: as the stops lie along the line."""
    places = {stop.dhid: place for place, stop in enumerate(content.stops)}
    return lambda station: (places.get(station.stop, len(places)), station.slug)


def _item(sign: SignRecord, station: StationRecord, content: Content, languages: Sequence[str], copies: int) -> Item:
    """Return a sign to print, in the first of ``languages`` and those in which everything is said."""
    plannings = tuple(content.plannings[station.slug][slug] for slug in station.plannings)
    shown = [each for each in plannings if sign.planning in ("", each.slug)]
    said = [station.texts, *(planning.texts for planning in shown)]
    others = (lang for lang in languages[1:] if all(lang in texts for texts in said))
    return Item(sign=sign, station=station, plannings=plannings, languages=(languages[0], *others), copies=copies)


def _short(record: T) -> T:
    texts = {tag: replace(text, body="") for tag, text in record.texts.items()}
    return replace(record, texts=texts, sources=(), confidence_note="")


def _short_line(record: LineRecord) -> LineRecord:
    return replace(record, texts={}, sources=())
