"""Proxies of ours in front of the studio: which machine asks, and by which scheme.

Each of them adds what it has seen at the end of ``X-Forwarded-For``; what stands before was sent along by whoever asks.
Commas alone part the entries: Werkzeug's ProxyFix also knows quotes, so that a lone one, sent along, makes a single
entry of them all, and nobody sees which machine it was.

Browsers that have come by HTTPS once are told to come by it alone.  Only this host is meant, no sub-domain, since those
belong to others.  A certificate made here is nothing to insist on.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

INSIST = ("Strict-Transport-Security", "max-age=31536000")  # a year, in seconds
SEEN = {"HTTP_X_FORWARDED_FOR": "REMOTE_ADDR", "HTTP_X_FORWARDED_PROTO": "wsgi.url_scheme"}


def behind(count: int, onward: "WSGIApplication") -> "WSGIApplication":
    """Return an application that tells ``onward`` what the outermost of ``count`` proxies has seen."""

    def tell(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        for header, name in SEEN.items():
            entries = [each.strip() for each in environ.get(header, "").split(",")]
            if len(entries) >= count and entries[-count]:
                environ[name] = entries[-count]
        return onward(environ, start)

    return tell


def insist(onward: "WSGIApplication") -> "WSGIApplication":
    """Return an application that adds the header to answers of ``onward`` that leave by HTTPS."""

    def answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        if _last(str(environ.get("HTTP_X_FORWARDED_PROTO") or environ["wsgi.url_scheme"])) != "https":
            return onward(environ, start)

        def begin(
            status: str,
            headers: list[tuple[str, str]],
            fault: "tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None" = None,
        ) -> object:
            return start(status, [*headers, INSIST], fault)

        return onward(environ, begin)  # type: ignore[arg-type]  # nobody writes by what start returns

    return answer


def _last(schemes: str) -> str:
    return schemes.rpartition(",")[2].strip()
