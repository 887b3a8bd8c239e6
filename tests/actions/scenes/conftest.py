"""A scene of somebody's, and how they take steps on it."""

import pytest

from app.actions.library import add_asset, library_files
from app.actions.scenes import working_copy
from app.actions.scenes.new_scene import EMPTY
from app.models import Role
from tests.factories import make_account


@pytest.fixture
def planner(session):
    return make_account(session, Role.PLANNER, "nord")


@pytest.fixture
def scene(session, media, planner):
    owner = library_files.partners(session, planner)[0]
    made = add_asset.add_asset(session, title="Platz", owner=owner, by=planner)
    add_asset.write(session, media, made, EMPTY, by=planner)
    return made


@pytest.fixture
def taken(session, media, scene, planner):
    """Return how to take steps as the planner's window does that has seen the newest."""

    def take(*steps):
        version = working_copy.look(session, media, scene, of=planner).version
        return working_copy.change(session, media, scene, steps, version=version, by=planner)

    return take
