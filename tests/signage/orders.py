"""Orders for the tests: the real line, with names as long as real life has them.

``python -m tests.signage.orders`` writes the templates' samples anew.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.exchange.content import Content
from app.exchange.folder import read_folder
from app.exchange.records import SignKind
from app.signage import order_sheet
from app.signage.order import Item, Order, batches
from app.signage.profile import load, shipped
from app.signage.request import Output, request
from app.signage.typeset import TEMPLATES, Press

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "assets/fonts"
MESHES = ROOT / "assets/meshes"
HOST = "302.example"
LONG = "Bochumer Verein/Jahrhunderthalle"
EIGHTY = "Platz der Europäischen Freundschaft und der Städtepartnerschaften am Rathaussaal"
TURKISH = "Ücretsiz Şişli Çağlayan İğdeağacı Meydanı"
FUNDING = "Gefördert durch das Bundesministerium für Wohnen, Stadtentwicklung und Bauwesen, Modellprojekte Smart Cities"


@cache
def content() -> Content:
    return read_folder(ROOT)


@cache
def press() -> Press:
    return Press(FONTS)


def item(station="heinrich-koenig-platz", kind=SignKind.A3, *, languages=("de", "en"), planning="", copies=1) -> Item:
    """Return the first sign of a real station, as a sign of ``kind``."""
    found = content().stations[station]
    return Item(
        sign=replace(content().signs[station][0], kind=kind, planning=planning),
        station=found,
        plannings=tuple(content().plannings[station][slug] for slug in found.plannings),
        languages=languages,
        copies=copies,
    )


def named(item: Item, name: str) -> Item:
    """Return the item with its station called otherwise."""
    texts = {lang: replace(text, title=name) for lang, text in item.station.texts.items()}
    return replace(item, station=replace(item.station, texts=texts))


def titled(item: Item, title: str) -> Item:
    """Return the item with its first planning called otherwise, in all languages."""
    first = item.plannings[0]
    texts = {lang: replace(text, title=title) for lang, text in first.texts.items()}
    return replace(item, plannings=(replace(first, texts=texts), *item.plannings[1:]))


def order(*items: Item, funding: str = "", public_url: str = f"https://{HOST}") -> Order:
    """Return an order of these items; the diagram calls their stops what the items call them."""
    names = {station.stop: station.texts["de"].title for station in content().stations.values()}
    names |= {item.station.stop: item.station.texts["de"].title for item in items}
    return Order(
        number="2026-001",
        on=date(2026, 11, 23),
        public_url=public_url,
        line=replace(content().line, funding={"de": funding} if funding else {}),
        stops=content().stops,
        names=names,
        items=items,
    )


def every_station(kind: SignKind, languages: tuple[str, ...] = ("de", "en")) -> Iterable[Item]:
    return (item(station, kind, languages=languages) for station in content().stations)


def pictures() -> Mapping[str, str]:
    """Return ``<station>/<planning>`` -> where the poster of its 3D lies, as an order has the keys of a store."""
    found = {}
    for station, plannings in content().plannings.items():
        for slug, record in plannings.items():
            asset = record.asset or next((each.asset for each in record.variants if each.asset), "")
            posters = sorted((MESHES / asset).glob("poster-*-1200.webp")) if asset else []
            if posters:
                found[f"{station}/{slug}"] = f"{asset}/{posters[0].name}"
    return found


def read_poster(key: str) -> bytes | None:
    """Return the bytes of what ``pictures`` names."""
    return (MESHES / key).read_bytes()


def write_samples() -> None:
    """Write what each kind's template shows when it is opened by itself."""
    for kind in SignKind:
        _write(kind, request(order(item(kind=kind)), [item(kind=kind)], Output.DIGITAL, load(shipped("standard"))))
    wanted = order(item(), item("o-werk"))
    _write("order_sheet", order_sheet.request(wanted, [(batches(wanted)[0], "0" * 64)], load(shipped("standard"))))


def _write(folder: str, given: Mapping[str, Any]) -> None:
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    (TEMPLATES / folder / "sample.json").write_text(text.replace('},"', '},\n"') + "\n")


if __name__ == "__main__":
    write_samples()
