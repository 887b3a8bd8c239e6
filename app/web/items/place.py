"""Where things stand: a station's map, and the editor of a planning's place.

The form is the truth, the map only another way to fill it.  These are the only pages that let the browser fetch map
tiles from elsewhere.
"""

import re
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as Redirect

from app.actions.content import edit, show_item
from app.actions.items import place, show_place
from app.errors import Invalid, Missing, Overtaken
from app.models import Item, Planning, Revision, Role, now
from app.models.base import Json
from app.web.frame import errors, forms
from app.web.line import line
from app.web.people.sign_in import may, require

bp = Blueprint("place", __name__)
NUMBERS = ("place.lat", "place.lon", "place.uncertainty_m", "rotation_deg", "ground_m")
WORDS = ("place.status", "place.source", "place.by", "place.on")
PAIR = re.compile(r"\s*(-?\d+\.\d+)\s*[,;\s]\s*(-?\d+\.\d+)\s*")  # as copied from a map
WINDS = (
    _l("Norden"),
    _l("Nordosten"),
    _l("Osten"),
    _l("Südosten"),
    _l("Süden"),
    _l("Südwesten"),
    _l("Westen"),
    _l("Nordwesten"),
)


@bp.get("/inhalte/<int:item_id>/ort")
def show(item_id: int) -> Response:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    if not isinstance(head.item, Planning):
        return _page("items/place/station.html", head, scene(head))
    return _editor(head, _newest(head.item))


@bp.post("/inhalte/<int:item_id>/ort")
@require(Role.PLANNER)
def save(item_id: int) -> Redirect | tuple[Response, int]:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    if not isinstance(head.item, Planning):
        raise Missing("Nur eine Planung hat einen Ort, der sich ändern lässt; der einer Station ist ihre Haltestelle.")
    found = _newest(head.item)
    try:
        place.put(g.session, head.item, given(found.record), was=request.form.get("was", ""), by=g.account)
    except Invalid as refusal:
        return _editor(head, found, errors=forms.sentences(refusal)), 422
    except Overtaken as refusal:
        return _editor(head, found, overtaken=errors.words(refusal)), 409
    flash(_("Der Ort ist gespeichert. Fahrgäste sehen ihn erst nach Freigabe und Veröffentlichung."))
    return redirect(url_for(".show", item_id=item_id), code=303)


def _newest(item: Planning) -> Revision:
    """Return the person's draft, else what is newest."""
    found = show_item.draft(g.session, item, of=g.account) or edit.newest(g.session, item)
    found = found or next(iter(show_item.revisions(g.session, item)), None)
    if found is None:
        raise Missing("Diese Planung hat noch keine Fassung.")
    return found


def _editor(head: show_item.Head, revision: Revision, **more: object) -> Response:
    record = revision.record
    values = {name: _value(record, name) for name in (*NUMBERS, *WORDS)}
    values = {name: request.form.get(name, value) for name, value in values.items()}
    around = scene(head, record)
    here = (record["place"]["lat"], record["place"]["lon"])
    sights = [(each, show_place.sight((each["lat"], each["lon"]), here)) for each in around["signs"]]
    more = {"errors": {}, "overtaken": "", **more}
    return _page(
        "items/place/planning.html",
        head,
        around,
        values=values,
        stored={name: _value(record, name) for name in values},
        was=place.seen(record),
        sights=sights,
        revision=revision,
        may_edit=may(Role.PLANNER, head.partner),
        **more,
    )


def _page(template: str, head: show_item.Head, around: Json, **values: object) -> Response:
    winds = [str(each) for each in WINDS]
    return with_tiles(render_template(template, head=head, scene=around, wind=wind, winds=winds, **values))


def with_tiles(page: str) -> Response:
    """Return a page that may fetch tiles of the base map."""
    url = current_app.config["BASEMAP_URL"]
    response = make_response(page)
    if url:
        host = urlsplit(url)
        response.headers["Content-Security-Policy"] = current_app.config["POLICY"].replace(
            "img-src 'self'", f"img-src 'self' {host.scheme}://{host.netloc}"
        )
    return response


def scene(head: show_item.Head, record: Json | None = None) -> Json:
    """Return what the map draws; with ``record`` its planning is left out of the others."""
    found = show_place.around(g.session, head.station, line.record().branches)
    others = [each for each in found.plannings if record is None or each.id != head.id]
    return {
        "stop": {"name": found.stop_name, "at": found.stop},
        "stops": [{"name": name, "at": (lat, lon)} for name, lat, lon in found.stops if (lat, lon) != found.stop],
        "tracks": found.tracks,
        "signs": [vars(each) for each in found.signs],
        "plannings": [{**vars(each), "href": url_for("place.show", item_id=each.id)} for each in others],
        "footprint": show_place.footprint(g.session, record.get("asset", "")) if record else (),
        "tiles": tiles(),
    }


def tiles() -> Json:
    """Return where the base map's tiles come from, and whom to thank."""
    credit = current_app.config["BASEMAP_CREDIT"].replace("{year}", str(now().year))
    return {"url": current_app.config["BASEMAP_URL"], "credit": credit}


def wind(bearing_deg: float) -> str:
    """Return the direction in words: *Nordosten*."""
    return str(WINDS[round(bearing_deg / 45) % 8])


def _value(record: Json, name: str) -> str:
    """Return a field as it stands in the form."""
    value = place.place_of(record)
    for part in name.split("."):
        value = value.get(part, "estimated" if part == "status" else "")
    return f"{value:g}" if isinstance(value, float) and not name.endswith((".lat", ".lon")) else str(value)


def given(record: Json) -> Json:
    """Return the fields of the form as a record has them; what is no number stays as typed and is refused later."""
    typed = {name: request.form.get(name, "").strip() for name in (*NUMBERS, *WORDS)}
    pair = PAIR.fullmatch(typed["place.lat"])
    if pair:
        typed["place.lat"], typed["place.lon"] = pair.groups()
    values = {name: number(text) if name in NUMBERS else " ".join(text.split()) for name, text in typed.items()}
    turn = values["rotation_deg"]
    if isinstance(turn, float):
        values["rotation_deg"] = round(turn % 360, 3) % 360
    inside = {name.removeprefix("place."): value for name, value in values.items() if name.startswith("place.")}
    return {
        "place": {**record["place"], **inside},
        "rotation_deg": values["rotation_deg"],
        "ground_m": values["ground_m"],
    }


def number(text: str) -> float | str:
    """Return what was typed as a number, with a comma or a point; else as it is, for the record to refuse."""
    try:
        return float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return text
