"""The worker: looks at everything, and again whenever the bell rings, until it is told to end."""

from collections.abc import Callable, Mapping
from contextlib import closing

import structlog

from app.bell import Bell
from app.config import Config
from app.errors import Outdated
from app.jobs.asking import sources
from app.jobs.building import assets, pictures
from app.jobs.ending import accounts
from app.jobs.flushing import letters, scans
from app.jobs.healing import beat, heal, tidy
from app.jobs.importing import imports
from app.jobs.printing import prints
from app.jobs.publishing import data, pages
from app.jobs.reminding import reminders
from app.jobs.surveying import surroundings
from app.jobs.sweep import sweeping
from app.jobs.toolbox import Tools, tools

log = structlog.get_logger()
QUIET: Mapping[str, Callable[[Tools], object]] = {  # which leave nothing to look at
    "accounts": accounts,
    "beat": beat,
    "data": data,
    "heal": heal,
    "letters": letters,
    "pages": pages,
    "reminders": reminders,
    "scans": scans,
    "sources": sources,
}


def work(config: Config) -> None:
    """Look at everything again and again, and answer the bell, until SIGTERM."""
    with closing(tools(config)) as on, closing(answering(config, on)) as bell, sweeping(bell):
        tidy(on)
        bell.consumer().run()


def answering(config: Config, on: Tools) -> Bell:
    """Return a bell whose tasks are done here, with ``on``."""

    def do(name: str) -> None:
        try:
            if look(on, name):
                bell.ring()
        except Outdated as refusal:  # until somebody ends this program: the newer one has a worker of its own
            log.warning("a task rests", task=name, why=str(refusal))

    bell = Bell(config, do)
    return bell


def look(on: Tools, name: str) -> int:
    """Do the task of a name; return how much was done that pages show, so that everything is looked at again."""
    match name:
        case "prints":
            return prints(on)
        case "imports":
            return imports(on)
        case "assets":
            return pictures(on) + surroundings(on) + assets(on)
    QUIET[name](on)
    return 0
