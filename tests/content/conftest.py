"""The real content, read once: what this repository publishes as it stands."""

from pathlib import Path

import pytest

from app.exchange.folder import read_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def content():
    return read_folder(ROOT)
