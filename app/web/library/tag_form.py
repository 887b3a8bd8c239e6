"""The tags of a file, as its page shows them and has them said."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g, url_for

from app.actions.library import tag_files
from app.actions.library.library_files import Thing
from app.models import Asset


@dataclass(frozen=True, kw_only=True)
class TagForm:
    """What a page shows of a file's tags: ``known`` are those that files of its ``kind`` have."""

    tags: Sequence[str]
    known: Sequence[str]
    may_tag: bool
    address: str
    kind: str


def form(thing: Thing) -> TagForm:
    """Return what the page of a file shows."""
    is_asset = isinstance(thing, Asset)
    return TagForm(
        tags=tag_files.tags(g.session, thing),
        known=[name for name, _count in tag_files.every(g.session, type(thing))],
        may_tag=tag_files.may_tag(g.session, thing, g.account),
        address=url_for("tags.asset", asset_id=thing.id) if is_asset else url_for("tags.picture", picture_id=thing.id),
        kind="assets" if is_asset else "pictures",
    )
