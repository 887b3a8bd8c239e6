"""Working copy: what one person makes of a scene and has not yet saved, with 100 steps to undo.

look      the text that somebody goes on with: of their own working copy, else of the scene
change    one or several steps further; a working copy is made by the first
undo      a step back, in all windows of that person
redo      and on again
revert    a step to the scene as it is saved, which can be undone like any other
discard   throw a working copy away
is_here   note that a window is open
others    who else is at the same scene
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from app.actions.library.build_assets import SCENE
from app.errors import Overtaken
from app.i18n import N_
from app.meshes.scene_text.ops import Step
from app.meshes.scene_text.source_text import SourceText
from app.meshes.scene_text.steps import apply
from app.models import Account, Asset, SceneDraft, SceneStep, now
from app.storage import Store

MOST_STEPS = 100
HERE_S = 90  # browsers let hidden windows speak once a minute
SAVED = N_("Gespeicherter Stand")
TOO_LATE = N_("In einem anderen Fenster wurde diese Szene inzwischen geändert. Hier steht nun der neuere Stand.")


@dataclass(frozen=True)
class Working:
    """The text that somebody goes on with; ``base_key`` is the file of the scene that it was made from.

    ``version`` is 0 while there is no working copy.
    """

    source: SourceText
    version: int
    base_key: str
    label: str = ""
    can_undo: bool = False
    can_redo: bool = False

    @property
    def is_saved(self) -> bool:
        """Whether there is nothing to save."""
        return not self.version


@dataclass(frozen=True)
class Taken:
    """A step, and what the page calls it: sent twice, it is taken once."""

    token: str
    step: Step


@dataclass(frozen=True)
class Other:
    """Somebody else with a working copy of the same scene."""

    name: str
    is_here: bool
    at: datetime


def find(session: Session, asset: Asset, *, of: Account) -> SceneDraft | None:
    """Return the working copy of ``of``, if there is one."""
    query = select(SceneDraft).where(SceneDraft.asset_id == asset.id, SceneDraft.account_id == of.id)
    return session.scalars(query).first()


def look(session: Session, media: Store, asset: Asset, *, of: Account) -> Working:
    """Return what ``of`` goes on with.  Raises MeshError if that is no TOML."""
    draft = find(session, asset, of=of)
    if draft is None:
        return Working(SourceText.read(saved_text(media, asset)), 0, asset.files[SCENE])
    numbers = _numbers(session, draft)
    step = _step(session, draft)
    return Working(
        source=SourceText.read(step.text, step.ids),
        version=draft.version,
        base_key=draft.base_key,
        label=step.label,
        can_undo=draft.position > numbers[0],
        can_redo=draft.position < numbers[-1],
    )


def change(
    session: Session, media: Store, asset: Asset, steps: Sequence[Taken], *, version: int, by: Account
) -> Working:
    """Take steps, and return what came of it; those that were taken before, by their tokens, are left out.

    Raises Overtaken unless ``version`` is the newest, and as ``apply`` does.
    """
    draft = find(session, asset, of=by)
    if draft is None:
        draft = _begin(session, media, asset, by=by)
        version = draft.version
    fresh = _not_yet_taken(session, draft, steps)
    if fresh:
        _check(draft, version)
    step = _step(session, draft)
    source = SourceText.read(step.text, step.ids)
    for each in fresh:
        source = apply(source, each.step)
        _push(session, draft, each, source)
    session.flush()
    return look(session, media, asset, of=by)


def undo(session: Session, media: Store, asset: Asset, *, version: int, by: Account) -> Working:
    """Go a step back.  Raises Overtaken unless ``version`` is the newest."""
    return _go(session, media, asset, -1, version=version, by=by)


def redo(session: Session, media: Store, asset: Asset, *, version: int, by: Account) -> Working:
    """Go on again.  Raises Overtaken unless ``version`` is the newest."""
    return _go(session, media, asset, 1, version=version, by=by)


def revert(session: Session, media: Store, asset: Asset, *, by: Account) -> bool:
    """Take a step to the scene as it is saved, and return whether there is a way back.

    There is none where somebody else saved meanwhile: earlier steps know nothing of what that was.
    """
    draft = find(session, asset, of=by)
    if draft is None:
        return True  # nothing to do
    if draft.base_key != asset.files[SCENE]:
        discard(session, asset, of=by)
        return False
    text, step = saved_text(media, asset), _step(session, draft)
    source = SourceText.read(step.text, step.ids).with_text(text)
    _push(session, draft, Taken("", Step(SAVED, ())), source)
    session.flush()
    return True


def discard(session: Session, asset: Asset, *, of: Account) -> None:
    """Throw a working copy away."""
    draft = find(session, asset, of=of)
    if draft is not None:
        session.execute(delete(SceneStep).where(SceneStep.draft_id == draft.id))
        session.delete(draft)
        session.flush()


def others(session: Session, asset: Asset, *, than: Account) -> Sequence[Other]:
    """Return who else has a working copy of ``asset``, the newest first."""
    query = select(SceneDraft).where(SceneDraft.asset_id == asset.id, SceneDraft.account_id != than.id)
    query = query.options(joinedload(SceneDraft.account)).order_by(SceneDraft.changed_at.desc())
    here = now() - timedelta(seconds=HERE_S)
    return [Other(each.account.name, each.seen_at >= here, each.changed_at) for each in session.scalars(query)]


def is_here(session: Session, asset: Asset, *, by: Account) -> None:
    """Note that somebody's window is open; who has changed nothing is not waited for by anybody."""
    mine = (SceneDraft.asset_id == asset.id, SceneDraft.account_id == by.id)
    session.execute(update(SceneDraft).where(*mine).values(seen_at=now()))  # past its version: nothing is changed


def saved_text(media: Store, asset: Asset) -> str:
    """Return the text of a scene as it is saved."""
    return (media.get(asset.files[SCENE]) or b"").decode("utf-8", "replace")


def _begin(session: Session, media: Store, asset: Asset, *, by: Account) -> SceneDraft:
    text = saved_text(media, asset)
    draft = SceneDraft(asset_id=asset.id, account_id=by.id, base_key=asset.files[SCENE], base=text)
    session.add(draft)
    session.flush()
    ids = list(SourceText.read(text).ids)
    session.add(SceneStep(draft_id=draft.id, number=0, token="", label=SAVED, text=text, ids=ids))
    return draft


def _push(session: Session, draft: SceneDraft, taken: Taken, source: SourceText) -> None:
    """Put a step behind the one that shows; what was undone is gone, and the oldest make room."""
    session.execute(delete(SceneStep).where(SceneStep.draft_id == draft.id, SceneStep.number > draft.position))
    draft.position += 1
    draft.changed_at = draft.seen_at = now()
    session.add(
        SceneStep(
            draft_id=draft.id,
            number=draft.position,
            token=taken.token,
            label=taken.step.label,
            text=source.text,
            ids=list(source.ids),
        )
    )
    oldest = draft.position - MOST_STEPS
    session.execute(delete(SceneStep).where(SceneStep.draft_id == draft.id, SceneStep.number < oldest))


def _go(session: Session, media: Store, asset: Asset, by_steps: int, *, version: int, by: Account) -> Working:
    draft = find(session, asset, of=by)
    if draft is not None:
        _check(draft, version)
        if draft.position + by_steps in _numbers(session, draft):
            draft.position += by_steps
            draft.changed_at = draft.seen_at = now()
            session.flush()
    return look(session, media, asset, of=by)


def _check(draft: SceneDraft, version: int) -> None:
    if version != draft.version:
        raise Overtaken(TOO_LATE)


def _numbers(session: Session, draft: SceneDraft) -> range:
    """Return the numbers of the steps that are kept."""
    query = select(func.min(SceneStep.number), func.max(SceneStep.number)).where(SceneStep.draft_id == draft.id)
    first, last = session.execute(query).one()
    return range(first, last + 1)


def _step(session: Session, draft: SceneDraft) -> SceneStep:
    return session.get_one(SceneStep, (draft.id, draft.position))


def _not_yet_taken(session: Session, draft: SceneDraft, steps: Sequence[Taken]) -> list[Taken]:
    tokens = [each.token for each in steps]
    query = select(SceneStep.token).where(SceneStep.draft_id == draft.id, SceneStep.token.in_(tokens))
    taken = {*session.scalars(query)} - {""}
    return [each for each in steps if each.token not in taken]
