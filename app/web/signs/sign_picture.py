"""A sign as a picture: as it would be printed today, or the sentences that say why it cannot be."""

from html import escape
from textwrap import wrap

from flask import Config
from sqlalchemy.orm import Session

from app.actions.prints import draw_sign
from app.models import Sign
from app.signage.faults import Refused
from app.web.frame.languages import _

WIDTH_PX = 640
LINE_LETTERS, LINE_PX = 46, 34


def picture_of(session: Session, sign: Sign, config: Config) -> tuple[bytes, str]:
    """Return a sign's picture and its media type."""
    try:
        drawn = draw_sign.draw(
            session,
            config["MEDIA"],
            sign,
            public_url=config["SIGN_URL"],
            fonts=config["FONTS"],
            width_px=WIDTH_PX,
        )
    except Refused as refused:
        return _told([str(_(fault.sentence)) % fault.values for fault in refused.faults])
    return drawn, "image/png"


def _told(sentences: list[str]) -> tuple[bytes, str]:
    """Return sentences as a drawing."""
    lines = [line for sentence in sentences for line in [*wrap(sentence, LINE_LETTERS), ""]]
    height = (len(lines) + 2) * LINE_PX
    words = "".join(
        f'<text x="24" y="{(place + 1.5) * LINE_PX}">{escape(line)}</text>' for place, line in enumerate(lines)
    )
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PX} {height}" font-family="sans-serif"'
        f' font-size="22"><rect width="{WIDTH_PX}" height="{height}" fill="#fff"/>{words}</svg>'
    )
    return drawing.encode(), "image/svg+xml"
