"""Clean picture: what somebody gave as a picture, read apart, becomes a clean source, or is refused with a sentence."""

import threading
from pathlib import Path

from app import sandbox
from app.actions.records.read_in_sandbox import Reader, read_in_sandbox
from app.i18n import N_
from app.pictures import Clean

AT_ONCE = threading.Semaphore(2)  # of one process: a large photograph takes more than a gigabyte while it is read
LIMITS = sandbox.Limits(memory_bytes=1_900_000_000, cpu_s=30)
READER = Reader(
    module="app.pictures.sandboxed",
    died={
        "time": N_("Das Bild ließ sich in %(seconds)s Sekunden nicht lesen."),
        "memory": N_("Ausgepackt braucht das Bild mehr Speicher, als dafür da ist."),
        "fault": N_("Das Bild ließ sich nicht lesen."),
    },
    mend=N_("Bitte kleiner oder in einem anderen Format speichern; 2.560 Pixel Breite sind genug."),
    not_taken=N_("Dieses Bild nimmt die Bibliothek nicht an."),
)


def clean_picture(given: Path, *, limits: sandbox.Limits = LIMITS) -> Clean:
    """Return the clean source of the picture in the file ``given``, beside which it is written.  Raises Invalid."""
    goal = given.with_name("clean.webp")
    with AT_ONCE:
        found = read_in_sandbox(READER, given, goal, limits=limits)
    return Clean(content=goal.read_bytes(), width_px=found["width_px"], height_px=found["height_px"])
