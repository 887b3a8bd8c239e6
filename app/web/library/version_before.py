"""The version before a file, where that is still shown: what the page of the newer one offers as the next step."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g, url_for

from app.actions.items import replace_everywhere
from app.actions.items.replace_everywhere import Place
from app.actions.library.library_files import Thing
from app.actions.people.rights import MAKERS
from app.models import Asset, BuildState
from app.web.frame.access import holds
from app.web.library.tag_form import KINDS


@dataclass(frozen=True, kw_only=True)
class VersionBefore:
    """``places`` show it that the person may change; ``address`` takes what is to stand there instead."""

    places: Sequence[Place]
    address: str


def of(thing: Thing) -> VersionBefore | None:
    """Return the newest earlier version that something shows, None if nothing does or nothing can show ``thing``."""
    if not holds(*MAKERS) or thing.deleted_at or (isinstance(thing, Asset) and thing.state is not BuildState.READY):
        return None
    name, before = KINDS[type(thing)][1], thing.follows
    while before is not None:
        places = [each for each in replace_everywhere.places(g.session, before, g.account) if each.may_change]
        if places:
            address = url_for(f"replace.{name}", **{f"{name}_id": before.id})  # type: ignore[arg-type]
            return VersionBefore(places=places, address=address)
        before = before.follows
    return None
