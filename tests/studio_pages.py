"""Every page of the studio that can be looked at, from its map of addresses: to measure it and to look with axe-core.

A new page is among them by itself, and ``forgotten`` names it where nothing of what it is about is there: then
``tests/studio_things.py`` has to lay one, or ``LEFT_OUT`` to say why nobody looks at it.  Where an address has a value
that nobody could guess, ``GUESSES`` says one.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from app.models import Base, Edition, Item, Kind, Share, Sign
from app.web.content.share_links import link_of
from app.web.frame.help_pages import TOPICS
from app.web.library.file_guides import GUIDES

OUTSIDE = ("sign_in.login", "sign_in.forgot_password")  # who is signed in is led on from these
HALFWAY = "stands between the password and the second factor; tests/web/people/test_second_factor.py goes that way"
ON_PHONE = "is behind a code that is made anew each time; tests/web/content/test_own_phone.py goes there"
DRAWN = "is drawn of a text whose hash is in its address; tests/web/scenes looks at it"
LEFT_OUT = {
    "static": "sends styles, scripts and pictures",
    "prints.page_of": "draws a page of a file; tests/web/prints/test_orders.py looks at one",
    "work.show": "is behind a secret of which only the hash is kept; tests/web/signs/test_work_lists.py opens one",
    "permits.show": "hands out the paper of a file; tests/web/library/test_permits.py takes one",
    "planner.progress": "tells a script whether files are built; tests/web/content/test_building.py asks it",
    "remarks.names": "tells a script who can be mentioned",
    "place.map_alone": "is a part of the editor, and the map of the station's own page",
    "notices.follow": "leads on to what a notice is about",
    "oidc.start": "leads to another house",
    "oidc.back": "takes what another house says, and leads on",
    "library.upload": "tells a script how much of a half-sent file is there",
    "surroundings.upload": "tells a script how much of a half-sent tile is there",
    "new_scene.of_planning": "leads on to the editor of a planning's scene, or to where one is begun",
    "hand_in.show": "is there where a planning shows a scene; tests/flows/test_scene_handed_in.py looks at it",
    **dict.fromkeys((f"own_phone.{name}" for name in ("start", "page", "file")), ON_PHONE),
    "translations.progress": "is there once a table was taken over; tests/web/translations looks at it",
    "scene_editor.state": "tells a script of the newest of a working copy",
    "scene_drawing.hit": DRAWN,
    "scene_drawing.houses": "tells a script what stands about a scene",
    "scene_drawing.plan": DRAWN,
    "scene_drawing.view": DRAWN,
    "scene_underlay.show": "tells a script what lies below a scene",
    "scene_drawing.poster": DRAWN,
    "sign_in.tf_select": HALFWAY,
    "sign_in.two_factor_token_validation": HALFWAY,
    "sign_in.two_factor_rescue": HALFWAY,
    "sign_in.wan_signin": HALFWAY,
    "sign_in.mf_recovery": HALFWAY,
    "sign_in.reset_password": "needs a fresh link from a letter; tests/web/people/test_account.py follows one",
}
GUESSES: dict[str, list[Any]] = {
    "language": ["de"],
    "topic": list(TOPICS),
    "guide": list(GUIDES),
    "slug": ["standard"],
    "variant": ["planned"],
    "form": ["svg"],
    "number": [0],
    "rest": [],  # riders' addresses below a preview; tests/web/content/test_preview.py follows its links
}
SLUGS = {"new_scene.picture": ["platz-mit-baeumen"]}
LANGUAGES = {"translate.edit": ["en"]}  # one that is translated into
NAMES = {"prints.file": ["a3"], "sign_check.script": ["service_worker", "code_reader"]}
QUERIES = {  # without, they lead to where two are chosen
    "history.compare": "?eine=1&andere=3",
    "editions.compare": "?eine=1&andere=2",
}


def addresses(app: Flask, session: Session) -> Iterator[tuple[str, str]]:
    """Yield endpoint and address of every page, for those that are about a thing with one that is there.

    Raises KeyError for an address with a value of which nothing is known.
    """
    with app.test_request_context():
        for rule in _rules(app):
            if rule.endpoint not in (*LEFT_OUT, *OUTSIDE):
                for values in _values(rule, session):
                    yield rule.endpoint, app.url_for(rule.endpoint, **values) + QUERIES.get(rule.endpoint, "")


def outside(app: Flask) -> list[str]:
    """Return the addresses of the pages for whoever is not signed in."""
    with app.test_request_context():
        return [app.url_for(endpoint) for endpoint in OUTSIDE]


def first_items(session: Session) -> list[Item]:
    """Return the first public item of each kind."""
    public = select(Item).join(Edition, Edition.id == Item.current_id).order_by(Item.id)
    found = [session.scalars(public.where(Item.kind == kind)).first() for kind in Kind]
    return [item for item in found if item is not None]


def forgotten(app: Flask, seen: Iterable[str]) -> set[str]:
    """Return the endpoints that are neither among the ``seen`` ones nor left out for a reason."""
    return {rule.endpoint for rule in _rules(app)} - {*seen, *OUTSIDE, *LEFT_OUT}


def _rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def _values(rule: Rule, session: Session) -> list[dict[str, Any]]:
    """Return what to fill an address with; nothing where there is no such thing yet."""
    found: list[dict[str, Any]] = [{}]
    for name in rule.arguments:
        own = {"name": NAMES, "slug": SLUGS, "language": LANGUAGES}.get(name, {}).get(rule.endpoint)
        guesses = own or _guesses(name, session)
        found = [{**values, name: value} for values in found for value in guesses]
    return found


def _guesses(name: str, session: Session) -> list[Any]:
    if name in GUESSES:
        return GUESSES[name]
    if name == "item_id":
        return [item.id for item in first_items(session)]
    if name == "edition_id":  # of what riders have pages of
        paged = (
            select(Edition.id)
            .join(Item, Edition.item_id == Item.id)
            .where(Item.kind.in_((Kind.STATION, Kind.PLANNING)))
        )
        return list(session.scalars(paged.order_by(Edition.id.desc()).limit(1)))
    if name == "code":
        return list(session.scalars(select(Sign.code).order_by(Sign.id).limit(1)))
    if name == "token":
        newest = session.scalars(select(Share).order_by(Share.id.desc())).first()
        return [link_of(newest).rstrip("/").rpartition("/")[2]] if newest else []
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
