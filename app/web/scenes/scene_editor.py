"""The scene editor: a page on which a scene is built of the kit's parts, and every step that is taken on it.

A working copy belongs to one person; its steps come as a form with JSON in it, and the answer is the whole scene.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial

import werkzeug
from flask import Blueprint, flash, g, jsonify, make_response, redirect, render_template, request, url_for
from flask.wrappers import Response

from app.actions.library import library_files, placed_uploads
from app.actions.library.build_assets import SCENE
from app.actions.library.library_files import Shown
from app.actions.people.rights import MAKERS
from app.actions.scenes import catch_up, save_scene, show_scene, show_site, shown_in, underlay, working_copy
from app.actions.scenes.catch_up import ConflictError
from app.actions.scenes.working_copy import Taken, Working
from app.errors import Invalid, Overtaken, Refusal
from app.exchange.typed import whole_number
from app.i18n import N_
from app.meshes.faults import Fault, MeshError
from app.meshes.scene_text.settle import Side
from app.meshes.scene_text.source_text import GoneError
from app.meshes.scene_text.steps import read_step
from app.models import Asset, Item, Planning
from app.models.base import Json
from app.web.content.lookup import own
from app.web.frame import current_line, errors, labels, languages, maps
from app.web.frame.access import require
from app.web.frame.languages import _
from app.web.library.media_store import media
from app.web.scenes import conflict_words, editor_words, palette, section_words
from app.web.scenes.lookup import scene_of

bp = Blueprint("scene_editor", __name__)
Answer = Response | tuple[Response, int]
Page = werkzeug.Response | tuple[werkzeug.Response, int]
CHOSEN = "chosen."  # before the key of a conflict
HERE, EVERYWHERE = "here", "everywhere"  # where a scene that several show is to change
MOST_STEPS_AT_ONCE = 200
LONGEST_TOKEN = 32
NOT_TAKEN = N_("Dieser Schritt geht hier nicht.")
UNREADABLE = N_("Der Browser hat Schritte geschickt, die sich nicht lesen lassen.")


@bp.get("/bibliothek/3d/<int:asset_id>/szene")
def edit(asset_id: int) -> werkzeug.Response:
    found = scene_of(asset_id)
    return _page(found, _item())


@bp.get("/bibliothek/3d/<int:asset_id>/szene/stand")
def state(asset_id: int) -> Response:
    """Return the newest of one's own working copy, for a window that was away."""
    return jsonify(_model(working_copy.look(g.session, media(), scene_of(asset_id), of=g.account)))


@bp.post("/bibliothek/3d/<int:asset_id>/szene/schritte")
@require(*MAKERS)
def step(asset_id: int) -> Answer:
    found = scene_of(asset_id)
    try:
        working = working_copy.change(g.session, media(), found, _steps(), version=_version(), by=g.account)
    except MeshError as error:
        kind = Overtaken if isinstance(error, GoneError) else Invalid
        return _refused(found, kind(NOT_TAKEN), error.faults)
    except (Overtaken, Invalid) as refusal:
        return _refused(found, refusal)
    return jsonify(_model(working))


@bp.post("/bibliothek/3d/<int:asset_id>/szene/rueckgaengig")
@require(*MAKERS)
def undo(asset_id: int) -> Answer:
    return _gone(asset_id, working_copy.undo)


@bp.post("/bibliothek/3d/<int:asset_id>/szene/wiederholen")
@require(*MAKERS)
def redo(asset_id: int) -> Answer:
    return _gone(asset_id, working_copy.redo)


@bp.post("/bibliothek/3d/<int:asset_id>/szene/da")
@require(*MAKERS)
def present(asset_id: int) -> Response:
    """Note that a window is open, and return who else is at it and which version is the newest."""
    found = scene_of(asset_id)
    working_copy.is_here(g.session, found, by=g.account)
    draft = working_copy.find(g.session, found, of=g.account)
    return jsonify(
        version=draft.version if draft else 0,
        others=editor_words.others(working_copy.others(g.session, found, than=g.account)),
        is_newer=draft is not None and draft.base_key != found.files[SCENE],
    )


@bp.post("/bibliothek/3d/<int:asset_id>/szene/verwerfen")
@require(*MAKERS)
def discard(asset_id: int) -> werkzeug.Response:
    found = scene_of(asset_id)
    if working_copy.revert(g.session, media(), found, by=g.account):
        flash(_("Hier steht wieder die Szene, wie sie gespeichert ist. „Rückgängig“ holt das Verworfene zurück."))
    else:
        flash(_("Hier steht die Szene, wie jemand anderes sie inzwischen gespeichert hat."))
    return redirect(url_for(".edit", asset_id=found.id, item=_item_id()), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/szene/speichern")
@require(*MAKERS)
def save(asset_id: int) -> Page:
    """Save with what others saved meanwhile; where two changed the same, or several show it, ask first."""
    found, item, is_merged = scene_of(asset_id), _item(), False
    where = request.form.get("where", "")
    others = save_scene.elsewhere(g.session, media(), found, item=item, by=g.account)
    if others and where not in (HERE, EVERYWHERE):
        return _ask_where(found, item, others)
    owner = request.form.get("partner", "")
    try:
        is_merged = catch_up.catch_up(g.session, media(), found, _chosen(), by=g.account)
        saved = save_scene.save(
            g.session, media(), found, item=item, owner=owner, by=g.account, is_branched=where == HERE
        )
    except ConflictError as refusal:
        return _ask(found, refusal, url_for(".save", asset_id=found.id, item=_item_id()), is_saving=True)
    except (Overtaken, Invalid) as refusal:
        if is_merged:  # what both made stays as a step, to be mended
            flash(errors.words(refusal))
            return redirect(url_for(".edit", asset_id=found.id, item=_item_id()), code=303)
        return _page(found, item, refusal=errors.words(refusal)), errors.status_of(refusal)
    if is_merged:
        flash(_("Gespeichert, zusammen mit dem, was andere inzwischen an der Szene geändert haben."))
    if where == HERE and saved is not found:
        flash(_("Diese Planung hat jetzt eine eigene Szene. Die andere bleibt, wie sie war."))
    elif saved is not found:
        flash(_("Das ist jetzt eine neue Version. Fahrgäste sehen sie, sobald eine Planung damit veröffentlicht ist."))
    if item is not None:
        then = "hand_in.show" if request.form.get("then") == "hand_in" else "planner.item"
        return redirect(url_for(then, item_id=item.id), code=303)
    return redirect(url_for("library.asset", asset_id=saved.id), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/szene/mitnehmen")
@require(*MAKERS)
def carry_on(asset_id: int) -> Page:
    """Take what one made along to the newest version of the scene, and go on there."""
    found = scene_of(asset_id)
    try:
        newest = catch_up.carry_on(g.session, media(), found, _chosen(), by=g.account)
    except ConflictError as refusal:
        return _ask(found, refusal, url_for(".carry_on", asset_id=found.id, item=_item_id()), is_saving=False)
    flash(_("Ihre Änderungen stehen jetzt in der neueren Fassung. Gespeichert sind sie noch nicht."))
    return redirect(url_for(".edit", asset_id=newest.id, item=_item_id()), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/szene/text")
@require(*MAKERS)
def write(asset_id: int) -> Page:
    """Take the whole text as a step; one that is no TOML comes back as it was typed."""
    found, item = scene_of(asset_id), _item()
    text = request.form.get("text", "").replace("\r\n", "\n")
    version = working_copy.look(g.session, media(), found, of=g.account).version
    try:
        step = read_step({"label": str(_("Text geändert")), "ops": [{"op": "text", "text": text}]})
        working_copy.change(g.session, media(), found, [Taken("", step)], version=version, by=g.account)
    except MeshError as error:
        return _page(found, item, refusal=str(_(NOT_TAKEN)), typed=text, faults=error.faults), 422
    return redirect(url_for(".edit", asset_id=found.id, item=_item_id(), _anchor="text"), code=303)


def _gone(asset_id: int, go: Callable[..., Working]) -> Answer:
    """Answer with the scene a step back, or on again."""
    found = scene_of(asset_id)
    try:
        return jsonify(_model(go(g.session, media(), found, version=_version(), by=g.account)))
    except Overtaken as refusal:
        return _refused(found, refusal)


def _chosen() -> dict[str, Side]:
    """Return what somebody chose of conflicts, by their keys."""
    sides: dict[str, Side] = {"mine": "mine", "theirs": "theirs"}
    given = {name.removeprefix(CHOSEN): value for name, value in request.form.items() if name.startswith(CHOSEN)}
    return {key: sides[value] for key, value in given.items() if value in sides}


def _ask(asset: Asset, refusal: ConflictError, action: str, *, is_saving: bool) -> Page:
    """Return the page that asks what is to count where two changed the same."""
    page = render_template(
        "scenes/merge.html",
        thing=asset,
        refusal=errors.words(refusal),
        choices=conflict_words.choices(refusal),
        action=action,
        is_saving=is_saving,
        partner=request.form.get("partner", ""),
        then=request.form.get("then", ""),
        where=request.form.get("where", ""),
        back=url_for(".edit", asset_id=asset.id, item=_item_id()),
    )
    return make_response(page), errors.status_of(refusal)


def _ask_where(asset: Asset, item: Item | None, others: Sequence[Shown]) -> werkzeug.Response:
    """Return the page that asks where a scene that several show is to change."""
    page = render_template(
        "scenes/shared.html",
        thing=asset,
        item=item,
        others=others,
        action=url_for(".save", asset_id=asset.id, item=_item_id()),
        partner=request.form.get("partner", ""),
        then=request.form.get("then", ""),
        back=url_for(".edit", asset_id=asset.id, item=_item_id()),
    )
    return make_response(page)


def _item_id() -> int | None:
    return request.args.get("item", None, whole_number)


def _item() -> Item | None:
    """Return the planning from which the editor was opened, if it was."""
    item_id = _item_id()
    return own(item_id).item if item_id else None


def _version() -> int:
    return request.form.get("version", 0, whole_number)


def _steps() -> list[Taken]:
    """Read the steps of the form.  Raises Invalid, and MeshError with what is wrong with them."""
    try:
        found = json.loads(request.form.get("steps", ""))
    except (ValueError, RecursionError) as error:
        raise Invalid(UNREADABLE) from error
    if not isinstance(found, list) or len(found) > MOST_STEPS_AT_ONCE:
        raise Invalid(UNREADABLE)
    return [_taken(each) for each in found]


def _taken(given: object) -> Taken:
    if not isinstance(given, dict):
        raise Invalid(UNREADABLE)
    token = given.pop("token", "")
    if not isinstance(token, str) or len(token) > LONGEST_TOKEN:
        raise Invalid(UNREADABLE)
    return Taken(token, read_step(given))


def _model(working: Working) -> Json:
    shown = show_scene.shown(working)
    return {
        **shown.plain(),
        "faults": [editor_words.fault(each) for each in shown.faults],
        "hints": [section_words.hint(each) for each in shown.hints],
    }


def _refused(asset: Asset, refusal: Refusal, faults: Sequence[Fault] = ()) -> Answer:
    """Answer with the sentence and the newest state; nothing is kept of what was tried, since that is no success."""
    g.session.expire_all()
    working = working_copy.look(g.session, media(), asset, of=g.account)
    body = {
        "words": errors.words(refusal),
        "faults": [editor_words.plain_fault(each) for each in faults],
        "model": _model(working),
    }
    return jsonify(body), errors.status_of(refusal)


def _page(
    asset: Asset, item: Item | None, *, refusal: str = "", typed: str | None = None, faults: Sequence[Fault] = ()
) -> werkzeug.Response:
    working = working_copy.look(g.session, media(), asset, of=g.account)
    model = _model(working)
    planning = item if isinstance(item, Planning) else show_site.planning_of(g.session, asset)
    branches = current_line.record().branches
    site = show_site.site(g.session, planning, branches, of=g.account) if planning is not None else None
    page = render_template(
        "scenes/editor.html",
        thing=asset,
        item=item,
        planning=planning,
        data={
            "key": f"{asset.id}.{g.account.id}",
            "may_write": bool(library_files.partners(g.session, g.account)),
            "may_lay": underlay.may_change(asset, g.account),
            "model": model,
            "palette": palette.offered(placed_uploads.placeable(g.session)),
            "states": {each: labels.variant_name(each) for each in model["head"].get("variants", ())},
            "site": asdict(site) if site is not None else None,
            "tiles": maps.tiles(),
            "photo": maps.photo(),
            "addresses": _addresses(asset),
        },
        section=section_words.begin(),
        zone=str(languages.here()),
        is_saved=working.is_saved,
        refusal=refusal,
        text=working.source.text if typed is None else typed,
        faults=[editor_words.plain_fault(each) for each in faults] or model["faults"],
        others_show=shown_in.others(g.session, asset, item),
        why_not=asset.deleted_at or library_files.why_not(g.session, asset, g.account),
        newest=catch_up.newest(g.session, asset, of=g.account),
        others=editor_words.others(working_copy.others(g.session, asset, than=g.account)),
        partners=[(each.slug, each.name) for each in library_files.partners(g.session, g.account)],
    )
    return maps.with_tiles(page, and_photo=True)


def _addresses(asset: Asset) -> dict[str, str]:
    """Return where the page sends what; HASH, VARIANT, CAMERA and RAY stand for themselves."""
    found = {name: url_for(f".{name}", asset_id=asset.id) for name in ("state", "step", "undo", "redo", "present")}
    shown = partial(url_for, asset_id=asset.id, text_hash="HASH")
    below = {
        f"underlay_{name}": url_for(f"scene_underlay.{name}", asset_id=asset.id) for name in ("show", "place", "remove")
    }
    return (
        found
        | below
        | {
            "houses": url_for("scene_drawing.houses", asset_id=asset.id, item=_item_id()),
            "plan": shown("scene_drawing.plan"),
            "hit": shown("scene_drawing.hit", variant="VARIANT", ray="RAY"),
            "view": shown("scene_drawing.view", variant="VARIANT"),
            "poster": shown("scene_drawing.poster", variant="VARIANT", camera="CAMERA"),
        }
    )
