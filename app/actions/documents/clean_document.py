"""Clean document: what somebody gave as a PDF, read apart, becomes a clean one, or is refused with a sentence."""

from pathlib import Path

from app import sandbox
from app.actions.records.read_in_sandbox import Reader, read_in_sandbox
from app.documents import Clean
from app.i18n import N_

LIMITS = sandbox.Limits(memory_bytes=1_200_000_000, cpu_s=20)
READER = Reader(
    module="app.documents.sandboxed",
    died={
        "time": N_("Das PDF ließ sich in %(seconds)s Sekunden nicht lesen."),
        "memory": N_("Ausgepackt braucht das PDF mehr Speicher, als dafür da ist."),
        "fault": N_("Das PDF ließ sich nicht lesen."),
    },
    mend=N_("Bitte mit weniger Einzelheiten noch einmal ausgeben, oder als mehrere PDFs."),
    not_taken=N_("Dieses Dokument nimmt die Bibliothek nicht an."),
)


def clean_document(given: Path, *, limits: sandbox.Limits = LIMITS) -> Clean:
    """Return the clean PDF of the file ``given``, beside which it is written.  Raises Invalid."""
    goal = given.with_name("clean.pdf")
    found = read_in_sandbox(READER, given, goal, limits=limits)
    return Clean(content=goal.read_bytes(), **{**found, "removed": tuple(found["removed"])})
