"""Installations on both databases: one that has everything, and empty ones to restore into."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from app import migrations, schema
from app.backup import layout, parts
from app.backup.back_up import back_up
from app.backup.parts import Parts
from app.config import from_environment
from app.storage import Store, open_store
from tests.filled import fill

ENGINES = ("sqlite", "postgresql")
MESH = b"glTF" * 1000
UPLOAD = "0123456789abcdef" * 2
KEY = f"{hashlib.sha256(MESH).hexdigest()}/bank-after.glb"
DRAWING = f"private/{hashlib.sha256(b'{}').hexdigest()}/logo.json"
PHOTO = f"private/{hashlib.sha256(b'photo').hexdigest()}/photo.jpg"


@pytest.fixture(scope="session")
def install(new_database: Callable[[str, Path], str]) -> Iterator[Callable[[str, Path], Parts]]:
    """Return how to get an installation of a kind that has nothing yet."""
    with ExitStack() as stack:

        def make(kind: str, folder: Path) -> Parts:
            folder.mkdir(parents=True, exist_ok=True)
            given = {"INSTANCE": str(folder), "DATABASE_URL": new_database(kind, folder)}
            return stack.enter_context(closing(parts.opened(from_environment(given))))

        yield make


def fill_up(installed: Parts, state: str) -> None:
    """Give an installation rows in every table of ``state``, and files of every kind, which rows name."""
    with migrations.copying_tables(installed.engine) as connection, connection.begin():
        migrations.upgrade_to(connection, state)
        fill(connection, state)
        asset = f'UPDATE asset SET files = \'{{"a": "{KEY}", "b": "{PHOTO}"}}\' WHERE id = 1'
        connection.exec_driver_sql(asset)
        if state == schema.head():
            connection.exec_driver_sql(f"UPDATE asset SET upload = '{UPLOAD}' WHERE id = 2")
            design = f'{{"logos": [{{"file": "{DRAWING}", "name": "Stadt"}}]}}'
            connection.exec_driver_sql(f"UPDATE print_order SET content = '{design}' WHERE id = 1")
    installed.media.put_media("bank-after.glb", MESH)
    installed.media.put_private("photo.jpg", b"photo")
    installed.media.put_private("logo.json", b"{}")
    installed.media.put_media("old.webp", b"named by nobody")
    installed.uploads.put(f"{UPLOAD}/upload.json", b"{}")
    installed.uploads.put(f"{UPLOAD}/part-00000", b"part")
    installed.uploads.put("f" * 32 + "/part-00000", b"given up")
    installed.spool.mkdir(exist_ok=True)
    (installed.spool / "20260101T0000-host-1.scans").write_text("222223 2026-01-01T00 de\n")


@pytest.fixture(scope="session", params=ENGINES)
def full(request: pytest.FixtureRequest, install: Callable[[str, Path], Parts], tmp_path_factory) -> Parts:
    """An installation that has everything; nobody changes it."""
    installed = install(request.param, tmp_path_factory.mktemp("full"))
    fill_up(installed, schema.head())
    return installed


@pytest.fixture(scope="session")
def plain(install: Callable[[str, Path], Parts], tmp_path_factory) -> Parts:
    """The same on SQLite alone, for what does not hang on the engine."""
    installed = install("sqlite", tmp_path_factory.mktemp("plain"))
    fill_up(installed, schema.head())
    return installed


@pytest.fixture(scope="session")
def plain_backup(plain: Parts, tmp_path_factory) -> Store:
    store = open_store(str(tmp_path_factory.mktemp("plain_backup")))
    back_up(plain, store, secret_key="the secret")
    return store


@pytest.fixture
def copy(plain_backup: Store, tmp_path: Path) -> Store:
    """A copy of that, to be harmed."""
    shutil.copytree(plain_backup.root, tmp_path / "copy")
    return open_store(str(tmp_path / "copy"))


@pytest.fixture(scope="session")
def backup(full: Parts, tmp_path_factory) -> Store:
    """Its backup, which nobody changes."""
    store = open_store(str(tmp_path_factory.mktemp("backup")))
    back_up(full, store, secret_key="the secret")
    return store


@pytest.fixture
def empty(install: Callable[[str, Path], Parts], tmp_path: Path) -> Parts:
    """An installation on SQLite that has nothing."""
    return install("sqlite", tmp_path / "empty")


def reseal(store: Store, **changes: object) -> None:
    """Let a backup say something else of itself, as if it had been made so."""
    store.put(layout.SUMMARY, layout._sealed(replace(layout.read_summary(store), **changes)))


def exchange(store: Store, path: str, raw: bytes) -> None:
    """Put another file in the place of one, as if it had been made so."""
    digests = layout.read_listing(store, layout.read_summary(store))
    listing = layout.listing({**digests, path: hashlib.sha256(raw).hexdigest()})
    store.put(path, raw)
    store.put(layout.SUMS, listing)
    reseal(store, sums=hashlib.sha256(listing).hexdigest())


def everything(store: Store) -> dict[str, bytes]:
    """Return all files of a store."""
    return {key: store.get(key) or b"" for key in store.listed()}
