"""Sight preview: how a planning will look from a sign, before anybody publishes it.

The view is that of the riders, opened over one version, from one sign and turned to the planning; beside it stands the
same in numbers.  What is typed into the editor of the place is looked at without being kept: it stands in the address.
"""

from collections.abc import Mapping
from typing import Any

import werkzeug
from flask import Blueprint, Response, current_app, g, redirect, render_template, request, url_for
from flask_babel import get_locale

from app.actions.content import preview, show_item
from app.actions.items import show_place
from app.actions.items.place import place_of
from app.actions.people import rights
from app.actions.people.rights import MAKERS
from app.actions.records import record_json
from app.errors import Missing
from app.models import Item, Planning, Revision, Role
from app.models.base import Json
from app.web.content import framed, place_form, versions
from app.web.content.lookup import revision_of
from app.web.content.shown_as import shown_as
from app.web.frame import current_line, maps
from app.web.frame.access import may_item, require
from app.web.frame.policies import FRAMED

bp = Blueprint("sight_preview", __name__)


@bp.get("/fassungen/<int:revision_id>/blick-vom-schild")
def show(revision_id: int) -> str:
    revision, head = _found(revision_id)
    typed = _typed()
    record = _with(typed, revision)
    here = (record["place"]["lat"], record["place"]["lon"])
    signs = show_place.signs(g.session, head.station)
    sights = {sign.code: (sign, show_place.sight((sign.lat, sign.lon), here)) for sign in signs}
    chosen = sights.get(request.args.get("sign", ""), next(iter(sights.values()), None))
    return render_template(
        "items/sight_preview/show.html",
        revision=revision,
        head=head,
        typed=typed,
        shown_as=shown_as(revision),
        state=versions.state_of(revision),
        where=place_of(record),
        sights=sights.values(),
        chosen=chosen,
        turn_deg=show_place.turn_deg(*chosen) if chosen else 0,
        wind=maps.wind,
        may_edit=may_item(Role.PLANNER, head.item),
    )


@bp.post("/fassungen/<int:revision_id>/blick-vom-schild")
@require(*MAKERS)
def look(revision_id: int) -> werkzeug.Response:
    """Lead to the view over what is typed, without keeping it."""
    revision, head = _found(revision_id)
    rights.check_item(g.account, Role.PLANNER, head.item)
    given = place_form.given(revision.record, request.form)
    record_json.checked(g.session, head.item, {**revision.record, **given})
    was = _numbers(revision.record)
    changed: dict[str, Any] = {name: value for name, value in _numbers(given).items() if value != was[name]}
    return redirect(url_for(".show", revision_id=revision_id, **changed), code=303)


@bp.get("/fassungen/<int:revision_id>/blick-vom-schild/<code>")
@framed.spoken
def view(revision_id: int, code: str) -> Response:
    """Show the riders' view, for the page above to frame."""
    revision, head = _found(revision_id)
    seen = preview.unsaved(head.item, _with(_typed(), revision))
    language = str(get_locale())
    spoken = current_line.record().languages
    language = language if language in spoken else spoken[0]
    html = preview.from_sign(g.session, seen, code, language, current_app.config["SITE"])
    return Response(html, headers={"Content-Security-Policy": FRAMED})


def _found(revision_id: int) -> tuple[Revision, show_item.Head]:
    """Return a version of a planning and its head.  Raises Missing."""
    revision = revision_of(revision_id)
    head = show_item.head(g.session, g.session.get(Item, revision.item_id))
    if not isinstance(head.item, Planning):
        raise Missing("Vom Schild aus lässt sich nur eine Planung ansehen.")
    return revision, head


def _numbers(record: Mapping[str, object]) -> dict[str, float]:
    """Return what the view depends on, by its names in the address."""
    where = place_of(record)
    at = where["place"]
    return {"lat": at["lat"], "lon": at["lon"], "rotation_deg": where["rotation_deg"], "ground_m": where["ground_m"]}


def _typed() -> dict[str, float]:
    """Return the numbers in the address: those that differ from the version's."""
    found = {name: request.args.get(name, type=float) for name in ("lat", "lon", "rotation_deg", "ground_m")}
    return {name: value for name, value in found.items() if value is not None}


def _with(typed: Mapping[str, float], revision: Revision) -> Json:
    """Return the version's record with other numbers.  Raises Invalid if one of them is out of bounds."""
    now = {**_numbers(revision.record), **typed}
    at = {**revision.record["place"], "lat": now.pop("lat"), "lon": now.pop("lon")}
    return record_json.checked(g.session, revision.item, {**revision.record, "place": at, **now})
