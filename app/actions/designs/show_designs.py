"""Show designs: which there are, which there might be, and what signs look like in one.

rows       the line's and each partner's
formats    a picture of every format in a design, or what does not fit on it
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.actions.content.item_states import Mark, marks, standing
from app.actions.designs.begin_design import owner_of_line
from app.actions.prints import draw_sign, print_content
from app.actions.records import dump, sign_designs, sign_pictures
from app.actions.records.line_record import today
from app.actions.records.titles import title_of
from app.errors import Missing
from app.exchange.content import Content
from app.exchange.records import SignKind, SignRecord, StationRecord
from app.models import Item, Kind, Line, Partner, Planning, SignDesign, Station, Stop
from app.models.base import Json
from app.models.sign_design import OF_LINE, OF_PARTNER
from app.signage.faults import Fault, Refused
from app.storage import Store

CODE = "MUSTER"  # of a sign that is none
WIDTH_PX = 480


@dataclass(frozen=True)
class DesignRow:
    """The design of ``partner``, None for the line's; ``id`` is None where there is none yet."""

    partner: Partner | None
    owner: Partner
    id: int | None
    title: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Format:
    """A kind of sign in a design: its picture as PNG, or what is wrong with it."""

    kind: SignKind
    picture: bytes | None
    faults: Sequence[Fault]


def rows(session: Session) -> list[DesignRow]:
    """Return the line's design, then the partners' by their names; none before a line was loaded."""
    line = session.scalars(select(Line)).first()
    if line is None:
        return []
    there = {
        row.slug: row for row in session.execute(select(SignDesign.slug, SignDesign.id, title_of(session, SignDesign)))
    }
    stands = standing(session, [row.id for row in there.values()])
    own = marks(session, among=Item.kind == Kind.DESIGN)

    def row(slug: str, partner: Partner | None, owner: Partner) -> DesignRow:
        found = there.get(slug)
        if found is None:
            return DesignRow(partner, owner, None, "", ())
        return DesignRow(partner, owner, found.id, found[2], (stands[found.id], *own.get(found.id, ())))

    partners = session.scalars(select(Partner).order_by(Partner.name, Partner.id)).all()
    return [
        row(OF_LINE, None, owner_of_line(session, line)),
        *(row(OF_PARTNER + each.slug, each, each) for each in partners),
    ]


def formats(
    session: Session, media: Store, design: Item, record: Json, *, language: str, public_url: str, fonts: Path
) -> list[Format]:
    """Return every format as signs would be if ``record`` were what is published of ``design``.

    The sign is a made-up one at a real station of the design's partner, in ``language`` and another.  Raises Missing as
    long as there is no station to show.
    """
    partner = design.slug.removeprefix(OF_PARTNER) if design.slug != OF_LINE else ""
    station_id = next(_stations(session, partner), None)
    if station_id is None:
        raise Missing("Noch ist keine Station mit einer Planung öffentlich, an deren Schild sich das zeigen ließe.")
    content = dump.words_at(session, [station_id])
    (station,) = content.stations.values()
    spoken = print_content.languages(session)
    first = language if language in spoken else spoken[0]
    order = print_content.chosen(
        _with_signs(content, station),
        {CODE + kind.value: 1 for kind in SignKind},
        names=dump.names(session),
        languages=(first, *(tag for tag in spoken if tag != first))[:2],
        looks=sign_designs.looks(session, instead={design.slug: record}),
        pictures=sign_pictures.pictures(session, content),
        public_url=public_url,
        on=today(session),
    )
    items = tuple(replace(item, sign=replace(item.sign, code=CODE)) for item in order.items)
    drawn = draw_sign.pictures(media, replace(order, items=items), fonts=fonts, width_px=WIDTH_PX)
    return [
        Format(item.kind, None, each.faults) if isinstance(each, Refused) else Format(item.kind, each, ())
        for item, each in zip(items, drawn, strict=True)
    ]


def _stations(session: Session, partner: str) -> Iterator[int]:
    """Yield the public stations that have a public planning, along the line, those of ``partner`` before others."""
    is_other = Partner.slug != partner
    inside = aliased(Planning)  # of the same table as its station
    has_planning = select(inside.id).where(inside.station_id == Station.id, inside.current_id.is_not(None))
    query = select(Station.id).join(Station.partner).join(Station.stop)
    query = query.where(Station.current_id.is_not(None), has_planning.exists())
    yield from session.scalars(query.order_by(is_other, Stop.position))


def _with_signs(content: Content, station: StationRecord) -> Content:
    """Return the content with a sign of each kind at the station, whatever hangs there."""
    there = next(iter(content.plannings[station.slug].values()))
    signs = tuple(
        SignRecord(
            code=CODE + kind.value, kind=kind, where={}, place=there.place, facing_deg=0, facing_uncertainty_deg=180
        )
        for kind in SignKind
    )
    return replace(content, signs={station.slug: signs})
