"""Sign content: what each sign says, as plain values for the templates.

A text is ``{"text", "lang", "field"}``; ``field`` names the place in the content it comes from.
"""

from collections.abc import Mapping, Sequence

from app import qr
from app.exchange.records import PlanningRecord, Text
from app.i18n import N_
from app.signage import diagram
from app.signage.address import known_host, scan_address
from app.signage.faults import Fault, Refused
from app.signage.order import Item, Order
from app.signage.sheet import SHEETS
from app.signage.words import words

Plain = dict[str, object]
OFF_THE_LINE = N_("Die Haltestelle %(stop)s gehört nicht zur Linie. Bitte die Station prüfen.")
NOTHING_TO_SEE = N_("Hier gibt es noch nichts zu sehen. Bitte erst eine Planung veröffentlichen.")


def face(order: Order, item: Item) -> Plain:
    """Return all that the template of the item's kind needs to draw this sign.

    Raises Refused if the station's stop is not on the line, or if nothing can be seen at the station.
    """
    sheet = SHEETS[item.kind]
    address = scan_address(order.public_url, item.code)
    first = order.line.first_language
    name = item.station.texts[first].title
    rows = _rows(order, item)
    look = order.look_of(item)
    return {
        "code": item.code,
        "sheet": {
            "width_mm": sheet.width_mm,
            "height_mm": sheet.height_mm,
            "code_mm": sheet.code_mm,
            "sizes_mm": sheet.sizes_mm,
        },
        "line": {"number": order.line.number},
        "name": _text(name, first, "station.title"),
        "typed": {"host": typed_host(address), "code": item.code},
        "qr": _code(address),
        "rows": rows,
        "picture": _picture(order, item, first),
        "seen": _seen(item, first),
        "story": {lang: _story(item, lang) for lang in item.languages},
        "words": {lang: _words(lang, order, item, address) for lang in item.languages},
        "partners": _text(_partners(order, item.languages[0]), item.languages[0], "line.partners"),
        "funding": _told(
            look.funding or order.line.funding, item, first, "design.funding" if look.funding else "line.funding"
        ),
        "fault": _told(look.fault, item, first, "design.fault"),
        "logos": [vars(logo) for logo in look.logos],
        "funders": [vars(logo) for logo in look.funders],
    }


def _text(text: str, lang: str, field: str) -> Plain:
    return {"text": text, "lang": lang, "field": field}


def typed_host(address: str) -> str:
    """Return what stands before the code in the address to type: no scheme, small letters, ä where it is one."""
    host, slash, path = address.partition("://")[2].rpartition("/")[0].lower().partition("/")
    return f"{known_host(host)}{slash}{path}/"


def _code(address: str) -> Plain:
    modules = qr.matrix(address)
    return {"modules": len(modules), "runs": [list(run) for run in qr.runs(modules)]}


def _rows(order: Order, item: Item) -> list[Plain]:
    try:
        found = diagram.rows(order.line.branches, order.stops, order.names, here=item.station.stop)
    except KeyError as error:
        raise Refused([Fault(item.code, "station.stop", OFF_THE_LINE, {"stop": item.station.stop})]) from error
    return [
        {
            "name": row.name,
            "field": "station.title" if row.is_here else "line.stops",
            "lane": row.lane,
            "depth": row.depth,
            "parent": row.parent,
            "passed": row.passed,
            "is_station": row.is_station,
            "is_here": row.is_here,
            "is_end": row.is_end,
        }
        for row in found
    ]


def _seen(item: Item, first: str) -> list[Mapping[str, Plain]]:
    if not item.shown:
        raise Refused([Fault(item.code, "plannings", NOTHING_TO_SEE)])
    return [{lang: _title(planning, lang, first) for lang in item.languages} for planning in item.shown]


def _title(planning: PlanningRecord, lang: str, first: str) -> Plain:
    spoken = lang if lang in planning.texts else first
    text: Text = planning.texts[spoken]
    return _text(text.title, spoken, f"plannings.{planning.slug}.title")


def _story(item: Item, lang: str) -> Plain | None:
    """Return the summary of the only planning to be seen; signs with several say only their titles."""
    planning = item.shown[0]
    if len(item.shown) > 1 or lang not in planning.texts:
        return None
    return _text(planning.texts[lang].summary, lang, f"plannings.{planning.slug}.summary")


def _words(lang: str, order: Order, item: Item, address: str) -> Mapping[str, str]:
    said = dict(words(lang, len(item.shown), order.words))
    name = item.station.texts[order.line.first_language].title
    stations = ", ".join(order.names[stop.dhid] for stop in order.stops if stop.dhid in order.names)
    said["line_alt"] %= {"line": order.line.number, "stations": stations, "here": name}
    said["code_alt"] %= {"address": address}
    return said


def _partners(order: Order, lang: str) -> str:
    said = words(lang, brought=order.words)
    return f"{said['project']} {_listed([partner.name for partner in order.line.partners], said['and'])}"


def _listed(names: Sequence[str], last: str) -> str:
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else names[0]


def _picture(order: Order, item: Item, first: str) -> Plain | None:
    """Return the picture of what one will see, with the title of its planning in each language."""
    planning = order.pictured(item)
    if planning is None:
        return None
    titles = {lang: _title(planning, lang, first) for lang in item.languages}
    spoken = item.languages[0] if item.languages[0] in planning.texts else first
    alt = f"{planning.texts[spoken].title}: {planning.texts[spoken].summary}"
    return {"key": order.picture_key(item, planning), "titles": titles, "alt": alt, "others": len(item.shown) > 1}


def _told(texts: Mapping[str, str], item: Item, first: str, field: str) -> Plain | None:
    """Return a text in the language that the sign speaks first, else in the line's first; None if there is none."""
    spoken = item.languages[0] if item.languages[0] in texts else first
    return _text(texts[spoken], spoken, field) if texts.get(spoken) else None
