"""Maps: tiles of the base map, directions in words, and coordinates as they are typed."""

from urllib.parse import parse_qsl, urlencode, urlsplit

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


def with_tiles(page: str, *, and_photo: bool = False) -> Response:
    """Return a page that may fetch tiles of the base map, and if it says so the orthophoto."""
    names = ("BASEMAP_URL", "ORTHOPHOTO_URL") if and_photo else ("BASEMAP_URL",)
    urls = [urlsplit(url) for name in names if (url := current_app.config[name])]
    response = make_response(page)
    if urls:
        origins = " ".join(dict.fromkeys(f"{url.scheme}://{url.netloc}" for url in urls))
        response.headers["Content-Security-Policy"] = current_app.config["POLICY"].replace(
            "img-src 'self'", f"img-src 'self' {origins}"
        )
    return response


def tiles() -> Json:
    """Return where the base map's tiles come from, and whom to thank."""
    return {"url": current_app.config["BASEMAP_URL"], "credit": _credit("BASEMAP_CREDIT")}


def photo() -> Json:
    """Return where the orthophoto comes from, and whom to thank; ``layers`` are those of a WMS, empty for tiles."""
    url = current_app.config["ORTHOPHOTO_URL"]
    found = urlsplit(url)
    given = parse_qsl(found.query)
    layers = "" if "{z}" in url else next((value for name, value in given if name == "layers"), "")
    if layers:
        url = found._replace(query=urlencode([pair for pair in given if pair[0] != "layers"])).geturl()
    return {"url": url, "layers": layers, "credit": _credit("ORTHOPHOTO_CREDIT")}


def _credit(name: str) -> str:
    return str(current_app.config[name]).replace("{year}", str(now().year))


def wind(bearing_deg: float) -> str:
    """Return the direction in words: *Nordosten*."""
    return str(WINDS[round(bearing_deg / 45) % 8])


def number(text: str) -> float | str:
    """Return what was typed as a number, with a comma or a point; else as it is, for the record to refuse."""
    try:
        return float(text.replace(",", ".").replace("−", "-"))
    except ValueError:
        return text
