"""Rename: another address for a station or a planning.  The old one leads on, for good, in every language.

rename     give an item another address
addresses  those of an item and of what lies below it
lead_on    let addresses that are gone lead to the new ones

An address is no part of the words: it changes at once, for whoever may publish, and no draft is touched by it.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import publish
from app.actions.people.rights import check
from app.actions.riders import site_values
from app.errors import Invalid, WrongState
from app.exchange.records import SLUG
from app.i18n import N_
from app.models import Account, Event, EventKind, Item, LineWords, Planning, Redirect, Role, Station
from app.site.paths import ON_SITE, RESERVED

LONGEST = 60


def rename(session: Session, item: Item, slug: str, *, by: Account) -> None:
    """Give ``item`` the address ``slug``.

    Raises Forbidden unless ``by`` approves for the item's partner, Invalid if the address cannot be used or is taken,
    WrongState for what the line says of itself.
    """
    check(by, Role.APPROVER, item.owner)
    if isinstance(item, LineWords):
        raise WrongState("Diese Adresse gehört zum geladenen Bestand und bleibt, wie sie ist.")
    _check_free(session, item, slug)
    line = site_values.the_line(session).slug
    before, was = addresses(item, line), item.slug
    item.slug = slug
    if item.editions:
        lead_on(session, dict(zip(before, addresses(item, line), strict=True)))
    if isinstance(item, Planning):
        _keep_its_place(session, item.station, was, slug, by)
    session.add(Event(what=EventKind.RENAME, item=item, by=by, comment=f"{was} → {slug}"))
    session.flush()


def addresses(item: Item, line: str) -> list[str]:
    """Return the addresses of an item and of what lies below it, without their language."""
    if isinstance(item, Station):
        own = f"{line}/{item.slug}/"
        return [own, f"{own}{ON_SITE}/", *(f"{own}{planning.slug}/" for planning in item.plannings)]
    assert isinstance(item, Planning)
    return [f"{line}/{item.station.slug}/{item.slug}/"]


def lead_on(session: Session, moved: dict[str, str]) -> None:
    """Note where addresses went.  Nothing leads in a circle or in two steps."""
    for redirect in session.scalars(select(Redirect)):
        if redirect.old in moved.values():
            session.delete(redirect)
        elif redirect.new in moved:
            redirect.new = moved[redirect.new]
    session.flush()
    session.add_all(Redirect(old=old, new=new) for old, new in moved.items())


def _check_free(session: Session, item: Item, slug: str) -> None:
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST or slug in RESERVED:
        sentence = N_(
            "„%(slug)s“ taugt nicht als Adresse. Erlaubt: a–z, 0–9 und Bindestriche, höchstens %(longest)s Zeichen."
        )
        raise Invalid(sentence, slug=slug, longest=LONGEST)
    if isinstance(item, Planning):
        taken = any(each.slug == slug for each in item.station.plannings)
    else:
        taken = session.scalars(select(Station).where(Station.slug == slug)).first() is not None
    if taken:
        raise Invalid("Die Adresse „%(slug)s“ ist hier schon vergeben.", slug=slug)


def _keep_its_place(session: Session, station: Station, was: str, slug: str, by: Account) -> None:
    """Let the station's order of plannings, which names them by address, name the new one."""
    if station.current is None or was not in station.current.record.get("plannings", ()):
        return
    order = [slug if each == was else each for each in station.current.record["plannings"]]
    publish.reissue(session, station, {**station.current.record, "plannings": order}, by=by)
