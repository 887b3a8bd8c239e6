"""Whatever changes that a public file can show, the next sweep leaves the bytes that a rebuild of everything gives.

The changes are made from the shapes themselves, one for each field of each record, setting and row, so that a field
that is new tomorrow is tried tomorrow.
"""

import ast
import dataclasses
import enum
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from obstore.store import MemoryStore
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.actions.content import publish
from app.actions.items.rename import rename
from app.actions.riders import render, stale_pages
from app.actions.riders.bundle import APP, DRAWING, Frozen
from app.errors import Refusal
from app.exchange import records
from app.exchange.documents import DocumentRecord
from app.exchange.stored import Composed, DocumentFacts
from app.models import (
    Asset,
    BuildState,
    Document,
    Line,
    Picture,
    Planning,
    PrintRun,
    Redirect,
    RenderedBundle,
    Role,
    Sign,
    SignStage,
    Station,
    Stop,
    Surroundings,
    now,
)
from app.site import values
from app.site.values import Settings
from app.storage import Store
from tests.factories import SETTINGS, code, make_account, make_partner, make_print_order, publish_record, stop

SPECIAL = {  # what a rule alone does not tell: names of things that are there
    "after": ("", ""),
    "asset": ("segel", "bank"),
    "branch": ("trunk", "trunk"),
    "branches": ([{"slug": "trunk"}], [{"slug": "trunk"}, {"slug": "ast", "after": stop(3).dhid}]),
    "documents": (["plan"], ["plan", "bericht"]),
    "follows": ("", ""),
    "languages": (["de"], ["de", "en"]),
    "partner": ("nord", "sued"),
    "pictures": (["platz"], ["platz", "baum"]),
    "plannings": (["segel", "dach"], ["dach", "segel"]),
    "scene": ("planned", "eins"),
    "stop": (stop(1).dhid, stop(2).dhid),
    "topic": ("kultur", "klima"),
}
KEYS = {"alt": "planned", "variants": "eins", "years": "1875-03-08"}  # of what is not said in a language
MATCHING = {
    records.SLUG: ("eins", "zwei"),
    records.STOP_ID: (stop(1).dhid, stop(2).dhid),
    records.COUNTRY: ("DE", "BE"),
    records.TIME_ZONE: ("Europe/Berlin", "Europe/Lisbon"),
    records.COLOUR: ("#86bbe0", "#123456"),
    records.URL: ("https://eins.example/", "https://zwei.example/"),
    records.FINGERPRINT: ("0" * 12, "1" * 12),
    records.DAY: ("2026-01-02", "2026-03-04"),
}
WORDS = tuple({"de": {"site": f'msgid "Quellen"\nmsgstr "Belege {number}"\n'}} for number in (0, 1))
KEEPING = {"__init__", "errors", "models", "storage"}  # draw nothing
COLUMNS = {"code", "state", "planning"}  # of a sign: no part of its stored record
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class World:
    """Where a change happens; it may put other settings in place."""

    session: Session
    media: Store
    settings: Settings = SETTINGS


Change = tuple[str, Callable[[World], World | None]]


def sample(hint, number, rule: Mapping = {}, name=""):
    """Return the JSON of a valid value of a type, one of two that differ."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if name in SPECIAL:
        return SPECIAL[name][number]
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return {each.name: sample(hints[each.name], number, each.metadata, each.name) for each in fields(hint)}
    if origin is tuple:
        return [sample(inside[0], number)]
    if origin is types.UnionType:
        return sample(inside[0], number, rule, name)
    if origin is not None:
        return {KEYS.get(name, "de"): sample(inside[1], number)}
    if issubclass(hint, enum.Enum):
        return list(hint)[number].value
    if hint is bool:
        return bool(number)
    if hint in (int, float):
        low, high = rule.get("low") or 0, rule.get("high") or 9
        return hint(low + (high - low) * (number + 1) / 4)
    pattern = rule.get("pattern")
    return MATCHING[pattern][number] if pattern else f"{name} {number}"[: rule.get("longest")]


def fields(shape):
    return dataclasses.fields(shape)


def leaves(given, other, path: Place = ()) -> Iterator[tuple[Place, object]]:
    """Yield each leaf of nested JSON with what ``other`` has there, if it differs."""
    if isinstance(given, dict) and given.keys() == other.keys():
        for key in given:
            yield from leaves(given[key], other[key], (*path, key))
    elif isinstance(given, list) and given and isinstance(given[0], dict) and len(given) == len(other):
        yield from leaves(given[0], other[0], (*path, 0))
    elif given != other:
        yield path, other


def put(given, path: Place, value):
    """Return nested JSON with another value at a path."""
    if not path:
        return value
    copy = dict(given) if isinstance(given, dict) else list(given)
    copy[path[0]] = put(given[path[0]], path[1:], value)
    return copy


def full(shape, **given):
    return {**sample(shape, 0), **given}


BUILD = {
    "variants": {"planned": {name: value for name, value in full(values.Files).items() if name != "posters"}},
    "schematic": "Bäume",
    "size": [[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]],
    "annotations": [{"id": "de", "at": [0.0, 1.0, 0.0], "when": ["planned"]}],
    "camera": {"eye": [5.0, 2.0, 5.0], "look": [0.0, 0.0, 0.0], "fov_deg": 40.0},
}
FORMS = ("1200.avif", "1200.webp", "600.avif", "600.webp", "320.avif", "320.webp")
POSTERS = {"variants": {"planned": {form: f"/media/1/{form}" for form in FORMS}}}


def fill(session: Session, media: Store) -> None:
    """Lay down a small line that has one of everything: also a retired sign, a withdrawn planning, unused files."""
    for slug in ("nord", "sued"):
        make_partner(session, slug)
    line = Line(
        slug="302",
        record=full(records.LineRecord, slug="302"),
        pages={"impressum": {"de": full(records.Text)}},
        words=WORDS[0],
    )
    stops = [Stop(line=line, dhid=stop(n).dhid, name=f"Halt {n}", position=n, record=stop_record(n)) for n in (1, 2, 3)]
    session.add_all([line, *stops])
    for slug in ("segel", "bank", "ungezeigt"):
        key = media.put_media("scene.toml", slug.encode())
        about = {"record": full(records.AssetRecord, slug=slug), "files": {"scene.toml": key}, "source_hash": slug}
        session.add(Asset(slug=slug, state=BuildState.READY, build=BUILD, posters=POSTERS, **about))
    for slug in ("platz", "baum", "ungezeigt"):
        key = media.put_media("source.webp", slug.encode())
        size = {"width_px": 1600, "height_px": 900, "crops": {form: f"/media/2/{form}" for form in FORMS}}
        record = full(records.PictureRecord, slug=slug, left=0.0, top=0.0, right=1.0, bottom=1.0)
        session.add(Picture(slug=slug, record=record, files={"source.webp": key}, source_hash=slug, **size))
    for slug in ("plan", "bericht", "ungezeigt"):
        files = {"source.pdf": media.put_media(f"{slug}.pdf", slug.encode())}
        record, facts = full(DocumentRecord, slug=slug), full(DocumentFacts, language="de")
        session.add(Document(slug=slug, record=record, facts=facts, files=files, source_hash=slug))
    for place in stops[:2]:
        station = Station(slug=f"station-{place.position}", partner=make_partner(session, "nord"), stop=place)
        session.add(station)
        session.flush()
        publish_record(session, station, full(records.StationRecord, slug=station.slug))
        for slug in ("segel", "dach")[: 3 - place.position]:
            planning = Planning(slug=slug, station=station)
            session.add(planning)
            session.flush()
            publish_record(session, planning, full(records.PlanningRecord, slug=slug))
    gone = Planning(slug="weg", station=station)
    session.add(gone)
    session.flush()
    publish_record(session, gone, full(records.PlanningRecord, slug="weg"))
    gone.current = None
    session.add(Asset(station_id=station.id, source_hash="own", state=BuildState.READY, build=BUILD, posters=POSTERS))
    hang(session)
    about = {"key": "1/surroundings.glb", "said": full(Composed)}
    session.add(Surroundings(station_id=first(session, Station).id, made_from="tiles", **about))
    session.flush()


def hang(session: Session) -> None:
    """Hang two signs and retire one at the first station, and print one of them."""
    order, station = make_print_order(session), first(session, Station)
    record = {name: value for name, value in full(records.SignRecord).items() if name not in COLUMNS}
    states = (SignStage.MOUNTED, SignStage.PLANNED, SignStage.RETIRED)
    found = [Sign(code=code(n), station=station, record=record, state=state) for n, state in enumerate(states)]
    paper = {"kind": "a3", "sha256": "", "page": 1, "copies": 1, "address": "HTTPS://ALT.EXAMPLE/S/X", "code_mm": 80.0}
    session.add_all([*found, PrintRun(order=order, sign=found[0], **paper)])
    session.flush()


def stop_record(number):
    return full(records.StopRecord, dhid=stop(number).dhid, seq=number, lat=51.5 + number / 200, lon=7.1)


def first(session, table, slug=None):
    query = select(table).order_by(table.id)
    return session.scalars(query.where(table.slug == slug) if slug else query).first()


def of_column(name, table, column, given, other, *, slug=None) -> Iterator[Change]:
    """Yield the changes of a JSON column, a leaf each."""
    for path, value in leaves(given, other):

        def change(world, path=path, value=value):
            row = first(world.session, table, slug)
            if getattr(row, column) is not None:  # another change may have left nothing to build
                setattr(row, column, put(getattr(row, column), path, value))

        yield f"{name}.{'.'.join(map(str, path))}", change


def of_record(table, shape, skip=(), *, slug=None) -> Iterator[Change]:
    given, other = ({n: v for n, v in sample(shape, k).items() if n not in skip} for k in (0, 1))
    return of_column(f"{slug or ''}{shape.__name__}", table, "record", given, other, slug=slug)


def of_item(table, shape) -> Iterator[Change]:
    for path, value in leaves(*(sample(shape, number) for number in (0, 1))):

        def change(world, path=path, value=value):
            item = first(world.session, table)
            if item.current:  # another change may have taken it down
                publish_record(world.session, item, put(item.current.record, path, value))

        if path != ("slug",):
            yield f"{shape.__name__}.{'.'.join(map(str, path))}", change


def of_settings() -> Iterator[Change]:
    for each in dataclasses.fields(Settings):
        value = sample(each.type if isinstance(each.type, type) else {"str": str, "bool": bool}[each.type], 1)
        if each.name != "has_sign_anchors":  # needs real files; test_anchor_signs.py
            value = MATCHING[records.DAY][1] if each.name == "checked_on" else value
            yield f"Settings.{each.name}", lambda world, n=each.name, v=value: set_to(world, n, v)


def set_to(world, name, value):
    return replace(world, settings=replace(world.settings, **{name: value}))


def other_json(given):
    """Return nested JSON with another value at each leaf."""
    if isinstance(given, dict):
        return {key: other_json(value) for key, value in given.items()}
    if isinstance(given, list):
        return [other_json(value) for value in given]
    return f"{given}-neu" if isinstance(given, str) else given + 1


def of_rows() -> Iterator[Change]:
    """Yield the changes of what has a column of its own."""
    plain_columns = [
        ("sign retired", Sign, {"state": SignStage.RETIRED}),
        ("sign printed", Sign, {"state": SignStage.PRINTED}),
        ("print address", PrintRun, {"address": "HTTPS://NEU.EXAMPLE/S/X"}),
        ("print width", PrintRun, {"code_mm": 81.0}),
        ("picture width", Picture, {"width_px": 900}),
        ("picture height", Picture, {"height_px": 1600}),
        ("picture uncut", Picture, {"crops": {}}),
        ("asset unbuilt", Asset, {"build": None}),
        ("stop moved in the list", Stop, {"position": 9}),
    ]
    for name, table, changes in plain_columns:
        yield name, lambda world, t=table, c=changes: [setattr(first(world.session, t), n, v) for n, v in c.items()]
    for name, key in (("another", "2/surroundings.glb"), ("no", "")):
        yield f"{name} surroundings", lambda world, k=key: setattr(about(world), "key", k)
    for said in (sample(Composed, 1), {}):
        yield "other words about surroundings", lambda world, s=said: setattr(about(world), "said", s)
    for table, own in ((Asset, "segel"), (Picture, "platz"), (Document, "plan")):
        for slug in ("ungezeigt", own):
            yield (
                f"{slug} deleted",
                lambda world, t=table, s=slug: setattr(first(world.session, t, s), "deleted_at", now()),
            )
            yield f"{slug} with another file", lambda world, t=table, s=slug: refile(world, first(world.session, t, s))


def refile(world, row):
    row.files = {name: world.media.put_media(name, b"neu") for name in row.files}


def about(world):
    return world.session.scalars(select(Surroundings)).one()


def of_deeds() -> Iterator[Change]:
    yield "station renamed", lambda world: rename(world.session, first(world.session, Station), "neu", by=admin(world))
    yield (
        "planning renamed",
        lambda world: rename(world.session, first(world.session, Planning), "neu", by=admin(world)),
    )
    yield "station taken down", lambda world: take_down(world, Station)
    yield "planning taken down", lambda world: take_down(world, Planning)
    yield "redirect", lambda world: world.session.add(Redirect(old="302/alt/", new="302/neu/"))
    yield (
        "sign to a planning",
        lambda world: setattr(first(world.session, Sign), "planning", first(world.session, Planning)),
    )
    yield "sign replaced", lambda world: setattr(retired(world), "moved_to", first(world.session, Sign))
    yield "sign elsewhere", lambda world: setattr(retired(world), "station", last_station(world))


def admin(world):
    return make_account(world.session, Role.ADMIN)


def take_down(world, table):
    publish.take_down(
        world.session, first(world.session, table), by=make_account(world.session, Role.APPROVER), reason="Darum."
    )


def retired(world):
    return world.session.scalars(select(Sign).where(Sign.state == SignStage.RETIRED)).first()


def last_station(world):
    return world.session.scalars(select(Station).order_by(Station.id.desc())).first()


CHANGES: list[Change] = [
    *of_record(Line, records.LineRecord),
    *of_column("pages", Line, "pages", *({"impressum": {"de": sample(records.Text, n)}} for n in (0, 1))),
    *of_column("words", Line, "words", *WORDS),
    *of_record(Stop, records.StopRecord, {"dhid"}),
    *of_item(Station, records.StationRecord),
    *of_item(Planning, records.PlanningRecord),
    *of_record(Sign, records.SignRecord, COLUMNS),
    *(each for slug in ("segel", "ungezeigt") for each in of_record(Asset, records.AssetRecord, {"slug"}, slug=slug)),
    *(
        each
        for slug in ("platz", "ungezeigt")
        for each in of_record(Picture, records.PictureRecord, {"slug"}, slug=slug)
    ),
    *(each for slug in ("plan", "ungezeigt") for each in of_record(Document, DocumentRecord, {"slug"}, slug=slug)),
    *of_column("facts", Document, "facts", *(sample(DocumentFacts, number) for number in (0, 1))),
    *of_column("build", Asset, "build", BUILD, other_json(BUILD)),
    *of_column("posters", Asset, "posters", POSTERS, other_json(POSTERS)),
    *of_column("crops", Picture, "crops", {form: form for form in FORMS}, {form: f"/media/3/{form}" for form in FORMS}),
    *of_settings(),
    *of_rows(),
    *of_deeds(),
]


@pytest.fixture
def world(session, media):
    fill(session, media)
    return World(session, media)


def sweep(world: World, site: Store) -> None:
    """Do what the job does, without packing."""
    survey = stale_pages.look(world.session, world.settings)
    for bundle in survey.stale:
        files = bundle.draw(Frozen(session=world.session, media=world.media))
        render.begin(world.session, bundle, files)
        for key, raw in files.items():
            site.put(key, raw)
        render.note_written(world.session, bundle, files)
    files = render.leftovers(world.session, survey)
    site.delete(files)
    render.forget(world.session, survey, files)


def rebuilt(world: World) -> dict[str, bytes]:
    """Return what a sweep into an empty store gives, and forget that it took place."""
    empty = Store(MemoryStore())
    with undone(world):
        world.session.execute(delete(RenderedBundle))
        sweep(world, empty)
    return whole(empty)


def fresh(world: World, kept: Mapping[str, str]) -> dict[str, bytes]:
    """Return what is drawn now of the bundles whose keys are still those that were kept."""
    frozen = Frozen(session=world.session, media=world.media)
    bundles = [
        each for each in stale_pages.every(world.session, world.settings).values() if kept.get(each.name) == each.key
    ]
    return {key: raw for bundle in bundles for key, raw in bundle.draw(frozen).items()}


def whole(site: Store) -> dict[str, bytes]:
    return {key: site.get(key) or b"" for key in site.listed()}


def changed(world: World, change: Callable[[World], World | None]) -> World:
    after = change(world)
    world.session.flush()
    world.session.expire_all()
    return after if isinstance(after, World) else world


@contextmanager
def undone(world: World) -> Iterator[None]:
    """Take back what happens meanwhile."""
    with world.session.begin_nested() as point:
        yield
        point.rollback()
    world.session.expire_all()


def differing(one: Mapping[str, bytes], two: Mapping[str, bytes]) -> set[str]:
    return {key for key in {*one, *two} if one.get(key) != two.get(key)}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_no_field_that_a_file_shows_is_left_out_of_its_key(world):
    site = Store(MemoryStore())
    sweep(world, site)
    before = whole(site)
    kept = dict(world.session.execute(select(RenderedBundle.bundle, RenderedBundle.key)).all())
    wrong = {}

    for name, change in CHANGES:
        with undone(world):
            drawn = fresh(changed(world, change), kept)
            if stale := [key for key, raw in drawn.items() if before.get(key) != raw]:
                wrong[name] = stale

    assert wrong == {}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_sweep_gives_what_a_rebuild_gives(world):
    site = Store(MemoryStore())
    sweep(world, site)
    before = whole(site)

    @hypothesis_settings(max_examples=10, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4))
    def run(changes):
        site, after = Store(MemoryStore()), world
        for key, raw in before.items():
            site.put(key, raw)
        with undone(world):
            for _, change in changes:
                with suppress(Refusal):  # one may rule out the next
                    after = changed(after, change)
            sweep(after, site)

            assert differing(whole(site), rebuilt(after)) == set()

    run()


def test_code_that_draws_is_in_every_key():
    drawing = ["item_pages", "line_pages", "sign_pages", "open_data"]
    reached: set[Path] = set()
    waiting = [APP / f"actions/riders/{each}.py" for each in drawing]
    while waiting:
        path = waiting.pop()
        if path not in reached and path.relative_to(APP).parts[0].removesuffix(".py") not in KEEPING:
            reached.add(path)
            waiting += imported(path)

    names = {path.relative_to(APP).as_posix() for path in reached}
    assert {name for name in names if not any(name == room or name.startswith(f"{room}/") for room in DRAWING)} == set()


def imported(path: Path) -> Iterator[Path]:
    """Yield the files of the app that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "app":
            parts = node.module.split(".")[1:]
            for each in (parts, *([*parts, alias.name] for alias in node.names)):
                file = APP.joinpath(*each)
                yield from (found for found in (file.with_suffix(".py"), file / "__init__.py") if found.is_file())
