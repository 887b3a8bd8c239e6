"""Signs: printed things with a code of their own.  They are live: a change holds at once, without review.

    planned ◀──▶ printed ──▶ mounted ◀──▶ damaged
       └────────────┴───────────┴───────────┴────▶ retired

A print that was cancelled leaves a planned sign.

A code is never used twice, and never dies: a retired sign still leads to a page.
"""

import enum
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.errors import WrongState
from app.i18n import N_
from app.models.base import Base, Json, now
from app.models.planning import Planning
from app.models.station import Station

if TYPE_CHECKING:
    from app.models.print import PrintRun


class SignStage(enum.StrEnum):
    PLANNED = "planned"
    PRINTED = "printed"
    MOUNTED = "mounted"
    DAMAGED = "damaged"
    RETIRED = "retired"


SIGN_MOVES: dict[SignStage, set[SignStage]] = {
    SignStage.PLANNED: {SignStage.PRINTED, SignStage.RETIRED},
    SignStage.PRINTED: {SignStage.PLANNED, SignStage.MOUNTED, SignStage.RETIRED},
    SignStage.MOUNTED: {SignStage.DAMAGED, SignStage.RETIRED},
    SignStage.DAMAGED: {SignStage.MOUNTED, SignStage.RETIRED},
    SignStage.RETIRED: set(),
}


class Sign(Base):
    """One printed sign.  ``record`` is its SignRecord without code, state and planning, which have columns here."""

    __tablename__ = "sign"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    planning_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("sign.id"))  # the sign that hangs in its stead
    state: Mapped[SignStage] = mapped_column(default=SignStage.PLANNED)
    record: Mapped[Json]
    created_at: Mapped[datetime] = mapped_column(default=now)
    version: Mapped[int] = mapped_column()

    station: Mapped[Station] = relationship(back_populates="signs", foreign_keys=station_id)
    planning: Mapped[Planning | None] = relationship(foreign_keys=planning_id)
    moved_to: Mapped["Sign | None"] = relationship(remote_side="Sign.id")
    runs: Mapped[list["PrintRun"]] = relationship(back_populates="sign", order_by="PrintRun.id")

    __mapper_args__ = {"version_id_col": version}

    def move(self, to: SignStage) -> None:
        """Change the state along ``SIGN_MOVES``; raise WrongState off them."""
        if to not in SIGN_MOVES[self.state]:
            sentence = N_(
                "Von „%(was)s“ nach „%(to)s“ wechselt kein Schild. Bitte einen der angebotenen Schritte wählen."
            )
            raise WrongState(sentence, was=self.state, to=to)
        self.state = to
