"""What is drawn of a scene that somebody is making: the plan, the 3D view, what a click hits, and pictures.

An address has the hash of the text that it was made from: it never shows anything else, so browsers may keep it.
"""

import math
from dataclasses import asdict

from flask import Blueprint, Response, current_app, g, jsonify, make_response, request

from app.actions.scenes import drafting, show_scene, show_site, working_copy
from app.errors import Invalid
from app.exchange.typed import whole_number
from app.meshes.scene_text.source_text import SourceText
from app.models import Planning
from app.models.base import Json
from app.sandbox import DiedError
from app.warm_sandbox import BusyError, DroppedError, Frame, WarmSandbox
from app.web.content.lookup import own
from app.web.frame.languages import _
from app.web.library.media_store import media
from app.web.scenes import editor_words
from app.web.scenes.lookup import scene_of

bp = Blueprint("scene_drawing", __name__)
JSON = "application/json"
RAY = 6  # numbers
KEPT = "private, max-age=86400, immutable"
NOT_NOW = ("", 204)  # there is a newer text, or a newer question, or too many others: whoever still wants it asks again
Drawn = Response | tuple[Response, int] | tuple[str, int]


@bp.get("/bibliothek/3d/<int:asset_id>/szene/ansicht/<text_hash>/<variant>.glb")
def view(asset_id: int, text_hash: str, variant: str) -> Drawn:
    return _answer(asset_id, text_hash, "view", {"variant": variant, "hidden": _hidden()}, "model/gltf-binary")


@bp.get("/bibliothek/3d/<int:asset_id>/szene/plan/<text_hash>")
def plan(asset_id: int, text_hash: str) -> Drawn:
    """Return the symbols of all that stands there, what it weighs, and what is odd about it, in words."""
    planning = show_site.planning_of(g.session, scene_of(asset_id))
    site = show_site.site(g.session, planning, (), of=g.account) if planning is not None else None
    neighbours = [(each.title, each.outline) for each in site.neighbours] if site is not None else []
    return _answer(asset_id, text_hash, "plan", {"neighbours": neighbours}, JSON)


@bp.get("/bibliothek/3d/<int:asset_id>/szene/haeuser")
def houses(asset_id: int) -> Response:
    """Return what official buildings cover about the planning from which the editor was opened, or that shows it."""
    asset, item_id = scene_of(asset_id), request.args.get("item", None, whole_number)
    item = own(item_id).item if item_id else show_site.planning_of(g.session, asset)
    if not isinstance(item, Planning):
        return jsonify(houses=[], sources=[])
    return jsonify(asdict(show_site.houses(g.session, media(), item, of=g.account)))


@bp.get("/bibliothek/3d/<int:asset_id>/szene/bild/<text_hash>/<variant>/<camera>.webp")
def poster(asset_id: int, text_hash: str, variant: str, camera: str) -> Drawn:
    return _answer(asset_id, text_hash, "poster", {"variant": variant, "camera": camera}, "image/webp")


@bp.get("/bibliothek/3d/<int:asset_id>/szene/treffer/<text_hash>/<variant>/<ray>")
def hit(asset_id: int, text_hash: str, variant: str, ray: str) -> Drawn:
    """Say which block a ray meets first, and where; the ray is given as six numbers, its origin and its direction."""
    try:
        numbers = [float(each) for each in ray.split(",")]
    except ValueError as error:
        raise Invalid("Der Strahl besteht aus sechs Zahlen.") from error
    if len(numbers) != RAY or not all(map(math.isfinite, numbers)):
        raise Invalid("Der Strahl besteht aus sechs Zahlen.")
    return _answer(asset_id, text_hash, "hit", {"variant": variant, "ray": numbers, "hidden": _hidden()}, JSON)


def _hidden() -> list[str]:
    """Return the blocks that whoever asks does not want to see."""
    return sorted({*filter(None, request.args.get("hidden", "").split(","))})


def _answer(asset_id: int, wanted: str, kind: str, more: Json, mimetype: str) -> Drawn:
    """Return what the drafting process makes of the person's own text, as long as that is the one that was meant."""
    asset = scene_of(asset_id)
    source = working_copy.look(g.session, media(), asset, of=g.account).source
    if show_scene.hash_of(source.text) != wanted:
        return NOT_NOW
    scene = drafting.drawn(g.session, media(), asset, source.text, source.ids)
    g.session.close()  # nobody waits for a picture with a connection in hand
    try:
        frame = drafting.ask(_sandbox(), kind, scene, more, about=f"{asset_id} {more.get('variant', '')}", by=g.account)
    except (DroppedError, BusyError):
        return NOT_NOW
    except DiedError as died:
        return jsonify(words=_(drafting.DIED[died.why])), 422
    return _drawn(frame, mimetype, source)


def _drawn(frame: Frame, mimetype: str, source: SourceText) -> Drawn:
    if "faults" in frame.says:
        found = frame.says["faults"]
        assert isinstance(found, list), "our own program answers"
        return jsonify(faults=[editor_words.built_fault(each, source) for each in found]), 422
    if frame.blobs:
        answer = make_response(frame.blobs[0])
        answer.mimetype = mimetype
    else:
        answer = jsonify(editor_words.plan(frame.says) if "checks" in frame.says else frame.says)
    answer.headers["Cache-Control"] = KEPT
    return answer


def _sandbox() -> WarmSandbox:
    found: WarmSandbox = current_app.config["DRAFTING"]
    return found
