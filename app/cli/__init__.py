"""The command line: ``linie302``.  What a person reads is German; settings come from the environment (``config.py``).

Each command is a module of this package, imported only when it is asked for: a web process shall not carry what builds
3D and prints signs, nor ``--help`` wait for it.  A module has ``add_arguments(parser)`` and ``do(config, given)``.
"""

import argparse
import logging
import sys
from importlib import import_module

import structlog

from app.config import from_environment
from app.errors import Refusal
from app.progress import explain

COMMANDS = {
    "run": "alles einrichten und starten",
    "prepare": "alles einrichten, ohne zu starten",
    "serve": "nur die Webseite",
    "worker": "nur die Arbeit im Hintergrund",
    "publish": "bauen und schreiben, was veraltet oder beschädigt ist",
    "verify": "jede Datei der Seite vergleichen und Beschädigtes neu schreiben",
    "migrate": "Datenbank auf den neuesten Stand bringen",
    "backup": "alles sichern, auch während es läuft",
    "restore": "eine Sicherung zurückspielen oder prüfen",
    "load": "einen Ordner im Austauschformat laden",
    "dump": "als Ordner im Austauschformat schreiben",
    "check": "einen Ordner prüfen, ohne ihn zu laden",
    "signs": "Schilder als geprüfte Druckdateien schreiben",
    "account": "ein Konto anlegen",
    "deploy": "Dateien zum Betreiben schreiben: caddy, nginx, systemd, compose",
}


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says and return the exit status; refusals become sentences."""
    words = sys.argv[1:] if arguments is None else arguments
    given = _parser(words[0] if words else "").parse_args(words)
    _log()
    try:
        status: int = given.do(from_environment(), given)
        return status
    except Refusal as refusal:
        explain(refusal)
        return 1


def _parser(wanted: str) -> argparse.ArgumentParser:
    """Return what reads the command line; of the commands only the ``wanted`` one knows its arguments."""
    parser = argparse.ArgumentParser(prog="linie302", description="AR-Stationen an einer Linie.")
    commands = parser.add_subparsers(required=True, metavar="BEFEHL")
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about)
        if name == wanted:
            module = import_module(f"app.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(do=module.do)
    return parser


def _log() -> None:
    """Log to standard error, warnings of libraries only, nothing about riders."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    structlog.configure(logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr))  # as it is by then


if __name__ == "__main__":
    sys.exit(main())
