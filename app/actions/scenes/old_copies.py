"""Old working copies of scenes: those that nobody goes on with.

sweep  forget what nobody has touched for half a year, and what people made whose accounts are erased
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.models import Account, SceneDraft, SceneStep

KEPT = timedelta(days=180)  # a project that lies over a winter is still there in spring


def sweep(session: Session, *, at: datetime) -> int:
    """Forget working copies, and return how many those were."""
    erased = select(Account.id).where(Account.erased_at.is_not(None))
    old = or_(SceneDraft.changed_at < at - KEPT, SceneDraft.account_id.in_(erased))
    ids = session.scalars(select(SceneDraft.id).where(old)).all()
    if ids:
        session.execute(delete(SceneStep).where(SceneStep.draft_id.in_(ids)))
        session.execute(delete(SceneDraft).where(SceneDraft.id.in_(ids)))
    return len(ids)
