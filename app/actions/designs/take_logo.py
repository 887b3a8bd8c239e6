"""Take logo: what somebody gave as an SVG or PDF, read apart, becomes a drawing in the media store, or is refused."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from app import sandbox
from app.errors import Invalid
from app.exchange.designs import LOGO, LOGO_NAME_MAX, Logo
from app.exchange.reading import Fault
from app.i18n import N_
from app.models.base import Json
from app.signage.logo import MOST_BYTES
from app.storage import Store

LIMITS = sandbox.Limits()
DIED = {
    "time": N_("Das Logo ließ sich in %(seconds)s Sekunden nicht lesen."),
    "memory": N_("Das Logo braucht mehr Speicher, als dafür da ist."),
    "fault": N_("Das Logo ließ sich nicht lesen."),
}
MEND = N_("Bitte das Logo vereinfachen oder neu ausgeben.")
NOT_TAKEN = N_("Dieses Logo lässt sich nicht verwenden.")


def take(media: Store, file: IO[bytes], *, name: str, limits: sandbox.Limits = LIMITS) -> Logo:
    """Return a logo whose drawing is kept, called as its file was at home.  Raises Invalid with what is wrong."""
    with TemporaryDirectory(prefix="linie302-") as folder:
        given = Path(folder) / "given"
        given.write_bytes(file.read(MOST_BYTES + 1))
        key = media.put_private(LOGO, _drawing(given, limits))
    title = " ".join(name.rpartition(".")[0].replace("_", " ").split())
    return Logo(file=key, name=title[:LOGO_NAME_MAX])


def _drawing(given: Path, limits: sandbox.Limits) -> bytes:
    told: list[Json] = []
    goal = given.with_name(LOGO)
    try:
        arguments = [str(given), str(goal)]
        sandbox.run("app.signage.logo.sandboxed", arguments, limits=limits, told=lambda line: told.append(dict(line)))
    except sandbox.DiedError as died:
        seconds = {"seconds": limits.cpu_s} if died.why == "time" else {}
        raise Invalid(NOT_TAKEN, faults=[Fault("", "file", DIED[died.why], MEND, seconds)]) from died
    found = told[-1]
    if "wrong" in found:
        raise Invalid(NOT_TAKEN, faults=[Fault("", "file", found["wrong"], found["mend"], found["values"])])
    return goal.read_bytes()
