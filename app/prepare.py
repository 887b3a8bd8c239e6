"""Making ready: the database, and on a first start the content, loaded, built and rendered."""

import sys
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select

from app import jobs, migrations
from app.actions.line.load import load
from app.actions.people import accounts
from app.config import Config
from app.content_root import ACCOUNTS, content_root
from app.models import Line
from app.progress import Progress

NO_CONTENT = """
  Noch ist keine Linie geladen: In {folder} liegt kein Ordner stations/.
  Inhalte lädt, auch während dies läuft:   linie302 load ORDNER --publish
  Ein Konto für das Studio legt an:        linie302 account ADRESSE
"""


def prepare(config: Config) -> None:
    """Migrate, and if the database is empty load, build and render the content of this folder; show the progress.

    Without content it says how to get some, and that is all.
    Raises Invalid with every fault if the content is faulty; then nothing is loaded.
    """
    progress = Progress()
    with closing(jobs.tools(config)) as tools:
        progress.say("Datenbank einrichten")
        migrations.upgrade(tools.engine)
        root = content_root()
        if not _is_empty(tools):
            progress.say("Die Daten vom letzten Mal sind noch da")
        elif root is None:
            progress.end()
            sys.stdout.write(NO_CONTENT.format(folder=Path.cwd()))
            sys.stdout.flush()
        else:
            progress.say(f"Inhalte laden aus {root}")
            _fill(tools, root)
            jobs.everything(tools, progress.step)
    progress.end()


def _fill(tools: jobs.Tools, root: Path) -> None:
    with tools.writing.begin() as session:
        load(session, tools.media, root, is_public=True)
        if (root / ACCOUNTS).exists():
            accounts.seed(session, root / ACCOUNTS)


def _is_empty(tools: jobs.Tools) -> bool:
    with tools.reading() as session:
        return not session.scalar(select(func.count()).select_from(Line))
