"""The large set-up as a whole: PostgreSQL, SeaweedFS, Valkey, two hosts, nginx as cache, Caddy in front.

riders, planners ──▶ Caddy (TLS) ──▶ nginx (cache) ──▶ web 1, web 2 ──▶ PostgreSQL, SeaweedFS, Valkey
                                                       worker 1, worker 2 ──┘
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.exchange.content import Content
from app.exchange.writing import write_folder
from tests.factories import content, sign_record
from tests.large import hosts, stores
from tests.large.hosts import Host
from tests.large.service import Service
from tests.product import free_port

STATIONS = 10  # with a planning each
SIGNS_EACH = 4
SIGNS = STATIONS * SIGNS_EACH
BUCKETS = ("media", "site", "uploads")
NAME_OF_NOTHING = "nothing"
PASSWORD = "ein langes Passwort fuer die Pruefung"
PEOPLE = {"planner": "nord", "approver": "nord", "keeper": "nord", "admin": ""}


@dataclass(frozen=True, kw_only=True)
class Setup:
    """The set-up while it runs.  ``settings`` are those of the first host."""

    url: str
    authority: Path
    cache: str  # host:port
    object_store: str  # host:port
    hosts: tuple[Host, Host]
    postgresql: Service
    seaweedfs: Service
    valkey: Service
    services: tuple[Service, ...]
    settings: dict[str, str]


@contextmanager
def started() -> Iterator[Setup]:
    """Start everything with a small line that is public; end it all by its process ids."""
    with ExitStack() as ends:
        folder = Path(ends.enter_context(TemporaryDirectory(prefix="linie302-large-", ignore_cleanup_errors=True)))
        folder.chmod(0o755)  # PostgreSQL and nginx give up being root
        postgresql, database = stores.postgresql(folder)
        seaweedfs, access = stores.seaweedfs(folder)
        valkey, queue = stores.valkey(folder)
        below = (postgresql, seaweedfs, valkey)
        _start(ends, *below)
        shared = {
            **access,
            **{f"STORE_{name.upper()}": f"s3://linie302-{name}" for name in BUCKETS},
            "DATABASE_URL": f"postgresql+psycopg://{database}",
            "QUEUE_URL": queue,
            "PROXIES": "2",
            "PUBLIC_URL": f"https://localhost:{free_port()}",
            "SECRET_KEY": os.urandom(24).hex(),
            "BASEMAP_URL": "none",
            "ORTHOPHOTO_URL": "none",
        }
        one, two = (hosts.host(folder, name, shared) for name in ("one", "two"))
        _prepare(folder, dict(one.settings))
        cache, cache_at = hosts.nginx(folder, shared, [one.address, two.address])
        caddy, authority = hosts.caddy(folder, shared, cache_at)
        above = (one.web, two.web, one.worker, two.worker, cache, caddy)
        _start(ends, *above)
        yield Setup(
            url=shared["PUBLIC_URL"],
            authority=authority,
            cache=cache_at,
            object_store=access["AWS_ENDPOINT"].removeprefix("http://"),
            hosts=(one, two),
            postgresql=postgresql,
            seaweedfs=seaweedfs,
            valkey=valkey,
            services=(*below, *above),
            settings=dict(one.settings),
        )


def _start(ends: ExitStack, *services: Service) -> None:
    ends.callback(_end, services)
    for service in services:
        service.start()
    for service in services:
        service.wait()


def _end(services: Sequence[Service]) -> None:
    for service in services:
        service.let_go()
    for service in services:
        service.end()


def _prepare(folder: Path, settings: dict[str, str]) -> None:
    """Bring a small line into the database and its pages to the riders, with the people who work on it."""
    line = folder / "content"
    write_folder(_line(), line)
    (line / "seeds/accounts.toml").write_text("".join(_account(role, where) for role, where in PEOPLE.items()))
    for name in BUCKETS:  # which an operator makes beforehand
        store = stores.bucket(name, settings)
        store.put(NAME_OF_NOTHING, b"")
        store.delete([NAME_OF_NOTHING])
    hosts.run("prepare", settings=settings, folder=line)


def _line() -> Content:
    """Return a line on which the sign with number n hangs at station ``station_of(n)``."""
    numbers = range(1, SIGNS + 1)
    signs = {
        f"station-{station}": tuple(sign_record(number) for number in numbers if station_of(number) == station)
        for station in range(1, STATIONS + 1)
    }
    return replace(content(STATIONS, in_3d=False), signs=signs)


def station_of(number: int) -> int:
    """Return the number of the station at which a sign hangs; both count from 1."""
    return (number - 1) // SIGNS_EACH + 1


def _account(role: str, partner: str) -> str:
    where = f'partner = "{partner}"\n' if partner else ""
    who = f'email = "{role}@302.example"\nname = "{role}"\nrole = "{role}"\npassword = "{PASSWORD}"'
    return f"[[accounts]]\n{who}\n{where}"
