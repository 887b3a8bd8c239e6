"""``linie302 signs FILE.zip [CODE …]``: proof-read print files of signs."""

import argparse
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from app import jobs
from app.actions.people import accounts
from app.actions.prints import order_print
from app.actions.prints.print_files import packed
from app.actions.prints.printers import STANDARD
from app.actions.signs import show_signs
from app.bell import Bell
from app.config import Config
from app.instance_lock import check_address
from app.models import OrderOutput, PrintOrder
from app.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    codes = "nur diese; sonst alle, die nicht außer Dienst sind"
    screen = "für den Bildschirm (RGB, barrierefrei) statt zum Druck"
    parser.add_argument("out", type=Path, metavar="DATEI.zip")
    parser.add_argument("codes", nargs="*", metavar="CODE", help=codes)
    parser.add_argument("--screen", action="store_true", help=screen)
    trial = "auch als Probe, wenn die Adresse nicht für Aushänge taugt"
    parser.add_argument("--trial", action="store_true", help=trial)
    parser.add_argument("--printer", default=STANDARD, metavar="DRUCKEREI", help="Kürzel; sonst die übliche")


def do(config: Config, given: argparse.Namespace) -> int:
    """Place an order, make it here and now, and write what came out of it."""
    check_address(config.instance, config.public_url)
    progress = Progress()
    output = OrderOutput.DIGITAL if given.screen else OrderOutput.PRINT
    with closing(jobs.tools(config)) as tools:
        with tools.writing.begin() as session:
            copies = dict.fromkeys(given.codes or show_signs.codes(session, show_signs.Filter(in_use=True)), 1)
            wanted = order_print.Wanted(copies=copies, output=output, printer=given.printer, may_be_trial=given.trial)
            system = accounts.system(session)
            order_id = order_print.place(session, wanted, public_url=config.sign_url, by=system).id
        jobs.prints(tools, progress.step)
        progress.end()
        with tools.reading() as session:
            order = session.get_one(PrintOrder, order_id)
            _write(given.out, packed(tools.media, order))
            names = [each["name"] for each in order.files]
    with closing(Bell(config)) as bell:
        bell.ring()
    print(f"Auftrag {order.number}: {len(names)} Dateien in {given.out}: {', '.join(names)}.")
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
