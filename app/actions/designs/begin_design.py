"""Begin a design: of the line's signs, or of those of a partner that wants its own."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.people.rights import check
from app.actions.records import record_json
from app.errors import Missing
from app.exchange.records import TITLE_MAX
from app.models import Account, Line, Partner, Role, SignDesign
from app.models.sign_design import OF_LINE, OF_PARTNER

ALL = "Schilder der Linie"  # what a design is called at first
OWN = "Schilder: "  # and the partner's name


def begin(session: Session, partner: Partner | None, *, by: Account) -> SignDesign:
    """Return the design of ``partner``, or for None that of the line; where there is none, a new one with a draft.

    Raises Forbidden unless ``by`` plans for whom it belongs to, Missing before a line was loaded.
    """
    line = session.scalars(select(Line).with_for_update()).first()  # two at once wait for one another
    if line is None:
        raise Missing("Es ist noch keine Linie geladen.")
    owner = partner or owner_of_line(session, line)
    check(by, Role.PLANNER, owner)
    slug = OF_PARTNER + partner.slug if partner else OF_LINE
    there = session.scalars(select(SignDesign).where(SignDesign.slug == slug)).first()
    if there is not None:
        return there
    name = (OWN + partner.name)[:TITLE_MAX] if partner else ALL
    design = SignDesign(slug=slug, partner=owner)
    record = record_json.checked(session, design, {"name": name})
    session.add(design)
    session.flush()
    edit.add_draft(session, design, record, by=by)
    return design


def owner_of_line(session: Session, line: Line) -> Partner:
    """Return the first partner of the line, to whom all of it belongs that is no other's."""
    return session.scalars(select(Partner).where(Partner.slug == line.record["partners"][0]["slug"])).one()
