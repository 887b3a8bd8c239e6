"""The paper by which a file may be shown, as the page of the file tells of it."""

from dataclasses import dataclass

from flask import g, url_for

from app.actions.documents import permits
from app.actions.library.library_files import KINDS, Thing
from app.exchange.licences import PERMISSION
from app.models import Permit


@dataclass(frozen=True, kw_only=True)
class PermitForm:
    """What a page shows: ``permit`` may be of an earlier version; ``is_due``: the licence says that there is one."""

    permit: Permit | None
    is_own: bool
    is_due: bool
    may_keep: bool
    may_read: bool
    address: str
    removal: str
    most: int = permits.MOST_BYTES // 1_000_000


def form(thing: Thing) -> PermitForm:
    """Return what the page of a file shows."""
    found, kind = permits.of(g.session, thing), KINDS[type(thing)].value
    return PermitForm(
        permit=found,
        is_own=found is not None and found.slug == thing.slug,
        is_due=thing.record.get("licence") == PERMISSION,
        may_keep=permits.may_keep(g.session, thing, g.account),
        may_read=permits.may_read(g.session, thing, g.account),
        address=url_for("permits.show", kind=kind, number=thing.id),
        removal=url_for("permits.forget", kind=kind, number=thing.id),
    )
