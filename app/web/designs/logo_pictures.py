"""Logos as the studio shows them: the drawing that is printed, in the colours of screens."""

import base64

from flask import Flask

from app.exchange.designs import LOGO_KEY
from app.signage import logo
from app.web.library.media_store import media


def logo_picture(key: str) -> str:
    """Return the picture of a kept drawing as an address, empty if it is not there."""
    drawing = logo.read(media().get(key) or b"") if LOGO_KEY.fullmatch(key) else None
    return f"data:image/svg+xml;base64,{base64.b64encode(logo.as_svg(drawing).encode()).decode()}" if drawing else ""


def install(app: Flask) -> None:
    """Let templates show logos."""
    app.jinja_env.globals["logo_picture"] = logo_picture
