"""Clean document: what somebody gave as a PDF, read apart, becomes a clean one, or is refused with a sentence."""

from pathlib import Path

from app import sandbox
from app.documents import Clean
from app.errors import Invalid
from app.exchange.reading import Fault
from app.i18n import N_
from app.models.base import Json

LIMITS = sandbox.Limits(memory_bytes=1_200_000_000, cpu_s=20)
DIED = {
    "time": N_("Das PDF ließ sich in %(seconds)s Sekunden nicht lesen."),
    "memory": N_("Ausgepackt braucht das PDF mehr Speicher, als dafür da ist."),
    "fault": N_("Das PDF ließ sich nicht lesen."),
}
MEND = N_("Bitte mit weniger Einzelheiten noch einmal ausgeben, oder als mehrere PDFs.")
NOT_TAKEN = N_("Dieses Dokument nimmt die Bibliothek nicht an.")


def clean_document(given: Path, *, limits: sandbox.Limits = LIMITS) -> Clean:
    """Return the clean PDF of the file ``given``, beside which it is written.  Raises Invalid."""
    told: list[Json] = []
    goal = given.with_name("clean.pdf")
    try:
        arguments = [str(given), str(goal)]
        sandbox.run("app.documents.sandboxed", arguments, limits=limits, told=lambda line: told.append(dict(line)))
    except sandbox.DiedError as died:
        seconds = {"seconds": limits.cpu_s} if died.why == "time" else {}
        raise Invalid(NOT_TAKEN, faults=[Fault("", "file", DIED[died.why], MEND, seconds)]) from died
    found = told[-1]
    if "wrong" in found:
        raise Invalid(NOT_TAKEN, faults=[Fault("", "file", found["wrong"], found["mend"], found["values"])])
    return Clean(content=goal.read_bytes(), **{**found, "removed": tuple(found["removed"])})
