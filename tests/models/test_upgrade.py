"""What was there before pins and words of the line comes along: as it was seen then, and with editions of its own."""

import pytest
from alembic import command
from sqlalchemy import column, delete, insert, inspect, select, table, text, update
from sqlalchemy.orm import Session

from app import database, migrations
from app.actions.content import review
from app.actions.library import pins
from app.actions.line.load import load
from app.actions.records import line_parts
from app.actions.records.record_json import stored
from app.exchange import format_1
from app.exchange.stored import AssetBuild, Pin
from app.models import Asset, Base, Edition, Item, Line, LineText, LineWords, Picture, Planning, Revision, State
from tests.factories import make_account, make_revision, publish_record, write


@pytest.fixture
def schema():
    """What the old database knew, unless a test says otherwise."""
    return "0013"


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request, schema, tmp_path, new_database):
    """An empty database as it was before."""
    engine = database.make_engine(new_database(request.param, tmp_path))
    with engine.begin() as connection:
        command.upgrade(migrations._config(connection=connection), schema)
    yield engine
    engine.dispose()


def copied(session: Session, engine) -> None:
    """Bring what a session sees into an older database, as far as that has room for it."""
    with engine.begin() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        connection.execute(
            text("PRAGMA defer_foreign_keys = ON" if is_sqlite else "SET session_replication_role = replica")
        )
        for each in Base.metadata.sorted_tables:
            if inspect(connection).has_table(each.name):
                there = {found["name"] for found in inspect(connection).get_columns(each.name)}
                columns = [found for found in each.columns if found.name in there]
                rows = session.execute(select(*columns)).mappings().all()
                into = table(each.name, *(column(found.name, found.type) for found in columns))
                if rows:
                    connection.execute(insert(into), [dict(row) for row in rows])


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_it_is_pinned_as_it_was_and_the_line_has_editions(session, media, tmp_path, old):
    load(session, media, write(tmp_path / "in"), is_public=True)
    planning, line = session.scalars(select(Planning)).first(), session.scalars(select(Line)).one()
    size = {"width_px": 9, "height_px": 9}
    picture = {"files": {"source.webp": "0"}, "source_hash": "0", "record": {"title": "P"}, **size}
    author, first = make_account(session), Picture(slug="erst", authors=[], **picture)
    session.add_all([first, Picture(slug="platz", follows=first, by=author, authors=[author.id], **picture)])
    session.flush()
    waiting = make_revision(session, planning, State.SUBMITTED, by=author, pictures=("platz",))
    parts = {(kind, slug): part for kind, slug, part in line_parts.parts(line.record, line.pages)}
    assert len(waiting.pins) == 2 and len(parts) == 4
    _forget_the_words(session)
    copied(session, old)

    migrations.upgrade(old)

    with database.reading(old)() as after:
        for edition in after.scalars(select(Edition)):
            assert pins.changed(after, edition.record, edition.pins) == []
        found = after.get_one(Revision, waiting.id)
        assert [stored(Pin, each) for each in found.pins] == [stored(Pin, each) for each in waiting.pins]
        review.check_pins(after, found.record, found.pins)
        assert after.scalars(select(Picture.authors).order_by(Picture.id)).all() == [[], [author.id]]
        assert after.scalars(select(Asset.authors)).all() == [[]]
        words = {(each.kind, each.slug): each for each in after.scalars(select(LineWords))}
        assert {key: each.current.record for key, each in words.items()} == parts
        assert {each.owner.slug for each in words.values()} == {"nord", "sued"}


def _forget_the_words(session: Session) -> None:
    """Take away the items that did not exist then."""
    ids = session.scalars(select(LineWords.id)).all()
    for each in session.scalars(select(LineWords)):
        each.current = None
    session.flush()
    session.expunge_all()
    tables = Base.metadata.tables
    revisions = session.scalars(select(Revision.id).where(Revision.item_id.in_(ids))).all()
    for name, condition in (
        ("event", tables["event"].c.item_id.in_(ids)),
        ("edition", tables["edition"].c.item_id.in_(ids)),
        ("contribution", tables["contribution"].c.revision_id.in_(revisions)),
        ("revision", tables["revision"].c.item_id.in_(ids)),
        ("item", tables["item"].c.id.in_(ids)),
    ):
        session.execute(delete(tables[name]).where(condition))
    assert session.scalars(select(Item.id).where(Item.id.in_(ids))).all() == []


def _as_it_was(engine) -> None:
    """Write assets, plannings and pins as they were before a state had a name of its own; the first asset as pinned."""
    with engine.begin() as connection:
        asset = _columns("asset", "id", "slug", "record", "files", "wishes", "upload", "build", "posters")
        digests: dict[str, str] = {}
        for row in connection.execute(select(asset)).all():
            alt = row.record["texts"]["de"].pop("alt")
            row.record["texts"]["de"] |= {"alt_before": alt["before"], "alt_after": alt["after"]}
            row.build["states"] = row.build.pop("variants")
            row.build["annotations"][0]["when"] = "both"
            connection.execute(update(asset).where(asset.c.id == row.id).values(record=row.record, build=row.build))
            about = {"record": row.record, "files": row.files, "deleted": False}
            digests["given"] = pins._digest({**about, "wishes": row.wishes, "upload": row.upload})
            digests["made"] = pins._digest({"build": row.build, "posters": row.posters})
        for name in ("revision", "edition"):
            table = _columns(name, "id", "record", "pins")
            for row in connection.execute(select(table)).all():
                if row.record.pop("variants", None):
                    row.record["labels"] = "changed"
                pinned = [each | digests for each in row.pins]
                connection.execute(update(table).where(table.c.id == row.id).values(record=row.record, pins=pinned))


def _columns(name: str, *columns: str):
    kept = {each.name: each.type for each in Base.metadata.tables[name].columns}
    return table(name, *(column(each, kept[each]) for each in columns))


@pytest.mark.parametrize("schema", ["0018"])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_states_get_names_and_files_for_each_promise_and_what_was_pinned_is_still_that(session, media, tmp_path, old):
    write(tmp_path / "in", stations=1)
    scene = tmp_path / "in/assets/meshes/segel/scene.toml"
    scene.write_bytes(scene.read_bytes().replace(b"format = 2", b"format = 1"))
    load(session, media, tmp_path / "in", is_public=True)
    planning, asset = session.scalars(select(Planning)).one(), session.scalars(select(Asset)).one()
    files = {"glb": "/media/0/a.glb", "glb_bytes": 1, "usdz": "/media/0/a.usdz", "usdz_bytes": 1}
    both = {"before": files, "after": files}
    asset.record = {**asset.record, "texts": {"de": {"alt": {"before": "Leer.", "after": "Voll."}}}}
    asset.build = {
        "variants": both,
        "annotations": [{"id": "sail", "at": [0.0, 1.0, 0.0], "when": ["before", "after"]}],
    }
    asset.posters = {}
    record = {**planning.current.record, "variants": list(format_1.PAIRS["changed"])}
    publish_record(session, planning, record)
    session.flush()
    copied(session, old)
    _as_it_was(old)

    migrations.upgrade(old)

    with database.reading(old)() as after:
        found, now = after.scalars(select(Asset)).one(), after.get_one(Planning, planning.id).current
        later = {"view": files["glb"], "view_bytes": 1, "table": files}  # until the worker has built it anew
        assert found.build == asset.build | {"variants": {"before": later, "after": later}}
        assert stored(AssetBuild, found.build).variants["after"].true is None
        assert (found.record, found.posters) == (asset.record, {})
        assert now.record == record
        assert (now.card["assets"], now.card["scene"]) == (["segel"], "before")
        assert pins.changed(after, now.record, now.pins) == []


@pytest.mark.parametrize("schema", ["0028"])
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_words_of_the_line_get_the_names_of_its_topics(session, media, tmp_path, old):
    load(session, media, write(tmp_path / "in", stations=1), is_public=True)
    words = session.scalars(select(LineText)).one()
    copied(session, old)
    with old.begin() as connection:
        for name in ("revision", "edition"):
            rows, without = _columns(name, "id", "item_id", "record"), dict(words.current.record)
            assert without.pop("topics") == {"kultur": {"de": "Kultur"}}
            connection.execute(update(rows).where(rows.c.item_id == words.id).values(record=without))

    migrations.upgrade(old)

    with database.reading(old)() as after:
        found = after.get_one(LineText, words.id)
        assert found.current.record == found.current.revision.record == words.current.record
