"""The rules of single rows, and that migrations lead to the tables."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from importlib import import_module

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from app import database, migrations
from app.errors import WrongState
from app.exchange import records
from app.models import (
    MOVES,
    ORDER_MOVES,
    SIGN_MOVES,
    Account,
    Base,
    DayOfLine,
    DayOfScans,
    Edition,
    Event,
    Item,
    Membership,
    MonthOfScans,
    OrderState,
    Planning,
    PrintRun,
    RenderedBundle,
    Role,
    Scan,
    SignStage,
    State,
    Station,
)
from tests.factories import (
    make_account,
    make_partner,
    make_planning,
    make_print_order,
    make_revision,
    make_sign,
    make_station,
)


def test_the_migrations_lead_to_the_tables(engine):
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_scans_that_were_there_before_are_added_up_by_day(tmp_path):
    engine = database.make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        command.upgrade(migrations._config(connection=connection), "0002")
        hours = ("2026-07-01 21:00", "2026-07-01 22:00", "2026-07-02 10:00")
        for number, hour in enumerate(hours, start=1):
            values = f"({number}, 7, '{hour}:00.000000', 'de', {number})"
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.exec_driver_sql(f"INSERT INTO scan (id, sign_id, hour_at, language, count) VALUES {values}")
        command.upgrade(migrations._config(connection=connection), "0003")

        found = connection.execute(select(DayOfScans.day_on, DayOfScans.count).order_by(DayOfScans.day_on)).all()
        assert found == [(date(2026, 7, 1), 1), (date(2026, 7, 2), 5)]
        connection.rollback()
    engine.dispose()


def test_files_that_were_rendered_before_are_known_by_name_and_rendered_anew(engine):
    kept = {"files": json.dumps(["de/a.html"]), "leftover": json.dumps(["de/b.html"])}
    with engine.connect() as connection, connection.begin() as transaction:
        page = (
            "INSERT INTO page (bundle, key, files, leftover, rendered_at) VALUES ('line', 'k', :files, :leftover, :at)"
        )
        connection.execute(text(page), {**kept, "at": datetime(2026, 11, 28, tzinfo=UTC)})
        connection.exec_driver_sql("DROP TABLE heartbeat")
        with Operations.context(MigrationContext.configure(connection)):
            import_module("app.migrations.versions.0016_know_what_was_written").upgrade()

        line = connection.execute(select(RenderedBundle.key, RenderedBundle.files, RenderedBundle.leftover)).one()
        assert line.key == ""
        assert line.files == {}
        assert line.leftover == [f"de/{name}.html{form}" for name in "ab" for form in ("", ".br", ".gz")]
        transaction.rollback()


def test_days_that_were_there_before_are_added_up_by_month_and_line(tmp_path):
    engine = database.make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        command.upgrade(migrations._config(connection=connection), "0009")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for day, sign, count in (
            ("2026-07-01", 7, 1),
            ("2026-07-31", 7, 2),
            ("2026-07-31", 8, 4),
            ("2026-08-01", 8, 8),
        ):
            connection.exec_driver_sql(f"INSERT INTO day_of_scans VALUES ('{day}', {sign}, 'de', {count})")
        command.upgrade(migrations._config(connection=connection), "0010")

        month, line = (MonthOfScans.month_on, MonthOfScans.sign_id), DayOfLine.day_on
        found = connection.execute(select(*month, MonthOfScans.count).order_by(*month)).all()
        assert found == [(date(2026, 7, 1), 7, 3), (date(2026, 7, 1), 8, 4), (date(2026, 8, 1), 8, 8)]
        found = connection.execute(select(line, DayOfLine.count).order_by(line)).all()
        assert found == [(date(2026, 7, 1), 1), (date(2026, 7, 31), 6), (date(2026, 8, 1), 8)]
        connection.rollback()
    engine.dispose()


def test_addresses_leave_the_journal(tmp_path):
    engine = database.make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    comments = {"mia@example.org: planner nord": "planner nord", "mia@example.org": "", "Weil: darum": "Weil: darum"}
    with engine.begin() as connection:
        command.upgrade(migrations._config(connection=connection), "0013")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for comment in comments:
            values = f"('2026-07-01', 1, 'change_roles', 1, '{comment}')"
            connection.exec_driver_sql(f"INSERT INTO event (at, by_id, what, account_id, comment) VALUES {values}")
        command.upgrade(migrations._config(connection=connection), "0015")

        assert list(connection.execute(select(Event.comment).order_by(Event.id)).scalars()) == list(comments.values())
        connection.rollback()
    engine.dispose()


def test_a_database_that_is_in_use_comes_all_the_way(tmp_path):
    engine = database.make_engine(f"sqlite:///{tmp_path / 'old.db'}")
    record = '{"texts": {"de": {"title": "Große Straße"}, "tr": {"title": "Işık"}}}'
    with engine.begin() as connection:
        command.upgrade(migrations._config(connection=connection), "0001")
        for sentence in (
            "INSERT INTO partner (id, slug, name) VALUES (1, 'nord', 'Stadt Nord')",
            "INSERT INTO account (id, email, name, active, fs_uniquifier, created_at)"
            " VALUES (1, 'a@example.org', 'A', 1, 'x', '2026-01-01 00:00:00')",
            "INSERT INTO membership (id, account_id, partner_id, role) VALUES (1, 1, 1, 'planner')",
            "INSERT INTO item (id, kind, slug, partner_id, created_at)"
            " VALUES (1, 'station', 'platz', 1, '2026-01-01 00:00:00')",
            "INSERT INTO revision (id, item_id, number, state, record, author_id, name, note, created_at, changed_at,"
            f" version) VALUES (1, 1, 1, 'draft', '{record}', 1, '', '', '2026-01-01', '2026-01-01', 1)",
        ):
            connection.exec_driver_sql(sentence)

    migrations.upgrade(engine)

    with database.reading(engine)() as session:
        account = session.scalars(select(Account)).one()
        assert (account.preferences, account.memberships[0].role) == ({}, Role.PLANNER)
        assert session.scalars(select(Item.words)).one() == "grosse strasse\nisik"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


def test_a_second_migration_does_nothing(engine):
    migrations.upgrade(engine)

    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() is not None


@pytest.mark.parametrize("was", State)
@pytest.mark.parametrize("to", State)
def test_a_revision_moves_along_the_table_only(session, was, to):
    revision = make_revision(session, state=was)

    if to in MOVES[was]:
        revision.move(to)
        assert revision.state is to
    else:
        with pytest.raises(WrongState):
            revision.move(to)
        assert revision.state is was


@pytest.mark.parametrize("was", SignStage)
@pytest.mark.parametrize("to", SignStage)
def test_a_sign_moves_along_the_table_only(session, was, to):
    sign = make_sign(session)
    sign.state = was

    if to in SIGN_MOVES[was]:
        sign.move(to)
        assert sign.state is to
    else:
        with pytest.raises(WrongState, match="kein Schild"):
            sign.move(to)
        assert sign.state is was


@pytest.mark.parametrize("was", OrderState)
@pytest.mark.parametrize("to", OrderState)
def test_a_print_order_moves_along_the_table_only(session, was, to):
    order = make_print_order(session, was)

    if to in ORDER_MOVES[was]:
        order.move(to)
        assert order.state is to
    else:
        with pytest.raises(WrongState, match="schon abgeschlossen"):
            order.move(to)
        assert order.state is was


def test_a_sign_is_printed_once_per_order(session):
    order, sign = make_print_order(session), make_sign(session)
    paper = {"kind": "a3", "address": "HTTPS://302.EXAMPLE/S/X", "code_mm": 160, "sha256": "", "page": 1, "copies": 1}
    session.add_all([PrintRun(order=order, sign=sign, **paper), PrintRun(order=order, sign=sign, **paper)])

    with pytest.raises(IntegrityError):
        session.flush()


def test_the_states_of_signs_are_those_of_the_format():
    assert [each.value for each in SignStage] == [each.value for each in records.SignState]


def test_a_moment_comes_back_in_utc(session):
    sign = make_sign(session)
    summer = timezone(timedelta(hours=2))
    scan = Scan(sign=sign, hour_at=datetime(2026, 7, 1, 12, tzinfo=summer), language="de", count=1)
    session.add(scan)
    session.flush()
    session.expire(scan)

    assert scan.hour_at == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert scan.hour_at.tzinfo is UTC


def test_a_moment_without_zone_is_refused(session):
    session.add(Scan(sign=make_sign(session), hour_at=datetime(2026, 7, 1, 12), language="de", count=1))  # noqa: DTZ001

    with pytest.raises(Exception, match="time zone"):
        session.flush()


def test_an_edition_is_never_changed(session):
    edition = make_planning(session, public=True).current

    edition.record = {}

    with pytest.raises(TypeError, match="never changed"):
        session.flush()


def test_the_journal_is_never_changed(session):
    make_revision(session)
    event = session.scalars(select(Event)).first()

    session.delete(event)

    with pytest.raises(TypeError, match="never changed"):
        session.flush()


def test_a_record_keeps_the_order_of_its_keys(session):
    edition = make_planning(session, public=True).current
    given = {"zebra": 1, "a": {"tr": "ış", "de": "Ü"}, "mm": [1, 2.5]}
    copy = Edition(item=edition.item, revision=edition.revision, number=2, record=given, card={}, by=edition.by)
    session.add(copy)
    session.flush()
    session.expire(copy)

    assert list(copy.record) == ["zebra", "a", "mm"]
    assert copy.record == given


def test_two_stations_do_not_share_an_address(session):
    station = make_station(session, "platz")
    session.add(Station(slug="platz", partner=station.partner, stop=station.stop))

    with pytest.raises(IntegrityError):
        session.flush()


def test_plannings_of_two_stations_may_share_an_address(session):
    first, second = make_planning(session, slug="garten"), make_planning(session, slug="garten")

    assert first.id != second.id


def test_plannings_of_one_station_do_not_share_an_address(session):
    planning = make_planning(session, slug="garten")
    session.add(Planning(slug="garten", station=planning.station))

    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize(("role", "partner"), [(Role.ADMIN, "nord"), (Role.PLANNER, None)])
def test_only_an_admin_has_no_partner(session, role, partner):
    where = make_partner(session, partner) if partner else None
    session.add(Membership(account=make_account(session), role=role, partner=where))

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_planning_belongs_to_whom_its_station_belongs_to(session):
    planning = make_planning(session, make_station(session, partner="sued"))

    assert planning.owner.slug == "sued"
    assert make_account(session, Role.PLANNER, "sued").may(Role.PLANNER, planning.owner)
    assert not make_account(session, Role.PLANNER, "nord").may(Role.PLANNER, planning.owner)
    assert not make_account(session, Role.APPROVER, "sued").may(Role.PLANNER, planning.owner)
    assert make_account(session, Role.ADMIN).may(Role.PLANNER, planning.owner)
