"""Names on screen for what is printed: fields of stations and plannings, and what all signs of the line share.

Also in what a print may be outdated, and how far its replacement is.
"""

from app.actions.prints.campaigns import Step
from app.actions.prints.outdated_prints import Outdated
from app.web.frame.labels import field_name
from app.web.frame.languages import _, _l

WHOLES = {
    "line": _l("Linie"),
    "names": _l("Name einer Station im Linienplan"),
    "words": _l("Worte der Schilder"),
    "looks": _l("Gestaltung"),
    "pictures": _l("Bild einer Planung"),
}
NAMED = {"profile": _l("Druckprofil"), "languages": _l("Sprachen"), "public_url": _l("Adresse in den Codes")}
OUTDATED = {
    Outdated.DESIGN: _l("Gestaltung"),
    Outdated.NAME: _l("Name der Station"),
    Outdated.ADDRESS: _l("Adresse in den Codes"),
}
STEPS = {
    Step.OPEN: _l("noch zu drucken"),
    Step.PRINTED: _l("neu gedruckt, hängt noch nicht"),
    Step.DONE: _l("ausgetauscht"),
    Step.GONE: _l("außer Dienst"),
}


def outdated() -> list[tuple[str, str]]:
    """Return what one can choose by: (value, words) pairs."""
    return [("", _("gleich, worin")), *((each.value, outdated_name(each)) for each in Outdated)]


def outdated_name(each: Outdated) -> str:
    return str(OUTDATED[each])


def changed_name(path: str) -> str:
    """Return the name of a field that is printed, or of a part of the whole line."""
    first = path.partition(".")[0]
    if first in WHOLES:
        return str(WHOLES[first])
    return str(NAMED[path]) if path in NAMED else field_name(path)
