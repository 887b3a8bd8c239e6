"""Sign designs: how the signs of the line and of its partners look by what is published.

looks     by the slug of a partner; empty: of who has no design
joined    one design over another, field by field
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.records.record_json import stored
from app.exchange.designs import DesignRecord
from app.models import Edition, Partner, SignDesign
from app.models.base import Json
from app.models.sign_design import OF_LINE, OF_PARTNER
from app.signage.look import PLAIN, Look


def looks(session: Session, *, instead: Mapping[str, Json] | None = None) -> Mapping[str, Look]:
    """Return the look of signs by the slug of their partner, also for nobody in particular (an empty one).

    ``instead`` are records that would be public, by the slug of their design.
    """
    query = select(SignDesign.slug, Edition.record).join(Edition, Edition.id == SignDesign.current_id)
    given: dict[str, Json] = {row.slug: row.record for row in session.execute(query)} | {**(instead or {})}
    of_line = joined(_look(given.get(OF_LINE)), PLAIN)
    slugs = session.scalars(select(Partner.slug).order_by(Partner.slug))
    return {"": of_line} | {slug: joined(_look(given.get(OF_PARTNER + slug)), of_line) for slug in slugs}


def joined(over: Look, under: Look) -> Look:
    """Return what ``over`` says, and of what it leaves empty what ``under`` does."""
    return replace(under, **{name: value for name, value in vars(over).items() if value})


def _look(given: Json | None) -> Look:
    if given is None:
        return PLAIN
    record = stored(DesignRecord, given)
    return Look(**{name: value for name, value in vars(record).items() if name not in ("slug", "name")})
