"""Search: the words by which an item is found, folded so that they are the same however they are typed.

``Item.words`` holds the titles in every language: those that riders see and those of the version written last.  Each
new version and each edition brings it up to date, whoever writes them, so that no action has to think of it.
"""

import unicodedata

from sqlalchemy import Connection, event, func, inspect, select, update
from sqlalchemy.orm import Mapper

from app.models.base import Json
from app.models.edition import Edition
from app.models.item import Item
from app.models.revision import PAST, Revision, State

ON_WAY = (State.SUBMITTED, State.APPROVED)
ALONE = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "a", "œ": "o"})  # letters that do not come apart
UMLAUTS = {"ae": "a", "oe": "o", "ue": "u"}  # written out, as on a keyboard without them


def fold(text: str) -> str:
    """Return ``text`` without case, accents and written-out umlauts: *König*, *KOENIG* and *konig* are the same."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(ALONE)
    for pair, letter in UMLAUTS.items():
        plain = plain.replace(pair, letter)
    return " ".join(plain.split())


def words_of(*records: Json | None) -> str:
    """Return the folded titles in ``records``, each title once."""
    given = [record for record in records if record]
    titles = [text.get("title", "") for record in given for text in record.get("texts", {}).values()]
    titles += [record.get("name", "") for record in given]  # a partner has no other words
    return "\n".join(dict.fromkeys(fold(title) for title in titles if title))


@event.listens_for(Revision, "after_insert")
@event.listens_for(Revision, "after_update")
def _newest(_mapper: Mapper[Revision], connection: Connection, revision: Revision) -> None:
    if revision.state in PAST:
        return  # only what was said before
    if revision.state in ON_WAY and not inspect(revision).attrs.record.history.has_changes():
        return  # it moved on, and says what it said
    public = select(Edition.record).join(Item, Item.current_id == Edition.id).where(Item.id == revision.item_id)
    _keep(connection, revision.item_id, connection.scalar(public), revision.record)


@event.listens_for(Edition, "after_insert")
def _public(_mapper: Mapper[Edition], connection: Connection, edition: Edition) -> None:
    last = select(func.max(Revision.number)).where(Revision.item_id == edition.item_id).scalar_subquery()
    newest = select(Revision.record).where(Revision.item_id == edition.item_id, Revision.number == last)
    _keep(connection, edition.item_id, edition.record, connection.scalar(newest))


def _keep(connection: Connection, item_id: int, *records: Json | None) -> None:
    connection.execute(update(Item).where(Item.id == item_id).values(words=words_of(*records)))
