"""A sign as a picture: as it would be printed today, or the sentences that say why it cannot be."""

import threading
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.actions.records import dump
from app.actions.signs import print_content
from app.models import Sign, now
from app.signage.faults import Refused
from app.signage.typeset import Press

WIDTH_PX = 640
LINE_LETTERS, LINE_PX = 46, 34
LANGUAGES = ("de", "en")
ONE_AT_A_TIME = threading.Lock()  # the typesetter knows no threads


def picture_of(session: Session, sign: Sign, config: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return a sign's picture and its media type."""
    order = print_content.chosen(
        dump.words(session, [sign.code]),
        {sign.code: 1},
        names=dump.names(session),
        languages=LANGUAGES,
        public_url=config["PUBLIC_URL"],
        on=now().date(),
    )
    if not order.items:
        return _told([_("Die Station dieses Schilds ist noch nicht veröffentlicht.")])
    try:
        with ONE_AT_A_TIME:
            return _press(config["FONTS"]).picture(order, order.items[0], width_px=WIDTH_PX), "image/png"
    except Refused as refused:
        return _told([str(_(fault.sentence)) % fault.values for fault in refused.faults])


@cache
def _press(fonts: Path) -> Press:
    return Press(fonts)


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
