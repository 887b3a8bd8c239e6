"""The health of the line: what is worth doing on what riders see, on the line diagram and as a table."""

from collections import Counter
from collections.abc import Mapping

from flask import Blueprint, g, render_template, request, url_for

from app.actions.line import show_easy, show_health, show_line
from app.actions.line.show_health import About, Finding, Lack
from app.actions.people.writable import Writable, writable
from app.exchange.typed import whole_number
from app.models import Role, now
from app.web.frame import current_line, diagram
from app.web.frame.access import holds
from app.web.frame.languages import _, _l

bp = Blueprint("health", __name__)
HEADINGS = {
    Lack.DUE: _l("Wieder ansehen"),
    Lack.STALE: _l("Übersetzung veraltet"),
    Lack.UNTRANSLATED: _l("Übersetzung fehlt"),
    Lack.ALT: _l("Alternativtext fehlt"),
    Lack.UNCHECKED: _l("Leichte Sprache ungeprüft"),
    Lack.DEAD: _l("Quelle nicht erreichbar"),
    Lack.MOVED: _l("Quelle umgezogen"),
    Lack.SOURCES: _l("Ohne Quelle"),
    Lack.EXAMPLE: _l("Beispielinhalt"),
    Lack.PLACE: _l("Ort geschätzt"),
    Lack.OLD: _l("Über ein Jahr alt"),
}
TO_DO = {
    Lack.DUE: _l("Der Tag dafür ist gekommen."),
    Lack.STALE: _l("Der erste Text hat sich seitdem geändert."),
    Lack.UNTRANSLATED: _l("Fahrgäste sehen die erste Sprache, mit einem Hinweis."),
    Lack.ALT: _l("Wer nicht sieht, erfährt nicht, was zu sehen ist."),
    Lack.UNCHECKED: _l("Noch keine Prüfgruppe hat sie gelesen."),
    Lack.DEAD: _l("Schon länger antwortet sie nicht, oder es gibt die Seite nicht mehr."),
    Lack.MOVED: _l("Die neue Adresse steht bei der Planung oder Station."),
    Lack.SOURCES: _l("Niemand kann nachsehen, woher das kommt."),
    Lack.EXAMPLE: _l("Von der Stadt zu prüfen."),
    Lack.PLACE: _l("Vor Ort messen, dann steht es in AR genauer."),
    Lack.OLD: _l("Ansehen, ob noch alles stimmt."),
}


@bp.get("/pflegestand")
def index() -> str:
    page, partner = max(1, request.args.get("page", 1, type=whole_number)), request.args.get("partner", "")
    line = current_line.record()
    stations = show_health.stations(g.session, at=now(), partner=partner, page=page)
    count = show_health.count(g.session, partner=partner)
    findings = [found for each in stations for found in each.findings]
    said = [int(found.key) for found in findings if found.about is About.ITEM and found.languages]
    may = writable(g.session, said, by=g.account)
    return render_template(
        "line/health/index.html",
        rows=diagram.rows(line.branches, show_line.stops(g.session), {each.dhid: each for each in stations}),
        stations=stations,
        sums=sum((each.counts for each in stations), Counter[Lack]()),
        headings=HEADINGS,
        to_do=TO_DO,
        address=address,
        of_language=lambda found, language: of_language(found, language, may),
        partner=partner,
        partners=[("", _("alle Partner")), *((each.slug, each.name) for each in line.partners)],
        page=page,
        pages=-(-count // show_health.PAGE),
        has_easy=bool(show_easy.languages(line)),
        may_plan=holds(Role.PLANNER),
    )


def of_language(found: Finding, language: str, may: Mapping[int, Writable]) -> str:
    """Return where the words of an item in a language are written; nothing for whoever may not write them."""
    writes = may.get(int(found.key)) if found.about is About.ITEM else None
    anchor = f"texts-{language}-title"
    if writes and writes.may_plan:
        return url_for("planner.edit", item_id=found.key, show=language, _anchor=anchor)
    if writes and language in writes.translates:
        return url_for("translate.edit", item_id=found.key, language=language, _anchor=anchor)
    return ""


def address(found: Finding) -> str:
    """Return the page on which somebody sees to it."""
    if found.about is About.PICTURE:
        return url_for("pictures.picture", picture_id=found.key)
    if found.about is About.DOCUMENT:
        return url_for("documents.document", document_id=found.key)
    if found.about is About.ASSET:
        return url_for("library.asset", asset_id=found.key)
    if found.about is About.SIGN:
        return url_for("signs.sign", code=found.key)
    anchor = {Lack.DUE: "wiedervorlage", Lack.DEAD: "quellen", Lack.MOVED: "quellen"}.get(found.lack)
    if anchor:
        return url_for("planner.item", item_id=found.key, _anchor=anchor)
    return url_for("place.show" if found.lack is Lack.PLACE else "planner.item", item_id=found.key)
