"""Show people: everybody who has an account, page by page, and the partners they may work for; not who was erased."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.errors import Missing
from app.models import SYSTEM_MAIL, Account, Partner

PAGE = 50


def people(session: Session, *, search: str = "", page: int = 1) -> tuple[Sequence[Account], int]:
    """Return a page of accounts in the order of their names, and how many pages there are; the system is left out."""
    query = select(Account).where(Account.email != SYSTEM_MAIL, Account.erased_at.is_(None))
    if search.strip():
        like = f"%{search.strip().lower()}%"
        query = query.where(or_(func.lower(Account.name).like(like), Account.email.like(like)))
    count = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    order = (Account.active.desc(), Account.reset_asked_at.is_(None), func.lower(Account.name), Account.id)
    found = session.scalars(query.order_by(*order).limit(PAGE).offset((max(page, 1) - 1) * PAGE)).all()
    return found, max(1, -(-count // PAGE))


def person(session: Session, account_id: int) -> Account:
    """Return the account.  Raises Missing unless it is a person's."""
    found = session.get(Account, account_id)
    if found is None or found.is_system:
        raise Missing("Dieses Konto gibt es nicht.")
    return found


def partner(session: Session, slug: str) -> Partner:
    """Return the partner of that name in addresses.  Raises Missing if there is none."""
    found = session.scalars(select(Partner).where(Partner.slug == slug)).first()
    if found is None:
        raise Missing("Diesen Partner gibt es nicht.")
    return found


def partners(session: Session) -> Sequence[Partner]:
    """Return all partners by name."""
    return session.scalars(select(Partner).order_by(Partner.name)).all()
