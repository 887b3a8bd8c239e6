"""Pages of the library: its lists, and a 3D asset from its upload to what riders get of it."""

import re
from collections.abc import Callable, Mapping

import werkzeug
from flask import Blueprint, Response, flash, g, redirect, render_template, request, session, url_for

from app.actions.library import (
    add_asset,
    chunked_upload,
    library_files,
    refused,
    show_library,
    source_file,
    stored_asset,
    tag_files,
)
from app.actions.library.build_assets import SCENE
from app.actions.people.rights import MAKERS
from app.actions.surroundings import surround
from app.errors import Invalid
from app.exchange.typed import is_whole_number, whole_number
from app.meshes.upload import kinds
from app.meshes.upload.wishes import FEWEST, MOST
from app.models import Asset, BuildState, Document, Picture
from app.models.base import Json
from app.web.frame import current_line, forms
from app.web.frame.access import holds, require
from app.web.frame.languages import _
from app.web.frame.session import write_now
from app.web.library import file_kinds, file_labels, permit_form, scene_comparison, tag_form, version_before
from app.web.library.media_store import uploads

bp = Blueprint("library", __name__)
LAST, CHOICES = "library", ("q", "only", "tag", "page")  # under which name a list is remembered, and what of it
ASSETS, PICTURES, DOCUMENTS = "assets", "pictures", "documents"
LISTS: Mapping[str, tuple[Callable[..., show_library.FilePage], type[Asset | Picture | Document]]] = {
    ASSETS: (show_library.assets, Asset),
    PICTURES: (show_library.pictures, Picture),
    DOCUMENTS: (show_library.documents, Document),
}
LONGEST = 100  # letters, of what is remembered
VIEWER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)


@bp.get("/bibliothek/")
def index() -> str:
    kind, chosen = _chosen()
    words, only, tag, number = (chosen.get(name, "") for name in CHOICES)
    show, table = LISTS[kind]
    narrowed = show_library.Only(only) if only in set(show_library.Only) else show_library.Only.ALL
    wanted = show_library.Wanted(words=words, tag=tag, only=narrowed)
    return render_template(
        "library/index.html",
        kind=kind,
        page=show(g.session, g.account, wanted, number=whole_number(number) if is_whole_number(number) else 1),
        words=words,
        only=only,
        tag=tag,
        tags=tag_files.every(g.session, table),
        may_add=bool(library_files.partners(g.session, g.account)),
    )


def _chosen() -> tuple[str, dict[str, str]]:
    """Return which list to show and what of it: as the address says, else as in the last visit of this session."""
    kept = session.get(LAST, {})
    asked = request.args.get("kind", kept.get("kind"))
    kind = asked if asked in LISTS else ASSETS
    given = {name: request.args[name][:LONGEST] for name in CHOICES if name in request.args}
    chosen = given or kept.get(kind, {})
    session[LAST] = {**kept, "kind": kind, kind: chosen}
    return kind, chosen


@bp.get("/bibliothek/3d/neu")
@require(*MAKERS)
def new() -> str:
    return _upload_form({}, "")


@bp.post("/bibliothek/3d/neu")
@require(*MAKERS)
def add() -> werkzeug.Response | tuple[str, int]:
    """Take a file that came at once, as browsers without JavaScript send it."""
    given = request.files.get("file")
    try:
        if given is None or not given.filename:
            raise Invalid("Bitte eine 3D-Datei wählen.")
        if answer := file_kinds.refused(given.stream.read(kinds.HEAD_BYTES), given.filename):
            return _upload_form(request.form, answer.sentence, help_address=answer.help), 422
        size = given.stream.seek(0, 2)
        given.stream.seek(0)
        upload = chunked_upload.store_whole(uploads(), given.stream, name=given.filename, size_bytes=size, by=g.account)
        write_now()
        return redirect(url_for(".asset", asset_id=_made(upload).id), code=303)
    except Invalid as refusal:
        return _upload_form(request.form, _(refusal.sentence) % refusal.values), 422


@bp.post("/bibliothek/hochladen")
@require(*MAKERS)
def begin() -> dict[str, object]:
    """Begin an upload in parts."""
    size = request.form.get("size", 0, whole_number)
    upload = chunked_upload.begin(uploads(), name=request.form.get("name", ""), size_bytes=size, by=g.account)
    return {"id": upload.id, "count": upload.count, "part_bytes": chunked_upload.PART_BYTES, "have": []}


@bp.get("/bibliothek/hochladen/<upload_id>")
@require(*MAKERS)
def upload(upload_id: str) -> dict[str, object]:
    """Say which parts are there, so that an upload goes on where it stopped."""
    found = chunked_upload.find(uploads(), upload_id, by=g.account)
    have = list(chunked_upload.parts(uploads(), found))
    return {"id": found.id, "count": found.count, "part_bytes": chunked_upload.PART_BYTES, "have": have}


@bp.post("/bibliothek/hochladen/<upload_id>/<int:number>")
@require(*MAKERS)
def part(upload_id: str, number: int) -> tuple[str, int]:
    found = chunked_upload.find(uploads(), upload_id, by=g.account)
    chunked_upload.store_part(uploads(), found, number, request.get_data(cache=False))
    return "", 204


@bp.post("/bibliothek/hochladen/<upload_id>/fertig")
@require(*MAKERS)
def whole(upload_id: str) -> dict[str, str]:
    """Make an asset of an upload whose parts are all there, and say where its page is and what it is called."""
    found = chunked_upload.find(uploads(), upload_id, by=g.account)
    chunked_upload.check_whole(uploads(), found)
    known = kinds.recognized(chunked_upload.head(uploads(), found), found.name)
    if known and not known.kind.reader:
        raise Invalid(known.kind.wrong)
    made = _made(found)
    return {"address": url_for(".asset", asset_id=made.id), "slug": str(made.slug)}


@bp.get("/bibliothek/3d/<int:asset_id>/")
def asset(asset_id: int) -> str:
    return _asset_page(library_files.find(g.session, Asset, asset_id))


@bp.post("/bibliothek/3d/<int:asset_id>/")
@require(*MAKERS)
def describe(asset_id: int) -> werkzeug.Response | tuple[str, int]:
    found = library_files.find(g.session, Asset, asset_id)
    given = _described(found)
    try:
        add_asset.describe(g.session, found, given, by=g.account)
    except Invalid as refusal:
        return _asset_page(found, given=given, errors=forms.sentences(refusal)), 422
    flash(_("Gespeichert."))
    return redirect(url_for(".asset", asset_id=asset_id), code=303)


@bp.get("/bibliothek/3d/<int:asset_id>/stand")
def progress(asset_id: int) -> Response:
    """Return the steps alone, for the page that looks again and again; a header says when there is no more to see."""
    found = library_files.find(g.session, Asset, asset_id)
    is_done = found.state is not BuildState.PENDING
    html = render_template(
        "library/steps.html", thing=found, steps=stored_asset.steps(found), faults=stored_asset.faults(found)
    )
    return Response(html, headers={"X-Done": "1" if is_done else "0"})


@bp.post("/bibliothek/3d/<int:asset_id>/version")
@require(*MAKERS)
def follow(asset_id: int) -> werkzeug.Response:
    """Make the next version with the same files, so that its words can be changed."""
    found = library_files.find(g.session, Asset, asset_id)
    owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
    made = add_asset.follow(g.session, found, owner=owner, by=g.account)
    flash(_("Das ist jetzt eine neue Version. Fahrgäste sehen sie, sobald eine Planung damit veröffentlicht ist."))
    return redirect(url_for(".asset", asset_id=made.id), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/neu-bauen")
@require(*MAKERS)
def rebuild(asset_id: int) -> werkzeug.Response:
    found = library_files.find(g.session, Asset, asset_id)
    add_asset.rebuild(g.session, found, request.form, by=g.account)
    return redirect(url_for(".asset", asset_id=asset_id), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/antwort")
@require(*MAKERS)
def answer(asset_id: int) -> werkzeug.Response:
    """Take the answer to what a file leaves open; then it is read anew."""
    found = library_files.find(g.session, Asset, asset_id)
    add_asset.answer(g.session, found, request.form.get("kind", ""), request.form.get("answer", ""), by=g.account)
    return redirect(url_for(".asset", asset_id=asset_id), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/wie-genau")
@require(*MAKERS)
def refine(asset_id: int) -> werkzeug.Response | tuple[str, int]:
    """Simplify the file of an asset anew, as finely as somebody says."""
    found = library_files.find(g.session, Asset, asset_id)
    typed = request.form.get("triangles", "")
    try:
        add_asset.refine(g.session, found, request.form.get("triangles", 0, _counted), by=g.account)
    except Invalid as refusal:
        return _asset_page(found, wished=typed, errors={"triangles": _(refusal.sentence)}), 422
    return redirect(url_for(".asset", asset_id=asset_id), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/loeschen")
@require(*MAKERS)
def delete(asset_id: int) -> werkzeug.Response:
    found = library_files.find(g.session, Asset, asset_id)
    library_files.delete(g.session, found, by=g.account)
    flash(_("„%(title)s“ ist gelöscht. Unter „Gelöschte“ lässt es sich zurückholen.", title=found.record["title"]))
    return redirect(url_for(".asset", asset_id=asset_id), code=303)


@bp.post("/bibliothek/3d/<int:asset_id>/wiederherstellen")
@require(*MAKERS)
def restore(asset_id: int) -> werkzeug.Response:
    library_files.restore(g.session, library_files.find(g.session, Asset, asset_id), by=g.account)
    flash(_("Wiederhergestellt."))
    return redirect(url_for(".asset", asset_id=asset_id), code=303)


@bp.get("/bibliothek/3d/<int:asset_id>/ansicht/<variant>")
def view(asset_id: int, variant: str) -> Response:
    """Show a variant in 3D, in a page that is framed by the asset's own and brings its own policy."""
    found = library_files.find(g.session, Asset, asset_id)
    build = stored_asset.build(found)
    files = build.variants.get(variant) if build else None
    html = render_template("library/view.html", files=files, title=found.record["title"])
    return Response(html, headers={"Content-Security-Policy": VIEWER_POLICY})


def _made(upload: chunked_upload.Upload) -> Asset:
    """Make an asset of an upload, a new one or a version of one there is."""
    follows = _followed()
    owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
    title = request.form.get("title", "") or ("" if follows else upload.name.rpartition(".")[0].replace("_", " "))
    made = add_asset.add_asset(g.session, title=title, owner=owner, by=g.account, follows=follows)
    add_asset.take(g.session, made, upload.id, request.form, by=g.account)
    return made


def _followed() -> Asset | None:
    number = request.values.get("follows", 0, whole_number)
    return library_files.find(g.session, Asset, number) if number else None


def _upload_form(given: object, error: str, *, help_address: str = "") -> str:
    return render_template(
        "library/upload.html",
        given=given,
        error=error,
        help_address=help_address,
        kinds=file_kinds.for_browser(),
        endings=kinds.endings(),
        follows=_followed(),
        partners=[(each.slug, each.name) for each in library_files.partners(g.session, g.account)],
        units=file_labels.choices(file_labels.UNITS),
        ups=file_labels.choices(file_labels.UPS),
        most_bytes=chunked_upload.MOST_BYTES,
    )


def _asset_page(
    found: Asset, *, given: Json | None = None, errors: Mapping[str, str] | None = None, wished: str = ""
) -> str:
    record, build = given or found.record, stored_asset.build(found)
    return render_template(
        "library/asset.html",
        thing=found,
        build=build,
        posters=stored_asset.posters(found),
        steps=stored_asset.steps(found),
        faults=stored_asset.faults(found),
        question=stored_asset.question(found),
        variants=stored_asset.worded(found),
        record=record,
        errors=errors or {},
        languages=current_line.record().languages,
        uses=library_files.uses(g.session, found),
        versions=show_library.versions(g.session, found),
        before=version_before.of(found),
        tags=tag_form.form(found),
        permit=permit_form.form(found),
        why_not=library_files.why_not(g.session, found, g.account),
        may_replace=holds(*MAKERS),
        may_follow=bool(library_files.partners(g.session, g.account)),
        is_scene=SCENE in found.files,
        source=found.files.get(SCENE) or source_file.key(found.files),
        lacking=_lacking(found),
        scene=scene_comparison.of_versions(found),
        is_refused=refused.nothing_came_of(found),
        licences=file_labels.licences(record.get("licence", "")),
        units=file_labels.choices(file_labels.UNITS),
        ups=file_labels.choices(file_labels.UPS),
        fars=file_labels.choices(file_labels.FARS),
        parts=file_labels.parts(build.nodes) if build else [],
        places=[(each.id, f"{each.station}: {each.title}") for each in surround.places(g.session)],
        reaches=[(each, _("%(metres)s m", metres=each)) for each in surround.REACHES_M],
        wished=wished,
        triangles=(FEWEST, MOST),
    )


def _lacking(found: Asset) -> list[str]:
    """Return what is still to be said of an asset; nothing if its file was refused."""
    if refused.nothing_came_of(found):
        return []
    return library_files.lacking(found.record, language=current_line.record().first_language)


def _counted(typed: str) -> int:
    """Return a number as people type it, in groups or not.  Raises ValueError as ``whole_number`` does."""
    return whole_number(re.sub(r"[\s.,]", "", typed))


def _described(found: Asset) -> Json:
    """Return the record of ``found`` with what was typed; a language without words is left out."""
    given = {name: forms.one_line(request.form.get(name, "")) for name in ("title", "author", "licence", "origin")}
    texts: dict[str, object] = {}
    for tag in current_line.record().languages:
        before = found.record.get("texts", {}).get(tag, {})
        typed = {each: _text(tag, f"alt.{each}") for each in stored_asset.worded(found)}
        alt = {name: words for name, words in (before.get("alt", {}) | typed).items() if words}
        if alt:
            texts[tag] = {**before, "alt": alt}
    return {**{name: value for name, value in given.items() if value}, "title": given["title"], "texts": texts}


def _text(tag: str, name: str) -> str:
    return forms.one_line(request.form.get(f"texts.{tag}.{name}", ""))
