"""Openings: what a page says when somebody taps on its 3D view, AR or on-site view; answered without a database.

``POST /openings/<way>/<language>/<line>/<station>/[<planning>/]`` leaves a line in the spool, once a minute for each
phone, if a browser sends it from one of our own pages and there is such a page.  The answer is always the same.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from flask import Flask, Request, Response, request

from app.exchange import ways
from app.site import paths
from app.storage import FAILURES
from app.web.riders import scan_dedup
from app.web.riders.files import KEY, Read
from app.web.riders.scan_dedup import Repeats
from app.web.riders.spool import Spool

log = structlog.get_logger()
OWN = "same-origin"  # what a browser says of a request from our own pages
ON_SITE = f"/{paths.ON_SITE}"


def add(app: Flask, read: Read, spool: Spool, repeats: Repeats) -> None:
    """Let ``app`` take openings; ``read`` is the site store's."""

    @app.post("/openings/<way>/<language>/<path:page>/")
    def opening(way: str, language: str, page: str) -> Response:
        if way in ways.WAYS and _is_ours(request) and _is_there(read, f"/{language}/{page}/"):
            _note(lambda at: spool.add_opening(way, _slugs(page), language, at=at), f"{way} {page}", repeats)
        return Response(status=204, headers={"Cache-Control": "no-store"})


def _is_ours(asked: Request) -> bool:
    """Tell whether a browser sends it from one of our own pages; old ones do not say from where."""
    return asked.headers.get("Sec-Fetch-Site", OWN) == OWN and scan_dedup.counts(asked)


def _is_there(read: Read, path: str) -> bool:
    """Tell whether there is such a page of a station or planning: /language/line/station/[planning/]."""
    key = paths.store_key(path)
    if path.count("/") not in (4, 5) or not KEY.fullmatch(key):
        return False
    try:
        return read(key) is not None
    except FAILURES as error:
        log.error("the site store could not be read", key=key, error=type(error).__name__)
        return False


def _slugs(page: str) -> str:
    """Return what a page is about, ``station`` or ``station/planning``, from ``line/station/…``."""
    return page.partition("/")[2].removesuffix(ON_SITE)


def _note(leave: Callable[[datetime], None], what: str, repeats: Repeats) -> None:
    """Leave it in the spool, once; nobody waits for more than that."""
    if not repeats.is_new(what, scan_dedup.who(request), at_s=time.monotonic()):
        return
    try:
        leave(datetime.now(UTC))
    except OSError as error:
        log.error("an opening could not be noted", error=str(error))
