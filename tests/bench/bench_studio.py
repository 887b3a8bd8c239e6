"""Every page of the studio, in the server: with 10 stations, and with 1,000, 5,000 plannings and 50,000 versions.

Each page is asked for several times by an admin, who sees the most, and what the server's thread computes is counted,
the database included, so that others on the machine do not count.  The slowest page of each size is shown.  Files
that are sent as they are read count until they begin.
"""

import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from app import database, migrations
from app.actions.load import load
from app.config import from_environment
from app.models import Account, Membership, Role
from app.storage import open_store
from app.web import studio
from tests.bench.many import fill
from tests.bench.rows import Row
from tests.product import ROOT
from tests.studio_pages import addresses

TIMES = 5
FEW, FEW_MS = "10 stations", 100
MANY, MANY_MS = "1,000 stations, 5,000 plannings, 50,000 versions", 200
OWN = {"Sec-Fetch-Site": "same-origin"}  # what a browser says of its own page
EDITOR = re.compile(r"/studio/inhalte/\d+/bearbeiten")
HIDDEN = re.compile(r'<input type="hidden" name="(base|number|merged|theirs|kept|tab)" value="([\w.]*)">')


def measure() -> list[Row]:
    rows = []
    for size, goal_ms in ((FEW, FEW_MS), (MANY, MANY_MS)):
        with tempfile.TemporaryDirectory() as folder, _filled(Path(folder), is_many=size == MANY) as (app, engine):
            took = sorted(_pages(app, engine), reverse=True)
            saved_ms = _autosave_ms(app, engine)
        rows += [_row(size, took, goal_ms), _autosave_row(size, saved_ms, goal_ms)]
    return rows


def _row(size: str, took: list[tuple[float, str]], goal_ms: int) -> Row:
    slowest = ", ".join(f"{ms:.0f} ms {address}" for ms, address in took[:3])
    return Row(
        what=f"studio, the slowest of {len(took)} pages (CPU), {size}",
        ours=slowest,
        other=f"median page {median(each for each, _ in took):.0f} ms",
        goal=f"≤ {goal_ms} ms",
        met=took[0][0] <= goal_ms,
    )


def _autosave_row(size: str, took_ms: float, goal_ms: int) -> Row:
    what = f"studio, keep what is typed (CPU), {size}"
    return Row(what=what, ours=f"{took_ms:.0f} ms", goal=f"≤ {goal_ms} ms", met=took_ms <= goal_ms)


def _pages(app: Flask, engine: Engine) -> Iterator[tuple[float, str]]:
    """Yield milliseconds and address of every page."""
    client = _signed_in(app, engine)
    with database.reading(engine)() as session:
        pages = list(dict.fromkeys(address for _, address in addresses(app, session)))
    for page in pages:
        yield _took_ms(lambda _turn, page=page: client.get(page)), page


def _autosave_ms(app: Flask, engine: Engine) -> float:
    client = _signed_in(app, engine)
    with database.reading(engine)() as session:
        editor = next(each for _, each in addresses(app, session) if EDITOR.fullmatch(each))
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

    return _took_ms(save)


def _took_ms(ask: Callable[[int], TestResponse]) -> float:
    times = []
    for turn in range(TIMES + 1):
        began = time.thread_time()
        answer = ask(turn)
        times.append((time.thread_time() - began) * 1000)
        assert answer.status_code < 500, answer.request.path
        answer.close()
    return median(times[1:])  # the first one fills caches


@contextmanager
def _filled(folder: Path, *, is_many: bool) -> Iterator[tuple[Flask, Engine]]:
    config = from_environment({"INSTANCE": str(folder), "SECRET_KEY": "bench"})
    engine = database.make_engine(config.database_url)
    migrations.upgrade(engine)
    with database.writing(engine).begin() as session:
        if is_many:
            fill(session)
        else:
            load(session, open_store(config.media_store), ROOT, is_public=True)
        session.add(Account(email="bench@example.org", name="Bench", memberships=[Membership(role=Role.ADMIN)]))
    made = studio.create(config, reading=database.reading(engine), writing=database.writing(engine), wake=lambda: None)
    yield made, engine
    engine.dispose()


def _signed_in(app: Flask, engine: Engine) -> FlaskClient:
    client = app.test_client()
    with database.reading(engine)() as session, client.session_transaction() as cookie:
        admin = session.scalars(select(Account).where(Account.email == "bench@example.org")).one()
        cookie["_user_id"] = admin.fs_uniquifier
    return client
