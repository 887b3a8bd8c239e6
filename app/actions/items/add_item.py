"""Add items: a station at a stop of the line, a planning from nothing or as a copy.  Each begins as somebody's draft.

add_station   a station with a title
add_planning  a planning where its station is, until somebody gives it a place
add_both      both at once
copy          a planning that says and shows what another one does
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import edit
from app.actions.items.place import at_stop
from app.actions.library import library_files
from app.actions.people.rights import check
from app.actions.records import record_json
from app.actions.records.line_record import first_language
from app.errors import Invalid, Missing, WrongState
from app.exchange.reading import Fault
from app.exchange.records import TITLE_MAX, Confidence
from app.i18n import N_
from app.models import Account, Item, Partner, Planning, Revision, Role, Station, Stop
from app.models.base import Json
from app.site.paths import RESERVED

T = TypeVar("T", Station, Planning)
OWN = {"confidence": Confidence.STATED.value}  # who adds something answers for it
COPY = " (2)"  # behind the title of a copy, in every language
UNFIT = N_("So lässt sich das nicht speichern. Bitte die markierten Felder prüfen.")
NO_STOP = Fault("", "stop", N_("Noch ist keine Haltestelle gewählt."), N_("Bitte eine auswählen."))


def add_station(
    session: Session, stop: Stop | None, partner: Partner | None, words: Mapping[str, str], *, by: Account
) -> Station:
    """Make a station at ``stop`` that belongs to ``partner``, with a draft of ``by``.

    ``words`` are title and summary in the line's first language; without a title it is called like its stop.  Raises
    Missing without partner, Forbidden unless ``by`` plans for it, WrongState if the stop has a station, Invalid without
    stop or with every fault of the words.
    """
    if partner is None:
        raise Missing("Bitte einen Partner wählen.")
    check(by, Role.PLANNER, partner)
    if stop is None:
        raise Invalid(UNFIT, faults=[NO_STOP])
    if session.scalars(select(Station).where(Station.stop_id == stop.id)).first() is not None:
        raise WrongState("Diese Haltestelle hat schon eine Station. Vielleicht liegt sie im Archiv.")
    words = {**words, "title": words.get("title", "").strip() or stop.name}
    station = Station(slug=_slug(session, Station, words["title"]), partner=partner, stop=stop)
    record = {**OWN, "stop": stop.dhid, "partner": partner.slug, "texts": {first_language(session): _text(words)}}
    return _begun(session, station, record_json.checked(session, station, record), by)


def add_both(
    session: Session,
    stop: Stop | None,
    partner: Partner | None,
    words: Mapping[str, str],
    planning: Mapping[str, str],
    *,
    by: Account,
) -> Planning:
    """Make a station and its first planning, or neither of them.

    ``planning`` are its title, summary and topic.  Raises as ``add_station`` does, Invalid also with every fault of the
    planning, whose fields begin with ``planning.`` then.
    """
    with session.begin_nested():
        station = add_station(session, stop, partner, words, by=by)
        try:
            return add_planning(session, station, planning, topic=planning.get("topic", ""), by=by)
        except Invalid as refusal:
            faults = [
                replace(each, field=f"planning.{each.field}") for each in refusal.faults if isinstance(each, Fault)
            ]
            raise Invalid(UNFIT, faults=faults) from refusal


def add_planning(session: Session, station: Station, words: Mapping[str, str], *, topic: str, by: Account) -> Planning:
    """Make a planning at ``station`` with a draft of ``by``.

    Raises Forbidden unless ``by`` plans for the station's partner, WrongState if the station is archived, Invalid with
    every fault of the words.
    """
    record = {**OWN, "topic": topic, "place": at_stop(station), "texts": {first_language(session): _text(words)}}
    return _planning(session, station, record, by)


def copy(session: Session, planning: Planning, *, by: Account) -> Planning:
    """Make a planning beside ``planning`` that says what its newest version says.  Raises as ``add_planning`` does."""
    check(by, Role.PLANNER, planning.owner)
    source = edit.open_draft(session, planning, of=by) or edit.newest(session, planning)
    if source is None:
        raise Missing("Es gibt noch keine Fassung, die sich kopieren ließe.")
    texts = source.record["texts"]
    first = first_language(session)
    title = texts[first]["title"][: TITLE_MAX - len(COPY)] + COPY
    record = {**source.record, "texts": {**texts, first: {**texts[first], "title": title}}}
    made = _planning(session, planning.station, record, by)
    _credit(session, made, source, by)
    return made


def _planning(session: Session, station: Station, record: Json, by: Account) -> Planning:
    check(by, Role.PLANNER, station.partner)
    if station.archived_at is not None:
        raise WrongState("Diese Station liegt im Archiv. Bitte sie zuerst zurückholen.")
    title = record["texts"][first_language(session)]["title"]
    planning = Planning(slug=_slug(session, Planning, title))
    checked = record_json.checked(session, planning, record)
    planning.station = station  # not before: what is refused is nothing of the station's
    return _begun(session, planning, checked, by)


def _begun(session: Session, item: T, checked: Json, by: Account) -> T:
    session.add(item)
    session.flush()
    edit.add_draft(session, item, checked, by=by)
    return item


def _credit(session: Session, made: Planning, source: Revision, by: Account) -> None:
    """Count those who wrote what was copied as authors of it, so that none of them approves their own words."""
    draft = edit.open_draft(session, made, of=by)
    assert draft is not None
    draft.contributors += [each for each in source.contributors if each not in draft.contributors]
    session.flush()


def _slug(session: Session, table: type[Item], title: str) -> str:
    slug = library_files.free_slug(session, table, title)
    return f"{slug}-2" if slug in RESERVED else slug


def _text(words: Mapping[str, str]) -> Json:
    return {"title": " ".join(words.get("title", "").split()), "summary": " ".join(words.get("summary", "").split())}
