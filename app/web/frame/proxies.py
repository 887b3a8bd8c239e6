"""Proxies of ours in front of the studio: which machine asks, and by which scheme.

Each of them adds what it has seen at the end of ``X-Forwarded-For``; what stands before was sent along by whoever asks.
Commas alone part the entries: Werkzeug's ProxyFix also knows quotes, so that a lone one, sent along, makes a single
entry of them all, and nobody sees which machine it was.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

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
