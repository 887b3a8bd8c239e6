"""The command line: ``linie302``.  What a person reads is German; settings come from the environment (``config.py``).

run                            everything: make ready, start web and worker, say where
serve, worker                  the two parts of it, for real operation
migrate                        bring the database up to date
load DIR [--publish]           an exchange folder into the database: as drafts, or public at once
dump DIR [--drafts]            what is published, or the newest of everything, as an exchange folder
check DIR                      read an exchange folder and name every fault
publish                        build and render whatever is stale, now and here
signs FILE.zip [CODE …]        proof-read print files of signs
account EMAIL …                make an account; the password is asked for
"""

import argparse
import getpass
import logging
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import structlog
from alembic.util import CommandError

from app import database, jobs, migrations
from app.actions.line.load import load
from app.actions.people import accounts
from app.actions.records.dump import dump
from app.actions.signs import order_print, show_signs
from app.actions.signs.print_files import packed
from app.actions.signs.printers import STANDARD
from app.config import Config, from_environment
from app.errors import Invalid, Refusal
from app.exchange.folder import FaultyFolderError, read_folder
from app.models import OrderOutput, PrintOrder, Role
from app.progress import Progress, explain
from app.run import run
from app.server import Server, check_port


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says and return the exit status; refusals become sentences."""
    given = _parser().parse_args(arguments)
    _log()
    try:
        config = from_environment()
        status: int = given.do(config, given)
        return status
    except Refusal as refusal:
        explain(refusal)
        return 1


def _run(config: Config, _given: argparse.Namespace) -> int:
    return run(config)


def _serve(config: Config, _given: argparse.Namespace) -> int:
    check_port(config)
    Server(config).run()
    return 0


def _worker(config: Config, _given: argparse.Namespace) -> int:
    jobs.work(config)
    return 0


def _migrate(config: Config, given: argparse.Namespace) -> int:
    engine = database.make_engine(config.database_url)
    try:
        if given.new:
            migrations.revise(engine, given.new)
        else:
            migrations.upgrade(engine)
            print("Die Datenbank ist auf dem neuesten Stand.")
    except CommandError as error:
        print(f"Die Datenbank lässt sich nicht umstellen: {error}", file=sys.stderr)
        return 1
    return 0


def _load(config: Config, given: argparse.Namespace) -> int:
    with closing(jobs.tools(config)) as tools:
        migrations.upgrade(tools.engine)
        with tools.writing.begin() as session:
            loaded = load(session, tools.media, given.folder, is_public=given.publish)
    print(
        f"Gelesen: {loaded.stations} Stationen, {loaded.plannings} Planungen, {loaded.signs} Schilder, "
        f"{loaded.assets} 3D-Objekte. Neue Worte: {loaded.changed}."
    )
    with closing(jobs.Bell(config)) as bell:
        bell.ring()
    return 0


def _dump(config: Config, given: argparse.Namespace) -> int:
    with closing(jobs.tools(config)) as tools, tools.reading() as session:
        count = dump(session, tools.media, given.folder, with_drafts=given.drafts)
    print(f"{count} Dateien in {given.folder}.")
    return 0


def _check(_config: Config, given: argparse.Namespace) -> int:
    try:
        content = read_folder(given.folder)
    except FaultyFolderError as error:
        raise Invalid("Der Ordner hat Fehler:", faults=error.faults) from error
    plannings = sum(len(each) for each in content.plannings.values())
    print(f"Ohne Fehler: {len(content.stations)} Stationen, {plannings} Planungen.")
    return 0


def _publish(config: Config, _given: argparse.Namespace) -> int:
    progress = Progress()
    with closing(jobs.tools(config)) as tools:
        jobs.everything(tools, progress.step)
    progress.end()
    print("Alles Veröffentlichte steht auf der Seite.")
    return 0


def _signs(config: Config, given: argparse.Namespace) -> int:
    """Place an order, make it here and now, and write what came out of it."""
    progress = Progress()
    output = OrderOutput.DIGITAL if given.screen else OrderOutput.PRINT
    with closing(jobs.tools(config)) as tools:
        with tools.writing.begin() as session:
            copies = dict.fromkeys(given.codes or show_signs.codes(session, show_signs.Filter(in_use=True)), 1)
            wanted = order_print.Wanted(copies=copies, output=output, printer=given.printer)
            system = accounts.system(session)
            order_id = order_print.place(session, wanted, public_url=config.public_url, by=system).id
        jobs.prints(tools, progress.step)
        progress.end()
        with tools.reading() as session:
            order = session.get_one(PrintOrder, order_id)
            _write(given.out, packed(tools.media, order))
            names = [each["name"] for each in order.files]
    with closing(jobs.Bell(config)) as bell:
        bell.ring()
    print(f"Auftrag {order.number}: {len(names)} Dateien in {given.out}: {', '.join(names)}.")
    return 0


def _account(config: Config, given: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\n") if not sys.stdin.isatty() else getpass.getpass("Passwort: ")
    with closing(jobs.tools(config)) as tools, tools.writing.begin() as session:
        accounts.add(
            session,
            email=given.email,
            name=given.name or given.email,
            password=password,
            role=Role(given.role),
            partner=given.partner,
        )
    print(f"Das Konto {given.email} ist angelegt.")
    return 0


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="linie302", description="AR-Stationen an einer Linie.")
    commands = parser.add_subparsers(required=True, metavar="BEFEHL")
    commands.add_parser("run", help="alles einrichten und starten").set_defaults(do=_run)
    commands.add_parser("serve", help="nur die Webseite").set_defaults(do=_serve)
    commands.add_parser("worker", help="nur die Arbeit im Hintergrund").set_defaults(do=_worker)
    commands.add_parser("publish", help="bauen und schreiben, was veraltet ist").set_defaults(do=_publish)
    migrate = commands.add_parser("migrate", help="Datenbank auf den neuesten Stand bringen")
    migrate.add_argument("--new", metavar="WAS", help="nach einer Änderung der Tabellen den nächsten Schritt schreiben")
    migrate.set_defaults(do=_migrate)
    reading = commands.add_parser("load", help="einen Ordner im Austauschformat laden")
    reading.add_argument("folder", type=Path, metavar="ORDNER")
    reading.add_argument("--publish", action="store_true", help="gleich veröffentlichen statt Entwürfe anlegen")
    reading.set_defaults(do=_load)
    writing = commands.add_parser("dump", help="als Ordner im Austauschformat schreiben")
    writing.add_argument("folder", type=Path, metavar="ORDNER")
    writing.add_argument("--drafts", action="store_true", help="auch was noch nicht veröffentlicht ist")
    writing.set_defaults(do=_dump)
    checking = commands.add_parser("check", help="einen Ordner prüfen, ohne ihn zu laden")
    checking.add_argument("folder", type=Path, metavar="ORDNER")
    checking.set_defaults(do=_check)
    printing = commands.add_parser("signs", help="Schilder als geprüfte Druckdateien schreiben")
    printing.add_argument("out", type=Path, metavar="DATEI.zip")
    printing.add_argument("codes", nargs="*", metavar="CODE", help="nur diese; sonst alle, die nicht außer Dienst sind")
    printing.add_argument(
        "--screen", action="store_true", help="für den Bildschirm (RGB, barrierefrei) statt zum Druck"
    )
    printing.add_argument("--printer", default=STANDARD, metavar="DRUCKEREI", help="Kürzel; sonst die übliche")
    printing.set_defaults(do=_signs)
    account = commands.add_parser("account", help="ein Konto anlegen")
    account.add_argument("email", metavar="ADRESSE")
    account.add_argument("--name", default="", help="wie die Person im Studio heißt")
    account.add_argument("--role", choices=[role.value for role in Role], default=Role.ADMIN.value)
    account.add_argument("--partner", default="", help="Kürzel des Partners; der Betrieb hat keinen")
    account.set_defaults(do=_account)
    return parser


def _log() -> None:
    """Log to standard error, warnings of libraries only, nothing about riders."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))


if __name__ == "__main__":
    sys.exit(main())
