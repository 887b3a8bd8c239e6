"""Cross-site request forgery (CSRF): posts from other sites are refused, so that no form has to carry a token.

Browsers say where a request comes from: ``Sec-Fetch-Site`` since 2023, ``Origin`` before.  A post that says neither is
refused as well, because no browser that we support sends it.
"""

from flask import Flask, request

from app.errors import Forbidden

SAFE = {"GET", "HEAD", "OPTIONS"}


def install(app: Flask, *, public_url: str) -> None:
    """Refuse every unsafe request to ``app`` that does not come from one of its own pages."""

    @app.before_request
    def check() -> None:
        if request.method not in SAFE and not is_own(public_url):
            raise Forbidden("Diese Eingabe kam von einer fremden Seite. Bitte das Studio selbst öffnen.")


def is_own(public_url: str) -> bool:
    """Tell whether the request was sent by a page of this site, or by the person's own hand (``none``)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    return request.headers.get("Origin") in {public_url, request.host_url.rstrip("/")}
