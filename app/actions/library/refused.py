"""Refused and repeated: uploads of which nothing came, and those of a file that the library has.

is_refused   whether nothing ever came of the file of an asset
other_of     what else was made of the same file
sweep        forget those that nobody has looked into for two weeks
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select, union_all
from sqlalchemy.orm import Session

from app.actions.library.build_assets import SCENE
from app.exchange.stored import AssetFinding
from app.i18n import N_
from app.models import Asset, BuildState, Notice, SceneDraft, SceneUnderlay

KEPT = timedelta(days=14)  # somebody on holiday still reads why
THERE = N_("Diese Datei gibt es schon: „%(title)s“.")


def is_refused() -> ColumnElement[bool]:
    """Return whether nothing ever came of the file of an Asset, as a part of a query.

    Such a row is there for who sent the file, to read why.  It is no part of the library, and nobody has to say whose
    it is.  A scene is, with whatever faults: it is a text that goes on being written.
    """
    is_scene = Asset.files[(SCENE,)].as_string().is_not(None)
    return and_(Asset.state == BuildState.FAILED, Asset.build.is_(None), ~is_scene)


def nothing_came_of(asset: Asset) -> bool:
    """Return the same of one asset."""
    return asset.state is BuildState.FAILED and asset.build is None and SCENE not in asset.files


def other_of(session: Session, asset_id: int, key: str) -> list[AssetFinding]:
    """Return a note that names the newest other asset made of the file ``key`` of the media store, if there is one."""
    is_of_it = Asset.files[(key.rpartition("/")[2],)].as_string() == key
    query = select(Asset).where(is_of_it, Asset.id != asset_id, Asset.deleted_at.is_(None), ~is_refused())
    found = session.scalars(query.order_by(Asset.id.desc())).first()
    return [AssetFinding(wrong=THERE, values={"title": found.record["title"]})] if found else []


def sweep(session: Session, *, at: datetime) -> int:
    """Forget what was refused two weeks ago, but for what was loaded or followed; return how many those were.

    What was a scene before, and is one still to somebody who has a working copy of it, waits for them.
    """
    followed = select(Asset.follows_id).where(Asset.follows_id.is_not(None))
    worked_at = union_all(select(SceneDraft.asset_id), select(SceneUnderlay.asset_id))
    held = or_(Asset.id.in_(followed), Asset.id.in_(worked_at))
    is_old = (is_refused(), Asset.by_id.is_not(None), Asset.changed_at < at - KEPT, ~held)
    gone = session.scalars(select(Asset.id).where(*is_old).with_for_update()).all()
    unnamed = {"synchronize_session": False}
    session.execute(delete(Notice).where(Notice.asset_id.in_(gone)), execution_options=unnamed)
    session.execute(delete(Asset).where(Asset.id.in_(gone)), execution_options=unnamed)
    return len(gone)
