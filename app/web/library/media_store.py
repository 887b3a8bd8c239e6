"""The store of the files that pages show."""

from flask import current_app

from app.storage import Store


def media() -> Store:
    """Return the store of files that pages show."""
    found: Store = current_app.config["MEDIA"]
    return found
