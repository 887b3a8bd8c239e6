"""Handing in and changing a file at the same moment: one waits for the other, and then finds it frozen (PostgreSQL)."""

import pytest
from sqlalchemy import create_engine, make_url, select, text
from sqlalchemy.exc import OperationalError

from app import database, migrations
from app.actions.content import review
from app.actions.library import add_asset
from app.errors import WrongState
from app.models import Account, Asset, Revision
from app.storage import open_store
from tests.actions.content.test_pins import OTHER, World


@pytest.fixture
def begun(postgresql, tmp_path):
    """Return how to begin a transaction of one's own, on a database where a draft shows a scene."""
    server = make_url(postgresql.get_uri(driver="psycopg"))
    name = f"race_{abs(hash(str(tmp_path))) % 10**9}"
    whole = create_engine(server, isolation_level="AUTOCOMMIT")
    with whole.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    whole.dispose()
    engine = database.make_engine(server.set(database=name).render_as_string(hide_password=False))
    migrations.upgrade(engine)
    with database.writing(engine).begin() as session:
        World(session, open_store(str(tmp_path / "media")))

    def begin():
        session = database.writing(engine)()
        session.execute(text("SET LOCAL lock_timeout = '50ms'"))
        return session

    yield begin
    engine.dispose()


def hand_in(session):
    revision = session.scalars(select(Revision).order_by(Revision.id.desc())).first()
    review.submit(session, revision, by=revision.author)


def change(session):
    asset = session.scalars(select(Asset)).one()
    add_asset.describe(session, asset, OTHER[Asset], by=session.get_one(Account, asset.by_id))


@pytest.mark.parametrize(("first", "second"), [(hand_in, change), (change, hand_in)])
def test_the_second_waits_for_the_first(begun, first, second):
    with begun() as one, begun() as two:
        first(one)

        with pytest.raises(OperationalError, match="lock timeout"):
            second(two)


def test_who_waited_finds_the_file_frozen(begun):
    with begun() as one, begun() as two:
        hand_in(one)
        one.commit()

        with pytest.raises(WrongState, match="liegt zur Freigabe oder ist freigegeben"):
            change(two)


def test_who_hands_in_after_a_change_pins_what_it_says_now(begun):
    with begun() as one, begun() as two:
        seen = two.scalars(select(Asset)).one()
        change(one)
        one.commit()

        hand_in(two)

        assert seen.record["texts"] == OTHER[Asset]["texts"]
