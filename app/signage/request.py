"""What a sign's template is given: plain values, made without the typesetter, so that any process can make them."""

import enum
from collections.abc import Sequence

from app import contrast
from app.signage.order import Item, Order
from app.signage.profile import Profile, cmyk
from app.signage.sheet import SHEETS
from app.signage.sign_content import Plain, face
from app.signage.words import words

INK, PAPER = "#000000", "#ffffff"


class Output(enum.StrEnum):
    PRINT = "print"
    DIGITAL = "digital"
    TRIAL = "trial"


def request(order: Order, items: Sequence[Item], output: Output, profile: Profile) -> Plain:
    """Return what a sign's template is given: see ``templates/parts.typ``."""
    is_print = output is Output.PRINT
    return {
        "title": words(items[0].languages[0], brought=order.words)["title"]
        % {"line": order.line.name, "number": order.number},
        "date": {"year": order.on.year, "month": order.on.month, "day": order.on.day},
        "bleed_mm": profile.bleed_of(SHEETS[items[0].kind]) if is_print else 0,
        "has_folds": not is_print,  # drawn; for a print shop they are lines in a spot colour
        "has_inks": is_print,
        "signs": [
            face(order, item) | {"colours": _colours(order, item, profile if is_print else None)} for item in items
        ],
    }


def _colours(order: Order, item: Item, printed: Profile | None) -> Plain:
    """Return the colours of a sign: for a screen, or as they are ``printed``."""
    look = order.look_of(item)
    head = look.colour or order.line.colour
    act = look.second_colour or head
    screen = {
        "ink": INK,
        "paper": PAPER,
        "accent": order.line.colour,
        "head": head,
        "on_head": contrast.words_on(head) or INK,
        "act": act,
        "on_act": contrast.words_on(act) or INK,
    }
    return {name: cmyk(printed, colour) if printed else colour for name, colour in screen.items()}
