"""The stories in which people write most, once more on PostgreSQL, into which a backup of the first start has moved."""

import pytest

from tests.first_start import resumed_elsewhere
from tests.flows.test_days import stranger, test_a_planning_from_its_planners_first_day_to_the_riders
from tests.flows.test_editor import test_two_people_see_one_another_and_lose_nothing

__all__ = [
    "stranger",
    "test_a_planning_from_its_planners_first_day_to_the_riders",
    "test_two_people_see_one_another_and_lose_nothing",
]


pytestmark = pytest.mark.large  # in make test every view meets PostgreSQL, and the stories are told on SQLite


@pytest.fixture(scope="module")
def server(new_database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("flows_on_postgresql")
    with resumed_elsewhere(folder, new_database("postgresql", folder)) as running:
        yield running


@pytest.fixture(scope="module")
def cookies():
    """Nobody has signed in there yet."""
    return {}
