"""Every page of the studio that can be looked at, from its map of addresses: to measure it and to look with axe-core.

A new page is among them by itself.  Where an address has a value that nobody could guess, ``GUESSES`` says one.
"""

from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.models import Base, Edition, Item, Kind, Sign
from app.web.guide import TOPICS

NOT_PAGES = {"static", "oidc.start", "oidc.back", "library.upload"}  # files, ways to another house, a half-sent upload
# files about which nothing is there yet when the product has just started:
NOT_PAGES |= {"prints.file", "prints.archive", "ladder.script", "ladder.photo", "statistics.picture"}
GUESSES: dict[str, list[Any]] = {
    "language": ["de"],
    "topic": list(TOPICS),
    "token": ["unknown"],
    "slug": ["standard"],
    "state": ["after"],
}


def addresses(app: Flask, session: Session) -> Iterator[tuple[str, str]]:
    """Yield endpoint and address of every page, for those that are about a thing with one that is there.

    Raises KeyError for an address with a value of which nothing is known.
    """
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES:
                for values in _values(rule, session):
                    yield rule.endpoint, app.url_for(rule.endpoint, **values)


def _values(rule: Rule, session: Session) -> list[dict[str, Any]]:
    """Return what to fill an address with; nothing where there is no such thing yet."""
    found: list[dict[str, Any]] = [{}]
    for name in rule.arguments:
        found = [{**values, name: value} for values in found for value in _guesses(name, session)]
    return found


def _guesses(name: str, session: Session) -> list[Any]:
    if name in GUESSES:
        return GUESSES[name]
    if name == "item_id":
        public = select(Item.id).join(Edition, Edition.id == Item.current_id)
        return [session.scalars(public.where(Item.kind == kind).order_by(Item.id)).first() for kind in Kind]
    if name == "code":
        return list(session.scalars(select(Sign.code).order_by(Sign.id).limit(1)))
    table = _table(name.removesuffix("_id"))
    return list(session.scalars(select(table.id).order_by(table.id.desc()).limit(1)))


def _table(name: str) -> Any:
    """Return the table that a name like ``account`` or ``print_order`` is about."""
    wanted = name.replace("_", "")
    tables = {mapper.class_.__name__.lower(): mapper.class_ for mapper in Base.registry.mappers}
    close = [table for each, table in tables.items() if each == wanted] or [
        table for each, table in tables.items() if each.endswith(wanted)
    ]
    if not close:
        raise KeyError(f"tests/studio_pages.py does not know where <{name}> of an address comes from")
    return close[0]
