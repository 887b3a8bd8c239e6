"""Names on screen for what is printed: fields of stations and plannings, and what all signs of the line share."""

from app.web.frame.labels import field_name
from app.web.frame.languages import _l

WHOLES = {
    "line": _l("Linie"),
    "names": _l("Name einer Station im Linienplan"),
    "words": _l("Worte der Schilder"),
    "looks": _l("Gestaltung"),
    "pictures": _l("Bild einer Planung"),
}
NAMED = {"profile": _l("Druckprofil"), "languages": _l("Sprachen"), "public_url": _l("Adresse in den Codes")}


def changed_name(path: str) -> str:
    """Return the name of a field that is printed, or of a part of the whole line."""
    first = path.partition(".")[0]
    if first in WHOLES:
        return str(WHOLES[first])
    return str(NAMED[path]) if path in NAMED else field_name(path)
