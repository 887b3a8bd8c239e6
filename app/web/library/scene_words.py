"""What was changed in a scene, in sentences: *Baum: 2,4 m nach Osten verschoben*, *2 × Bank: neu*.

told   the sentences of some changes, alike ones as one
thing  what a thing of a scene is called
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from app.i18n import N_
from app.meshes.kit import PARTS
from app.meshes.kit.choices import CHOICES
from app.meshes.kit.part import Parameter
from app.meshes.materials import MATERIALS
from app.meshes.scene_text.changes import Added, Change, Changed, Moved, Removed, Thing, Turned
from app.web.frame import labels, maps
from app.web.frame.languages import _, number

NOTHING = "–"
SILENT = ("group", "locked")  # are there for editors alone
UNSAID = (list, tuple, dict)  # what does not read well as a value
SINGLE = {
    "": N_("Szene"),
    "size": N_("Maßlinie"),
    "cameras.poster": N_("Kamera des Bildes"),
    "cameras.thumbnail": N_("Kamera des kleinen Bildes"),
    "cameras.sign": N_("Blick vom Schild"),
}
NAMED = {
    "variants": N_("Zustand „%(name)s“"),
    "annotations": N_("Erklärpunkt „%(name)s“"),
    "sections": N_("Straßenquerschnitt „%(name)s“"),
}
POINTS = {
    "eye": N_("Standpunkt %(how)s"),
    "look": N_("Blickziel %(how)s"),
    "from": N_("Anfang %(how)s"),
    "to": N_("Ende %(how)s"),
}
FIELDS = {
    "axis": N_("Achse"),
    "clay": N_("Grau wie ein Modell"),
    "fov_deg": N_("Bildwinkel"),
    "looks": N_("Spielarten"),
    "measured_m": N_("Gemessene Breite"),
    "name": N_("Name"),
    "part": N_("Teil"),
    "repeat.count": N_("Anzahl"),
    "repeat.rows": N_("Reihen"),
    "role": N_("Rolle"),
    "schematic": N_("Was schematisch ist"),
    "scale": N_("Maßstab"),
    "strips": N_("Streifen"),
    "title": N_("Titel"),
    "turn_deg": N_("Drehung"),
    "variants": N_("Reihenfolge der Zustände"),
    "when": N_("Zu sehen in"),
}
GROUPS = {"repeat": N_("Wiederholung"), "motion": N_("Bewegung")}
ROLES = {"planned": N_("geplant"), "context": N_("steht schon da"), "ground": N_("Boden")}
UNITS = {"_m": "m", "_deg": "°"}


def told(found: Sequence[Change], titles: Mapping[str, str]) -> list[str]:
    """Return a sentence for each change, one for those that are alike; ``titles`` are those of uploads."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in found:
        if not (isinstance(each, Changed) and each.field in SILENT):
            counts[thing(each.thing, titles), what(each)] += _many(each)
    return [_sentence(name, how, count) for (name, how), count in counts.items()]


def thing(of: Thing, titles: Mapping[str, str]) -> str:
    """Return what a thing is called: a part by its title, an upload by its own, all else by what it is."""
    if of.table in NAMED:
        name = labels.variant_name(of.name) if of.table == "variants" else of.name
        return str(_(NAMED[of.table], name=name))
    if of.table in SINGLE:
        return str(_(SINGLE[of.table]))
    return str(_(PARTS[of.name].title)) if of.name in PARTS else titles.get(of.name, of.name or of.table)


def what(change: Change) -> str:
    """Return what happened to a thing."""
    match change:
        case Added():
            return str(_("neu"))
        case Removed():
            return str(_("entfernt"))
        case Moved():
            return moved(change)
        case Turned():
            return turned(change)
        case Changed():
            return _changed(change)


def moved(change: Moved) -> str:
    """Return how far something was moved, and where to."""
    way = maps.wind(change.towards_deg)
    up = _("%(metres)s m nach oben", metres=number(change.up_m))
    down = _("%(metres)s m nach unten", metres=number(-change.up_m))
    said = [str(_("%(metres)s m nach %(way)s", metres=number(round(change.by_m, 2)), way=way))] if change.by_m else []
    said += [str(up if change.up_m > 0 else down)] if change.up_m else []
    how = str(_("%(far)s verschoben", far=", ".join(said)))
    return str(_(POINTS[change.field], how=how)) if change.field in POINTS else how


def turned(change: Turned) -> str:
    """Return how far something was turned, and to which side."""
    degrees = number(round(abs(change.by_deg), 1))
    right, left = _("um %(deg)s° nach rechts gedreht", deg=degrees), _("um %(deg)s° nach links gedreht", deg=degrees)
    return str(right if change.by_deg > 0 else left)


def _changed(change: Changed) -> str:
    setting = _setting(change.thing, change.field)
    label = _label(change.field, setting)
    if any(isinstance(each, UNSAID) for each in (change.before, change.after)) and change.field != "when":
        return str(_("%(label)s geändert", label=label))
    before, after = (value(each, change.field, setting) for each in (change.before, change.after))
    unit = _unit(change.field)
    return f"{label} {before} → {after}{f' {unit}' if unit else ''}"


def value(given: object, field: str, setting: Parameter | None = None) -> str:
    """Return a value as one reads it; what is not written as its default, if it has one."""
    if given is None and setting is not None:
        given = setting.default
    if isinstance(given, bool):
        return str(_("ja") if given else _("nein"))
    if isinstance(given, int | float):
        return number(round(given, 3))
    if isinstance(given, list | tuple):
        return ", ".join(labels.variant_name(str(each)) for each in given) or NOTHING
    return _word(str(given), field) if given else NOTHING


def _word(text: str, field: str) -> str:
    if field == "role":
        return str(_(ROLES.get(text, text)))
    if field == "part" and text in PARTS:
        return str(_(PARTS[text].title))
    named = CHOICES.get(text) or (MATERIALS[text].what if text in MATERIALS else "")
    return str(_(named)) if named else text


def _setting(of: Thing, field: str) -> Parameter | None:
    part = PARTS.get(of.name) if of.table == "parts" else None
    return next((each for each in part.parameters if each.name == field), None) if part else None


def _label(field: str, setting: Parameter | None) -> str:
    """Return what a field is called; what is in a table of its own as that."""
    if setting is not None:
        return str(_(setting.label))
    return str(_(FIELDS.get(field) or GROUPS.get(field.partition(".")[0], field)))


def _unit(field: str) -> str:
    return next((unit for end, unit in UNITS.items() if field.endswith(end)), "")


def _many(change: Change) -> int:
    if isinstance(change, Added | Removed):
        return max(1, len(change.places))
    return change.many if isinstance(change, Moved) else 1


def _sentence(name: str, how: str, count: int) -> str:
    if count == 1:
        return str(_("%(thing)s: %(how)s", thing=name, how=how))
    return str(_("%(count)s × %(thing)s: %(how)s", count=count, thing=name, how=how))
