"""One large set-up for all of these tests, and eyes for what lies in its database."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.orm import Session

from app import database
from tests.large.setup import Setup, started

LOG_BYTES = 6000  # of each service, told where something failed


@pytest.fixture(scope="session")
def setup(request: pytest.FixtureRequest) -> Iterator[Setup]:
    with started() as running:
        yield running
        if request.session.testsfailed:
            for service in running.services:
                print(f"---- {service.name}\n{service.said()[-LOG_BYTES:]}")
    for service in running.services:
        print(f"{service.name}: at most {service.peak_bytes / 1e6:.0f} MB, started {service.starts} times")


@pytest.fixture(scope="session")
def look(setup: Setup) -> Iterator[Callable[[], Session]]:
    """Return how to look into the database."""
    engine = database.make_engine(setup.settings["DATABASE_URL"])
    yield database.reading(engine)
    engine.dispose()
