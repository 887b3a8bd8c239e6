"""``linie302 restore DIR|s3://… [--check]``: a backup into an installation that has nothing yet, or to prove it."""

import argparse
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from app import jobs, schema
from app.backup import erasures, parts, restore
from app.backup.layout import Summary
from app.bell import Bell
from app.config import KEY_FILE, Config
from app.errors import Invalid
from app.progress import Progress, first_line
from app.storage import FAILURES, SCHEMES, Store, open_store

SAY_NO_KEY = (
    "SECRET_KEY liegt der Sicherung nicht bei. Ohne den bisherigen richten alle ihren zweiten Faktor neu ein; "
    "Passwörter gelten weiter."
)
SAY_OTHER_KEY = (
    "SECRET_KEY ist hier anders gesetzt als in der Sicherung. Bitte den bisherigen setzen; sonst richten alle ihren "
    "zweiten Faktor neu ein."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="ORDNER|s3://…", help="wohin linie302 backup gesichert hat")
    check = "nur prüfen: in einen Ordner zurückspielen, der danach verschwindet"
    parser.add_argument("--check", action="store_true", help=check)
    newest = "Liste der seither gelöschten Konten: erasures.txt der neuesten Sicherung"
    parser.add_argument("--erasures", type=Path, metavar="DATEI", help=newest)


def do(config: Config, given: argparse.Namespace) -> int:
    try:
        return _do(config, given)
    except FAILURES as error:
        sentence = "Aus %(source)s ließ sich nicht alles lesen, oder das Ziel nimmt es nicht an: %(why)s"
        raise Invalid(sentence, source=given.source, why=first_line(error)) from error


def _do(config: Config, given: argparse.Namespace) -> int:
    source = _opened(given.source)
    if given.check:
        with TemporaryDirectory(prefix="linie302-") as folder:
            summary = _restored(source, _scratch(config, Path(folder)), is_proof=True)
        print(f"Die Sicherung vom {_when(summary)} ist ganz und lässt sich zurückspielen: {_what(summary)}.")
        return 0
    erased = erasures.read(given.erasures.read_text()) if given.erasures else []
    summary = _restored(source, config, erased=erased)
    print(f"Zurückgespielt ist die Sicherung vom {_when(summary)}: {_what(summary)}.")
    _give_secret(config, restore.secret_key(source))
    with closing(Bell(config)) as bell:
        bell.ring()
    return 0


def _opened(address: str) -> Store:
    if urlsplit(address).scheme not in SCHEMES and not Path(address).is_dir():
        raise Invalid("Den Ordner %(address)s gibt es nicht.", address=address)
    return open_store(address)


def _scratch(config: Config, folder: Path) -> Config:
    """Return the settings of an installation in ``folder``, with a database and stores of its own."""
    return replace(
        config,
        instance=folder,
        database_url=f"sqlite:///{folder / 'linie302.db'}",
        media_store=str(folder / "media"),
        site_store=str(folder / "site"),
        upload_store=str(folder / "uploads"),
    )


def _restored(source: Store, config: Config, *, erased: Sequence[int] = (), is_proof: bool = False) -> Summary:
    """Bring back the backup, render what riders see, and show the progress."""
    progress = Progress()
    progress.say("Sicherung lesen und zurückspielen")
    with closing(parts.opened(config)) as there:
        summary = restore.restore(source, there, erased=erased)
        if is_proof and summary.schema == schema.head():
            _compare(source, there, summary)
    with closing(jobs.tools(config)) as tools:
        jobs.pages(tools, progress.step)
        jobs.data(tools, progress.step)
    progress.end()
    return summary


def _compare(source: Store, there: parts.Parts, summary: Summary) -> None:
    if differing := restore.differing(source, there, summary):
        raise Invalid("Zurückgespielt sind diese Tabellen andere als gesichert:", faults=differing)


def _give_secret(config: Config, secret: str) -> None:
    """Keep the secret that came with the backup, if this installation keeps its own in the instance."""
    kept = config.instance / KEY_FILE
    if not secret:
        print(SAY_NO_KEY)
    elif kept.exists() and kept.read_text().strip() == config.secret_key:
        kept.chmod(0o600)
        kept.write_text(secret)
    elif secret != config.secret_key:
        print(SAY_OTHER_KEY)


def _what(summary: Summary) -> str:
    return f"{sum(summary.tables.values())} Zeilen, {summary.files} Dateien"


def _when(summary: Summary) -> str:
    return f"{datetime.fromisoformat(summary.made_at):%d.%m.%Y %H:%M} (UTC)"
