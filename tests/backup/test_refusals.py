"""What is half, altered or too new, and a target that is not empty, is refused before anything is touched."""

import json

import pytest
from sqlalchemy import inspect

from app import schema
from app.backup import layout, restore
from app.backup.back_up import back_up
from app.errors import Invalid
from app.storage import open_store
from tests.backup.conftest import KEY, UPLOAD, everything, exchange, reseal

HARMS = {
    "gone": lambda raw: None,
    "cut": lambda raw: raw[: len(raw) // 2],
    "longer": lambda raw: raw + b"\n",
    "other": lambda raw: raw[: len(raw) // 2] + bytes([raw[len(raw) // 2] ^ 1]) + raw[len(raw) // 2 + 1 :],
}


def is_untouched(parts) -> bool:
    with parts.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
    stores = [parts.media, parts.site, parts.uploads]
    return not tables and not any(everything(store) for store in stores) and not any(parts.spool.glob("*"))


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_happens_to_whichever_file_is_noticed(copy, empty, harm):
    for path, raw in everything(copy).items():
        harmed = HARMS[harm](raw)
        if harmed is None:
            copy.delete([path])
        else:
            copy.put(path, harmed)
        if harmed != raw:
            with pytest.raises(Invalid) as refusal:
                restore.restore(copy, empty)
            assert path in str(refusal.value) or path in refusal.value.faults
        copy.put(path, raw)

    assert is_untouched(empty)
    restore.restore(copy, empty)


NEWER = {"neueres Format": {"format": layout.FORMAT + 1}, "neueren Fassung": {"schema": "9999"}}


@pytest.mark.parametrize(("sentence", "changes"), NEWER.items())
def test_a_newer_backup_is_refused_and_names_the_program_that_made_it(copy, empty, sentence, changes):
    reseal(copy, program="9.9.9", **changes)

    with pytest.raises(Invalid, match=sentence) as refusal:
        restore.restore(copy, empty)

    assert "9.9.9" in str(refusal.value)
    assert is_untouched(empty)


def test_a_table_that_nobody_listed_is_a_fault(copy, empty):
    reseal(copy, tables={**layout.read_summary(copy).tables, "nothing": 0})

    with pytest.raises(Invalid) as refusal:
        restore.restore(copy, empty)

    assert refusal.value.faults == ("tables/nothing.jsonl",)


def make_table(engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE page (id INTEGER)")


IN_THE_WAY = {
    "Datenbank: page": lambda parts: make_table(parts.engine),
    "STORE_SITE: index.html": lambda parts: parts.site.put("index.html", b""),
    "STORE_MEDIA: a/b": lambda parts: parts.media.put("a/b", b""),
    "STORE_UPLOADS: a/b": lambda parts: parts.uploads.put("a/b", b""),
    "spool/x.scans": lambda parts: open_store(str(parts.spool)).put("x.scans", b""),
}


@pytest.mark.parametrize("what", IN_THE_WAY)
def test_a_target_that_has_something_is_refused_and_told_what(plain_backup, empty, what):
    IN_THE_WAY[what](empty)
    before = [everything(store) for store in (empty.media, empty.site, empty.uploads)]

    with pytest.raises(Invalid, match="nicht leer") as refusal:
        restore.restore(plain_backup, empty)

    assert refusal.value.faults == (what,)
    assert [everything(store) for store in (empty.media, empty.site, empty.uploads)] == before


def test_a_restore_that_was_killed_among_the_files_goes_on(plain_backup, empty):
    empty.media.put(KEY, plain_backup.get(f"media/{KEY}"))
    empty.uploads.put(f"{UPLOAD}/part-00000", b"par")

    summary = restore.restore(plain_backup, empty)

    assert restore.differing(plain_backup, empty, summary) == []
    assert empty.uploads.get(f"{UPLOAD}/part-00000") == b"part"


def test_a_row_that_the_database_does_not_take_leaves_it_empty(copy, empty):
    path = layout.table_file("account")
    exchange(copy, path, copy.get(path) * 2)  # the same people twice

    with pytest.raises(Invalid, match="nimmt eine Zeile der Sicherung nicht an"):
        restore.restore(copy, empty)

    with empty.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []


def test_nothing_is_backed_up_over_something_and_nothing_of_nothing(plain, empty, tmp_path):
    used = open_store(str(tmp_path / "used"))
    used.put("mine.txt", b"")

    with pytest.raises(Invalid, match="nicht leer"):
        back_up(plain, used)
    with pytest.raises(Invalid, match="noch nichts zu sichern"):
        back_up(empty, open_store(str(tmp_path / "new")))

    assert everything(used) == {"mine.txt": b""}
    assert everything(open_store(str(tmp_path / "new"))) == {}


def test_a_summary_is_sealed_in_every_letter(plain_backup):
    raw = plain_backup.get(layout.SUMMARY)

    assert json.loads(raw)["schema"] == schema.head()
    assert layout._sealed(layout.read_summary(plain_backup)) == raw
