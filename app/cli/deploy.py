"""``linie302 deploy WHAT FOLDER``: write what stands around the product in real operation, for the settings at hand."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from app.config import EVERYWHERE, Config, settings_at_hand
from app.deploy import caddy, compose, nginx, systemd
from app.deploy.plan import Plan
from app.errors import Invalid

KINDS: Mapping[str, ModuleType] = {"caddy": caddy, "nginx": nginx, "systemd": systemd, "compose": compose}
LISTEN = "127.0.0.1:8302"
SECRET = {".env", systemd.ENVIRONMENT}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=KINDS, metavar="WAS", help=", ".join(KINDS))
    parser.add_argument("folder", type=Path, metavar="ORDNER")
    about = "wohin Anfragen gehen, mehrmals für mehrere (Vorgabe: HOST:PORT)"
    parser.add_argument("--to", action="append", default=[], metavar="HOST:PORT", help=about)
    about = f"wo nginx lauscht (Vorgabe: {LISTEN})"
    parser.add_argument("--listen", default=LISTEN, metavar="HOST:PORT", help=about)


def do(config: Config, given: argparse.Namespace) -> int:
    plan = Plan(
        public_url=config.public_url,
        sign_url=config.sign_url if config.sign_url != config.public_url else "",
        onward=tuple(given.to) or (f"{'127.0.0.1' if config.host in EVERYWHERE else config.host}:{config.port}",),
        listen=given.listen,
        program=Path(sys.argv[0]).resolve(),
        folder=given.folder.resolve(),
        instance=config.instance,
        settings=settings_at_hand(),
    )
    _check(given.kind, plan)
    files = KINDS[given.kind].files(plan)
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        _write(given.folder / name, text, is_secret=name in SECRET)
    print(f"Geschrieben in {given.folder}: {', '.join(files)}.")
    return 0


def _check(kind: str, plan: Plan) -> None:
    if kind in ("caddy", "compose") and not plan.public_url.startswith("https://"):
        raise Invalid("Dafür braucht es die öffentliche Adresse: PUBLIC_URL=https://302.example.de linie302 deploy …")
    broken = sorted(name for name, text in plan.settings.items() if "\n" in text or "'" in text)
    if broken:
        sentence = "%(names)s: Zeilenumbruch oder gerades Hochkomma lassen sich in keine Datei schreiben."
        raise Invalid(sentence, names=", ".join(broken))


def _write(path: Path, text: str, *, is_secret: bool) -> None:
    """Write a file anew; one that somebody has changed is theirs.  Raises Invalid for that."""
    if path.exists() and path.read_text() != text:
        raise Invalid("%(path)s gibt es schon, und es ist anders. Bitte einen anderen Ordner nennen.", path=path)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if is_secret else 0o644)
    with os.fdopen(number, "w") as file:
        file.write(text)
