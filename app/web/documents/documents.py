"""Pages of documents: upload, words in languages, licence, a new version, and where each is offered."""

from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.actions.documents import add_document
from app.actions.library import library_files, show_library
from app.actions.people.rights import MAKERS
from app.actions.records.record_json import stored
from app.actions.records.sources import SOURCE
from app.documents import MOST_BYTES
from app.errors import Invalid
from app.exchange.documents import ALTERNATIVE_MAX, TITLE_MAX
from app.exchange.stored import DocumentFacts
from app.models import Document
from app.models.base import Json
from app.web.frame import current_line, forms
from app.web.frame.access import holds, require
from app.web.frame.languages import _, _l
from app.web.frame.session import write_now
from app.web.library import file_labels, permit_form, tag_form, version_before
from app.web.library.media_store import media

bp = Blueprint("documents", __name__)
REMOVED = {
    "actions": _l("Skripte und Aktionen"),
    "files": _l("angehängte Dateien"),
    "notes": _l("Notizen"),
    "people": _l("Namen und Angaben zur Entstehung"),
}
LACKING = {
    "is_tagged": _l("Überschriften und Reihenfolge sind nicht ausgezeichnet (kein getaggtes PDF)."),
    "has_title": _l("Das PDF nennt keinen Titel."),
    "language": _l("Das PDF nennt seine Sprache nicht."),
}


@bp.get("/bibliothek/dokumente/neu")
@require(*MAKERS)
def new() -> str:
    return _upload_form("")


@bp.post("/bibliothek/dokumente/neu")
@require(*MAKERS)
def add() -> Response | tuple[str, int] | tuple[dict[str, object], int]:
    """Take one file; a script is told in JSON what came of it."""
    try:
        received = _received()
    except Invalid as refusal:
        if forms.is_script():
            return _told(_why(refusal)), 422
        return _upload_form(_why(refusal)), 422
    if received is None:
        return _upload_form(_("Bitte ein PDF wählen.")), 422
    write_now()
    owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
    said = {name: forms.one_line(request.form.get(name, "")) for name in add_document.WORDS}
    made, is_new = add_document.add(g.session, media(), received, owner=owner, by=g.account, said=said)
    sentence = _taken(received) if is_new else _("Dieses Dokument gibt es schon in der Bibliothek. Hier ist es.")
    address = url_for(".document", document_id=made.id)
    if forms.is_script():
        return _told(sentence, address=address, slug=made.slug), 200
    flash(sentence)
    return redirect(address, code=303)


@bp.get("/bibliothek/dokumente/<int:document_id>/")
def document(document_id: int) -> str:
    return _page(library_files.find(g.session, Document, document_id))


@bp.post("/bibliothek/dokumente/<int:document_id>/")
@require(*MAKERS)
def change(document_id: int) -> Response | tuple[str, int]:
    found = library_files.find(g.session, Document, document_id)
    given = _given()
    try:
        add_document.change(g.session, found, given, by=g.account)
    except Invalid as refusal:
        return _page(found, given=given, errors=forms.sentences(refusal)), 422
    flash(_("Gespeichert."))
    return redirect(url_for(".document", document_id=document_id), code=303)


@bp.post("/bibliothek/dokumente/<int:document_id>/version")
@require(*MAKERS)
def follow(document_id: int) -> Response | tuple[str, int]:
    found = library_files.find(g.session, Document, document_id)
    try:
        received = _received()
    except Invalid as refusal:
        return _page(found, errors={"file": _why(refusal)}), 422
    write_now()
    found = library_files.find(g.session, Document, document_id)
    owner = library_files.partner(g.session, request.form.get("partner", ""), by=g.account)
    made = add_document.follow(g.session, media(), found, received, owner=owner, by=g.account)
    flash(_("Das ist jetzt eine neue Version. Fahrgäste sehen sie, sobald eine Planung damit veröffentlicht ist."))
    if received is not None:
        flash(_taken(received))
    return redirect(url_for(".document", document_id=made.id), code=303)


@bp.post("/bibliothek/dokumente/<int:document_id>/loeschen")
@require(*MAKERS)
def delete(document_id: int) -> Response:
    found = library_files.find(g.session, Document, document_id)
    library_files.delete(g.session, found, by=g.account)
    flash(_("„%(title)s“ ist gelöscht. Unter „Gelöschte“ lässt es sich zurückholen.", title=found.record["title"]))
    return redirect(url_for(".document", document_id=document_id), code=303)


@bp.post("/bibliothek/dokumente/<int:document_id>/wiederherstellen")
@require(*MAKERS)
def restore(document_id: int) -> Response:
    library_files.restore(g.session, library_files.find(g.session, Document, document_id), by=g.account)
    flash(_("Wiederhergestellt."))
    return redirect(url_for(".document", document_id=document_id), code=303)


def _received() -> add_document.Received | None:
    """Return the file of the form made clean, None if there is none.  Raises Invalid with what is wrong with it."""
    given = request.files.get("file")
    if given is None or not given.filename:
        return None
    return add_document.receive(given.stream, name=given.filename)


def _told(sentence: str, *, address: str = "", slug: str = "") -> dict[str, object]:
    return {"sentence": sentence, "address": address, "slug": slug}


def _why(refusal: Invalid) -> str:
    return " ".join(forms.sentences(refusal).values())


def _taken(received: add_document.Received) -> str:
    what = ", ".join(str(REMOVED[each]) for each in received.made.removed)
    return str(_("Hochgeladen. Entfernt wurden: %(what)s.", what=what) if what else _("Hochgeladen."))


def _upload_form(error: str) -> str:
    return render_template(
        "documents/new_document.html",
        error=error,
        given=request.values,
        may_replace=holds(*MAKERS),
        partners=[(each.slug, each.name) for each in library_files.partners(g.session, g.account)],
        licences=file_labels.licences(request.form.get("licence", "")),
        most=MOST_BYTES // 1_000_000,
    )


def _page(found: Document, *, given: Json | None = None, errors: Mapping[str, str] | None = None) -> str:
    record = given or found.record
    facts = stored(DocumentFacts, found.facts)
    return render_template(
        "documents/document.html",
        thing=found,
        record=record,
        facts=facts,
        unread=[words for name, words in LACKING.items() if not getattr(facts, name)],
        address=f"/media/{found.files[SOURCE]}",
        errors=errors or {},
        languages=current_line.record().languages,
        limits={"title": TITLE_MAX, "alt": ALTERNATIVE_MAX},
        uses=library_files.uses(g.session, found),
        versions=show_library.versions(g.session, found),
        before=version_before.of(found),
        tags=tag_form.form(found),
        permit=permit_form.form(found),
        why_not=library_files.why_not(g.session, found, g.account),
        partners=[(each.slug, each.name) for each in library_files.partners(g.session, g.account)],
        lacking=library_files.lacking(found.record, language=current_line.record().first_language),
        licences=file_labels.licences(record.get("licence", "")),
        most=MOST_BYTES // 1_000_000,
    )


def _given() -> Json:
    """Return the words of a document as they were typed."""
    given: Json = {name: forms.one_line(request.form.get(name, "")) for name in add_document.WORDS}
    texts: Json = {}
    for tag in current_line.record().languages:
        title = forms.one_line(request.form.get(f"texts.{tag}.title", ""))
        alt = forms.lines(request.form.get(f"texts.{tag}.alt", "")).strip()
        if title or alt:
            texts[tag] = {name: words for name, words in (("title", title), ("alt", alt)) if words}
    return {**given, "texts": texts}
