"""Clean picture: what somebody gave as a picture, read apart, becomes a clean source, or is refused with a sentence."""

import threading
from pathlib import Path

from app import sandbox
from app.errors import Invalid
from app.exchange.reading import Fault
from app.i18n import N_
from app.models.base import Json
from app.pictures import Clean

AT_ONCE = threading.Semaphore(2)  # of one process: a large photograph takes more than a gigabyte while it is read
LIMITS = sandbox.Limits(memory_bytes=1_900_000_000, cpu_s=30)
DIED = {
    "time": N_("Das Bild ließ sich in %(seconds)s Sekunden nicht lesen."),
    "memory": N_("Ausgepackt braucht das Bild mehr Speicher, als dafür da ist."),
    "fault": N_("Das Bild ließ sich nicht lesen."),
}
MEND = N_("Bitte kleiner oder in einem anderen Format speichern; 2.560 Pixel Breite sind genug.")
NOT_TAKEN = N_("Dieses Bild nimmt die Bibliothek nicht an.")


def clean_picture(given: Path, *, limits: sandbox.Limits = LIMITS) -> Clean:
    """Return the clean source of the picture in the file ``given``, beside which it is written.  Raises Invalid."""
    told: list[Json] = []
    goal = given.with_name("clean.webp")
    try:
        arguments = [str(given), str(goal)]
        with AT_ONCE:
            sandbox.run("app.pictures.sandboxed", arguments, limits=limits, told=lambda line: told.append(dict(line)))
    except sandbox.DiedError as died:
        seconds = {"seconds": limits.cpu_s} if died.why == "time" else {}
        raise Invalid(NOT_TAKEN, faults=[Fault("", "file", DIED[died.why], MEND, seconds)]) from died
    found = told[-1]
    if "wrong" in found:
        raise Invalid(NOT_TAKEN, faults=[Fault("", "file", found["wrong"], found["mend"], found["values"])])
    return Clean(content=goal.read_bytes(), width_px=found["width_px"], height_px=found["height_px"])
