"""Print orders: what was asked for, how far it is, and which sign was printed when, how and with which address.

    waiting ◀──▶ checked ──▶ cancelled        checked: made and read to be looked at, not ordered yet
      │ └──────▶ refused         ▲
      └────────▶ released ───────┘            waiting, too, may be cancelled

An order keeps everything it is made from, so that it goes on after a kill, and gives the same bytes, whatever is
published meanwhile.
"""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.errors import WrongState
from app.models.account import Account
from app.models.base import Base, Json, JsonList, now
from app.models.sign import Sign


class OrderState(enum.StrEnum):
    WAITING = "waiting"  # for the jobs
    RELEASED = "released"  # every page was read; the files may be fetched
    CHECKED = "checked"  # every page was read and may be looked at; nothing is ordered
    REFUSED = "refused"  # ``faults`` says why
    CANCELLED = "cancelled"  # by ``cancelled_by``


ORDER_MOVES: dict[OrderState, set[OrderState]] = {
    OrderState.WAITING: {OrderState.RELEASED, OrderState.REFUSED, OrderState.CHECKED, OrderState.CANCELLED},
    OrderState.CHECKED: {OrderState.WAITING, OrderState.CANCELLED},
    OrderState.RELEASED: {OrderState.CANCELLED},
    OrderState.REFUSED: set(),
    OrderState.CANCELLED: set(),
}


class OrderOutput(enum.StrEnum):
    PRINT = "print"  # CMYK, for a print shop
    DIGITAL = "digital"  # RGB and accessible, for screens
    TRIAL = "trial"  # several signs on A4, for the office printer


class Printer(Base):
    """One print shop's wishes: a ``signage.profile.Profile``, and the key of its ICC file in the media store."""

    __tablename__ = "printer"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    record: Mapped[Json]
    icc_key: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PrintOrder(Base):
    """Signs to be printed in one go.

    ``content`` and ``profile`` are what the files are made from; ``files`` are those that are made and read: name,
    kind, key in the media store, sha256 and pages.  ``faults`` are code, field and German sentence of what is wrong.
    ``is_trial``: its address must not hang in public, and each page says so.
    """

    __tablename__ = "print_order"

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[OrderState] = mapped_column(default=OrderState.WAITING, index=True)
    output: Mapped[OrderOutput]
    content: Mapped[Json] = mapped_column(deferred=True)
    profile: Mapped[Json]
    icc_key: Mapped[str] = mapped_column(default="")
    is_trial: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_ordered: Mapped[bool] = mapped_column(default=True, server_default=true())  # or only looked at, so far
    note: Mapped[Json] = mapped_column(default=dict, server_default="{}")  # ``signage.order_note.OrderNote``
    signs: Mapped[int]  # how many
    files: Mapped[JsonList] = mapped_column(default=list)
    faults: Mapped[JsonList] = mapped_column(default=list)
    is_remade: Mapped[bool] = mapped_column(
        default=False, server_default=false(), index=True
    )  # lost files, by the jobs
    lost: Mapped[JsonList] = mapped_column(default=list, server_default="[]")  # names: no longer made of the same bytes
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    by: Mapped[Account] = relationship(foreign_keys=by_id)
    cancelled_by: Mapped[Account | None] = relationship(foreign_keys=cancelled_by_id)
    runs: Mapped[list["PrintRun"]] = relationship(back_populates="order")

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """What people call it: the year and a number that no other order has."""
        return f"{self.created_at:%Y}-{self.id:03}"

    @property
    def release(self) -> OrderOutput:
        """What its files are for, once they are released: for print, for screens, or as a trial."""
        return OrderOutput.TRIAL if self.is_trial else self.output

    def move(self, to: OrderState) -> None:
        """Change the state along ``ORDER_MOVES``; raise WrongState off them."""
        if to not in ORDER_MOVES[self.state]:
            raise WrongState("Dieser Auftrag ist schon abgeschlossen. Bitte einen neuen anlegen.")
        self.state = to


class PrintRun(Base):
    """One sign of a released order, as it stands on paper: the on-site view measures against this bitmap."""

    __tablename__ = "print_run"
    __table_args__ = (UniqueConstraint("order_id", "sign_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("print_order.id"))
    sign_id: Mapped[int] = mapped_column(ForeignKey("sign.id"), index=True)
    kind: Mapped[str]
    address: Mapped[str]  # exactly as the code says it
    code_mm: Mapped[float]  # width of the code without its quiet zone
    sha256: Mapped[str]  # of the file
    page: Mapped[int]  # in the file, from 1
    copies: Mapped[int]
    is_cancelled: Mapped[bool] = mapped_column(default=False, server_default=false())  # nobody printed it
    at: Mapped[datetime] = mapped_column(default=now)

    order: Mapped[PrintOrder] = relationship(back_populates="runs")
    sign: Mapped[Sign] = relationship(back_populates="runs")
