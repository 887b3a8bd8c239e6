"""Names on screen of what the library's files are, and of how far they have come.  German, translated when shown."""

from collections.abc import Mapping, Sequence

from flask import Flask, url_for
from flask_babel import format_decimal

from app.actions.items.show_choices import Gone, Sort
from app.actions.library.library_files import Where
from app.exchange.licences import LICENCES, PERMISSION, licence
from app.exchange.stored import AssetFinding, FoundPlace
from app.models import Used
from app.web.frame.labels import variant_name
from app.web.frame.languages import _, _l

UNITS = {
    "auto": _l("selbst erkennen"),
    "m": _l("Meter"),
    "cm": _l("Zentimeter"),
    "mm": _l("Millimeter"),
    "inch": _l("Zoll"),
    "foot": _l("Fuß"),
}
UPS = {"auto": _l("selbst erkennen"), "y": _l("Y (wie glTF es will)"), "z": _l("Z (wie viele CAD-Programme)")}
FARS = {"near": _l("weglassen"), "all": _l("mitnehmen")}
UNITS_IN = {
    "m": _l("Metern"),
    "cm": _l("Zentimetern"),
    "mm": _l("Millimetern"),
    "inch": _l("Zoll"),
    "foot": _l("Fuß"),
}
READ_UP = {"y": _l("Y ist oben, wie glTF es will."), "z": _l("Z ist oben, wie in vielen CAD-Programmen.")}
ROLES = {
    "planned": _l("geplant"),
    "context": _l("steht schon da"),
    "ground": _l("Boden"),
    "hidden": _l("nicht zeigen"),
}
STOREY_ROLES = {"planned": _l("zeigen"), "hidden": _l("nicht zeigen")}
PARTS = {  # kinds of a building model (app.meshes.upload.readers.ifc.kinds)
    "IfcWall": _l("Wände"),
    "IfcCurtainWall": _l("Glasfassaden"),
    "IfcSlab": _l("Decken und Böden"),
    "IfcRoof": _l("Dächer"),
    "IfcWindow": _l("Fenster"),
    "IfcDoor": _l("Türen"),
    "IfcStair": _l("Treppen und Rampen"),
    "IfcRailing": _l("Geländer"),
    "IfcColumn": _l("Stützen, Balken, Platten"),
    "IfcCovering": _l("Verkleidungen"),
    "IfcChimney": _l("Schornsteine"),
    "IfcFooting": _l("Fundamente"),
    "IfcReinforcingElement": _l("Bewehrung und Kleinteile"),
    "IfcFurnishingElement": _l("Möbel"),
    "IfcDistributionElement": _l("Haustechnik"),
    "IfcTransportElement": _l("Aufzüge"),
    "IfcSite": _l("Gelände"),
    "IfcPavement": _l("Wege und Straßen"),
    "IfcElement": _l("Sonstige Bauteile"),
}
TOLD_BY = {  # how an uploaded file says where it stands
    "map": _l("Aus der Datei von „%(title)s“: Angabe in Landeskoordinaten."),
    "site": _l("Aus der Datei von „%(title)s“: Breite und Länge des Grundstücks, oft nur ungefähr."),
    "guess": _l("Aus der Datei von „%(title)s“: Koordinaten ohne Bezug, als UTM-Zone 32 gelesen."),
}
STEPS = {
    "receive": _l("Datei zusammengesetzt"),
    "read": _l("Geprüft und repariert"),
    "build": _l("Für Android und iPhone gebaut, Bild gezeichnet"),
}
STEP_STATES = {
    "running": _l("läuft"),
    "asked": _l("wartet auf Ihre Antwort"),
    "done": _l("fertig"),
    "failed": _l("abgelehnt"),
}
BUILD_STATES = {
    "pending": _l("wird gebaut"),
    "asking": _l("wartet auf Ihre Antwort"),
    "ready": _l("fertig"),
    "failed": _l("mit Fehlern"),
}
ONLY = {
    "": _l("Alle"),
    "mine": _l("Eigene"),
    "unused": _l("Nirgends gezeigt"),
    "faulty": _l("Mit Fehlern"),
    "lacking": _l("Lizenz oder Herkunft fehlt"),
    "deleted": _l("Gelöschte"),
}
LACKING = {
    "author": _l("Urheber:in"),
    "licence": _l("Lizenz"),
    "origin": _l("Herkunft"),
    "alt": _l("Alternativtext in der ersten Sprache"),
}
SAID = {
    "author": _l("Urheber:in"),
    "licence": _l("Lizenz"),
    "origin": _l("Herkunft"),
    "title": _l("Titel für Fahrgäste"),
    "alt": _l("Alternativtext"),
    "caption": _l("Bildunterschrift"),
}
POINT = {"title": _l("Punkt „%(name)s“, Titel"), "sentence": _l("Punkt „%(name)s“, Satz")}
KILOMETRES_FROM_M = 2000.0
GONE = {
    Gone.DELETED: _l("gelöscht"),
    Gone.UNREADY: _l("noch nicht fertig oder mit Fehlern"),
    Gone.UNCUT: _l("wird gerade zugeschnitten"),
    Gone.REPLACED: _l("es gibt eine neuere Version"),
}
SORTS = {
    Sort.ALL: _l("Alle"),
    Sort.MINE: _l("Eigene"),
    Sort.SCENE: _l("Szenen aus dem Bausatz"),
    Sort.UPLOAD: _l("Hochgeladene Modelle"),
}
WHERE = {
    Where.PUBLIC: _l("Fahrgäste sehen es dort"),
    Where.OPEN: _l("in einem Entwurf"),
    Where.ONCE: _l("in einer früheren Ausgabe"),
    Where.PAST: _l("nur noch in einem früheren Stand, der es nicht festhält"),
}


def choices(names: Mapping[str, object]) -> list[tuple[str, object]]:
    """Return (value, name) pairs for a select."""
    return list(names.items())


def parts(nodes: Mapping[str, str]) -> list[tuple[str, str, list[tuple[str, object]], str]]:
    """Return name, label, choices and role of each part of an uploaded file; a building model has kinds and storeys."""
    is_building = any(name in PARTS for name in nodes)
    found = []
    for name, role in nodes.items():
        if is_building and name not in PARTS:
            found.append((name, str(_("Geschoss „%(name)s“", name=name)), choices(STOREY_ROLES), role))
        else:
            found.append((name, str(PARTS.get(name, name)), choices(ROLES), role))
    return found


def told(place: FoundPlace, title: str) -> str:
    """Return in a sentence from what in the file of ``title`` its place is known."""
    return str(TOLD_BY.get(place.told_by, TOLD_BY["guess"])) % {"title": title}


def licence_name(given: str) -> str:
    """Return what a licence is called."""
    return str(_("mit Genehmigung")) if given == PERMISSION else licence(given).name


def licences(chosen: str) -> list[tuple[str, str]]:
    """Return (value, name) pairs of licences, among them the one that is chosen and none."""
    known = [(each, licence_name(each)) for each in LICENCES]
    other = [(chosen, chosen)] if chosen and chosen not in LICENCES else []
    return [("", _("– bitte wählen –")), *known, *other]


def finding(found: AssetFinding) -> tuple[str, str]:
    """Return what is wrong, or what was mended, and how to mend it, in the person's language."""
    wrong, mend = (_(each) % found.values if each else "" for each in (found.wrong, found.mend))
    return str(wrong), str(mend)


def said_name(path: str, kind: str = "") -> str:
    """Return the name of what is said of a file; ``annotations.sail.title`` is about a point of its scene."""
    if (kind, path) == (Used.DOCUMENT, "alt"):
        return str(_("Was darin steht"))
    if path in SAID:
        return str(SAID[path])
    if path.startswith("alt."):
        return str(_("Alternativtext, %(variant)s", variant=variant_name(path.removeprefix("alt."))))
    _annotations, name, part = path.split(".", 2)
    return str(POINT[part]) % {"name": name}


def extent(size_m: Sequence[float], *, lies: bool = False) -> str:
    """Return how large something is, in words; with ``lies`` nobody knows yet which way is up."""
    x, y, z = (_amount(each) for each in size_m)
    if lies:
        return str(_("%(x)s × %(y)s × %(z)s m", x=x, y=y, z=z))
    return str(_("%(x)s × %(z)s m groß, %(y)s m hoch", x=x, y=y, z=z))


def distance(length_m: float) -> str:
    """Return a length in the unit that people would take."""
    if length_m >= KILOMETRES_FROM_M:
        return str(_("%(length)s km", length=_amount(length_m / 1000)))
    return str(_("%(length)s m", length=_amount(length_m)))


def file_address(kind: str, number: int) -> str:
    """Return the page of a file of the library, by what it is or by the field that names it."""
    if kind.startswith("document"):
        return url_for("documents.document", document_id=number)
    if kind.startswith("picture"):
        return url_for("pictures.picture", picture_id=number)
    return url_for("library.asset", asset_id=number)


def _amount(number: float) -> str:
    return str(format_decimal(number, "#,##0.##"))


def install(app: Flask) -> None:
    """Let templates use the names."""
    app.jinja_env.filters["amount"] = _amount
    app.jinja_env.globals.update(
        licence_name=licence_name,
        build_state_name=lambda state: BUILD_STATES[state],
        distance=distance,
        extent=extent,
        file_address=file_address,
        finding=finding,
        gone_name=lambda gone: GONE[gone],
        lacking_name=lambda name: LACKING[name],
        only_names=ONLY,
        said_name=said_name,
        told_by=told,
        step_name=lambda name: STEPS[name],
        step_state_name=lambda state: STEP_STATES[state],
        unit_in_name=lambda unit: UNITS_IN[unit],
        up_name=lambda up: READ_UP[up],
        where_name=lambda where: WHERE[where],
    )
