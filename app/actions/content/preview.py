"""Preview: the very page that riders would get, over words and places that are not public.

addresses   of a version: those of riders at which a preview stands, its own and what leads to it
wanted      one of them: at a rider's address, or the version's own
draw        the page itself
withdrawn   what riders get once something is taken down
from_sign   the on-site view of a version's planning, as it opens at one sign
unsaved     a version that nobody keeps, for either
newest      the version that a preview of an item shows to somebody

The page functions and the values are those of publishing; only the one record differs.  Beside a planning whose station
is not public stands what is newest of that station.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.records import line_parts, record_json
from app.actions.riders import site_values
from app.errors import Missing
from app.exchange.reading import plain
from app.exchange.records import LineRecord
from app.models import Account, Edition, Item, Kind, Planning, Revision, Station
from app.models.base import Json
from app.site import onsite, pages, paths, values
from app.site.anchors import hanging
from app.site.values import Settings


class View(StrEnum):
    """What of an item is drawn."""

    OWN = "own"  # the page of the version itself
    STATION = "station"  # the page of its station
    ON_SITE = "on_site"


@dataclass(frozen=True)
class Page:
    """A page of a preview, in one language."""

    view: View
    language: str


def addresses(session: Session, item: Item) -> Mapping[str, Page]:
    """Return riders' addresses -> what a preview of a version of ``item`` draws in their place."""
    _check_paged(item)
    line = record_json.stored(LineRecord, site_values.the_line(session).record)
    found = {}
    for tag in line.languages:
        if isinstance(item, Station | Planning):
            at = item.station if isinstance(item, Planning) else item
            found[paths.on_site_path(tag, line.slug, at.slug)] = Page(View.ON_SITE, tag)
            found[paths.station_path(tag, line.slug, at.slug)] = Page(View.STATION, tag)
        found[address(item, line, tag)] = Page(View.OWN, tag)
    return found


def address(item: Item, line: LineRecord, language: str) -> str:
    """Return where riders find ``item``, or what it says of the line."""
    if isinstance(item, Planning):
        return paths.planning_path(language, line.slug, item.station.slug, item.slug)
    if isinstance(item, Station):
        return paths.station_path(language, line.slug, item.slug)
    return paths.text_path(language, item.slug) if item.kind is Kind.PAGE else paths.line_path(language, line.slug)


def _check_paged(item: Item) -> None:
    if item.kind is Kind.DESIGN:
        raise Missing("Die Gestaltung der Schilder hat keine Seite. Wie sie aussehen, zeigt das Studio.")


def wanted(at: Mapping[str, Page], language: str, rest: str = "") -> Page:
    """Return the page at a rider's address, which is ``language`` and ``rest``; without a rest the version's own.

    Raises Missing if there is none.
    """
    own = Page(View.OWN, language)
    found = at.get(f"/{language}/{rest}/") if rest else own if own in at.values() else None
    if found is None:
        raise Missing("In dieser Sprache gibt es hier keine Seiten.")
    return found


def draw(
    session: Session,
    revision: Revision,
    page: Page,
    settings: Settings,
    *,
    root: str = "",
    beside: Sequence[Revision] = (),
) -> str:
    """Return a page as it would be if ``revision`` were public.

    Raises Missing if it is a planning at whose station nobody has written anything, or if no sign is there to look
    from.
    ``root`` is what stands before riders' addresses where the preview is: in addresses that leave the page for a viewer
    of the phone, be it of the page or of a file.  ``beside``: versions of the same station that would be public, too.
    """
    item = session.get_one(Item, revision.item_id)
    rooted = replace(settings, public_url=f"{settings.public_url}{root}")
    if item.kind in line_parts.KINDS:
        return _words_page(session, item, revision.record, page.language, rooted)
    line, station = _line(session), _station(session, item, [revision, *beside])
    if page.view is View.ON_SITE:
        if not onsite.has_onsite(station):
            raise Missing("Hier gibt es noch kein Schild, von dem aus sich etwas ansehen ließe.")
        return onsite.onsite_page(line, station, page.language, replace(settings, has_sign_anchors=False))
    if page.view is View.STATION or not isinstance(item, Planning):
        return pages.station_page(line, station, page.language, rooted)
    planning = next(each for each in station.plannings if each.record.slug == item.slug)
    return pages.planning_page(line, station, planning, page.language, rooted)


def from_sign(session: Session, revision: Revision, code: str, language: str, settings: Settings) -> str:
    """Return the on-site view over a version of a planning: it opens by itself, from one sign, turned to the planning.

    Raises Missing unless the planning's station has that sign.
    """
    planning = session.get_one(Planning, revision.item_id)
    line, station = _line(session), _station(session, planning, [revision])
    signs = tuple(sign for sign in hanging(station) if sign.code == code)
    if not signs:
        raise Missing("Dieses Schild gibt es an der Station nicht.")
    return onsite.onsite_page(line, replace(station, signs=signs), language, settings, preview=planning.slug)


def withdrawn(session: Session, item: Item, language: str, settings: Settings) -> str:
    """Return the page that riders get at the address of a station or planning once that is taken down.

    Raises Missing if it was never public, or in a language of which there are no pages.
    """
    last = select(Edition).where(Edition.item_id == item.id).order_by(Edition.number.desc()).limit(1)
    shown = item.current or session.scalars(last).first()
    line = site_values.line(session, site_values.the_line(session), site_values.shown(session))
    if shown is None or language not in line.record.languages or item.kind not in (Kind.STATION, Kind.PLANNING):
        raise Missing("In dieser Sprache gibt es hier keine Seiten.")
    names = {tag: text["title"] for tag, text in shown.record["texts"].items()}
    if isinstance(item, Planning):
        beside = next((each for each in line.stations if each.slug == item.station.slug), None)
        return pages.withdrawn_page(line, names, language, settings, is_planning=True, station=beside)
    others = replace(line, stations=tuple(each for each in line.stations if each.slug != item.slug))
    return pages.withdrawn_page(others, names, language, settings, is_planning=False, station=None)


def _words_page(session: Session, item: Item, part: Json, language: str, settings: Settings) -> str:
    """Return the page of words itself, else that of the line, which shows all else."""
    row = site_values.the_line(session)
    record, pages_given = line_parts.joined(row.record, row.pages, item.kind, part)
    line = site_values.line(session, site_values.the_line(session), site_values.shown(session))
    line = replace(line, record=record_json.stored(LineRecord, record))
    if item.kind is Kind.PAGE:
        texts = record_json.pages(pages_given)[item.slug]
        return pages.text_page(line, item.slug, texts, language, settings)
    return pages.line_page(line, language, settings, model=site_values.model_of(session, row))


def _line(session: Session) -> values.Line:
    """Return the line without what its other stations show, which no page of one station says."""
    return site_values.line(session, site_values.the_line(session), site_values.shown(session, Kind.STATION))


def _station(session: Session, item: Item, versions: Sequence[Revision]) -> values.Station:
    """Return the station of ``item`` with ``versions`` in it, and with what is newest of itself if it is not public."""
    station = item.station if isinstance(item, Planning) else item
    is_there = station.current_id or station.id in {each.item_id for each in versions}
    own = None if is_there else edit.newest(session, station)
    return site_values.station(session, station.id, instead=[*versions, *([own] if own else [])])


def newest(session: Session, item: Item, *, of: Account) -> Revision | None:
    """Return the own draft of ``of``, else what is newest, else what was written last; None if nothing ever was."""
    last = select(Revision).where(Revision.item_id == item.id).order_by(Revision.number.desc()).limit(1)
    return edit.open_draft(session, item, of=of) or edit.newest(session, item) or session.scalars(last).first()


def unsaved(item: Item, record: object) -> Revision:
    """Return a revision of ``item`` that no session knows, for a page over what somebody is typing."""
    return Revision(item_id=item.id, record=plain(record))
