"""Pages of pictures: upload, crop with focal point, words in languages, licence, and where each is shown."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.library import add_picture, library_files, receive_pictures, show_library
from app.actions.library.crop_order import source_key
from app.actions.library.receive_pictures import Stored
from app.actions.people.rights import MAKERS
from app.errors import Invalid
from app.i18n import N_
from app.models import Picture
from app.models.base import Json
from app.pictures import MOST_BYTES
from app.web.frame import current_line, forms
from app.web.frame.access import holds, require
from app.web.frame.languages import _, number
from app.web.frame.session import write_now
from app.web.library import file_labels, permit_form, tag_form, version_before
from app.web.library.media_store import media

bp = Blueprint("pictures", __name__)
CUT = ("left", "top", "right", "bottom", "focus_x", "focus_y")
MOST_AT_ONCE = 10  # in one request, which each keeps waiting for seconds; a script sends as many as there are
SAID = ("author", "licence", "origin")  # of all pictures that come together
TAKEN = N_("Hochgeladen. Ort und Kameradaten sind entfernt.")
TO_SAY = N_("Bitte noch ergänzen: %(what)s.")
THERE = N_("Dieses Bild gibt es schon in der Bibliothek. Hier ist es.")


@bp.get("/bibliothek/bilder/neu")
@require(*MAKERS)
def new() -> str:
    return _upload_form([], "")


@bp.post("/bibliothek/bilder/neu")
@require(*MAKERS)
def add() -> Response | tuple[str, int] | tuple[dict[str, object], int]:
    """Take one file or several; a script sends them one by one and is told in JSON what came of each."""
    given = [each for each in request.files.getlist("file") if each.filename]
    if not given:
        return _upload_form([], _("Bitte ein Bild wählen.")), 422
    if len(given) > MOST_AT_ONCE:
        most = _("Höchstens %(most)s Bilder auf einmal. Bitte in mehreren Schritten hochladen.", most=MOST_AT_ONCE)
        return _upload_form([], most), 422
    files = [receive_pictures.read(g.session, each.stream, name=each.filename or "") for each in given]
    write_now()
    owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
    title = request.form.get("title", "") if len(files) == 1 else ""
    said = {name: words for name in SAID if (words := forms.one_line(request.form.get(name, "")))}
    found = receive_pictures.store(g.session, media(), files, owner=owner, by=g.account, title=title, said=said)
    if forms.is_script():
        return _told(found[0]), 200 if found[0].picture else 422
    if len(found) == 1 and found[0].picture is not None:
        flash(_taken(found[0]))
        return redirect(url_for(".picture", picture_id=found[0].picture.id), code=303)
    return _upload_form(found, ""), 200 if any(each.is_new for each in found) else 422


@bp.get("/bibliothek/bilder/<int:picture_id>/")
def picture(picture_id: int) -> str:
    return _page(library_files.find(g.session, Picture, picture_id))


@bp.post("/bibliothek/bilder/<int:picture_id>/")
@require(*MAKERS)
def change(picture_id: int) -> Response | tuple[str, int]:
    found = library_files.find(g.session, Picture, picture_id)
    given, wrong = _given(found)
    try:
        if wrong:
            library_files.check(g.session, found, by=g.account)
            return _page(found, given=given, errors=wrong), 422
        add_picture.change(g.session, found, given, by=g.account)
    except Invalid as refusal:
        return _page(found, given=given, errors=forms.sentences(refusal)), 422
    flash(_("Gespeichert. Der Ausschnitt wird gleich geschnitten."))
    return redirect(url_for(".picture", picture_id=picture_id), code=303)


@bp.post("/bibliothek/bilder/<int:picture_id>/version")
@require(*MAKERS)
def follow(picture_id: int) -> Response:
    found = library_files.find(g.session, Picture, picture_id)
    owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
    made = add_picture.follow(g.session, found, owner=owner, by=g.account)
    flash(_("Das ist jetzt eine neue Version. Fahrgäste sehen sie, sobald eine Planung damit veröffentlicht ist."))
    return redirect(url_for(".picture", picture_id=made.id), code=303)


@bp.post("/bibliothek/bilder/<int:picture_id>/loeschen")
@require(*MAKERS)
def delete(picture_id: int) -> Response:
    found = library_files.find(g.session, Picture, picture_id)
    library_files.delete(g.session, found, by=g.account)
    flash(_("„%(title)s“ ist gelöscht. Unter „Gelöschte“ lässt es sich zurückholen.", title=found.record["title"]))
    return redirect(url_for(".picture", picture_id=picture_id), code=303)


@bp.post("/bibliothek/bilder/<int:picture_id>/wiederherstellen")
@require(*MAKERS)
def restore(picture_id: int) -> Response:
    library_files.restore(g.session, library_files.find(g.session, Picture, picture_id), by=g.account)
    flash(_("Wiederhergestellt."))
    return redirect(url_for(".picture", picture_id=picture_id), code=303)


def _upload_form(found: Sequence[Stored], error: str) -> str:
    partners = [(each.slug, each.name) for each in library_files.partners(g.session, g.account)]
    return render_template(
        "library/new_picture.html",
        error=error,
        given=request.form,
        partners=partners,
        found=[_told(each) for each in found],
        licences=file_labels.licences(request.form.get("licence", "")),
        most_bytes=MOST_BYTES,
    )


def _told(found: Stored) -> dict[str, object]:
    """Return what came of a file: a sentence, and the picture if there is one."""
    name, picture, refusal = found.received.name, found.picture, found.received.refusal
    if refusal is not None or picture is None:
        words = " ".join(forms.sentences(refusal).values()) if refusal else ""
        return {"name": name, "sentence": words, "address": ""}
    return {
        "name": name,
        "sentence": _taken(found),
        "address": url_for(".picture", picture_id=picture.id),
        "slug": picture.slug,
        "title": picture.record["title"],
        "is_new": found.is_new,
    }


def _taken(found: Stored) -> str:
    """Return that a picture is in the library, and what has to be said of it before riders see it."""
    assert found.picture is not None, "it was not refused"
    language = current_line.record().first_language
    lacking = library_files.lacking(found.picture.record, language=language)
    what = ", ".join(str(file_labels.SAID[each]) for each in lacking)
    return " ".join([str(_(TAKEN if found.is_new else THERE)), *([_(TO_SAY, what=what)] if what else [])])


def _page(found: Picture, *, given: Json | None = None, errors: Mapping[str, str] | None = None) -> str:
    record = given or found.record
    return render_template(
        "library/picture.html",
        thing=found,
        record=record,
        cut={name: _percent(record, name) for name in CUT},
        errors=errors or {},
        source=f"/media/{source_key(found)}",
        languages=current_line.record().languages,
        uses=library_files.uses(g.session, found),
        versions=show_library.versions(g.session, found),
        before=version_before.of(found),
        tags=tag_form.form(found),
        permit=permit_form.form(found),
        why_not=library_files.why_not(g.session, found, g.account),
        may_replace=holds(*MAKERS),
        may_follow=bool(library_files.partners(g.session, g.account)),
        lacking=library_files.lacking(found.record, language=current_line.record().first_language),
        licences=file_labels.licences(record.get("licence", "")),
    )


def _percent(record: Json, name: str) -> str:
    """Return a share of the record in percent, or what was typed instead of one."""
    share = record.get(name, {"right": 1.0, "bottom": 1.0, "left": 0.0, "top": 0.0}.get(name, 0.5))
    return share if isinstance(share, str) else number(round(share * 100, 1))


def _given(found: Picture) -> tuple[Json, dict[str, str]]:
    """Return the record of ``found`` with what was typed, and what of it are no numbers."""
    given: Json = {}
    wrong = {}
    for name in ("title", "author", "licence", "origin"):
        given[name] = forms.one_line(request.form.get(name, ""))
    for name in CUT:
        typed = request.form.get(name, "").strip().replace(",", ".")
        try:
            given[name] = round(float(typed) / 100, 4)
        except ValueError:
            given[name] = request.form.get(name, "")
            wrong[name] = str(_("„%(typed)s“ ist keine Zahl. Erwartet werden Prozent von 0 bis 100.", typed=typed))
    texts: Json = {}
    for tag in current_line.record().languages:
        words = {name: forms.one_line(request.form.get(f"texts.{tag}.{name}", "")) for name in ("alt", "caption")}
        if any(words.values()):
            texts[tag] = {name: value for name, value in words.items() if value}
    return {**given, "texts": texts}, wrong
