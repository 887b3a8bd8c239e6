"""Revisions: every version of the words and places of an item, on its way to the public.

    discarded ◀──discard── draft ──submit──▶ submitted ──approve──▶ approved
        └───────undo─────────▶ ▲                 │                     │
                               └────give back────┴───────withdraw──────┘

Each save of a draft leaves what was saved before as a revision of its own, which is ``kept`` and goes nowhere.
Published is no state: it is the item's current edition.
"""

import enum
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from app.errors import WrongState
from app.i18n import N_
from app.models.account import Account
from app.models.base import Base, Json, JsonList, now
from app.models.item import Item
from app.models.package import Package
from app.models.use import Use, uses


class State(enum.StrEnum):
    DRAFT = "draft"  # may be changed
    SUBMITTED = "submitted"  # frozen, waits for an approver
    APPROVED = "approved"  # may be published
    KEPT = "kept"  # what a draft said before it was saved again
    DISCARDED = "discarded"  # a draft that nobody wants, until somebody takes it back


MOVES: dict[State, set[State]] = {
    State.DRAFT: {State.SUBMITTED, State.DISCARDED},
    State.SUBMITTED: {State.APPROVED, State.DRAFT},
    State.APPROVED: {State.DRAFT},
    State.KEPT: set(),
    State.DISCARDED: {State.DRAFT},
}
PAST = (State.KEPT, State.DISCARDED)  # no longer on their way to the public

contribution = Table(
    "contribution",
    Base.metadata,
    Column("revision_id", ForeignKey("revision.id"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
)


class Revision(Base):
    """One version of an item.

    ``record`` is its StationRecord or PlanningRecord as plain JSON.  ``based_on`` is the revision it started from.
    ``number`` says how far the item's history had come: a draft takes the next one each time it is saved.
    ``contributors`` is everybody with a change of their own in it: none of them may approve it.
    ``pins`` are the files that it shows, by hash, from when it was handed in (``exchange.stored.Pin``).
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("item_id", "number"),
        Index("ix_revision_item_id_state_number", "item_id", "state", "number"),  # which one was approved last
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    number: Mapped[int]  # counts from 1 within the item
    state: Mapped[State] = mapped_column(default=State.DRAFT, index=True)
    record: Mapped[Json]
    pins: Mapped[JsonList] = mapped_column(default=list)
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    name: Mapped[str] = mapped_column(default="")  # "Nach der Ratssitzung"
    note: Mapped[str] = mapped_column(default="")  # from the author to the approver, or back with a reason
    asked_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))  # who is asked to decide; others still may
    package_id: Mapped[int | None] = mapped_column(ForeignKey("package.id"), index=True)  # what it is handed in with
    publish_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column()  # a change based on an older version is refused

    item: Mapped[Item] = relationship(back_populates="revisions", foreign_keys=item_id)
    author: Mapped[Account] = relationship(foreign_keys=author_id)
    asked: Mapped[Account | None] = relationship(foreign_keys=asked_id)
    package: Mapped[Package | None] = relationship(back_populates="revisions")
    based_on: Mapped["Revision | None"] = relationship(remote_side="Revision.id")
    contributors: Mapped[list[Account]] = relationship(secondary=contribution)
    uses: Mapped[list[Use]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}

    @validates("record")
    def _note_uses(self, _name: str, record: Json) -> Json:
        self.uses = list(uses(record))
        return record

    def move(self, to: State) -> None:
        """Change the state along ``MOVES``; raise WrongState off them."""
        if to not in MOVES[self.state]:
            raise WrongState(NO_WAY[self.state])
        self.state = to
        if to is State.DRAFT:
            self.pins, self.asked = [], None
        self.changed_at = now()

    def check_draft(self) -> None:
        """Raise WrongState unless the words may be changed."""
        if self.state is not State.DRAFT:
            raise WrongState(NO_WAY[self.state])


NO_WAY = {
    State.DRAFT: N_("Diese Fassung ist noch ein Entwurf. Bitte sie zuerst zur Freigabe geben."),
    State.SUBMITTED: N_(
        "Diese Fassung liegt zur Freigabe. Sie lässt sich erst wieder ändern, wenn sie zurückgegeben ist."
    ),
    State.APPROVED: N_("Diese Fassung ist schon freigegeben. Für Änderungen bitte einen neuen Entwurf beginnen."),
    State.KEPT: N_("Das ist ein früherer Stand. Wer ihn wieder braucht, holt ihn aus dem Verlauf als neuen Entwurf."),
    State.DISCARDED: N_("Dieser Entwurf ist verworfen. Bitte zuerst im Verlauf zurückholen."),
}
