"""What riders ask for that is no file: a scan, the way in, and where nothing is.  Needs no database.

Publishing leaves two files in the site store for this; ``known.py`` tells which.  A scan of a sign that hangs leads to
``/<language>/<to>``; of a retired one to its page at ``/<language>/s/<CODE>/``, which publishing made, with status 410.
So it is with the address of a station or planning that is shown no more.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, redirect, request, url_for
from prometheus_client import Counter

from app.exchange import codes
from app.exchange.languages import is_simple
from app.site import pages, paths
from app.site.values import Line, Settings
from app.storage import FAILURES
from app.web.riders import openings, scan_dedup, watched
from app.web.riders.files import ALONE, AWAY_S, HEADERS, KEY, PAGE, UNREAD, Read
from app.web.riders.known import Known
from app.web.riders.scan_dedup import Budget, Repeats
from app.web.riders.spool import Spool
from app.web.riders.watched import Health

log = structlog.get_logger()
scans = Counter("linie302_scans", "Scans answered", ["answer"])
NEVER = "no-store"
LONGEST = 40  # letters, what somebody may type for a code
IN_ADDRESS = re.compile(r"/s/", re.IGNORECASE)  # before the code, where somebody pastes the whole address
TAKEN_ALONG = re.compile(
    r"[\s/.,;:!?)\]}>\"'’”“»«…\u200b-\u200f\u2060\ufeff]+\Z"
)  # by programs that look for addresses
COMMON = "en"  # for whom the line does not speak the language of
LIKE_A_CODE = re.compile(r"[0-9A-Z]{6}")  # a slip of the pen or a worn print; nothing else is kept of what was tried
MISSES_A_MINUTE = 60
TOO_EARLY = """\
Hier wird gerade noch eingerichtet. Bitte gleich noch einmal versuchen.
This is still being set up. Please try again in a moment.
"""


@dataclass(frozen=True, kw_only=True)
class RiderApp:
    """Where riders go."""

    read: Read
    known: Known
    spool: Spool
    settings: Settings
    repeats: Repeats = field(default_factory=Repeats)
    misses: Budget = field(default_factory=lambda: Budget(MISSES_A_MINUTE))


def make_app(read: Read, known: Known, spool: Spool, settings: Settings, *, health: Health) -> Flask:
    """Return the application that answers riders where ``files.Files`` has no file; ``read`` is the site store's."""
    way = RiderApp(read=read, known=known, spool=spool, settings=settings)
    app = Flask(__name__, static_folder=None)
    app.url_map.strict_slashes = True

    app.before_request(partial(_unread, way))
    app.after_request(_protect)

    @app.get("/")
    def start() -> Response:
        line = way.known.look().line
        return _lead(f"/{_language(line)}/{line.record.slug}/")

    @app.get("/<lang>/")
    def language(lang: str) -> Response:
        line = way.known.look().line
        return _lead(f"/{lang}/{line.record.slug}/") if lang in line.record.languages else nothing_here()

    @app.get("/s/")
    @app.get("/S/")
    def typed() -> Response:
        given = IN_ADDRESS.split(request.args.get("code", ""))[-1].strip()[:LONGEST]
        return _lead(url_for("scan", code=codes.spelled(given) or given)) if given else _not_found(way)

    @app.get("/s/<path:code>")
    @app.get("/S/<path:code>")
    def scan(code: str) -> Response:
        return _scan(way, code.strip())

    openings.add(app, read, spool, way.repeats)
    watched.add(app, health)

    @app.errorhandler(LookupError)
    def too_early(_error: Exception) -> Response:
        told = {"Cache-Control": NEVER, "Retry-After": str(AWAY_S)}
        return Response(TOO_EARLY, 503, told, content_type="text/plain; charset=utf-8")

    @app.errorhandler(404)
    def nothing(_error: Exception) -> Response:
        try:
            return nothing_here()
        except LookupError as error:  # Flask asks no second handler about what a handler raises
            return too_early(error)

    def nothing_here() -> Response:
        return _elsewhere(way, request.path)

    return app


def _protect(response: Response) -> Response:
    response.headers.extend([ALONE, *HEADERS])
    return response


def lead_on(app: Flask, *, sign_url: str, public_url: str) -> None:
    """Let whoever comes by the shorter address of signs go on at that of the pages."""
    if sign_url != public_url:
        app.after_request(partial(_onward, urlsplit(sign_url).netloc, public_url))


def _onward(sign_host: str, public_url: str, response: Response) -> Response:
    """Lead from the address of signs to that of the pages."""
    place = response.headers.get("Location", "")
    if place.startswith("/") and request.host.lower() == sign_host:
        response.headers["Location"] = f"{public_url}{place}"
    return response


def no_files(app: Flask) -> frozenset[str]:
    """Return how the paths begin that ``app`` answers by itself: for a scan no store is asked for a file."""
    return frozenset(rule.rule.split("/")[1] for rule in app.url_map.iter_rules()) - {"", "<lang>"}


def _elsewhere(way: RiderApp, path: str) -> Response:
    if path[:3].lower() == "/s/":  # and after it what no rule takes, as the end of a line
        return _scan(way, path[3:].strip())
    moved = _moved(way, path) or _meant(way, path)
    return _lead(moved, 301) if moved else _withdrawn(way, path) or _not_found(way)


def _scan(way: RiderApp, given: str) -> Response:
    line, signs = way.known.look().line, way.known.look().codes.signs
    lang, code = _language(line), codes.spelled(given)
    sign = signs.get(code)
    if sign is None:
        scans.labels("unknown").inc()
        if LIKE_A_CODE.fullmatch(given.upper()):
            _note(way, code, lang, is_known=False)
        return _not_found(way, tried=given.upper() or "?", meant=codes.meant(code, signs))
    _note(way, code, lang, is_known=True)
    if not sign["gone"]:
        scans.labels("led on").inc()
        return _lead(f"/{lang}/{sign['to']}")
    scans.labels("retired").inc()
    body = _read(way, f"{lang}/s/{code}/index.html")
    return _page(body.decode(), 410) if body else _not_found(way, tried=code)


def _read(way: RiderApp, key: str) -> bytes | None:
    try:
        return way.read(key)
    except FAILURES as error:
        log.error("the site store could not be read", key=key, error=type(error).__name__)
        return None


def _note(way: RiderApp, code: str, lang: str, *, is_known: bool) -> None:
    """Leave a scan in the spool, once, and not too many misses; the rider goes on also if the disk refuses."""
    at_s = time.monotonic()
    if not scan_dedup.counts(request) or not way.repeats.is_new(code, scan_dedup.who(request), at_s=at_s):
        return
    if not is_known and not way.misses.spend(at_s):
        return
    try:
        way.spool.add(code, lang, at=datetime.now(UTC))
    except OSError as error:
        log.error("a scan could not be noted", error=str(error))


def _language(line: Line) -> str:
    """Return the language of the browser, as far as the line speaks it.

    Whoever asks for others gets English, if the line speaks that; whoever asks for none gets its first one.
    """
    spoken = [lang for lang in line.record.languages if not is_simple(lang)]  # which no browser asks for
    found = request.accept_languages.best_match(spoken)
    asks = any(quality > 0 and tag[:1].isalpha() for tag, quality in request.accept_languages)
    return found or (COMMON if asks and COMMON in spoken else spoken[0])


def _moved(way: RiderApp, path: str) -> str | None:
    """Return where the page at ``path`` went, or what stands beside it, or None.

    Redirects know no language: it is kept.
    """
    lang, _, rest = path.removeprefix("/").partition("/")
    page, _, file = rest.removesuffix("/").rpartition("/")
    page, file = (page, file) if file in (paths.FEED, paths.CALENDAR) else (rest.removesuffix("/"), "")
    new = way.known.look().codes.redirects.get(f"{page}/")
    return f"/{lang}/{new}{file}" if new and lang in way.known.look().line.record.languages else None


def _meant(way: RiderApp, path: str) -> str | None:
    """Return the address of the page that an address means which lacks its last slash or took a mark along, or None."""
    page = f"{TAKEN_ALONG.sub('', path)}/"
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    is_there = KEY.fullmatch(key := f"{page[1:]}index.html") and _read(way, key) is not None
    return f"{page}{query}" if page != path and is_there else None


def _withdrawn(way: RiderApp, path: str) -> Response | None:
    """Return the page that says of the one at ``path`` that it is shown no more, or None if it never was."""
    key = paths.withdrawn_key(f"{TAKEN_ALONG.sub('', path)}/")
    body = _read(way, key) if KEY.fullmatch(key) else None
    return _page(body.decode(), 410) if body else None


def _not_found(way: RiderApp, *, tried: str = "", meant: Sequence[str] = ()) -> Response:
    line = way.known.look().line
    return _page(pages.not_found_page(line, _asked(line), way.settings, tried, meant), 404)


def _unread(way: RiderApp) -> Response | None:
    """Return the page in the place of one that a store has and does not give, or None where none was asked."""
    if UNREAD not in request.environ:
        return None
    line = way.known.look().line
    response = _page(pages.away_page(line, _asked(line), way.settings), 503)
    response.headers["Retry-After"] = str(AWAY_S)
    return response


def _asked(line: Line) -> str:
    """Return the language of the address, or else of the browser."""
    asked = request.path.split("/")[1]
    return asked if asked in line.record.languages else _language(line)


def _lead(path: str, status: int = 302) -> Response:
    response = redirect(path, status)
    response.headers["Cache-Control"] = NEVER
    response.headers["Vary"] = "Accept-Language"
    assert isinstance(response, Response)
    return response


def _page(body: str, status: int) -> Response:
    caching = NEVER if status != 200 else PAGE
    headers = {"Cache-Control": caching, "Vary": "Accept-Language"}
    return Response(body, status, headers, content_type="text/html; charset=utf-8")
