"""What a sign's template is given: plain values, made without the typesetter, so that any process can make them."""

import enum
from collections.abc import Sequence

from app.signage.order import Item, Order
from app.signage.profile import Profile, cmyk
from app.signage.sign_content import Plain, face
from app.signage.words import words

INK, PAPER = "#000000", "#ffffff"


class Output(enum.StrEnum):
    PRINT = "print"
    DIGITAL = "digital"
    TRIAL = "trial"


def request(order: Order, items: Sequence[Item], output: Output, profile: Profile) -> Plain:
    """Return what a sign's template is given: see ``templates/parts.typ``."""
    screen = {"ink": INK, "paper": PAPER, "accent": order.line.colour}
    is_print = output is Output.PRINT
    return {
        "title": words(items[0].languages[0], brought=order.words)["title"]
        % {"line": order.line.name, "number": order.number},
        "date": {"year": order.on.year, "month": order.on.month, "day": order.on.day},
        "bleed_mm": profile.bleed_mm if is_print else 0,
        "colours": {name: cmyk(profile, colour) if is_print else colour for name, colour in screen.items()},
        "signs": [face(order, item) for item in items],
    }
