"""Sources: whether what riders find under a text is still there.  A job asks each address once a week at most.

follow  keep in step with the addresses that riders' pages name
due     claim what is to be asked now, one address of each host; whoever is killed then has asked, as far as we know
note    keep what came of it
known   what is known of addresses
odd     what somebody should look at, of all that riders see
is_kept, forget   whether anything is known, and to know nothing more, where nobody is to ask

One failure says nothing: a page counts as dead when it has failed on two days, a week or more apart.  Who lets no
program ask (403, 429 …), or cannot be asked safely, is not at fault.  Who wants to be left alone for a while is.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.actions.care import reminder
from app.actions.records.line_record import day_of
from app.models import Beat, Edition, Heartbeat, Item, Kind, Reach, SourceCheck
from app.models.source_check import ENOUGH

AGAIN = timedelta(days=7)
FOLLOWED = timedelta(hours=1)  # so often it is looked which addresses riders' pages name
LONGEST_WAIT = timedelta(days=30)
MOST = 10  # addresses at a time
FAILED = (Reach.GONE, Reach.AWAY)
NO_SUCH_PAGE, OUT_OF_ORDER = (404, 410), range(500, 600)
LONGEST_URL = 2000  # letters; nothing longer is asked


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of asking: see ``outside.Look``, whose fields these are."""

    status: int | None = None
    is_barred: bool = False
    moved_to: str = ""
    wait_s: float = 0.0

    @property
    def found(self) -> Reach:
        if self.is_barred:
            return Reach.SHUT
        if self.status is None or self.status in OUT_OF_ORDER:
            return Reach.AWAY
        if self.status in NO_SUCH_PAGE:
            return Reach.GONE
        if self.status >= 400:
            return Reach.SHUT
        return Reach.MOVED if self.moved_to else Reach.FINE


def follow(session: Session, *, at: datetime) -> None:
    """Know the addresses that riders' pages name, and no others; looked for once an hour.

    What is no longer named is forgotten as soon as it could be asked again, so that nobody is asked more often because
    something was taken down and published again.
    """
    beat = session.get(Heartbeat, Beat.SOURCES)
    if beat is not None and at - beat.at < FOLLOWED:
        return
    if beat is None:
        session.add(Heartbeat(beat=Beat.SOURCES, at=at))
    else:
        beat.at = at
    named = set(_named(session))
    kept = {each.url: each for each in session.scalars(select(SourceCheck))}
    for url, row in kept.items():
        row.is_shown = url in named
    session.add_all(SourceCheck(url=url, host=host_of(url), next_at=at) for url in sorted(named - {*kept}))
    session.flush()
    session.execute(delete(SourceCheck).where(~SourceCheck.is_shown, SourceCheck.next_at <= at))


def due(session: Session, *, at: datetime) -> Sequence[str]:
    """Return addresses to be asked now, the first few, no two of one host.

    They count as asked from now on: the next time is a week away, whatever becomes of this one.
    """
    wanted = (SourceCheck.is_shown, SourceCheck.next_at <= at)
    first = select(func.min(SourceCheck.id)).where(*wanted).group_by(SourceCheck.host).limit(MOST)
    found = session.scalars(select(SourceCheck).where(SourceCheck.id.in_(first)).order_by(SourceCheck.id)).all()
    for each in found:
        each.next_at = at + AGAIN
    session.flush()
    return [each.url for each in found]


def note(session: Session, url: str, answer: Answer, *, at: datetime) -> None:
    """Keep what came of asking at ``url``; nothing where nobody wants to know any more."""
    row = session.scalars(select(SourceCheck).where(SourceCheck.url == url).with_for_update()).first()
    if row is None:
        return
    found = answer.found
    if found not in FAILED:
        row.failures, row.failed_at = 0, None
    elif row.failed_at is None:
        row.failures, row.failed_at = 1, at
    elif row.checked_at is None or day_of(session, row.checked_at) != day_of(session, at):
        row.failures += 1
    row.found, row.status, row.checked_at = found, answer.status, at
    row.moved_to = answer.moved_to if found is Reach.MOVED else ""
    session.flush()
    if answer.wait_s > 0:
        until = at + timedelta(seconds=min(answer.wait_s, LONGEST_WAIT.total_seconds()))
        same = (SourceCheck.host == row.host, SourceCheck.next_at < until)
        session.execute(update(SourceCheck).where(*same).values(next_at=until))


def known(session: Session, urls: Collection[str]) -> Mapping[str, SourceCheck]:
    """Return what is known of ``urls``: the address -> its row, where it was asked."""
    query = select(SourceCheck).where(SourceCheck.url.in_(urls), SourceCheck.checked_at.is_not(None))
    return {each.url: each for each in session.scalars(query)} if urls else {}


def odd(session: Session) -> Mapping[str, SourceCheck]:
    """Return what is dead or has moved: the address -> its row."""
    is_odd = or_(SourceCheck.failures >= ENOUGH, SourceCheck.found == Reach.MOVED)
    return {each.url: each for each in session.scalars(select(SourceCheck).where(SourceCheck.is_shown, is_odd))}


def is_kept(session: Session) -> bool:
    """Tell whether anything is known."""
    return session.scalars(select(SourceCheck.id).limit(1)).first() is not None


def forget(session: Session) -> None:
    """Know nothing of any address."""
    session.execute(delete(SourceCheck))
    session.execute(delete(Heartbeat).where(Heartbeat.beat == Beat.SOURCES))


def host_of(url: str) -> str:
    """Return the host of an address, empty where it names none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _named(session: Session) -> Iterator[str]:
    """Yield the address of each source that stands under a text which riders see."""
    query = select(Edition.record["sources"]).join(Item, Item.current_id == Edition.id)
    shown = (Item.kind.in_((Kind.STATION, Kind.PLANNING)), reminder.is_shown())
    for some in session.scalars(query.where(*shown)):
        for each in some or ():
            if host_of(each["url"]) and len(each["url"]) <= LONGEST_URL:
                yield each["url"]
