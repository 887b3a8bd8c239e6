"""The order sheet: what a print shop and whoever unpacks the box need beside the files, on A4."""

from collections.abc import Sequence

from app.exchange.records import SignKind
from app.signage.order import Batch, Item, Order
from app.signage.profile import Profile
from app.signage.sheet import SHEETS, Sheet
from app.signage.typeset import Press
from app.signage.words import SOURCE

TEMPLATE = "order_sheet/sheet.typ"
KINDS = {
    SignKind.A4: "Aushang A4",
    SignKind.A3: "Aushang A3",
    SignKind.DIN_LANG: "Handzettel DIN lang",
    SignKind.CITY_LIGHT: "City-Light-Poster",
    SignKind.FLOOR: "Bodenaufkleber, rutschhemmend",
    SignKind.WINDOW: "Fensteraufkleber A5",
    SignKind.POLE: "Mastschild",
    SignKind.TABLE: "Tischaufsteller",
}


def order_sheet(press: Press, order: Order, entries: Sequence[tuple[Batch, str]], profile: Profile) -> bytes:
    """Return the sheet as PDF; ``entries`` are the files and their SHA-256."""
    return press.document(TEMPLATE, request(order, entries, profile))


def request(order: Order, entries: Sequence[tuple[Batch, str]], profile: Profile) -> dict[str, object]:
    """Return what the template is given."""
    return {
        "title": f"{order.line.name}: Auftrag {order.number}",
        "date": {"year": order.on.year, "month": order.on.month, "day": order.on.day},
        "on": f"{order.on:%d.%m.%Y}",
        "accent": order.line.colour,
        "profile": profile.name,
        "files": [_file(batch, sha256) for batch, sha256 in entries],
    }


def _file(batch: Batch, sha256: str) -> dict[str, object]:
    sheet = SHEETS[batch.kind]
    return {
        "name": batch.name,
        "sha256": sha256,
        "kind": KINDS[batch.kind],
        "size": _size(sheet),
        "signs": [_sign(page, item) for page, item in enumerate(batch.items, start=1)],
    }


def _size(sheet: Sheet) -> str:
    return f"Ø {sheet.width_mm:g} mm" if sheet.is_round else f"{sheet.width_mm:g} × {sheet.height_mm:g} mm"


def _sign(page: int, item: Item) -> dict[str, object]:
    return {
        "page": page,
        "code": item.code,
        "station": item.station.texts[SOURCE].title,
        "where": item.sign.where.get(SOURCE, ""),
        "copies": item.copies,
    }
