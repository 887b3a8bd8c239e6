"""``linie302 account EMAIL …``: make an account; the password is asked for."""

import argparse
import getpass
import sys
from contextlib import closing

from app import jobs
from app.actions.people import accounts
from app.config import Config
from app.models import Role


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="ADRESSE")
    parser.add_argument("--name", default="", help="wie die Person im Studio heißt")
    parser.add_argument("--role", choices=[role.value for role in Role], default=Role.ADMIN.value)
    parser.add_argument("--partner", default="", help="Kürzel des Partners; der Betrieb hat keinen")


def do(config: Config, given: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\n") if not sys.stdin.isatty() else getpass.getpass("Passwort: ")
    with closing(jobs.tools(config)) as tools, tools.writing.begin() as session:
        accounts.add_account(
            session,
            email=given.email,
            name=given.name or given.email,
            password=password,
            role=Role(given.role),
            partner=given.partner,
        )
    print(f"Das Konto {given.email} ist angelegt.")
    return 0
