"""A check: somebody stood before a sign, and what they found.  It is kept also if the sign changed meanwhile.

Each check carries an id that was made where it was noted, often without reception: delivered twice, it counts once.
"""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Account
from app.models.base import Base, JsonList, now
from app.models.sign import Sign, SignStage


class Finding(enum.StrEnum):
    GOOD = "good"  # our code, and it hangs where it belongs
    UNREADABLE = "unreadable"  # covered, torn, bleached
    FOREIGN = "foreign"  # the code leads somewhere else: somebody put theirs over ours
    UNKNOWN = "unknown"  # our address, but no sign has this code
    RETIRED = "retired"  # out of service and still hanging
    ELSEWHERE = "elsewhere"  # our sign, in another place than its own
    OTHER_STATION = "other_station"  # the sign of another station


class Check(Base):
    """One look at a sign.  ``read`` is what its code said; ``state`` what the person asked for, None to leave it.

    ``conflict`` tells that the state stayed, because it had changed since the person saw it or no step leads there.
    ``photos`` are keys of the media store that riders' addresses do not reach.
    """

    __tablename__ = "sign_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(unique=True)
    sign_id: Mapped[int] = mapped_column(ForeignKey("sign.id"), index=True)
    found: Mapped[Finding]
    read: Mapped[str] = mapped_column(default="")
    state: Mapped[SignStage | None]
    conflict: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    photos: Mapped[JsonList] = mapped_column(default=list)
    seen_at: Mapped[datetime]  # by the clock of the person's phone, never later than ``noted_at``
    noted_at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))

    sign: Mapped[Sign] = relationship()
    by: Mapped[Account] = relationship()
