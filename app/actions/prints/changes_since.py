"""Changes since: what an order would print otherwise if it were placed again today.

Texts, names, places and the address are compared as they are printed, sign by sign; the day and the number are not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.actions.prints import print_content, printers
from app.actions.records import dump, sign_designs, sign_pictures
from app.actions.records.compare import leaves
from app.actions.records.line_record import today
from app.models import PrintOrder
from app.models.base import Json

SAID_ONCE = ("line", "names", "words", "looks", "pictures")  # of the whole line, on each sign
UNPRINTED = {"on", "is_trial", "note", "stops"}


@dataclass(frozen=True)
class Changed:
    """One thing that is printed otherwise.  ``about`` is a sign's code, a station's slug, or empty for all signs."""

    about: str
    field: str
    before: str
    after: str


def changes(session: Session, order: PrintOrder, *, public_url: str) -> list[Changed]:
    """Return what has changed since an order; signs that would be left out today are told as gone."""
    now = _today(session, order, public_url)
    return [*_printer(session, order), *_between(order.content, now)]


def _today(session: Session, order: PrintOrder, public_url: str) -> Json:
    items = order.content["items"]
    copies = {item["sign"]["code"]: item["copies"] for item in items}
    main, *others = print_content.languages(session)
    spoken = {tag for item in items for tag in item["languages"]}
    content = dump.words(session, copies)
    chosen = print_content.chosen(
        content,
        copies,
        names=dump.names(session),
        languages=(main, *(tag for tag in others if tag in spoken)),
        looks=sign_designs.looks(session),
        pictures=sign_pictures.pictures(session, content),
        public_url=public_url,
        on=today(session),
    )
    return print_content.freeze(chosen)


def _printer(session: Session, order: PrintOrder) -> Iterator[Changed]:
    """Yield whether a print shop of that name prints otherwise by now; an order placed again keeps its profile."""
    rows = {row.record["name"]: row for row in printers.all_printers(session)}
    row = rows.get(order.profile["name"])
    if row is not None and (row.record, row.icc_key) != (order.profile, order.icc_key):
        yield Changed("", "profile", order.profile["name"], "")


def _between(before: Json, after: Json) -> Iterator[Changed]:
    was, now = dict(_printed(before)), dict(_printed(after))
    for about, field in {**was, **now}:
        old, new = was.get((about, field), ""), now.get((about, field), "")
        if old != new:
            yield Changed(about, field, _told(old), _told(new))


def _printed(content: Json) -> Iterator[tuple[tuple[str, str], object]]:
    """Yield what is printed: (about, field) and value."""
    for name, value in content.items():
        if name in UNPRINTED:
            continue
        if name == "items":
            for item in value:
                code = item["sign"]["code"]
                kept = {key: each for key, each in item["sign"].items() if key in ("kind", "where", "planning")}
                yield (code, "languages"), item["languages"]
                yield from (((code, field), each) for field, each in leaves(kept))
        elif name == "stations":
            yield from (((slug, field), each) for slug, station in value.items() for field, each in leaves(station))
        elif name == "plannings":
            for slug, found in value.items():
                for planning in found:
                    about = f"{slug}/{planning['slug']}"
                    yield from (((about, field), each) for field, each in leaves({"texts": planning["texts"]}))
        elif name in SAID_ONCE:
            yield from ((("", f"{name}.{field}"), each) for field, each in leaves(value))
        else:
            yield ("", name), value


def _told(value: object) -> str:
    if isinstance(value, Mapping):  # a logo
        return str(value["name"])
    return ", ".join(map(_told, value)) if isinstance(value, list | tuple) else str(value)
