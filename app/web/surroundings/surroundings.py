"""Pages for surroundings: official tiles go in, what stands about stations comes out, and stands about 3D assets."""

from collections.abc import Mapping

import werkzeug
from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for

from app.actions.library import add_asset, chunked_upload, library_files
from app.actions.people.rights import MAKERS
from app.actions.surroundings import show_surroundings, surround, tiles
from app.errors import Invalid, Missing
from app.exchange.typed import whole_number
from app.models import Asset, Planning, Role
from app.web.frame.access import holds, require
from app.web.frame.languages import _
from app.web.frame.session import write_now
from app.web.library import file_labels
from app.web.library.media_store import media, uploads

bp = Blueprint("surroundings", __name__)
MAY = (Role.PLANNER, Role.KEEPER)


@bp.get("/bibliothek/umgebung/")
def index() -> str:
    return _page({}, "")


@bp.get("/bibliothek/umgebung/anleitung")
def guide() -> str:
    return render_template("surroundings/guide.html")


@bp.post("/bibliothek/umgebung/")
@require(*MAY)
def add() -> werkzeug.Response | tuple[str, int]:
    """Take a tile that came at once, as browsers without JavaScript send it."""
    given = request.files.get("file")
    try:
        if given is None or not given.filename:
            raise Invalid("Bitte eine Kachel wählen: eine Datei, die auf .gml, .json, .xyz, .tif, .zip oder .gz endet.")
        size = given.stream.seek(0, 2)
        given.stream.seek(0)
        upload = chunked_upload.store_whole(uploads(), given.stream, name=given.filename, size_bytes=size, by=g.account)
        write_now()
        _made(upload)
    except Invalid as refusal:
        return _page(request.form, _(refusal.sentence) % refusal.values), 422
    return redirect(url_for(".index"), code=303)


@bp.post("/bibliothek/umgebung/hochladen")
@require(*MAY)
def begin() -> dict[str, object]:
    """Begin an upload in parts."""
    size = request.form.get("size", 0, whole_number)
    upload = chunked_upload.begin(uploads(), name=request.form.get("name", ""), size_bytes=size, by=g.account)
    return {"id": upload.id, "count": upload.count, "part_bytes": chunked_upload.PART_BYTES, "have": []}


@bp.get("/bibliothek/umgebung/hochladen/<upload_id>")
@require(*MAY)
def upload(upload_id: str) -> dict[str, object]:
    """Say which parts are there, so that an upload goes on where it stopped."""
    found = chunked_upload.find(uploads(), upload_id, by=g.account)
    have = list(chunked_upload.parts(uploads(), found))
    return {"id": found.id, "count": found.count, "part_bytes": chunked_upload.PART_BYTES, "have": have}


@bp.post("/bibliothek/umgebung/hochladen/<upload_id>/<int:number>")
@require(*MAY)
def part(upload_id: str, number: int) -> tuple[str, int]:
    found = chunked_upload.find(uploads(), upload_id, by=g.account)
    chunked_upload.store_part(uploads(), found, number, request.get_data(cache=False))
    return "", 204


@bp.post("/bibliothek/umgebung/hochladen/<upload_id>/fertig")
@require(*MAY)
def whole(upload_id: str) -> dict[str, str]:
    """Take a tile whose parts are all there, and say where it is to be seen."""
    found = chunked_upload.find(uploads(), upload_id, by=g.account)
    chunked_upload.check_whole(uploads(), found)
    _made(found)
    return {"address": url_for(".index")}


@bp.get("/bibliothek/umgebung/stand")
def progress() -> Response:
    """Return the tiles alone, for the page that looks again and again; a header says when there is no more to see."""
    found = show_surroundings.all_tiles(g.session)
    html = render_template("surroundings/tiles.html", tiles=found, faults=tiles.faults, may=holds(*MAY))
    return Response(html, headers={"X-Done": "0" if show_surroundings.is_waiting(g.session, found) else "1"})


@bp.post("/bibliothek/umgebung/<int:tile_id>/entfernen")
@require(*MAY)
def remove(tile_id: int) -> werkzeug.Response:
    tiles.remove(g.session, tile_id, by=g.account)
    flash(_("Entfernt. Was um 3D-Objekte schon steht, bleibt dort stehen."))
    return redirect(url_for(".index"), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/umgebung")
@require(*MAKERS)
def about(asset_id: int) -> werkzeug.Response:
    """Let official buildings stand about an asset, or none: in place, or about its next version."""
    found = library_files.find(g.session, Asset, asset_id)
    if library_files.why_not(g.session, found, g.account):
        owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
        found = add_asset.follow(g.session, found, owner=owner, by=g.account)
        flash(_("Das ist jetzt eine neue Version. Fahrgäste sehen sie, sobald eine Planung damit veröffentlicht ist."))
    if request.form.get("then") == "without":
        add_asset.surround(g.session, media(), found, b"", by=g.account)
    else:
        planning = g.session.get(Planning, request.form.get("planning", 0, whole_number))
        if planning is None:
            raise Missing("Bitte die Planung wählen, um die herum gebaut werden soll.")
        reach_m = request.form.get("reach_m", surround.USUAL_M, whole_number)
        surround.surround(g.session, media(), found, planning, reach_m=reach_m, by=g.account)
    return redirect(url_for("library.asset", asset_id=found.id), code=303)


def _made(given: chunked_upload.Upload) -> None:
    typed = {name: request.form.get(name, "") for name in ("source", "licence", "dated_on")}
    tiles.add(
        g.session,
        name=given.name,
        upload=given.id,
        source=typed["source"],
        given_licence=typed["licence"],
        dated_on=typed["dated_on"],
        by=g.account,
    )


def _page(given: Mapping[str, str], error: str) -> str:
    found = show_surroundings.all_tiles(g.session)
    return render_template(
        "surroundings/index.html",
        stations=show_surroundings.stations(g.session),
        tiles=found,
        faults=tiles.faults,
        is_waiting=show_surroundings.is_waiting(g.session, found),
        may=holds(*MAY),
        given=given,
        error=error,
        source=given.get("source", tiles.SOURCE),
        licence=given.get("licence", tiles.LICENCE),
        licences=file_labels.licences(given.get("licence", tiles.LICENCE)),
        most_bytes=chunked_upload.MOST_BYTES,
    )
