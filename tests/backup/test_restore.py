"""What was backed up comes back the same, whichever engine it comes from and goes to, also from an earlier state."""

import pytest
from sqlalchemy import insert, select

from app import schema
from app.backup import layout, restore, rows
from app.backup.back_up import LEFT_OUT, back_up
from app.models import Attempt, Base, Event, EventKind
from app.storage import open_store
from tests.backup.conftest import DRAWING, ENGINES, KEY, PHOTO, UPLOAD, everything, fill_up


@pytest.mark.large_on("sqlite", "sqlite")  # make test goes from each to the other
@pytest.mark.large_on("postgresql", "postgresql")
@pytest.mark.parametrize("kind", ENGINES)
def test_everything_comes_back_the_same_on_either_engine(full, backup, install, tmp_path, kind):
    restored = install(kind, tmp_path / "restored")

    summary = restore.restore(backup, restored)

    assert restore.differing(backup, restored, summary) == []
    named = {KEY, f"{KEY}.br", f"{KEY}.gz", PHOTO, DRAWING}
    assert {*everything(restored.media)} == named, "what rows name, and its forms"
    assert everything(restored.media).items() <= everything(full.media).items()
    assert everything(restored.uploads) == {f"{UPLOAD}/part-00000": b"part", f"{UPLOAD}/upload.json": b"{}"}
    assert [path.read_bytes() for path in restored.spool.iterdir()] == [b"222223 2026-01-01T00 de\n"]
    assert restore.secret_key(backup) == "the secret"
    again = open_store(str(tmp_path / "again"))
    back_up(restored, again)
    first, second = (everything(store) for store in (backup, again))
    assert {*first} - {*second} == {layout.SECRETS}, "a second backup says the same, but for the secret"
    assert {key for key in second if first[key] != second[key]} == {layout.SUMMARY, layout.SUMS}


def test_every_table_but_what_was_rendered_is_in_a_backup(backup):
    summary = layout.read_summary(backup)

    assert set(summary.tables) == set(Base.metadata.tables) - LEFT_OUT
    assert set(summary.tables.values()) == {2}, "the tests fill all of them"


@pytest.mark.large_on("sqlite", "sqlite")
@pytest.mark.large_on("postgresql", "postgresql")
@pytest.mark.parametrize("kind", ENGINES)
def test_what_comes_after_gets_numbers_of_its_own(backup, install, tmp_path, kind):
    restored = install(kind, tmp_path / "restored")
    restore.restore(backup, restored)

    with restored.engine.begin() as connection:
        given = {"by_id": 1, "what": EventKind.PUBLISH}
        number = connection.execute(insert(Event).values(**given).returning(Event.id)).scalar()

    assert number == 3


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("state", [schema.revisions()[0], schema.revisions()[-2]])
def test_an_earlier_state_is_backed_up_as_it_is_and_restored_into_todays(install, tmp_path, kind, state):
    old, restored = install(kind, tmp_path / "old"), install(kind, tmp_path / "restored")
    fill_up(old, state)
    store = open_store(str(tmp_path / "backup"))

    summary, missing = back_up(old, store)
    restore.restore(store, restored)

    assert (summary.schema, missing) == (state, [])
    with restored.engine.connect() as connection:
        assert schema.current(connection) == schema.head()
        assert len(connection.execute(select(Attempt)).all()) == 2
    assert restored.media.exists(KEY)


def test_rows_that_name_a_file_that_is_gone_are_told(install, tmp_path):
    broken = install("sqlite", tmp_path / "broken")
    fill_up(broken, schema.head())
    broken.media.delete([PHOTO, f"{KEY}.gz"])

    _, missing = back_up(broken, open_store(str(tmp_path / "backup")))

    assert missing == [f"{layout.MEDIA}/{PHOTO}"]


def test_tables_follow_what_they_refer_to_so_far_as_they_can(full):
    with full.engine.connect() as connection:
        order = [table.name for table in rows.reflected(connection, Base.metadata.tables.keys())]

    assert order.index("account") < order.index("membership") and order.index("partner") < order.index("membership")
    assert order.index("item") < order.index("revision") < order.index("edition")
