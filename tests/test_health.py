"""Health: each part that is ill is named, and none other; the same as numbers."""

import json
import shutil
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from app import database
from app.bell import Bell
from app.config import from_environment
from app.exchange.reading import plain
from app.health import LEAST_BYTES, health
from app.models import Beat, Heartbeat, now
from app.storage import open_store
from app.web.riders import watched
from app.web.riders.files import folder
from app.web.riders.known import Known
from app.web.riders.watched import Watched
from tests.web.riders.test_rider import CODES, LINE


@pytest.fixture
def world(engine, tmp_path):
    """An installation of which all parts are well."""
    url = engine.url.render_as_string(hide_password=False)
    config = from_environment({"INSTANCE": str(tmp_path / "instance"), "DATABASE_URL": url})
    store = open_store(config.site_store)
    store.put("codes.json", json.dumps(CODES).encode())
    store.put("line.json", json.dumps(plain(LINE)).encode())
    beat(engine, Beat.WORKER)
    beat(engine, Beat.SIZES)
    yield config
    with engine.begin() as connection:
        connection.execute(delete(Heartbeat))


def beat(engine, kind, *, ago=timedelta(), damaged=0):
    with database.writing(engine).begin() as session:
        session.merge(Heartbeat(beat=kind, at=now() - ago, damaged=damaged, healed=7))


def parts(config, engine):
    known, bell = Known(folder(Path(config.site_store)), kept=open_store(str(config.instance / "known"))), Bell(config)
    bell.close()  # so that it connects when it is asked
    return health(
        config,
        engine=engine,
        reading=database.reading(engine),
        bell=bell,
        known=known,
        media=open_store(config.media_store),
    )


def ill(config, engine):
    return dict(Watched(parts(config, engine)).ill())


def test_all_is_well(world, engine):
    assert ill(world, engine) == {}


def test_a_worker_that_is_silent_for_three_minutes_is_missed(world, engine):
    beat(engine, Beat.WORKER, ago=timedelta(minutes=2))
    assert ill(world, engine) == {}

    beat(engine, Beat.WORKER, ago=timedelta(minutes=5))
    assert ill(world, engine) == {"worker": "Letztes Lebenszeichen vor 300 s."}


def test_a_worker_that_was_never_there_is_missed_too(world, engine):
    with engine.begin() as connection:
        connection.execute(delete(Heartbeat))

    assert ill(world, engine) == {"worker": "Noch kein Lebenszeichen."}


def test_pages_that_cannot_be_written_and_files_that_scans_need_are_told(world, engine):
    beat(engine, Beat.SIZES, damaged=3)
    assert ill(world, engine) == {"site": "Teile, die sich nicht schreiben ließen: 3."}

    site = open_store(world.site_store)
    site.put("codes.json", site.get("codes.json")[:40])
    assert ill(world, engine) == {"site": "Fehlt oder ist beschädigt: codes.json."}


def test_a_full_disk_is_told(world, engine, monkeypatch):
    usage = shutil.disk_usage(world.instance)._replace(free=LEAST_BYTES - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    assert ill(world, engine) == {"disk": "Nur noch 63 MB sind frei."}


def test_a_store_that_is_gone_is_told(world, engine):
    before = parts(world, engine)
    shutil.rmtree(world.media_store)

    assert dict(Watched(before).ill()) == {"media": "Der Ordner ist nicht da."}


def test_media_that_are_lost_are_told(world, engine):
    beat(engine, Beat.MEDIA, damaged=2)

    assert ill(world, engine) == {"media": "Dateien, die beschädigt sind oder fehlen: 2."}


def test_a_queue_that_is_gone_is_told(world, engine):
    before = parts(world, engine)
    for path in world.instance.glob("queue.db*"):
        path.unlink()
    (world.instance / "queue.db").mkdir()

    assert dict(Watched(before).ill()) == {"queue": "Antwortet nicht (OperationalError)."}


@contextmanager
def writing(engine):
    """Keep everybody from writing meanwhile."""
    how = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "LOCK TABLE heartbeat IN EXCLUSIVE MODE"
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute(how)
        else:
            connection.execute(text(how))
        yield
        connection.connection.driver_connection.rollback()


def test_somebody_who_does_not_let_go_of_the_database_is_told(world, engine, monkeypatch):
    monkeypatch.setattr(database, "PROBE_S", 1)

    with writing(engine):
        found = ill(world, engine)

    assert found == {"lock": "Antwortet nicht (OperationalError)."}
    assert ill(world, engine) == {}


def test_a_database_that_is_away_is_told_and_nothing_that_only_it_knows(world, engine, tmp_path):
    away = database.make_engine(f"sqlite:///{tmp_path / 'no folder' / 'away.db'}")

    assert ill(world, away).keys() == {"database", "lock"}


def test_the_same_as_numbers(world, engine):
    beat(engine, Beat.WORKER, ago=timedelta(minutes=5))
    figures = watched._figures(Watched(parts(world, engine))).decode()

    assert 'linie302_part_ok{part="worker"} 0.0' in figures
    assert 'linie302_part_ok{part="database"} 1.0' in figures
    assert "linie302_site_healed_files 7.0" in figures
    assert "linie302_queue_waiting 0.0" in figures
    assert 300 <= float(figures.split("linie302_worker_silent_seconds ")[-1].split()[0]) < 600
