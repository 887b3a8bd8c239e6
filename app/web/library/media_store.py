"""The stores of the files that pages show, and of those on their way."""

from flask import current_app

from app.storage import Store


def media() -> Store:
    """Return the store of files that pages show."""
    found: Store = current_app.config["MEDIA"]
    return found


def uploads() -> Store:
    """Return the store of files on their way."""
    found: Store = current_app.config["UPLOADS"]
    return found
