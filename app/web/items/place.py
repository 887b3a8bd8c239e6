"""Where things stand: a station's map, and the editor of a planning's place.

The form is the truth, the map only another way to fill it.
"""

from collections.abc import Mapping

import werkzeug
from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for

from app.actions.content import edit, show_item
from app.actions.items import found_place, place, show_place
from app.actions.people.rights import MAKERS
from app.actions.surroundings import surround
from app.errors import Invalid, Missing, Overtaken
from app.i18n import N_
from app.models import Item, Planning, Revision, Role
from app.models.base import Json
from app.web.content import place_form
from app.web.frame import errors, forms, map_scene, maps
from app.web.frame.access import may_item, require
from app.web.frame.languages import _, number
from app.web.library.media_store import media

bp = Blueprint("place", __name__)
NO_PLACE = N_("Nur eine Planung hat einen Ort, der sich ändern lässt; der einer Station ist ihre Haltestelle.")


@bp.get("/inhalte/<int:item_id>/ort")
def show(item_id: int) -> Response:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    if not isinstance(head.item, Planning):
        return _page("items/place/station.html", head, map_scene.scene(head))
    return _editor(head, _newest(head.item), file=request.args.get("datei", ""))


@bp.get("/inhalte/<int:item_id>/ort/karte")
def map_alone(item_id: int) -> str:
    """Return the map on which a planning is moved, as a part of the editor of the words."""
    head = show_item.head(g.session, g.session.get(Item, item_id))
    if not isinstance(head.item, Planning):
        raise Missing(NO_PLACE)
    return render_template("items/place/alone.html", scene=map_scene.scene(head, _newest(head.item).record))


@bp.post("/inhalte/<int:item_id>/ort")
@require(*MAKERS)
def save(item_id: int) -> werkzeug.Response | tuple[Response, int]:
    head = show_item.head(g.session, g.session.get(Item, item_id))
    if not isinstance(head.item, Planning):
        raise Missing(NO_PLACE)
    found = _newest(head.item)
    if sign := request.form.get("level_with", ""):
        return _editor(head, found, level_with=sign, was=request.form.get("was", ""))
    try:
        given = place_form.given(found.record, request.form)
        is_confirmed, was = bool(request.form.get(place_form.CONFIRMED)), request.form.get("was", "")
        saved = place.save_place(g.session, head.item, given, was=was, is_confirmed=is_confirmed, by=g.account)
    except Invalid as refusal:
        return _editor(head, found, errors=forms.sentences(refusal)), 422
    except Overtaken as refusal:
        return _editor(head, found, overtaken=errors.words(refusal)), 409
    flash(_("Der Ort ist gespeichert. Fahrgäste sehen ihn erst nach Freigabe und Veröffentlichung."))
    if words := place_form.another_origin(saved.record, given["place"]["source"]):
        flash(words)
    return redirect(url_for(".show", item_id=item_id), code=303)


def _newest(item: Planning) -> Revision:
    """Return the person's draft, else what is newest."""
    found = edit.open_draft(g.session, item, of=g.account) or edit.newest(g.session, item)
    found = found or next(iter(show_item.revisions(g.session, item)), None)
    if found is None:
        raise Missing("Diese Planung hat noch keine Fassung.")
    return found


def _editor(
    head: show_item.Head, revision: Revision, *, file: str = "", level_with: str = "", **more: object
) -> Response:
    """Return the editor with what was typed, else with what the ``file`` of an asset says, else as it is stored.

    ``level_with`` is the code of a sign: the height is then what official data say of the ground here and there.
    """
    record = revision.record
    said = found_place.proposals(g.session, record)
    chosen = next((each for each in said if each.slug == file and not each.is_far), None)
    values = stored = place_form.values(record)
    values |= place_form.of_file(chosen) if chosen else {}
    values = {name: request.form.get(name, value) for name, value in values.items()}
    grounds = _grounds(head, record)
    values |= {"ground_m": number(grounds[level_with])} if level_with in grounds else {}
    around = map_scene.scene(head, record)
    here = (record["place"]["lat"], record["place"]["lon"])
    sights = [(each, show_place.sight((each["lat"], each["lon"]), here)) for each in around["signs"]]
    more = {"errors": {}, "overtaken": "", "was": place.seen(record), **more}
    return _page(
        "items/place/planning.html",
        head,
        around,
        values=values,
        stored=stored,
        sights=sights,
        grounds=grounds,
        level_with=level_with,
        revision=revision,
        said=said,
        chosen=chosen,
        is_chosen=place.is_chosen(record),
        may_edit=may_item(Role.PLANNER, head.item),
        **more,
    )


def _grounds(head: show_item.Head, record: Json) -> Mapping[str, float]:
    """Return code -> how much higher the ground is than at that sign, metres, where the planning is typed to stand."""
    if head.at is None:
        return {}
    signs = {each["code"]: (each["lat"], each["lon"]) for each in map_scene.scene(head, record)["signs"]}
    return surround.grounds_m(g.session, media(), head.at, place=place_form.point(record, request.form), signs=signs)


def _page(template: str, head: show_item.Head, around: Json, **values: object) -> Response:
    winds = [str(each) for each in maps.WINDS]
    return maps.with_tiles(render_template(template, head=head, scene=around, wind=maps.wind, winds=winds, **values))
