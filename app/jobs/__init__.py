"""Jobs: each looks what there is to do, does it, and says when it is done.  The queue is only the bell.

    pages    schedules that are due, then stale pages, then removals
    assets   3D that has to be built, stations' own compositions, crops of pictures, and surroundings of stations
    data     open data, which takes longest and must not delay a page
    prints   files that print orders wait for
    imports  tables that are to be taken over
    scans    counts from the spool of this machine
    letters  mails about what waits for whom, and all other ones
    reminders, sources   what is to be looked at again, and sources that may be gone; looked for by themselves alone
    heal     damaged files in the site store
    beat     a sign of life

A job that was lost or rung twice does no harm: at its start and every 60 s a worker looks at everything (``sweep.py``).
Each transaction ends here.
"""

from app.jobs.asking import sources
from app.jobs.building import assets, pictures
from app.jobs.flushing import letters, scans
from app.jobs.healing import Healing, beat, everything_anew, heal, tidy
from app.jobs.importing import imports
from app.jobs.printing import prints
from app.jobs.publishing import data, pages
from app.jobs.reminding import reminders
from app.jobs.surveying import surroundings
from app.jobs.toolbox import Step, Tools, silent, tools
from app.jobs.worker import answering, work

__all__ = [
    "Healing",
    "Tools",
    "answering",
    "assets",
    "beat",
    "data",
    "everything",
    "everything_anew",
    "heal",
    "imports",
    "letters",
    "pages",
    "pictures",
    "prints",
    "reminders",
    "scans",
    "sources",
    "surroundings",
    "tidy",
    "tools",
    "work",
]


def everything(on: Tools, step: Step = silent, *, wholly: bool | None = None) -> Healing:
    """Build, render and heal whatever there is to, now and here."""
    pictures(on, step)
    surroundings(on, step)
    while assets(on, step):
        continue  # what shows something that was just built is built next
    return heal(on, step, wholly=wholly)
