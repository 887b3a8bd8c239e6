"""Take logo: what somebody gave as an SVG or PDF, read apart, becomes a drawing in the media store, or is refused."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from app import sandbox
from app.actions.records.read_in_sandbox import Reader, read_in_sandbox
from app.exchange.designs import LOGO, LOGO_NAME_MAX, Logo
from app.i18n import N_
from app.signage.logo import MOST_BYTES
from app.storage import Store

LIMITS = sandbox.Limits()
READER = Reader(
    module="app.signage.logo.sandboxed",
    died={
        "time": N_("Das Logo ließ sich in %(seconds)s Sekunden nicht lesen."),
        "memory": N_("Das Logo braucht mehr Speicher, als dafür da ist."),
        "fault": N_("Das Logo ließ sich nicht lesen."),
    },
    mend=N_("Bitte das Logo vereinfachen oder neu ausgeben."),
    not_taken=N_("Dieses Logo lässt sich nicht verwenden."),
)


def take(media: Store, file: IO[bytes], *, name: str, limits: sandbox.Limits = LIMITS) -> Logo:
    """Return a logo whose drawing is kept, called as its file was at home.  Raises Invalid with what is wrong."""
    with TemporaryDirectory(prefix="linie302-") as folder:
        given, goal = Path(folder) / "given", Path(folder) / LOGO
        given.write_bytes(file.read(MOST_BYTES + 1))
        read_in_sandbox(READER, given, goal, limits=limits)
        key = media.put_private(LOGO, goal.read_bytes())
    title = " ".join(name.rpartition(".")[0].replace("_", " ").split())
    return Logo(file=key, name=title[:LOGO_NAME_MAX])
