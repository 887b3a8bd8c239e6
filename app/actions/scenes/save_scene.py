"""Save a scene: what somebody made of it in the editor becomes its text, or that of its next version, and is built.

save       and the planning from which it was opened shows it in a draft, with the states that it has now; what others
           saved meanwhile comes in before, by ``catch_up``
elsewhere  what else would show what is saved, to be asked about before
"""

from sqlalchemy.orm import Session

from app.actions.content import show_item
from app.actions.library import add_asset, library_files
from app.actions.library.build_assets import SCENE
from app.actions.library.library_files import Shown
from app.actions.scenes import shown_in, working_copy
from app.actions.scenes.new_scene import LONGEST_TITLE, copied
from app.errors import Overtaken
from app.i18n import N_
from app.models import Account, Asset, Item, Planning
from app.storage import Store

BOTH = N_("Jemand anderes hat diese Szene inzwischen gespeichert.")


def save(
    session: Session,
    media: Store,
    asset: Asset,
    *,
    item: Item | None,
    owner: str,
    by: Account,
    is_branched: bool = False,
) -> Asset:
    """Save the working copy of ``by`` and return the asset that has it: another one where this one stays as it is.

    One that was deleted meanwhile stays so: what somebody made of it becomes a version of its own.
    ``owner`` is the slug of the partner that a new version belongs to, empty for the first that ``by`` plans for.
    With ``is_branched`` the scene stays as it is, and ``item`` gets one of its own that is called as itself.

    Raises Overtaken if somebody else saved meanwhile, Invalid with the faults of the text, and Forbidden where ``by``
    plans for nobody.
    """
    draft = working_copy.find(session, asset, of=by)
    if draft is None:
        return asset
    if asset.files[SCENE] != draft.base_key:
        raise Overtaken(BOTH)
    text = working_copy.look(session, media, asset, of=by).source.text
    if text == working_copy.saved_text(media, asset) and asset.deleted_at is None:
        working_copy.discard(session, asset, of=by)
        return asset  # nothing to save
    add_asset.check_scene(session, text)
    target = asset
    if is_branched and item is not None:
        title = show_item.head(session, item).title[:LONGEST_TITLE]
        target = add_asset.branch(session, asset, title=title, owner=item.owner, by=by)
        text = copied(text, title)
    elif asset.deleted_at is not None or library_files.why_not(session, asset, by):
        partner = library_files.partner(session, owner, by=by)
        target = add_asset.add_asset(session, title="", owner=partner, by=by, follows=asset)
    add_asset.write(session, media, target, text, by=by)
    working_copy.discard(session, asset, of=by)
    if isinstance(item, Planning):
        shown_in.replace(session, item, asset, target, text, by=by)
    return target


def elsewhere(session: Session, media: Store, asset: Asset, *, item: Item | None, by: Account) -> list[Shown]:
    """Return what else than ``item`` would show what ``by`` saves: nothing where that is nothing new or a version."""
    if asset.deleted_at is not None or library_files.why_not(session, asset, by) is not None:
        return []
    text = working_copy.look(session, media, asset, of=by).source.text
    return shown_in.others(session, asset, item) if text != working_copy.saved_text(media, asset) else []
