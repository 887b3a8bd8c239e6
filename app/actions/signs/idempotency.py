"""Idempotency: what a phone sends again counts once, by an idempotency key that was made there.

It is delivered until it is answered, so it may come twice; by its id it counts once.
"""

import re
import uuid

from app.errors import Invalid

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new_id() -> str:
    """Return an id for a form that is filled in without JavaScript."""
    return str(uuid.uuid4())


def check_id(given: str) -> None:
    """Raise Invalid unless ``given`` is an id."""
    if not ID.fullmatch(given):
        raise Invalid("Das hat keine gültige Kennung. Bitte die Seite neu laden und noch einmal eintragen.")
