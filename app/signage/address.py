"""The address that a sign's code carries, in upper case, and whether it may hang in public.

Upper case lets the code use its alphanumeric mode: level H, which survives a sticker over part of it, then needs no
more modules than level Q would in lower case.  The address therefore has to work in upper case: ``/S/<CODE>``.
A host with letters like ä or ß comes in here as punycode (the settings see to that): ``STRASSE.DE`` is another domain.
"""

import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

import idna

from app.i18n import N_

PUNYCODE = "xn--"
NUMBER = re.compile(r"[0-9]+|0x.*")
INNER = frozenset(
    {"localhost", "local", "localdomain", "internal", "intern", "intra", "lan", "home", "corp", "private"}
)
RESERVED = frozenset({"test", "invalid", "onion", "arpa"})
NO_ADDRESS = N_("„%(address)s“ ist keine vollständige Adresse. Damit lässt sich nur eine Probe drucken.")
UNPROTECTED = N_(
    "Die Adresse %(address)s beginnt nicht mit https://, und Handys warnen davor. "
    "Damit lässt sich nur eine Probe drucken."
)
WITH_NAME = N_("In der Adresse %(address)s steht ein Benutzername. Damit lässt sich nur eine Probe drucken.")
WITH_PORT = N_(
    "In der Adresse %(address)s steht ein Port (%(port)s), den viele Netze sperren. "
    "Damit lässt sich nur eine Probe drucken."
)
OF_NUMBERS = N_(
    "Die Adresse %(address)s nennt einen Rechner mit Zahlen statt mit einem Namen. "
    "Damit lässt sich nur eine Probe drucken."
)
OF_THE_HOUSE = N_(
    "Die Adresse %(address)s gibt es nur in diesem Haus; Fahrgäste führte sie ins Leere. "
    "Damit lässt sich nur eine Probe drucken."
)
TOO_LONG = N_(
    "Der Rechnername in %(address)s hat mehr als %(most)s Zeichen; der Code würde zu fein. "
    "Damit lässt sich nur eine Probe drucken."
)
LONGEST_HOST = 40


def scan_address(public_url: str, code: str) -> str:
    """Return the address that a sign with ``code`` carries.

    Raises ValueError if ``public_url`` has a path or query, whose letters must not be changed.
    """
    scheme, _, host = public_url.rstrip("/").partition("://")
    if not host or any(letter in host for letter in "/?#"):
        raise ValueError(f"not a plain address: {public_url}")
    return f"{scheme}://{host}/s/{code}".upper()


def unfit(public_url: str) -> tuple[str, dict[str, object]] | None:
    """Return why no sign for the public may carry an address, as a German sentence and its values; None if one may."""
    values: dict[str, object] = {"address": public_url, "port": "", "most": LONGEST_HOST}
    where = urlsplit(public_url)
    try:
        host, port = (where.hostname or "").rstrip("."), where.port
    except ValueError:
        return NO_ADDRESS, values
    if not host:
        return NO_ADDRESS, values
    checks = (
        (where.scheme == "https", UNPROTECTED),
        (where.username is None, WITH_NAME),
        (not _is_number(host), OF_NUMBERS),
        (not _is_inner(host), OF_THE_HOUSE),
        (port is None, WITH_PORT),
        (len(host) <= LONGEST_HOST, TOO_LONG),
    )
    return next(((sentence, {**values, "port": port}) for is_fit, sentence in checks if not is_fit), None)


def known_host(host: str) -> str:
    """Return a host as people know it: with ä instead of punycode where that is safe, else as it is.

    Safe is what only has letters of one script, the Latin one, and leads back to the same punycode.
    """
    if PUNYCODE not in host:
        return host
    try:
        spoken = idna.decode(host)
        is_same = idna.encode(spoken, uts46=True).decode() == host
    except idna.IDNAError:
        return host
    return spoken if is_same and all(_is_latin(letter) for letter in spoken) else host


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN SMALL LETTER")


def _is_number(host: str) -> bool:
    """Tell whether a host is an IP address, also as programs read them that take ``0x7f.1`` or ``2130706433``."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return NUMBER.fullmatch(host.rpartition(".")[2]) is not None
    return True


def _is_inner(host: str) -> bool:
    last = host.rpartition(".")[2]
    return "." not in host or last in INNER or last in RESERVED
