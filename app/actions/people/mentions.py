"""Mentions: colleagues whom somebody names with @ in what they write.

colleagues  who can be named where something is said of an item
mentioned   who is named in a text
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.people.drafts import may_read
from app.models import Account, Item

AT = "@"


@dataclass(frozen=True)
class Mentioned:
    """``people`` are told; ``unheard`` is what was written after @ and names nobody who may read it."""

    people: Sequence[Account] = ()
    unheard: Sequence[str] = ()


def colleagues(session: Session, item: Item) -> list[Account]:
    """Return who works here and may read what there is of ``item``, by name."""
    query = select(Account).where(Account.active).order_by(Account.name, Account.id)
    return [each for each in session.scalars(query) if each.memberships and may_read(each, item)]


def mentioned(session: Session, text: str, item: Item) -> Mentioned:
    """Return who is named in ``text``, as @ and the whole name in letters of any case.

    Of several with one name all are meant.  An @ within a word, as in a mail address, names nobody.
    """
    if AT not in text:
        return Mentioned()
    everybody = colleagues(session, item)
    longest_first = sorted({each.name for each in everybody}, key=len, reverse=True)
    names = "|".join(map(re.escape, longest_first)) or "(?!)"
    people: dict[Account, None] = {}
    unheard: dict[str, None] = {}
    for found in re.finditer(rf"(?<!\w){AT}(?:({names})(?!\w)|(\w[\w.-]*\w|\w))", text, re.IGNORECASE):
        if found[1]:
            meant = found[1].casefold()
            people.update((each, None) for each in everybody if each.name.casefold() == meant)
        else:
            unheard[f"{AT}{found[2]}"] = None
    return Mentioned(tuple(people), tuple(unheard))
