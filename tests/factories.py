"""Valid things with defaults, and a small line as an exchange folder."""

import itertools
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.content import edit, publish
from app.actions.library import pins
from app.actions.people import sign_ins
from app.exchange.codes import check_letter
from app.exchange.content import Content
from app.exchange.reading import plain
from app.exchange.records import (
    Annotation,
    AssetRecord,
    AssetText,
    Branch,
    LineRecord,
    Partner,
    Place,
    PlanningRecord,
    PlanningText,
    SignRecord,
    StationRecord,
    StopRecord,
    Text,
    Topic,
)
from app.exchange.writing import write_folder
from app.models import (
    Account,
    Item,
    Line,
    Membership,
    OrderOutput,
    OrderState,
    Planning,
    PrintOrder,
    Revision,
    Role,
    Sign,
    State,
    Station,
    Stop,
    now,
)
from app.models import Partner as PartnerRow
from app.site.values import Settings
from app.web.people.sign_in import KEY

SETTINGS = Settings(
    public_url="https://302.example",
    operator_name="Betrieb",
    operator_address="Weg 1",
    operator_mail="post@302.example",
    operator_phone="0209 1",
)
SCENE = (Path(__file__).parent / "meshes/example.toml").read_bytes()
PARTNERS = (Partner(slug="nord", name="Stadt Nord"), Partner(slug="sued", name="Stadt Süd"))
numbers = itertools.count(1)


def today() -> date:
    """Return the day that it is where the line of the tests runs."""
    return datetime.now(ZoneInfo("Europe/Berlin")).date()


def words(title: str = "Ein Platz", *, shape: type[Text] = Text, **more: Any) -> dict[str, Any]:
    return {"de": shape(title=title, summary=f"Kurz zu: {title}.", body="## Heute hier\n\nEin Platz.", **more)}


def code(number: int) -> str:
    """Return the code of a number below 31 ** 2."""
    alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    drawn = "222" + alphabet[number // 31] + alphabet[number % 31]
    return drawn + check_letter(drawn)


def stop(number: int, branch: str = "trunk") -> StopRecord:
    dhid, name = f"de:05513:{number}", f"Halt {number}"
    return StopRecord(
        seq=number, dhid=dhid, name=name, city="Nord", branch=branch, lat=51.5 + number % 600 / 200, lon=7.1
    )


def line_record(**changes: Any) -> LineRecord:
    given: dict[str, Any] = {
        "slug": "302",
        "number": "302",
        "name": "Linie 302",
        "languages": ("de", "en"),
        "partners": PARTNERS,
        "topics": (Topic(slug="kultur", names={"de": "Kultur"}),),
        "branches": (Branch(slug="trunk"),),
        "texts": words("Die Linie"),
    }
    return LineRecord(**{**given, **changes})


def station_record(slug: str = "platz", **changes: Any) -> StationRecord:
    given: dict[str, Any] = {"slug": slug, "stop": "de:05513:1", "partner": "nord", "texts": words(f"Station {slug}")}
    return StationRecord(**{**given, **changes})


def planning_record(slug: str = "segel", **changes: Any) -> PlanningRecord:
    place = Place(lat=51.5051, lon=7.1002, uncertainty_m=20.0)
    texts = words(f"Planung {slug}", shape=PlanningText)
    return PlanningRecord(**{"slug": slug, "topic": "kultur", "place": place, "texts": texts, **changes})


def sign_record(number: int = 1, **changes: Any) -> SignRecord:
    given: dict[str, Any] = {
        "code": code(number),
        "where": {"de": "Am Bahnsteig"},
        "place": Place(lat=51.505, lon=7.1, uncertainty_m=15.0),
        "facing_deg": 90.0,
        "facing_uncertainty_deg": 15.0,
    }
    return SignRecord(**{**given, **changes})


def asset_record(slug: str = "segel") -> AssetRecord:
    spoken = AssetText(
        alt={"today": "Ein leerer Platz.", "planned": "Ein Platz mit Segel."},
        annotations={"sail": Annotation(title="Segel", sentence="Es gibt Schatten.")},
    )
    return AssetRecord(
        slug=slug, title="Segel", author="Wir", licence="CC0-1.0", origin="selbst gebaut", texts={"de": spoken}
    )


def content(stations: int = 3, *, in_3d: bool = True) -> Content:
    """Return a small line: each station with one planning and one sign, all with the same 3D asset or none."""
    slugs = [f"station-{number}" for number in range(1, stations + 1)]
    return Content(
        line=line_record(),
        stops=tuple(stop(number) for number in range(1, stations + 2)),
        stations={
            slug: station_record(slug, stop=stop(number).dhid, plannings=("segel",))
            for number, slug in enumerate(slugs, start=1)
        },
        plannings={slug: {"segel": planning_record(asset="segel" if in_3d else "")} for slug in slugs},
        signs={slug: (sign_record(number),) for number, slug in enumerate(slugs, start=1)},
        assets={"segel": asset_record()} if in_3d else {},
        files={"segel": {"poster-planned-600.webp": b"picture", "scene.toml": SCENE}} if in_3d else {},
        pages={"impressum": words("Impressum")},
    )


def write(root: Path, stations: int = 3, *, in_3d: bool = True) -> Path:
    """Write the small line as an exchange folder below ``root``."""
    write_folder(content(stations, in_3d=in_3d), root)
    return root


def make_partner(session: Session, slug: str = "nord") -> PartnerRow:
    found = session.scalars(select(PartnerRow).where(PartnerRow.slug == slug)).first()
    if found is None:
        found = PartnerRow(slug=slug, name=f"Stadt {slug}")
        session.add(found)
        session.flush()
    return found


def make_account(session: Session, role: Role = Role.PLANNER, partner: str = "nord") -> Account:
    number = next(numbers)
    where = None if role is Role.ADMIN else make_partner(session, partner)
    account = Account(email=f"{role}-{number}@example.org", name=f"{role} {number}")
    account.memberships.append(Membership(role=role, partner=where))
    session.add(account)
    session.flush()
    return account


def signed_in(session: Session, account: Account) -> dict[str, str]:
    """Sign ``account`` in and return what its browser's cookie holds."""
    return {"_user_id": account.fs_uniquifier, KEY: sign_ins.begin(session, account, at=now())}


def make_line(session: Session) -> Line:
    found = session.scalars(select(Line)).first()
    if found is None:
        found = Line(slug="302", record=plain(line_record()), pages=plain({"impressum": words("Impressum")}))
        session.add(found)
        session.flush()
    return found


def make_station(session: Session, slug: str | None = None, *, partner: str = "nord", public: bool = False) -> Station:
    number = next(numbers)
    line, owner = make_line(session), make_partner(session, partner)
    where = stop(number % 9000 + 1)
    row = Stop(line=line, dhid=where.dhid, name=where.name, position=number, record=plain(where))
    station = Station(slug=slug or f"station-{number}", partner=owner, stop=row)
    session.add_all([row, station])
    session.flush()
    if public:
        record = station_record(station.slug, stop=where.dhid, partner=partner)
        publish_record(session, station, plain(record))
    return station


def make_planning(
    session: Session, station: Station | None = None, slug: str = "segel", *, public: bool = False
) -> Planning:
    station = station or make_station(session, public=public)
    planning = Planning(slug=slug, station=station)
    session.add(planning)
    session.flush()
    if public:
        publish_record(session, planning, plain(planning_record(slug)))
    return planning


def make_revision(
    session: Session, item: Item | None = None, state: State = State.DRAFT, *, by: Account | None = None, **changes: Any
) -> Revision:
    """Make a revision of ``item``, or of a new planning at a public station, on its way up to ``state``."""
    item = item or make_planning(session, make_station(session, public=True))
    shape = planning_record if isinstance(item, Planning) else station_record
    record = plain(shape(item.slug, **changes))
    author = by or make_account(session, Role.PLANNER, item.owner.slug)
    revision = edit.add_draft(session, item, record, by=author, based_on=edit.newest(session, item))
    if state is State.KEPT:
        number, record = revision.number, {**revision.record, "confidence_note": "Noch einmal gespeichert."}
        edit.save(session, revision, record, version=revision.version, by=author)
        return session.scalars(select(Revision).where(Revision.item == item, Revision.number == number)).one()
    if state in (State.SUBMITTED, State.APPROVED):
        revision.pins = pins.pin(session, record)
    for each in {State.APPROVED: (State.SUBMITTED, State.APPROVED), State.DRAFT: ()}.get(state, (state,)):
        revision.move(each)
    session.flush()
    return revision


def publish_record(session: Session, item: Item, record: dict[str, Any]) -> Revision:
    """Bring a record to the public, by somebody's draft and somebody else's approval."""
    author = make_account(session, Role.PLANNER, item.owner.slug)
    revision = edit.add_draft(session, item, record, by=author, based_on=edit.newest(session, item))
    revision.pins = pins.pin(session, record)
    revision.move(State.SUBMITTED)
    revision.move(State.APPROVED)
    publish.publish(session, revision, by=make_account(session, Role.APPROVER, item.owner.slug))
    return revision


def make_sign(session: Session, station: Station | None = None, **changes: Any) -> Sign:
    station = station or make_station(session, public=True)
    sign = sign_record(next(numbers) % 900, **changes)
    bare = {name: value for name, value in plain(sign).items() if name not in ("code", "state", "planning")}
    row = Sign(code=sign.code, station=station, record=bare)
    session.add(row)
    session.flush()
    return row


def make_print_order(session: Session, state: OrderState = OrderState.WAITING) -> PrintOrder:
    by = make_account(session, Role.KEEPER)
    order = PrintOrder(state=state, output=OrderOutput.PRINT, content={}, profile={}, signs=1, by=by)
    session.add(order)
    session.flush()
    return order
