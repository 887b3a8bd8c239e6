"""Preferences: what people choose for themselves alone, such as whether single keys do something."""

from sqlalchemy.orm import Session

from app.models import Account


def choose(session: Session, account: Account, name: str, value: str | bool) -> None:
    """Keep a preference of ``account``."""
    account.preferences = {**account.preferences, name: value}
    session.flush()
