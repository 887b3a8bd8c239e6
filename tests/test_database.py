"""The database as everything else meets it."""

import pytest
from sqlalchemy import text

from app import database

TURNS = 12  # psycopg would prepare what it has asked five times


@pytest.mark.usefixtures("postgresql")
def test_nothing_is_prepared_since_a_pooler_changes_connections(new_database, tmp_path):
    engine = database.make_engine(new_database("postgresql", tmp_path))
    with database.reading(engine)() as session:
        for turn in range(TURNS):
            session.execute(text("SELECT :turn + 0"), {"turn": turn})
        prepared = session.scalar(text("SELECT count(*) FROM pg_prepared_statements"))
    engine.dispose()

    assert prepared == 0
