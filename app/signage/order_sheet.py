"""The order sheet: what a print shop and whoever unpacks the box need beside the files, on A4.

It speaks the line's first language.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from gettext import NullTranslations

from babel.dates import format_date

from app.exchange.languages import html_tag, primary
from app.signage.order import Batch, Item, Order
from app.signage.order_note import PRINTED
from app.signage.profile import Profile
from app.signage.sheet import SHEETS, Sheet
from app.signage.typeset import Press
from app.signage.words import SHEET, count_of, on_sheet

TEMPLATE = "order_sheet/sheet.typ"


def order_sheet(press: Press, order: Order, entries: Sequence[tuple[Batch, str]], profile: Profile) -> bytes:
    """Return the sheet as PDF; ``entries`` are the files and their SHA-256."""
    return press.document(TEMPLATE, request(order, entries, profile))


def request(order: Order, entries: Sequence[tuple[Batch, str]], profile: Profile) -> dict[str, object]:
    """Return what the template is given."""
    first = order.line.first_language
    catalogue = on_sheet(first, order.words)
    said = {name: catalogue.gettext(word) for name, word in SHEET.items()}
    return {
        "title": said["title"] % {"line": order.line.name, "number": order.number},
        "lang": html_tag(first),
        "words": said,
        "date": {"year": order.on.year, "month": order.on.month, "day": order.on.day},
        "on": format_date(order.on, "medium", locale=primary(first)),
        "accent": order.line.colour,
        "profile": profile.name,
        "is_trial": order.is_trial,
        "notes": _notes(order, said, first),
        "files": [_file(order, batch, sha256, said, catalogue) for batch, sha256 in entries],
    }


def _notes(order: Order, said: dict[str, str], first: str) -> list[list[str]]:
    """Return name and value of what the print shop is told."""
    told = {name: getattr(order.note, name) for name in PRINTED}
    if told["due_on"]:
        told["due_on"] = format_date(date.fromisoformat(told["due_on"]), "full", locale=primary(first))
    return [[said[name], text] for name, text in told.items() if text]


def _file(
    order: Order, batch: Batch, sha256: str, said: dict[str, str], catalogue: NullTranslations
) -> dict[str, object]:
    first = order.line.first_language
    return {
        "name": f"{order.number}-{batch.name}",
        "sha256": sha256,
        "kind": said[batch.kind.value],
        "size": _size(SHEETS[batch.kind]),
        "count": "" if batch.is_mirrored else _count(batch, catalogue),
        "how": [said[name] for name in _how(batch)],
        "signs": []
        if batch.is_mirrored
        else [_sign(page, item, first) for page, item in enumerate(batch.items, start=1)],
    }


def _count(batch: Batch, catalogue: NullTranslations) -> str:
    return count_of(catalogue, len(batch.items), sum(item.copies for item in batch.items))


def _how(batch: Batch) -> Iterator[str]:
    """Yield the names of what a print shop has to know of a file."""
    sheet = SHEETS[batch.kind]
    if sheet.is_film:
        yield "inside" if batch.is_mirrored else "outside"
    if sheet.is_round:
        yield "contour"
    if sheet.scores_mm:
        yield "scores"


def _size(sheet: Sheet) -> str:
    return f"Ø {sheet.width_mm:g} mm" if sheet.is_round else f"{sheet.width_mm:g} × {sheet.height_mm:g} mm"


def _sign(page: int, item: Item, first: str) -> dict[str, object]:
    return {
        "page": page,
        "code": item.code,
        "station": item.station.texts[first].title,
        "where": item.sign.where.get(first, ""),
        "copies": item.copies,
    }
