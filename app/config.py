"""Settings, from the environment.  ``README.md`` lists them for operators; here they get their types and defaults.

INSTANCE        folder for everything that is made at run time            instance
HOST, PORT      where to listen                                            127.0.0.1, 3020
PUBLIC_URL      what riders use, without a slash at the end                http://<HOST>:<PORT>
SIGN_URL        a shorter one for the codes of signs, which leads on       PUBLIC_URL
DATABASE_URL    sqlite:///… or postgresql+psycopg://…                      SQLite in the instance
STORE_MEDIA     folder or s3://… for 3D files and pictures                 in the instance
STORE_SITE      folder or s3://… for rendered pages                        in the instance
STORE_UPLOADS   folder or s3://… for files that are still on their way     in the instance
QUEUE_URL       postgresql://… or redis://…; empty: SQLite                 in the instance
SECRET_KEY      signs the studio's cookie; made once if not given          in the instance
TLS             self-signed: HTTPS with a certificate made here            off
BASEMAP_URL     {z}/{x}/{y} address of map tiles for the studio; „none“: maps without tiles   basemap.de
BASEMAP_CREDIT  who made them, as shown on the map; {year} is this one     © GeoBasis-DE / BKG …
ORTHOPHOTO_URL  pictures from above for plans: a WMS with ?layers=…, or tiles as above; „none“: none   Geobasis NRW
ORTHOPHOTO_CREDIT  who took them, as shown on the plan; {year} is this one    Geobasis NRW …
WORKERS         web processes                                              2
FONTS           folder with the typeface of the signs                      assets/fonts, else what the wheel brought
SMTP_URL        smtp://user:password@host:587 or smtps://…; empty: no mail  none
MAIL_FROM       who mails come from                                        OPERATOR_MAIL
OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME   sign-in with accounts of one's own house   none
OIDC_TRUST_MAIL on: mail addresses also count where that provider does not say that it has verified them   off
SECOND_FACTOR   who has to have one: all, or roles like admin,approver     nobody
INSPECTION_DAYS days between two checks of a sign by kind or state, like floor=60,damaged=7    actions/inspection.py
PROXIES         how many proxies of ours stand in front of the studio      0
METRICS_TOKEN   who shows it gets /metrics; without one this machine does  none
INNER_HOSTS     hosts of one's own network that may be asked, such as idp.intern; all others have to be public   none
CHECK_SOURCES   off: nobody asks once a week whether the sources that riders see are still there   on
SIGN_ANCHORS    on: on an iPhone a sign's code may place the plannings     off
OPERATOR_NAME, OPERATOR_ADDRESS, OPERATOR_MAIL, OPERATOR_PHONE   for imprint and accessibility page   none
CHECKED_ON      day of the last look at the accessibility statement, like 2026-11-28   none
"""

import os
import secrets
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import idna

from app import private_files
from app.errors import Invalid
from app.site.values import Settings

ROOT = Path(__file__).parent.parent
FONTS, TEMPLATES = Path("assets/fonts"), Path("assets/templates")
INSTALLED = Path(sys.prefix) / "share/linie302"  # where the wheel puts them
TO_FILL_IN = "(bitte in den Einstellungen eintragen)"
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 -- compared with, not bound to
SELF_SIGNED = "self-signed"
KEY_FILE = "secret_key"
BASEMAP = (
    "https://sgx.geodatenzentrum.de/wmts_basemapde/tile/1.0.0/de_basemapde_web_raster_grau/default/"
    "GLOBAL_WEBMERCATOR/{z}/{y}/{x}.png"
)
BASEMAP_CREDIT = "© GeoBasis-DE / BKG ({year}) CC BY 4.0"
ORTHOPHOTO = "https://www.wms.nrw.de/geobasis/wms_nw_dop?layers=nw_dop_rgb"
ORTHOPHOTO_CREDIT = "Geobasis NRW, dl-de/zero-2-0"
NO_TILES = "none"
TILE_PLACES = ("{z}", "{x}", "{y}")
OF_STORES = ("AWS_ENDPOINT", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")  # obstore's
SETTINGS = (
    *("INSTANCE", "HOST", "PORT", "PUBLIC_URL", "SIGN_URL", "DATABASE_URL", "STORE_MEDIA"),
    *("STORE_SITE", "STORE_UPLOADS"),
    *("QUEUE_URL", "SECRET_KEY", "TLS", "BASEMAP_URL", "BASEMAP_CREDIT", "ORTHOPHOTO_URL", "ORTHOPHOTO_CREDIT"),
    *("WORKERS", "FONTS", "SMTP_URL", "MAIL_FROM"),
    *("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME", "OIDC_TRUST_MAIL", "SECOND_FACTOR"),
    *("INSPECTION_DAYS", "PROXIES", "SIGN_ANCHORS", "OPERATOR_NAME", "OPERATOR_ADDRESS", "OPERATOR_MAIL"),
    *("OPERATOR_PHONE", "CHECKED_ON", "CHECK_SOURCES", "METRICS_TOKEN", "INNER_HOSTS", *OF_STORES),
)
TOKEN_LEAST = 16  # letters
DEMANDABLE = frozenset({"all", "admin", "approver", "planner", "keeper", "agency", "translator", "guest"})


@dataclass(frozen=True, kw_only=True)
class Oidc:
    """A provider of accounts; ``name`` is what the button calls it.

    ``trusts_mail`` says that it gives out mail addresses itself, so that one of which it says nothing is verified, too.
    """

    issuer: str
    client_id: str
    client_secret: str
    name: str
    trusts_mail: bool


@dataclass(frozen=True, kw_only=True)
class Config:
    """What the operator decides."""

    instance: Path
    host: str
    port: int
    public_url: str
    sign_url: str
    database_url: str
    media_store: str
    site_store: str
    upload_store: str
    queue_url: str
    secret_key: str
    has_tls: bool
    workers: int
    inspection_days: Mapping[str, int]  # kind or state of a sign -> days
    fonts: Path
    templates: Path  # scenes to start from
    basemap_url: str  # empty: none
    basemap_credit: str
    orthophoto_url: str  # empty: none
    orthophoto_credit: str
    smtp_url: str
    mail_from: str
    oidc: Oidc | None
    second_factor: frozenset[str]
    proxies: int
    metrics_token: str
    inner_hosts: frozenset[str]
    checks_sources: bool
    operator_name: str
    operator_address: str
    operator_mail: str
    operator_phone: str
    checked_on: str
    has_sign_anchors: bool

    @property
    def site(self) -> Settings:
        """The part that pages show."""
        return Settings(
            public_url=self.public_url,
            operator_name=self.operator_name,
            operator_address=self.operator_address,
            operator_mail=self.operator_mail,
            operator_phone=self.operator_phone,
            checked_on=self.checked_on,
            has_sign_anchors=self.has_sign_anchors,
        )

    @property
    def spool(self) -> Path:
        """Where web processes of this machine leave scans."""
        return self.instance / "spool"


def from_environment(given: Mapping[str, str] = os.environ) -> Config:
    """Return the settings and make the instance ready to be written to.

    Raises Invalid with a sentence for the operator if a setting is wrong or the instance cannot be used.
    """
    instance = _instance(given.get("INSTANCE", "instance"))
    host = given.get("HOST") or "127.0.0.1"
    port = _number(given, "PORT", 3020, low=1, high=65535)
    has_tls = _tls(given.get("TLS", ""))
    mail_from = given.get("MAIL_FROM") or given.get("OPERATOR_MAIL") or ""
    default_url = f"{'https' if has_tls else 'http'}://{_reachable(host)}:{port}"
    public_url = _plain_url("PUBLIC_URL", given.get("PUBLIC_URL") or default_url)
    return Config(
        instance=instance,
        host=host,
        port=port,
        public_url=public_url,
        sign_url=_plain_url("SIGN_URL", given.get("SIGN_URL") or public_url),
        database_url=given.get("DATABASE_URL") or f"sqlite:///{instance / 'linie302.db'}",
        media_store=given.get("STORE_MEDIA") or str(instance / "media"),
        site_store=given.get("STORE_SITE") or str(instance / "site"),
        upload_store=given.get("STORE_UPLOADS") or str(instance / "uploads"),
        queue_url=given.get("QUEUE_URL") or "",
        secret_key=given.get("SECRET_KEY") or _made_once(instance / KEY_FILE),
        has_tls=has_tls,
        workers=_number(given, "WORKERS", 2, low=1, high=64),
        inspection_days=_days(given.get("INSPECTION_DAYS", "")),
        fonts=_fonts(given.get("FONTS", "")),
        templates=_brought(TEMPLATES),
        basemap_url=_tiles(given, "BASEMAP_URL", BASEMAP),
        basemap_credit=given.get("BASEMAP_CREDIT") or BASEMAP_CREDIT,
        orthophoto_url=_pictures(given, "ORTHOPHOTO_URL", ORTHOPHOTO),
        orthophoto_credit=given.get("ORTHOPHOTO_CREDIT") or ORTHOPHOTO_CREDIT,
        smtp_url=_smtp_url(given.get("SMTP_URL", ""), mail_from),
        mail_from=mail_from,
        oidc=_oidc(given),
        second_factor=_second_factor(given.get("SECOND_FACTOR", "")),
        proxies=_number(given, "PROXIES", 0, low=0, high=9),
        inner_hosts=frozenset(each.strip().lower() for each in given.get("INNER_HOSTS", "").split(",") if each.strip()),
        checks_sources=_switch(given, "CHECK_SOURCES", default="on"),
        metrics_token=_token(given.get("METRICS_TOKEN", "")),
        operator_name=given.get("OPERATOR_NAME") or TO_FILL_IN,
        operator_address=given.get("OPERATOR_ADDRESS") or TO_FILL_IN,
        operator_mail=given.get("OPERATOR_MAIL") or TO_FILL_IN,
        operator_phone=given.get("OPERATOR_PHONE") or TO_FILL_IN,
        checked_on=_day(given.get("CHECKED_ON", "")),
        has_sign_anchors=_switch(given, "SIGN_ANCHORS"),
    )


def settings_at_hand(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the settings that were given, by name and as they were written, with what is secret among them."""
    return {name: given[name] for name in SETTINGS if given.get(name)}


def _instance(name: str) -> Path:
    if not name.strip():
        raise Invalid("INSTANCE ist leer. Bitte einen Ordner nennen oder die Variable weglassen.")
    path = Path(name).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        sentence = (
            "In den Ordner %(path)s lässt sich nicht schreiben (%(why)s). Bitte Rechte prüfen oder INSTANCE ändern."
        )
        raise Invalid(sentence, path=path, why=error.strerror) from error
    return path


def _fonts(name: str) -> Path:
    """Return the folder with the typeface: as given, else found here, beside the code, or as installed."""
    return Path(name).expanduser().resolve() if name else _brought(FONTS)


def _brought(folder: Path) -> Path:
    """Return a folder of content that the program brings along: found here, beside the code, or as installed."""
    installed = INSTALLED / folder.name
    return next((place for place in (folder.resolve(), ROOT / folder) if place.is_dir()), installed)


def _number(given: Mapping[str, str], name: str, default: int, *, low: int, high: int) -> int:
    text = given.get(name) or str(default)
    if not text.isdecimal() or not low <= int(text) <= high:
        raise Invalid(
            "%(name)s=%(text)s geht nicht. Erlaubt: %(low)s bis %(high)s.", name=name, text=text, low=low, high=high
        )
    return int(text)


def _days(text: str) -> dict[str, int]:
    """Return ``floor=60,damaged=7`` as a mapping; what kinds and states there are, the studio knows."""
    found = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, _, days = entry.partition("=")
        if not days.isdecimal() or not 1 <= int(days) <= 3650:
            sentence = "INSPECTION_DAYS: %(entry)s geht nicht. Erwartet wird zum Beispiel floor=60, 1 bis 3650 Tage."
            raise Invalid(sentence, entry=entry)
        found[name] = int(days)
    return found


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise Invalid("CHECKED_ON=%(text)s geht nicht. Erwartet wird ein Tag wie 2026-11-28.", text=text) from error


def _switch(given: Mapping[str, str], name: str, *, default: str = "off") -> bool:
    text = given.get(name) or default
    if text not in ("on", "off"):
        raise Invalid("%(name)s=%(text)s geht nicht. Erlaubt: on oder off.", name=name, text=text)
    return text == "on"


def _tls(text: str) -> bool:
    if text not in ("", SELF_SIGNED):
        raise Invalid("TLS=%(text)s geht nicht. Erlaubt: %(only)s, oder leer.", text=text, only=SELF_SIGNED)
    return bool(text)


def _tiles(given: Mapping[str, str], name: str, default: str) -> str:
    """Return the address of map tiles, empty for none."""
    text = given.get(name) or default
    if text == NO_TILES:
        return ""
    if not _is_web(text) or not all(each in text for each in TILE_PLACES):
        sentence = "%(name)s=%(text)s geht nicht. Erwartet: eine Adresse mit %(places)s, oder „none“ für keine Kacheln."
        raise Invalid(sentence, name=name, text=text, places=", ".join(TILE_PLACES))
    return text


def _pictures(given: Mapping[str, str], name: str, default: str) -> str:
    """Return the address of a WMS with the layers that are to be shown, or of tiles; empty for none."""
    text = given.get(name) or default
    if not _is_web(text) or not parse_qs(urlsplit(text).query).get("layers"):
        return _tiles(given, name, default)
    return text


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _plain_url(name: str, text: str) -> str:
    """Return an address without a path, its host in small letters and, where it has others than a to z, as punycode."""
    scheme, _, host = text.rstrip("/").partition("://")
    if scheme not in ("http", "https") or not host or any(letter in host for letter in "/?# "):
        sentence = (
            "%(name)s=%(text)s geht nicht. Erwartet wird eine Adresse ohne Pfad, zum Beispiel https://302.example.de."
        )
        raise Invalid(sentence, name=name, text=text)
    if host.isascii():
        return f"{scheme}://{host}"
    bare, colon, port = host.partition(":")
    try:
        return f"{scheme}://{idna.encode(bare, uts46=True).decode()}{colon}{port}"
    except idna.IDNAError as error:
        sentence = "%(name)s=%(text)s geht nicht: So darf ein Rechnername nicht heißen. Bitte die Schreibweise prüfen."
        raise Invalid(sentence, name=name, text=text) from error


def _smtp_url(text: str, mail_from: str) -> str:
    if not text:
        return ""
    where = urlsplit(text)
    try:
        is_whole = where.port != 0 and not (where.path.strip("/") or where.query or where.fragment)
    except ValueError:  # no port is a word
        is_whole = False
    if where.scheme not in ("smtp", "smtps") or not where.hostname or not is_whole:
        raise Invalid(
            "SMTP_URL=… geht nicht. Erwartet wird zum Beispiel smtp://name:passwort@mail.example.de:587; "
            "Sonderzeichen in Name und Passwort als %2F geschrieben (hier: ein Schrägstrich)."
        )
    if "@" not in mail_from:
        raise Invalid("Zu SMTP_URL gehört ein Absender. Bitte MAIL_FROM=studio@example.de setzen, oder OPERATOR_MAIL.")
    return text


def _oidc(given: Mapping[str, str]) -> Oidc | None:
    issuer, client_id = given.get("OIDC_ISSUER", "").rstrip("/"), given.get("OIDC_CLIENT_ID", "")
    if not issuer and not client_id:
        return None
    if not issuer.startswith(("https://", "http://")) or not client_id:
        raise Invalid("Für die Anmeldung über einen Dienst braucht es OIDC_ISSUER (https://…) und OIDC_CLIENT_ID.")
    return Oidc(
        issuer=issuer,
        client_id=client_id,
        client_secret=given.get("OIDC_CLIENT_SECRET", ""),
        name=given.get("OIDC_NAME") or urlsplit(issuer).hostname or issuer,
        trusts_mail=_switch(given, "OIDC_TRUST_MAIL"),
    )


def _second_factor(text: str) -> frozenset[str]:
    found = frozenset(each.strip() for each in text.split(",") if each.strip())
    if not found <= DEMANDABLE:
        raise Invalid(
            "SECOND_FACTOR=%(text)s geht nicht. Erlaubt: all, oder %(roles)s.",
            text=text,
            roles=", ".join(sorted(DEMANDABLE - {"all"})),
        )
    return found


def _token(text: str) -> str:
    if text and (len(text) < TOKEN_LEAST or not text.isascii() or any(letter.isspace() for letter in text)):
        sentence = "METRICS_TOKEN geht so nicht. Erwartet werden mindestens %(least)s Zeichen ohne Leerzeichen."
        raise Invalid(sentence, least=TOKEN_LEAST)
    return text


def _reachable(host: str) -> str:
    """Return the address under which others in the network reach a server that listens everywhere."""
    if host not in EVERYWHERE:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; the system only chooses the way out
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _made_once(path: Path) -> str:
    """Return the secret kept at ``path``; whoever comes first makes it."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        private_files.close(path)
        return path.read_text().strip()
    with os.fdopen(number, "w") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret
