"""Maps: tiles of the base map, directions in words, and coordinates as they are typed."""

from urllib.parse import urlsplit

from flask import Response, current_app, make_response

from app.models import now
from app.models.base import Json
from app.web.frame.languages import _l

WINDS = (
    _l("Norden"),
    _l("Nordosten"),
    _l("Osten"),
    _l("Südosten"),
    _l("Süden"),
    _l("Südwesten"),
    _l("Westen"),
    _l("Nordwesten"),
)


def with_tiles(page: str) -> Response:
    """Return a page that may fetch tiles of the base map."""
    url = current_app.config["BASEMAP_URL"]
    response = make_response(page)
    if url:
        host = urlsplit(url)
        response.headers["Content-Security-Policy"] = current_app.config["POLICY"].replace(
            "img-src 'self'", f"img-src 'self' {host.scheme}://{host.netloc}"
        )
    return response


def tiles() -> Json:
    """Return where the base map's tiles come from, and whom to thank."""
    credit = current_app.config["BASEMAP_CREDIT"].replace("{year}", str(now().year))
    return {"url": current_app.config["BASEMAP_URL"], "credit": credit}


def wind(bearing_deg: float) -> str:
    """Return the direction in words: *Nordosten*."""
    return str(WINDS[round(bearing_deg / 45) % 8])


def number(text: str) -> float | str:
    """Return what was typed as a number, with a comma or a point; else as it is, for the record to refuse."""
    try:
        return float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return text
