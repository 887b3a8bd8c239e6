"""Upgrades: from every state the tables ever had, with content, on both databases; and a newer one is refused."""

import io

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from app import database, jobs, migrations, schema
from app.backup import rows
from app.cli import main
from app.config import from_environment
from app.errors import WrongState
from app.models import Base
from tests.backup.conftest import ENGINES
from tests.filled import fill, values

MADE_ANEW = {"item.words", "page.key", "page.files", "page.leftover"}  # what a step works out from the rest


@pytest.fixture(params=ENGINES)
def engine(request, new_database, tmp_path):
    engine = database.make_engine(new_database(request.param, tmp_path))
    yield engine
    engine.dispose()


def test_what_was_there_in_each_earlier_state_is_there_in_todays(engine):
    before: dict[str, dict[tuple[object, ...], dict[str, object]]] = {}

    for count, state in enumerate(schema.revisions()):
        with migrations.copying_tables(engine) as connection, connection.begin():
            migrations.upgrade_to(connection, state)
            for name, lines in fill(connection, state, first=1 + 10 * count).items():
                keys = Base.metadata.tables[name].primary_key.columns.keys()
                for row in values(lines):
                    before.setdefault(name, {})[tuple(row[key] for key in keys)] = row

    with engine.connect() as connection:
        for table in rows.reflected(connection, before.keys()):
            keys = table.primary_key.columns.keys()
            after = {tuple(row[key] for key in keys): row for row in values(rows.dumped(connection, table))}
            assert before[table.name].keys() <= after.keys(), table.name
            for key, row in before[table.name].items():
                same = {name for name in row.keys() & after[key].keys() if f"{table.name}.{name}" not in MADE_ANEW}
                assert {name: row[name] for name in same} == {name: after[key][name] for name in same}
    with database.reading(engine)() as session:
        for mapper in (each for each in Base.registry.mappers if each.inherits is None):
            assert session.scalars(select(mapper.class_)).unique().all(), f"{mapper} can be read"


def test_the_states_are_the_steps_in_their_order():
    steps = ScriptDirectory.from_config(migrations._config()).walk_revisions()

    assert [*schema.revisions()] == [step.revision for step in reversed([*steps])]


@pytest.fixture(params=ENGINES)
def newer(request, new_database, tmp_path, monkeypatch):
    """The settings of an installation whose database a later program has changed."""
    monkeypatch.setenv("INSTANCE", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", new_database(request.param, tmp_path))
    config = from_environment()
    engine = database.make_engine(config.database_url)
    migrations.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {schema.TABLE} SET version_num = '9999'"))
    engine.dispose()
    return config


COMMANDS = (
    *("prepare", "serve", "worker", "publish", "migrate", "load .", "dump out", "backup out", "signs out.zip"),
    "account ada@example.org",
)


def test_an_older_program_refuses_a_newer_database_whatever_it_is_told(newer, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("a good long password\n"))

    for command in COMMANDS:
        assert main(command.split()) == 1, command
        said = capsys.readouterr().err
        assert "neueren Fassung dieses Programms" in said and "9999" in said and schema.head() in said


def test_a_database_that_is_away_is_for_others_to_tell(tmp_path):
    engine = database.make_engine(f"sqlite:///{tmp_path / 'no folder' / 'away.db'}")

    schema.check(engine)


def test_who_asks_for_tools_is_told_as_well(newer):
    with pytest.raises(WrongState, match="9999"):
        jobs.tools(newer)
