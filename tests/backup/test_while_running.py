"""A backup is of one moment, while others write and jobs tidy up; it holds up nobody."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import database, schema
from app.actions.library import chunked_upload
from app.actions.riders import count_scans
from app.backup import layout, restore
from app.backup.back_up import back_up
from app.hold import LONGEST, held, is_held
from app.models import Event, EventKind, Letter, Miss, now
from app.storage import Store, open_store
from tests.backup.conftest import ENGINES, UPLOAD, everything, fill_up
from tests.filled import values

PATIENCE_S = 60


class Writers:
    """Somebody who writes an event and a letter about it, always both, until it is enough."""

    def __init__(self, engine) -> None:
        self.writing = database.writing(engine)
        self.written = 0
        self.more, self.ending = threading.Condition(), threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(number,)) for number in range(2)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self.ending.set()
        for thread in self.threads:
            thread.join()

    def _write(self, writer: int) -> None:
        count = 0
        while not self.ending.is_set():
            count += 1
            said = f"{writer} {count}"
            with self.writing.begin() as session:
                session.add(Event(what=EventKind.PUBLISH, by_id=1, comment=said))
                session.flush()
                session.add(Letter(to="a@example.org", subject=said, body=""))
            with self.more:
                self.written += 1
                self.more.notify_all()

    def wait_for_more(self, count: int) -> None:
        """Return when ``count`` more were written than at the beginning of this."""
        with self.more:
            wanted = self.written + count
            assert self.more.wait_for(lambda: self.written >= wanted, PATIENCE_S), "nobody could write"


class Slow(Store):
    """A store that keeps each table only when something happened meanwhile."""

    def __init__(self, store: Store, meanwhile) -> None:
        super().__init__(store.objects)
        self.meanwhile = meanwhile

    def put_file(self, key, path) -> None:
        if key in (layout.table_file("event"), layout.table_file("letter")):
            self.meanwhile()
        super().put_file(key, path)


@pytest.mark.parametrize("kind", ENGINES)
def test_a_backup_is_of_one_moment_and_writers_go_on(install, tmp_path, kind):
    busy, store = install(kind, tmp_path / "busy"), open_store(str(tmp_path / "backup"))
    fill_up(busy, schema.head())
    with Writers(busy.engine) as writers:
        writers.wait_for_more(20)
        before = writers.written
        summary, missing = back_up(busy, Slow(store, lambda: writers.wait_for_more(5)))

    said = {each["comment"] for each in values(store.get(layout.table_file("event")).splitlines()) if each["id"] > 2}
    told = {each["subject"] for each in values(store.get(layout.table_file("letter")).splitlines()) if each["id"] > 2}
    assert said == told, "no half transaction"
    assert before <= len(said) <= writers.written - 10, "all that was before, and nothing of what was written meanwhile"
    assert missing == []
    restored = install("sqlite", tmp_path / "restored")
    restore.restore(store, restored)
    with database.reading(restored.engine)() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == summary.tables["event"] == len(said) + 2


def test_an_upload_that_a_job_takes_meanwhile_stays_until_it_is_copied(install, tmp_path):
    busy, store = install("sqlite", tmp_path / "busy"), open_store(str(tmp_path / "backup"))
    fill_up(busy, schema.head())

    back_up(busy, Slow(store, lambda: chunked_upload.forget(busy.uploads, UPLOAD, at=now())))

    assert store.get(f"{layout.UPLOADS}/{UPLOAD}/part-00000") == b"part"
    chunked_upload.forget(busy.uploads, UPLOAD, at=now())
    assert not any(UPLOAD in key for key in everything(busy.uploads)), "afterwards it is forgotten"


def test_a_hold_ends_with_its_backup_and_after_hours_by_itself(tmp_path):
    store, moment = open_store(str(tmp_path)), now()

    assert not is_held(store, at=moment)
    with held(store, at=moment):
        assert is_held(store, at=moment + LONGEST - timedelta(seconds=1))
        assert not is_held(store, at=moment + LONGEST)
    assert not is_held(store, at=moment)


@pytest.mark.parametrize("kind", ENGINES)
def test_scans_that_are_counted_between_spool_and_snapshot_count_once(install, tmp_path, kind):
    """The spool is copied first; its delivery note comes with the snapshot, so what lies in both is known."""
    busy, store = install(kind, tmp_path / "busy"), open_store(str(tmp_path / "backup"))
    fill_up(busy, schema.head())
    name = next(busy.spool.iterdir()).name

    class Counting(Store):
        def put(self, key, raw) -> None:
            super().put(key, raw)
            if key == f"{layout.SPOOL}/{name}":
                with database.writing(busy.engine).begin() as session:
                    done = count_scans.collect(session, busy.spool, at=now())
                for path in done:
                    path.unlink()

    back_up(busy, Counting(store.objects))
    restored = install("sqlite", tmp_path / "restored")
    restore.restore(store, restored)

    counted = [each["count"] for each in values(store.get(layout.table_file("miss")).splitlines())]
    with database.writing(restored.engine).begin() as session:
        count_scans.collect(session, restored.spool, at=now())
    with database.reading(restored.engine)() as session:
        assert session.scalar(select(func.sum(Miss.count))) == sum(counted)
