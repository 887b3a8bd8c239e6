"""Catch up: what somebody made of a scene, together with what others saved of it meanwhile.

catch_up   with the scene as it is saved now
carry_on   with its newest version, where one goes on from then on
newest     the newest version that somebody may go on with, None where that is the scene itself
"""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import library_files
from app.actions.library.build_assets import SCENE
from app.actions.scenes import working_copy
from app.actions.scenes.working_copy import Taken
from app.errors import Overtaken
from app.i18n import N_
from app.meshes.scene_text.merge import merge
from app.meshes.scene_text.ops import Step, Text
from app.meshes.scene_text.settle import Chosen, Conflict
from app.meshes.scene_text.source_text import SourceText
from app.models import Account, Asset
from app.storage import Store

BOTH = N_("Jemand anderes hat dieselben Stellen geändert. Bitte wählen, was gelten soll.")
MERGED = N_("Zusammengeführt")


class ConflictError(Overtaken):
    """Two changed the same: what ``conflicts`` say of ``mine`` waits for somebody to choose."""

    def __init__(self, conflicts: Sequence[Conflict], mine: SourceText) -> None:
        super().__init__(BOTH)
        self.conflicts = conflicts
        self.mine = mine


def catch_up(session: Session, media: Store, asset: Asset, chosen: Chosen, *, by: Account) -> bool:
    """Bring the working copy of ``by`` up to what is saved, and return whether there was anything to bring.

    ``chosen`` says whose way conflicts go, by their keys.  Before it one can go back to what is saved, no further:
    older steps know nothing of the others.  Raises ConflictError while anything is to be chosen.
    """
    draft = working_copy.find(session, asset, of=by)
    if draft is None or draft.base_key == asset.files[SCENE]:
        return False
    _carry(session, media, asset, asset, chosen, by)
    return True


def carry_on(session: Session, media: Store, asset: Asset, chosen: Chosen, *, by: Account) -> Asset:
    """Take the working copy of ``by`` along to the newest version of the scene, and return that.

    What they have begun there stays.  Raises ConflictError as ``catch_up`` does.
    """
    to = newest(session, asset, of=by)
    if to is None or working_copy.find(session, asset, of=by) is None:
        return to or asset
    _carry(session, media, asset, to, chosen, by)
    return to


def newest(session: Session, asset: Asset, *, of: Account) -> Asset | None:
    """Return the last version that follows a scene, step by step the newest of its partner or of one's own."""
    partners = {asset.partner_id, *(each.id for each in library_files.partners(session, of))}
    found, later = asset, _follower(session, asset, partners)
    while later is not None:
        found, later = later, _follower(session, later, partners)
    return None if found is asset else found


def _follower(session: Session, asset: Asset, partners: Collection[int | None]) -> Asset | None:
    query = select(Asset).where(Asset.follows_id == asset.id, Asset.deleted_at.is_(None))
    query = query.where(Asset.files[(SCENE,)].as_string().is_not(None)).order_by(Asset.id.desc())
    return next((each for each in session.scalars(query) if each.partner_id in partners), None)


def _carry(session: Session, media: Store, asset: Asset, to: Asset, chosen: Chosen, by: Account) -> None:
    """Throw the working copy of ``asset`` away for a step on ``to`` that holds all of it."""
    draft = working_copy.find(session, asset, of=by)
    assert draft is not None, "whoever calls has looked"
    base, mine = SourceText.read(draft.base), working_copy.look(session, media, asset, of=by).source
    theirs = _saved(media, to) if to is asset else working_copy.look(session, media, to, of=by).source
    merged = merge(base, mine, theirs, chosen)
    if merged.conflicts:
        raise ConflictError(merged.conflicts, mine)
    working_copy.discard(session, asset, of=by)
    version = working_copy.look(session, media, to, of=by).version
    step = Taken("", Step(MERGED, (Text(merged.text.text),)))
    working_copy.change(session, media, to, [step], version=version, by=by)


def _saved(media: Store, asset: Asset) -> SourceText:
    return SourceText.read(working_copy.saved_text(media, asset))
