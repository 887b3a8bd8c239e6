"""Names on screen for what the code calls otherwise: states, kinds, roles, fields.  German, translated when shown.

Every enum value that the studio shows has its name here; a test looks that none is missing.
"""

from collections.abc import Mapping

from flask import Flask, g
from flask_babel import format_decimal, get_locale

from app.actions.records.line_record import first_language
from app.actions.riders.live import LIVE_BY_DECISION
from app.exchange.languages import html_tag, is_simple, name_in, primary
from app.exchange.records import SignKind
from app.signage.sheet import SHEETS
from app.web.frame.languages import _, _l, as_known, number

STATUSES = {
    "unknown": _l("keine öffentliche Angabe"),
    "idea": _l("Idee"),
    "in_planning": _l("in Planung"),
    "decided": _l("beschlossen"),
    "being_built": _l("im Bau"),
    "built": _l("gebaut"),
}
SIGN_STATES = {
    "planned": _l("geplant"),
    "printed": _l("gedruckt"),
    "mounted": _l("hängt"),
    "damaged": _l("beschädigt"),
    "retired": _l("außer Dienst"),
}
SIGN_MOVES = {
    "planned": _l("Zurück auf geplant"),
    "printed": _l("Ist gedruckt"),
    "mounted": _l("Hängt und ist in Ordnung"),
    "damaged": _l("Ist beschädigt"),
    "retired": _l("Außer Dienst nehmen"),
}
FINDINGS = {  # what it is, and what to do
    "good": (_l("In Ordnung"), _l("Der Code führt zu diesem Schild, und es hängt, wo es hingehört.")),
    "unreadable": (
        _l("Kein Code zu lesen"),
        _l("Ist er verdeckt, zerkratzt oder ausgebleicht? Bitte die Nummer des Schilds eintippen und notieren."),
    ),
    "foreign": (
        _l("Fremder Code"),
        _l("Er führt nicht zu uns. Bitte nicht öffnen, sondern fotografieren, abziehen oder abdecken und notieren."),
    ),
    "unknown": (
        _l("Diesen Code gibt es nicht"),
        _l("Die Adresse ist unsere, aber kein Schild hat diesen Code. Bitte die Nummer prüfen und notieren."),
    ),
    "retired": (_l("Außer Dienst"), _l("Dieses Schild sollte nicht mehr hängen. Bitte abnehmen und notieren.")),
    "elsewhere": (_l("Falscher Ort"), _l("Dieses Schild gehört an eine andere Stelle. Bitte umhängen oder notieren.")),
    "other_station": (
        _l("Schild einer anderen Station"),
        _l("Hier gehört ein anderes Schild hin. Bitte tauschen oder notieren."),
    ),
}
SIGN_KINDS = {
    "a4": "A4",
    "a3": "A3",
    "din_lang": _l("DIN lang"),
    "city_light": _l("City-Light-Poster"),
    "floor": _l("Bodenaufkleber"),
    "window": _l("Fensteraufkleber"),
    "pole": _l("Mastschild"),
    "table": _l("Tischaufsteller"),
}
ORDER_STATES = {
    "waiting": _l("in Arbeit"),
    "released": _l("freigegeben"),
    "checked": _l("geprüft, noch nicht bestellt"),
    "refused": _l("nicht druckbar"),
    "cancelled": _l("storniert"),
}
OUTPUTS = {
    "print": _l("Druck (CMYK, für die Druckerei)"),
    "digital": _l("Digital (RGB, barrierefrei)"),
    "trial": _l("Probeblatt (mehrere auf A4)"),
}
RELEASES = {  # what released files are for
    "print": _l("freigegeben zum Druck"),
    "digital": _l("freigegeben für Bildschirme"),
    "trial": _l("freigegeben als Probe"),
}
ROLES = {
    "planner": _l("Planung"),
    "approver": _l("Freigabe"),
    "keeper": _l("Schildpflege"),
    "agency": _l("Büro"),
    "translator": _l("Übersetzung"),
    "guest": _l("Gast"),
    "admin": _l("Betrieb"),
}
REVISION_STATES = {
    "draft": _l("Entwurf"),
    "submitted": _l("wartet auf Freigabe"),
    "approved": _l("freigegeben"),
    "kept": _l("früherer Stand"),
    "discarded": _l("verworfen"),
}
SETTLED = {
    "open": _l("offen"),
    "answered": _l("beantwortet"),
    "resolved": _l("erledigt"),
    "overruled": _l("übergangen"),
}
CONFIDENCES = {
    "sourced": _l("belegt"),
    "stated": _l("eigene Angabe"),
    "inferred": _l("abgeleitet, zu prüfen"),
}
SURVEYS = {"measured": _l("vermessen"), "estimated": _l("geschätzt")}
FIELDS = {
    "title": _l("Titel"),
    "summary": _l("Zusammenfassung"),
    "body": _l("Text"),
    "checked_by": _l("Geprüft von"),
    "checked_on": _l("Geprüft am"),
    "slug": _l("Adresse"),
    "name": _l("Name"),
    "city": _l("Stadt"),
    "home": _l("Website"),
    "funding": _l("Förderung"),
    "topics": _l("Name des Themas"),
    "colour": _l("Farbe des Kopfs"),
    "second_colour": _l("Farbe der Aufforderung"),
    "fault": _l("Störungszeile"),
    "stop": _l("Haltestelle"),
    "partner": _l("Partner"),
    "plannings": _l("Reihenfolge der Planungen"),
    "topic": _l("Thema"),
    "status": _l("Stand der Planung"),
    "variants": _l("Zustände"),
    "asset": _l("3D-Objekt"),
    "pictures": _l("Bilder"),
    "documents": _l("Dokumente"),
    "place": _l("Ort"),
    "place.lat": _l("Breitengrad"),
    "place.lon": _l("Längengrad"),
    "place.uncertainty_m": _l("Genauigkeit in Metern"),
    "place.status": _l("Lage"),
    "place.source": _l("Herkunft der Lage"),
    "place.by": _l("Lage bestimmt von"),
    "place.on": _l("Lage bestimmt am"),
    "rotation_deg": _l("Drehung in Grad"),
    "ground_m": _l("Höhe gegenüber dem Schild in Metern"),
    "years": _l("Was daraus wurde"),
    "links": _l("Links"),
    "confidence": _l("Verlässlichkeit"),
    "confidence_note": _l("Anmerkung zur Verlässlichkeit"),
    "sources": _l("Quellen"),
    **dict.fromkeys(("logos", "design.logos", "design.logos.file"), _l("Logos")),
    **dict.fromkeys(("funders", "design.funders", "design.funders.file"), _l("Logos der Förderer")),
    "author": _l("Urheber:in"),
    "licence": _l("Lizenz"),
    "origin": _l("Herkunft"),
    "alt": _l("Alternativtext"),
    "caption": _l("Bildunterschrift"),
    "kind": _l("Art"),
    "planning": _l("Planung"),
    "facing_deg": _l("Ausrichtung in Grad"),
    "facing_uncertainty_deg": _l("Genauigkeit in Grad"),
    "facing_status": _l("Ausrichtung"),
    "facing_by": _l("Ausrichtung bestimmt von"),
    "facing_on": _l("Ausrichtung bestimmt am"),
    "code_height_m": _l("Höhe des Codes in Metern"),
    "code_height_uncertainty_m": _l("Genauigkeit der Höhe in Metern"),
    "code_height_status": _l("Höhe des Codes"),
    "code_height_by": _l("Höhe bestimmt von"),
    "code_height_on": _l("Höhe bestimmt am"),
    "code_mm": _l("Breite des Codes in Millimetern"),
    "state": _l("Zustand"),
    "station.title": _l("Titel der Station"),
    "station.stop": _l("Haltestelle der Station"),
    "line.stops": _l("Name einer Haltestelle"),
    "line.partners": _l("Namen der Partner"),
    "line.funding": _l("Förderzeile"),
    "design.funding": _l("Förderzeile der Gestaltung"),
    "design.fault": _l("Störungszeile der Gestaltung"),
    "public_url": _l("Adresse der Seite"),
    "words": _l("feste Worte des Schilds"),
    "proof": _l("Prüflesen"),
    "pages": _l("Seiten der Datei"),
}
PARTS = {
    "url": _l("Adresse im Netz"),
    "title": _l("Titel"),
    "year": _l("Jahr"),
    "month": _l("Monat"),
    "day": _l("Tag"),
    "status": _l("Stand der Planung seitdem"),
    "source": _l("Quelle dafür"),
    "kind": _l("Was geschah oder geschieht"),
    "slug": _l("Bild"),
    "until": _l("bis"),
    "about": _l("Worum es geht"),
    "id": _l("Zustand"),
    "label": _l("Bezeichnung"),
    "sentence": _l("Was anders ist"),
    "asset": _l("3D-Objekt"),
    "scene": _l("Zustand des 3D-Objekts"),
}
VARIANTS = {
    "then": _l("damals"),
    "today": _l("heute"),
    "building": _l("im Bau"),
    "planned": _l("geplant"),
    "rain": _l("bei Regen"),
    "idea": _l("als Idee"),
    "variant-a": _l("Variante A"),
    "variant-b": _l("Variante B"),
    "variant-c": _l("Variante C"),
    "variant-d": _l("Variante D"),
    "variant-e": _l("Variante E"),
}
EVENT_LABELS = {
    "draft": _l("Entwurf begonnen"),
    "discard": _l("Entwurf verworfen"),
    "take_back": _l("Entwurf zurückgeholt"),
    "share": _l("Vorschau-Link gemacht"),
    "unshare": _l("Vorschau-Link zurückgezogen"),
    "submit": _l("zur Freigabe gegeben"),
    "withdraw": _l("zurückgenommen"),
    "approve": _l("freigegeben"),
    "give_back": _l("zurückgegeben"),
    "schedule": _l("Zeitpunkt gewählt"),
    "publish": _l("veröffentlicht"),
    "remark": _l("angemerkt"),
    "answer_remark": _l("Anmerkung beantwortet"),
    "resolve_remark": _l("Anmerkung erledigt"),
    "overrule_remark": _l("Anmerkung übergangen"),
    "reopen_remark": _l("Anmerkung wieder geöffnet"),
    "roll_back": _l("frühere Ausgabe wieder veröffentlicht"),
    "take_down": _l("zurückgezogen"),
    "rename": _l("umbenannt"),
    "relocate": _l("an eine andere Station gelegt"),
    "archive": _l("ins Archiv gelegt"),
    "restore": _l("aus dem Archiv geholt"),
    "load": _l("geladen"),
    "move_sign": _l("Schild: Zustand geändert"),
    "add_sign": _l("Schild angelegt"),
    "edit_sign": _l("Schild: Angaben geändert"),
    "print": _l("Druckdatei freigegeben"),
    "order": _l("Druckauftrag erteilt"),
    "cancel_order": _l("Druckauftrag storniert"),
    "change_printer": _l("Druckerei geändert"),
    "lead_sign": _l("Schild: Code umgeleitet"),
    "give_work": _l("Arbeitsliste"),
    "replace_signs": _l("Austausch von Schildern"),
    "check_sign": _l("Schild geprüft"),
    "survey_sign": _l("Schild vermessen"),
    "add_account": _l("Konto angelegt"),
    "change_roles": _l("Konto: Aufgaben geändert"),
    "give_item": _l("Konto: Auftrag gegeben"),
    "take_item": _l("Konto: Auftrag genommen"),
    "change_languages": _l("Konto: Sprachen der Übersetzung geändert"),
    "deactivate_account": _l("Konto gesperrt"),
    "change_end": _l("Letzter Tag des Kontos geändert"),
    "activate_account": _l("Konto wieder freigegeben"),
    "show_link": _l("Konto: Link für ein neues Passwort gezeigt"),
    "forget_factor": _l("Konto: zweiten Faktor entfernt"),
    "bind_account": _l("Konto: mit dem Anmeldedienst verbunden"),
    "unbind_account": _l("Konto: Verbindung zum Anmeldedienst gelöst"),
    "show_drafts": _l("Partner: Entwürfe gezeigt oder verborgen"),
    "erase_account": _l("Konto gelöscht"),
    "add_file": _l("Bibliothek: hinzugefügt"),
    "change_file": _l("Bibliothek: Angaben geändert"),
    "delete_file": _l("Bibliothek: gelöscht"),
    "restore_file": _l("Bibliothek: wiederhergestellt"),
    "heal": _l("Beschädigtes neu geschrieben"),
    "prove_on_site": _l("Ansicht vor Ort für bewährt erklärt"),
    "doubt_on_site": _l("Ansicht vor Ort wieder in Erprobung"),
    "remind": _l("Wiedervorlage gewählt"),
    "look_at": _l("wieder angesehen"),
    "drop_reminder": _l("Wiedervorlage entfernt"),
    "change_term": _l("Glossar geändert"),
}
YEARS = {
    "built": _l("gebaut"),
    "opened": _l("eröffnet"),
    "closed": _l("geschlossen"),
    "started": _l("begonnen"),
    "decided": _l("beschlossen"),
    "changed": _l("verändert"),
    "planned_completion": _l("geplante Fertigstellung"),
}


def field_name(path: str) -> str:
    """Return the name of a field of a record: ``texts.en.title`` -> *Englisch · Titel*, ``texts.en`` -> *Englisch*."""
    if path.startswith("texts."):
        _texts, language, *rest = path.split(".", 2)
        return " · ".join([language_name(language), *map(text_field, rest)])
    if path.startswith("about."):
        _about, kind, _slug, said = path.split(".", 3)
        return f"{FIELDS['pictures' if kind == 'picture' else kind]} · {_about_name(said)}"
    name, _dot, row = path.partition(".")
    if name == "where" and row:
        return str(_("Ort auf %(language)s", language=language_name(row)))
    if name == "topics" and row:
        topic, _dot, language = row.partition(".")
        return f"{language_name(language)} · {FIELDS[name]} „{topic}“"
    if name in ("funding", "fault") and row:
        return f"{language_name(row)} · {FIELDS[name]}"
    if row[:1].isdecimal():
        place, _dot, part = row.partition(".")
        return f"{FIELDS[name]}, {int(place) + 1}: {PARTS.get(part, FIELDS.get(part, part))}"
    return str(FIELDS.get(path, path))


def _about_name(path: str) -> str:
    """Return the name of what is said of a file: ``texts.en.alt.today`` -> *Englisch · Alternativtext, heute*."""
    if not path.startswith("texts."):
        return str(FIELDS.get(path, path))
    _texts, language, name = path.split(".", 2)
    name, _dot, variant = name.partition(".")
    told = f"{language_name(language)} · {FIELDS.get(name, name)}"
    return f"{told}, {variant_name(variant)}" if variant else told


def text_field(path: str, own: Mapping[str, str] | None = None) -> str:
    """Return the name of a field of a text: ``variants.planned.label`` -> *geplant, Bezeichnung*; ``own`` as below."""
    name, *inner = path.split(".")
    if name == "variants" and len(inner) == 2:
        return f"{variant_name(inner[0], own)}, {PARTS[inner[1]]}"
    if name == "years" and inner:
        return as_known(inner[0]) if "-" in inner[0] else str(_("Jahr %(year)s", year=inner[0]))
    return str(FIELDS.get(path, path))


def variant_name(variant: str, own: Mapping[str, str] | None = None) -> str:
    """Return what a variant is called.

    Those that only a planning has are called as it does: by ``own`` (id -> name), else as ``call_variants`` was told.
    """
    own = g.get("own_variants", {}) if own is None else own
    return str(VARIANTS.get(variant) or own.get(variant, variant))


def sign_field(path: str) -> str:
    """Return the name of a field that a sign says: ``plannings.solarsegel.title`` -> *Titel der Planung*."""
    if path.startswith("plannings."):
        return str(_l("Zusammenfassung der Planung") if path.endswith(".summary") else _l("Titel der Planung"))
    return str(FIELDS.get(path, _l("Planungen"))) if path else "–"


def field_language(path: str) -> str:
    """Return the language of the words in a field for ``lang``, or nothing where they are the page's own."""
    if not path.startswith("texts."):
        return ""
    return html_tag(path.split(".")[1])


def size(kind: str) -> str:
    """Return how large a kind of sign is: *297 × 420 mm*."""
    sheet = SHEETS[SignKind(kind)]
    return (
        f"Ø {number(sheet.width_mm)} mm"
        if sheet.is_round
        else f"{number(sheet.width_mm)} × {number(sheet.height_mm)} mm"
    )


def language_name(tag: str) -> str:
    """Return the name of a language of the content in the language of the page."""
    name = name_in(tag, str(get_locale()))
    if not is_simple(tag):
        return name
    return str(_("Leichte Sprache") if primary(tag) == "de" else _("%(language)s, leicht zu lesen", language=name))


def spoken(words: Mapping[str, str]) -> str:
    """Return the words of the content in the language of the page, else in the first one of the line, else any."""
    return words.get(str(get_locale())) or words.get(first_language(g.session)) or next(iter(words.values()), "")


def install(app: Flask) -> None:
    """Let templates use the names."""
    own = (field_name, html_tag, is_simple, language_name, sign_field, text_field, variant_name)
    app.jinja_env.globals.update(
        {each.__name__: each for each in own},
        event_label=lambda what: EVENT_LABELS[what],
        finding_name=lambda found: FINDINGS[found][0],
        first_language=lambda: first_language(g.session),
        live_words=lambda name: _(LIVE_BY_DECISION[name].sentence),
        kind_name=lambda kind: SIGN_KINDS[kind],
        kind_size=size,
        order_name=lambda order: RELEASES[order.release] if order.state == "released" else ORDER_STATES[order.state],
        output_name=lambda output: OUTPUTS[output],
        move_name=lambda state: SIGN_MOVES[state],
        role_name=lambda role: ROLES[role],
        settled_name=lambda state: SETTLED[state],
        sign_name=lambda state: SIGN_STATES[state],
        state_name=lambda state: REVISION_STATES[state],
    )
    app.jinja_env.filters.update(field_label=field_name, language_of=field_language)
    app.jinja_env.filters["decimal"] = lambda number: format_decimal(number, format="#,##0.#")
