"""A backup of the large set-up, made while it runs, becomes one machine with a folder; and grows to be large again."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from app.storage import open_store
from tests.large.hosts import run

STORES = ("media", "site", "uploads")


@pytest.fixture
def access(setup, monkeypatch):
    """The settings of the first host; what opens the buckets is also set for the test itself."""
    for name, value in setup.settings.items():
        if name.startswith("AWS_"):
            monkeypatch.setenv(name, value)
    return dict(setup.settings)


def everything(address: str) -> dict[str, bytes]:
    store = open_store(address)
    return {key: store.get(key) or b"" for key in store.listed()}


def make_bucket(name: str) -> None:
    """Make a bucket with nothing in it; SeaweedFS does at the first file."""
    store = open_store(f"s3://{name}")
    store.put("nothing", b"")
    store.delete(["nothing"])


def new_database(settings: dict[str, str]) -> str:
    url = make_url(settings["DATABASE_URL"])
    with psycopg.connect(url.set(drivername="postgresql").render_as_string(False), autocommit=True) as connection:
        connection.execute("CREATE DATABASE grown")
    return url.set(database="grown").render_as_string(False)


def test_many_hosts_become_one_machine_and_that_grows_again(access, tmp_path):
    first, second = "s3://linie302-backup/first", str(tmp_path / "second")
    small = {
        **{name: value for name, value in access.items() if not name.startswith(("STORE_", "DATABASE_", "QUEUE_"))},
        "INSTANCE": str(tmp_path / "small"),
    }
    large = {
        **access,
        "INSTANCE": str(tmp_path / "large"),
        "DATABASE_URL": new_database(access),
        "QUEUE_URL": "",
        **{f"STORE_{name.upper()}": f"s3://linie302-grown-{name}" for name in STORES},
    }

    for name in ("backup", *(f"grown-{store}" for store in STORES)):
        make_bucket(f"linie302-{name}")

    assert "Gesichert in" in run("backup", first, settings=access)
    assert "ist ganz" in run("restore", first, "--check", settings=small)
    run("restore", first, settings=small)
    run("backup", second, settings=small)
    run("restore", second, settings=large)

    public = everything(access["STORE_SITE"])
    assert public and everything(str(Path(small["INSTANCE"]) / "site")) == public
    assert everything(large["STORE_SITE"]) == public
    assert everything(large["STORE_MEDIA"]).items() <= everything(access["STORE_MEDIA"]).items()
    sums = [open_store(address).get("SHA256SUMS").splitlines() for address in (first, second)]
    assert sums[0] == sums[1], "what was saved first is what came back"
