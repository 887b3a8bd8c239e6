"""The plan that is laid below a scene: sent by whoever builds it, placed by numbers, seen by all of them."""

import json

from flask import Blueprint, g, jsonify, request
from flask.wrappers import Response
from flask_babel import format_decimal

from app.actions.people.rights import MAKERS
from app.actions.scenes import underlay
from app.errors import Forbidden, Invalid, Refusal
from app.exchange.stored import AssetFinding
from app.models import SceneUnderlay
from app.models.base import Json
from app.web.frame import errors
from app.web.frame.access import require
from app.web.frame.languages import _
from app.web.frame.session import write_now
from app.web.library import file_labels
from app.web.scenes.lookup import scene_of

bp = Blueprint("scene_underlay", __name__)
Answer = Response | tuple[Response, int]


@bp.get("/bibliothek/3d/<int:asset_id>/szene/unterlage")
def show(asset_id: int) -> Response:
    return jsonify(_told(underlay.find(g.session, scene_of(asset_id))))


@bp.post("/bibliothek/3d/<int:asset_id>/szene/unterlage")
@require(*MAKERS)
def add(asset_id: int) -> Answer:
    """Read a drawing, which takes a while, and lay it below the scene."""
    try:
        underlay.check(scene_of(asset_id), g.account)
        read = underlay.read(*_given())
        write_now()
        return jsonify(_told(underlay.lay(g.session, scene_of(asset_id), read, by=g.account)))
    except (Invalid, Forbidden) as refusal:
        return _refused(refusal)


@bp.post("/bibliothek/3d/<int:asset_id>/szene/unterlage/lage")
@require(*MAKERS)
def place(asset_id: int) -> Answer:
    asset = scene_of(asset_id)
    try:
        found = underlay.place(g.session, asset, _placed(), by=g.account)
    except (Invalid, Forbidden) as refusal:
        return _refused(refusal)
    return jsonify(placed=found.placed)


@bp.post("/bibliothek/3d/<int:asset_id>/szene/unterlage/entfernen")
@require(*MAKERS)
def remove(asset_id: int) -> Answer:
    try:
        underlay.remove(g.session, scene_of(asset_id), by=g.account)
    except Forbidden as refusal:
        return _refused(refusal)
    return jsonify(_told(None))


def _given() -> tuple[bytes, str]:
    """Return the file that was sent, and its name."""
    file = request.files.get("file")
    if file is None:
        return b"", ""
    with file.stream:
        return file.stream.read(), file.filename or ""


def _placed() -> Json:
    try:
        found = json.loads(request.form.get("placed", ""))
    except (ValueError, RecursionError) as error:
        raise Invalid(underlay.WRONG) from error
    if not isinstance(found, dict):
        raise Invalid(underlay.WRONG)
    return found


def _told(found: SceneUnderlay | None) -> Json:
    """Return what the page shows; without a plan its name is empty."""
    if found is None:
        return {"name": "", "said": [], "layers": [], "placed": underlay.START}
    return {"name": found.name, "said": _said(found.said), "layers": json.loads(found.layers), "placed": found.placed}


def _said(said: Json) -> list[str]:
    """Return what is to be known of a plan, in sentences."""
    across, along = map(format_decimal, said["size_m"])
    unit = file_labels.UNITS[said["unit"]]
    sentences = [
        _(
            "Gelesen in der Einheit %(unit)s; so ist der Plan %(across)s × %(along)s m groß.",
            unit=unit,
            across=across,
            along=along,
        )
    ]
    if said["is_placed"]:
        sentences.append(_("Er liegt, wo seine Koordinaten es sagen."))
    elif said["place"]:
        sentences.append(_("Seine Koordinaten liegen weit von der Planung; er liegt deshalb in der Mitte."))
    else:
        sentences.append(_("Er hat keine Landeskoordinaten und liegt in der Mitte."))
    if said["far"]:
        sentences.append(_("Weit vom Rest liegende Linien weggelassen: %(count)s.", count=said["far"]))
    if said["words"]:
        sentences.append(_("Texte weggelassen: %(count)s.", count=said["words"]))
    return [str(each) for each in sentences]


def _refused(refusal: Refusal) -> Answer:
    parts = [errors.words(refusal), *(part for each in _findings(refusal) for part in file_labels.finding(each))]
    return jsonify(words=" ".join(filter(None, parts))), errors.status_of(refusal)


def _findings(refusal: Refusal) -> list[AssetFinding]:
    named = refusal.faults if isinstance(refusal, Invalid) else ()
    return [each for each in named if isinstance(each, AssetFinding)]
