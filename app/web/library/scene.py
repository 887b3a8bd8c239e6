"""Pages for whoever writes a scene of the kit's parts: a text, checked line by line, and built to be seen."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.library import add_asset, library_files
from app.actions.library.build_assets import SCENE, told
from app.errors import Invalid, Missing
from app.meshes.faults import Fault
from app.models import Asset, Role
from app.web.frame.access import require
from app.web.frame.languages import _
from app.web.library.media_store import media

bp = Blueprint("scene", __name__)
FIRST = """\
format = 2
title = "Ein Baum auf dem Platz"
variants = ["today", "planned"]       # die Zustände in der Folge der Zeit: 1 bis 5 Kürzel
schematic = "Baum und Boden sind schematisch."

[size]                                # die wahre Größe, für die Maßlinie
from = [-2, 0, 0]
to = [2, 0, 0]

[cameras.poster]
eye = [12, 6, 16]
look = [0, 2, 0]

[cameras.thumbnail]
eye = [9, 5, 12]
look = [0, 2, 0]

[[parts]]                             # was schon da ist
part = "ground"
at = [0, 0]
role = "context"

[[parts]]                             # was geplant ist
part = "tree"
at = [0, 0]
when = ["planned"]
"""


@bp.get("/bibliothek/3d/szene")
@require(Role.PLANNER)
def new() -> str:
    return _form(None, FIRST)


@bp.post("/bibliothek/3d/szene")
@require(Role.PLANNER)
def add() -> Response | tuple[str, int] | str:
    text = request.form.get("text", "")
    try:
        add_asset.check_scene(g.session, text)
    except Invalid as refusal:
        return _form(None, text, refusal), 422
    if request.form.get("then") == "check":
        return _form(None, text, is_good=True)
    owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
    made = add_asset.add_asset(g.session, title=request.form.get("title", ""), owner=owner, by=g.account)
    add_asset.write(g.session, media(), made, text, by=g.account)
    return redirect(url_for("library.asset", asset_id=made.id), code=303)


@bp.get("/bibliothek/3d/<int:asset_id>/szene")
def edit(asset_id: int) -> str:
    found = _scene(asset_id)
    return _form(found, (media().get(found.files[SCENE]) or b"").decode())


@bp.post("/bibliothek/3d/<int:asset_id>/szene")
@require(Role.PLANNER)
def write(asset_id: int) -> Response | tuple[str, int] | str:
    """Build another text: in place, or as the next version of an asset that riders know or somebody else owns."""
    found, text = _scene(asset_id), request.form.get("text", "")
    try:
        add_asset.check_scene(g.session, text)
    except Invalid as refusal:
        return _form(found, text, refusal), 422
    if request.form.get("then") == "check":
        return _form(found, text, is_good=True)
    if library_files.why_not(g.session, found, g.account):
        owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
        found = add_asset.add_asset(g.session, title="", owner=owner, by=g.account, follows=found)
        flash(_("Das ist jetzt eine neue Version. Fahrgäste sehen sie, sobald eine Planung damit veröffentlicht ist."))
    add_asset.write(g.session, media(), found, text, by=g.account)
    return redirect(url_for("library.asset", asset_id=found.id), code=303)


def _scene(asset_id: int) -> Asset:
    found: Asset = library_files.find(g.session, Asset, asset_id)
    if SCENE not in found.files:
        raise Missing("Dieses 3D-Objekt ist keine Szene aus dem Bausatz, sondern eine hochgeladene Datei.")
    return found


def _form(asset: Asset | None, text: str, refusal: Invalid | None = None, *, is_good: bool = False) -> str:
    return render_template(
        "library/scene.html",
        thing=asset,
        text=text,
        title=request.form.get("title", ""),
        partners=[(each.slug, each.name) for each in library_files.partners(g.session, g.account)],
        refusal=refusal and _(refusal.sentence) % refusal.values,
        faults=[told(each) for each in refusal.faults if isinstance(each, Fault)] if refusal else [],
        is_good=is_good,
        why_not=library_files.why_not(g.session, asset, g.account) if asset else None,
        may_write=bool(library_files.partners(g.session, g.account)),
    )
