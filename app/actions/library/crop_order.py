"""Crop order: what the crops of a picture are cut from, and whether they are."""

import hashlib

from app import pictures
from app.actions.records import record_json
from app.exchange.records import PictureRecord
from app.models import Picture

SOURCES = ("source.webp", "source.jpg", "source.png", "source.avif")


def source_key(picture: Picture) -> str:
    """Return the key of its source in the media store, empty if it has none."""
    return next((str(picture.files[name]) for name in SOURCES if name in picture.files), "")


def wanted(picture: Picture) -> str:
    """Return the hash of everything that its crops depend on; what they were cut from is its ``made_from``."""
    made_of = (pictures.VERSION, source_key(picture), cut_of(picture))
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]


def cut_of(picture: Picture) -> pictures.Cut:
    """Return what is shown of it."""
    return record_json.cut_of(record_json.stored(PictureRecord, picture.record))
