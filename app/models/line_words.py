"""What the line says of itself: its own words, its partners' names and its pages, as items with editions of their own.

What riders see of them stands in ``Line.record`` and ``Line.pages``, where everything else of the line is; publishing
an edition brings it there (``actions/records/line_parts.py``).
"""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.account import Partner
from app.models.item import Item, Kind


class LineWords(Item):
    """A part of what the line says.  It belongs to a partner: a partner's name to that one, all else to the first."""

    __mapper_args__ = {"polymorphic_abstract": True}

    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True, use_existing_column=True)

    partner: Mapped[Partner] = relationship()

    @property
    def owner(self) -> Partner:
        return self.partner


class LineText(LineWords):
    """The line's name for riders, what it is about, and who pays for it.  There is one."""

    __mapper_args__ = {"polymorphic_identity": Kind.LINE}


class PartnerName(LineWords):
    """What a partner is called, and where it is at home."""

    __mapper_args__ = {"polymorphic_identity": Kind.PARTNER}


class PageText(LineWords):
    """A page of words, such as the imprint."""

    __mapper_args__ = {"polymorphic_identity": Kind.PAGE}


ONCE = Item.kind.in_((Kind.LINE, Kind.PARTNER, Kind.PAGE, Kind.DESIGN))
Index("uq_item_kind_slug", Item.kind, Item.slug, unique=True, sqlite_where=ONCE, postgresql_where=ONCE)
