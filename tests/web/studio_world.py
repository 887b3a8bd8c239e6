"""A small line to test the studio with: two partners, plannings in every state, people of every role."""

import hashlib
import io
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pikepdf
from sqlalchemy.orm import Session

from app.actions.content import edit, publish, remark, review
from app.actions.prints import order_print
from app.actions.records import line_parts
from app.actions.signs import signs
from app.exchange.codes import check_letter
from app.exchange.designs import DesignRecord
from app.exchange.documents import DocumentRecord
from app.exchange.reading import plain
from app.exchange.records import (
    AssetRecord,
    Branch,
    LineRecord,
    Partner,
    PictureRecord,
    Place,
    PlanningRecord,
    PlanningText,
    SignRecord,
    StationRecord,
    StopRecord,
    Text,
    Topic,
)
from app.models import (
    Account,
    Asset,
    Check,
    Chosen,
    Document,
    Finding,
    ImportState,
    Item,
    Kind,
    Line,
    LineText,
    Membership,
    OrderOutput,
    OrderState,
    PageText,
    PartnerName,
    Picture,
    Planning,
    Revision,
    Role,
    Sign,
    SignDesign,
    Spoken,
    Station,
    Stop,
    TableImport,
)
from app.models import Partner as PartnerRow
from app.models.sign_design import OF_PARTNER


def blank() -> bytes:
    """Return a PDF of one A3 page with nothing on it."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(842, 1191))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


PHOTO = b"a photograph"
PHOTO_KEY = f"private/{hashlib.sha256(PHOTO).hexdigest()}/photo.jpg"
CHECK_ID = "0b0e7f0a-0000-4000-8000-000000000001"
CODE = "ABCDE" + check_letter("ABCDE")
OWN, OTHER = "own", "other"
LINE = LineRecord(
    slug="302",
    number="302",
    name="Linie 302",
    partners=(Partner(slug=OWN, name="Eigene Stadt"), Partner(slug=OTHER, name="Andere Stadt")),
    topics=(Topic(slug="kultur", names={"de": "Kultur"}), Topic(slug="arbeit", names={"de": "Arbeit"})),
    branches=(Branch(slug="trunk"),),
    texts={"de": Text(title="Die Linie", summary="Kurz zur Linie.")},
)
CODE = "ABCDE" + check_letter("ABCDE")
PRINTED = blank()
FILE = f"{hashlib.sha256(PRINTED).hexdigest()}/a3.pdf"  # of the print order, in the media store
PLACE = Place(lat=51.5, lon=7.1, uncertainty_m=20)


@dataclass
class World:
    """What stands in the database: people by role and partner, things by what state they are in."""

    people: dict[str, Account] = field(default_factory=dict)
    stations: dict[str, Station] = field(default_factory=dict)
    plannings: dict[str, Planning] = field(default_factory=dict)
    revisions: dict[str, Revision] = field(default_factory=dict)
    sign: Sign | None = None


def found_in(session: Session, world: World) -> World:
    """Return the same world as another session of its database has it."""
    assert world.sign is not None
    parts = {
        name: {key: session.get_one(type(row), row.id) for key, row in getattr(world, name).items()}
        for name in ("people", "stations", "plannings", "revisions")
    }
    return World(**parts, sign=session.get_one(Sign, world.sign.id))


def words(title: str) -> dict[str, Text]:
    return {"de": PlanningText(title=title, summary=f"Kurz zu {title}.", body="## Heute hier\n\nEin Platz mit Bäumen.")}


def build(session: Session) -> World:
    """Fill an empty database."""
    world = World()
    partners = {
        slug: PartnerRow(slug=slug, name=each.name) for slug, each in zip((OWN, OTHER), LINE.partners, strict=True)
    }
    line = Line(slug="302", record=plain(LINE), pages=plain({"impressum": words("Impressum")}))
    session.add_all([line, *partners.values()])
    session.flush()
    _people(session, world, partners)
    for seq, (slug, partner) in enumerate(partners.items(), start=1):
        stop = StopRecord(
            seq=seq, dhid=f"de:00000:{seq}", name=f"Halt {slug}", city="X", branch="trunk", lat=51.5, lon=7.1
        )
        row = Stop(line=line, dhid=stop.dhid, name=stop.name, position=seq, record=plain(stop))
        station = Station(slug=f"station-{slug}", partner=partner, stop=row)
        session.add_all([row, station])
        session.flush()
        record = StationRecord(slug=station.slug, stop=stop.dhid, partner=slug, texts=words(f"Station {slug}"))
        world.stations[slug] = station
        _public(session, world, station, record)
    for state in ("plain", "draft", "submitted", "approved", "returned"):
        _planning(session, world, state)
    for name, item in (("own", world.stations[OWN]), ("away", world.plannings["approved"])):
        world.people[f"agency {name}"].memberships[0].chosen.append(Chosen(item_id=item.id))
    _words_of_the_line(session, world, line, partners)
    _bring_on_their_way(session, world)
    record = SignRecord(code=CODE, where={"de": "Am Bahnsteig"}, place=PLACE, facing_deg=90, facing_uncertainty_deg=15)
    system = world.people["system"]
    world.sign = signs.load_sign(session, world.stations[OWN], record, by=system, is_public=True)
    keeper, seen = world.people["keeper own"], datetime(2026, 7, 1, 9, tzinfo=UTC)
    session.add(
        Check(request_id=CHECK_ID, sign=world.sign, found=Finding.GOOD, photos=[PHOTO_KEY], seen_at=seen, by=keeper)
    )
    _order(session, world)
    session.add(TableImport(state=ImportState.DONE, table="", rows=0, by=world.people["keeper own"]))
    _files(session, world, partners[OWN])
    session.flush()
    return world


def _order(session: Session, world: World) -> None:
    """Add a print order that is released, of the one sign."""
    wanted = order_print.Wanted(copies={CODE: 1}, output=OrderOutput.PRINT)
    order = order_print.place(session, wanted, public_url="https://302.example", by=world.people["keeper own"])
    order.files = [
        {"name": "a3.pdf", "kind": "a3", "signs": 1, "key": FILE, "sha256": FILE[:64], "bytes": len(PRINTED)}
    ]
    order.move(OrderState.RELEASED)


def _words_of_the_line(session: Session, world: World, line: Line, partners: dict[str, PartnerRow]) -> None:
    """Publish what the line says of itself, part by part."""
    tables = {Kind.LINE: LineText, Kind.PARTNER: PartnerName, Kind.PAGE: PageText}
    for kind, slug, part in line_parts.parts(line.record, line.pages):
        item = tables[kind](slug=slug, partner=partners.get(slug, partners[OWN]))
        session.add(item)
        session.flush()
        _public(session, world, item, part)
    design = SignDesign(slug=f"{OF_PARTNER}{OWN}", partner=partners[OWN])
    session.add(design)
    session.flush()
    _public(session, world, design, DesignRecord(slug=design.slug, name="Schilder: Eigene Stadt", colour="#003366"))


def _files(session: Session, world: World, owner: PartnerRow) -> None:
    """Put a scene, a picture and a document into the library that nothing shows."""
    made = {"partner": owner, "by": world.people["writer"], "authors": []}
    asset = AssetRecord(slug="bank", title="Bank", partner=OWN)
    session.add(Asset(slug="bank", record=plain(asset), files={"scene.toml": "0/scene.toml"}, source_hash="", **made))
    picture = PictureRecord(slug="platz", title="Platz", partner=OWN)
    files = {"source.webp": "0/source.webp"}
    given = {"record": plain(picture), "files": files, "source_hash": "0", "width_px": 800, "height_px": 500}
    session.add(Picture(slug="platz", **given, **made))
    paper = DocumentRecord(slug="plan", title="Plan", partner=OWN)
    given = {"record": plain(paper), "files": {"source.pdf": "0/plan.pdf"}, "source_hash": "0"}
    session.add(Document(slug="plan", facts={"pages": 2, "size_bytes": 1000}, **given, **made))


def _people(session: Session, world: World, partners: dict[str, PartnerRow]) -> None:
    """Add the system, an admin, people without a task or gone, and each role at each partner; ``writer`` drafts."""
    members = {"nobody": [], "admin": [Membership(role=Role.ADMIN)]}
    members["writer"] = [Membership(role=Role.PLANNER, partner=partners[OWN])]
    for slug, partner in partners.items():
        for role in (Role.PLANNER, Role.APPROVER, Role.KEEPER, Role.GUEST):
            members[f"{role} {slug}"] = [Membership(role=role, partner=partner)]
    for name in ("own", "away"):
        members[f"agency {name}"] = [Membership(role=Role.AGENCY, partner=partners[OWN])]
    members["translator own"] = [
        Membership(role=Role.TRANSLATOR, partner=partners[OWN], spoken=[Spoken(language="en")])
    ]
    world.people["system"] = Account(email="system@localhost", name="System", active=False)
    for name, memberships in members.items():
        email = f"{name.replace(' ', '@')}.example" if " " in name else f"{name}@linie.example"
        world.people[name] = Account(email=email, name=name.title(), memberships=memberships)
    world.people["gone"] = Account(email="gone@linie.example", name="Gone", active=False, tf_totp_secret="kept")
    world.people["gone"].oidc_issuer, world.people["gone"].oidc_subject = "https://login.example", "1"
    session.add_all(world.people.values())
    session.flush()


def _planning(session: Session, world: World, state: str) -> None:
    planning = Planning(slug=state, station=world.stations[OWN])
    session.add(planning)
    session.flush()
    world.plannings[state] = planning
    _public(
        session,
        world,
        planning,
        PlanningRecord(slug=state, topic="kultur", place=PLACE, texts=words(f"Planung {state}")),
    )


def _public(session: Session, world: World, item: Item, record: object) -> None:
    system, approver = world.people["system"], world.people["admin"]
    revision = edit.add_draft(session, item, plain(record), by=system, based_on=edit.newest(session, item))
    review.submit(session, revision, by=system)
    review.approve(session, revision, by=approver)
    publish.publish(session, revision, by=approver)


def _bring_on_their_way(session: Session, world: World) -> None:
    writer, approver = world.people["writer"], world.people["approver own"]
    for state in ("draft", "submitted", "approved", "returned"):
        draft = edit.start(session, world.plannings[state], by=writer)
        texts = {"de": {**draft.record["texts"]["de"], "summary": "Neu und kürzer."}}
        edit.save(session, draft, {**draft.record, "texts": texts}, version=draft.version, by=writer)
        world.revisions[state] = draft
        if state != "draft":
            review.submit(session, draft, by=writer)
        if state == "approved":
            review.approve(session, draft, by=approver)
        if state == "returned":
            review.give_back(session, draft, by=approver, reason="Bitte kürzer.")
    for settle in (None, remark.answer):
        said = remark.add_remark(
            session, world.revisions["draft"], field="", text="Stimmt das?", by=world.people["planner other"]
        )
        if settle:
            settle(session, said, reply="Ja.", by=writer)
    second = PlanningRecord(slug="plain", topic="arbeit", place=PLACE, texts=words("Planung plain, neu"))
    _public(session, world, world.plannings["plain"], second)
