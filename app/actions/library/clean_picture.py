"""Clean picture: what somebody gave as a picture, read apart, becomes a clean source, or is refused with a sentence."""

from pathlib import Path
from tempfile import TemporaryDirectory

from app import sandbox
from app.errors import Invalid
from app.exchange.reading import Fault
from app.i18n import N_
from app.models.base import Json
from app.pictures import Clean

LIMITS = sandbox.Limits()
UNREAD = Fault(
    "", "file", N_("Das Bild ließ sich nicht lesen."), N_("Bitte kleiner oder in einem anderen Format speichern.")
)
NOT_TAKEN = N_("Dieses Bild nimmt die Bibliothek nicht an.")


def clean_picture(raw: bytes, *, limits: sandbox.Limits = LIMITS) -> Clean:
    """Return the clean source of a picture.  Raises Invalid."""
    told: list[Json] = []
    with TemporaryDirectory(prefix="linie302-") as folder:
        source, goal = Path(folder) / "given", Path(folder) / "clean.webp"
        source.write_bytes(raw)
        try:
            arguments = [str(source), str(goal)]
            sandbox.run("app.pictures.sandboxed", arguments, limits=limits, told=lambda line: told.append(dict(line)))
        except sandbox.DiedError as died:
            raise Invalid(NOT_TAKEN, faults=[UNREAD]) from died
        found = told[-1]
        if "wrong" in found:
            fault = Fault("", "file", found["wrong"], found["mend"], found["values"])
            raise Invalid(NOT_TAKEN, faults=[fault])
        return Clean(content=goal.read_bytes(), width_px=found["width_px"], height_px=found["height_px"])
