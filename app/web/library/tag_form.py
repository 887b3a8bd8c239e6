"""The tags of a file, as its page shows them and has them said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import g, url_for

from app.actions.library import tag_files
from app.actions.library.library_files import Thing
from app.models import Asset, Document, Picture
from app.models.base import Json

KINDS: Mapping[type[Thing], tuple[str, str]] = {  # how lists and addresses call a kind of files
    Asset: ("assets", "asset"),
    Picture: ("pictures", "picture"),
    Document: ("documents", "document"),
}


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
    kind, name = KINDS[type(thing)]
    values: Json = {f"{name}_id": thing.id}
    return TagForm(
        tags=tag_files.tags(g.session, thing),
        known=[name for name, _count in tag_files.every(g.session, type(thing))],
        may_tag=tag_files.may_tag(g.session, thing, g.account),
        address=url_for(f"tags.{name}", **values),
        kind=kind,
    )
