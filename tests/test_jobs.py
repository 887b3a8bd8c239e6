"""Jobs: found in state, harmless when lost, doubled or killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from argparse import Namespace
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import structlog
from obstore.store import MemoryStore
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from app import database, jobs, migrations
from app.actions.care import reminder
from app.actions.items.rename import rename
from app.actions.library import add_asset, library_files
from app.actions.line.load import load
from app.actions.people import accounts
from app.actions.prints.order_print import Wanted, place
from app.actions.prints.print_content import thaw
from app.actions.riders import mend, render, stale_pages
from app.actions.scenes.new_scene import EMPTY
from app.actions.signs.show_signs import Filter, codes
from app.bell import Bell
from app.cli import publish as cli_publish
from app.cli import verify
from app.config import Config, from_environment
from app.errors import Invalid
from app.jobs.sweep import sweeping
from app.models import (
    Asset,
    Beat,
    BuildState,
    DayOfOpenings,
    Event,
    EventKind,
    Heartbeat,
    Notice,
    NoticeKind,
    OrderOutput,
    OrderState,
    Planning,
    PrintOrder,
    PrintRun,
    RenderedBundle,
    Role,
    Scan,
    Sign,
    SignStage,
    now,
)
from app.signage.order import batches
from app.signage.print import made
from app.signage.profile import load as load_profile
from app.signage.request import Output
from app.signage.typeset import Press
from app.single_flight import Once
from app.storage import Store
from app.web.riders.spool import Spool
from tests.browser import PATIENCE_MS
from tests.factories import make_account, today, write
from tests.killed import PAGE, check, say

ROOT = Path(__file__).parent.parent
PATIENCE_S = PATIENCE_MS / 1000


@pytest.fixture(scope="module")
def laid_down(new_database, tmp_path_factory):
    """Return how to get at an installation with a small public line without 3D on a kind of database, to be copied."""

    @cache
    def made(kind):
        folder = tmp_path_factory.mktemp(kind)
        config = configured(folder, "" if kind == "sqlite" else new_database(kind, folder))
        with closing(jobs.tools(config)) as tools:
            fill(tools, write(folder / "in", stations=2, in_3d=False))
        return config

    return made


def configured(folder, database_url):
    """Return the settings of an installation below ``folder``, with its queue in the database, or on SQLite."""
    given = {"INSTANCE": str(folder / "instance"), "PUBLIC_URL": "https://302.example"}
    return from_environment(given | ({"DATABASE_URL": database_url, "QUEUE_URL": database_url} if database_url else {}))


@pytest.fixture(params=["sqlite", "postgresql"])
def config(request, laid_down, tmp_path, new_database):
    """The settings of an installation with a small public line without 3D, one on each database and queue."""
    first = laid_down(request.param)
    shutil.copytree(first.instance, tmp_path / "instance")
    copied = "" if request.param == "sqlite" else new_database(request.param, tmp_path, like=first.database_url)
    return configured(tmp_path, copied)


@pytest.fixture(autouse=True)
def _packed_lightly(monkeypatch):
    """How small pages get is most of the work, and another test's matter."""
    monkeypatch.setattr(render, "BROTLI_QUALITY", 0)


@pytest.fixture
def tools(config):
    with closing(jobs.tools(config)) as tools:
        yield tools


def fill(tools, folder):
    migrations.upgrade(tools.engine)
    with tools.writing.begin() as session:
        load(session, tools.media, folder, is_public=True)


def page(config: Config) -> str:
    path = Path(config.site_store) / PAGE
    return path.read_text() if path.exists() else ""


def test_pages_show_what_was_published(config, tools):
    jobs.pages(tools)

    say(tools, "Etwas Neues.")
    jobs.pages(tools)

    assert "Etwas Neues." in page(config)


def test_a_job_run_twice_does_no_harm(config, tools):
    for job in (jobs.assets, jobs.pages, jobs.data, jobs.scans):
        job(tools)
    files = {path: path.stat().st_mtime_ns for path in Path(config.site_store).rglob("*") if path.is_file()}

    for job in (jobs.assets, jobs.pages, jobs.data, jobs.scans):
        job(tools)

    assert files == {path: path.stat().st_mtime_ns for path in Path(config.site_store).rglob("*") if path.is_file()}


def look(config):
    with closing(jobs.tools(config)) as tools:
        jobs.pages(tools)


def test_two_workers_at_once_come_to_the_same_end(config, tools):
    both = [threading.Thread(target=look, args=(config,)) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    with tools.reading() as session:
        kept = dict(session.execute(select(RenderedBundle.bundle, RenderedBundle.files)).all())
    assert any(name.startswith("station/") for name in kept)
    assert all((Path(config.site_store) / key).exists() for files in kept.values() for key in files)


@pytest.mark.large_on("postgresql")
def test_builds_make_their_pages_stale(config, tools, tmp_path):
    fill(tools, write(tmp_path / "3d", stations=2))
    jobs.pages(tools)
    assert ".usdz" not in page(config)

    assert jobs.assets(tools) == 4
    jobs.pages(tools)

    assert ".usdz" in page(config)
    with tools.reading() as session:
        assert set(session.scalars(select(Asset.state))) == {BuildState.READY}
    assert jobs.assets(tools) == 0


@pytest.mark.large_on("postgresql")
def test_what_is_new_is_built_before_what_is_built_anew(config, tools, tmp_path):
    fill(tools, write(tmp_path / "3d", stations=2))
    with tools.writing.begin() as session:
        for asset in session.scalars(select(Asset)):
            asset.build = {}  # by a program that built differently
        planner = make_account(session, Role.PLANNER, "nord")
        owner = library_files.partners(session, planner)[0]
        new = add_asset.add_asset(session, title="Neu", owner=owner, by=planner)
        add_asset.write(session, tools.media, new, EMPTY, by=planner)

    assert jobs.assets(tools) > 0

    with tools.reading() as session:
        ready = session.scalars(select(Asset).where(Asset.state == BuildState.READY)).all()
        assert "Neu" in [asset.record.get("title") for asset in ready]
        assert session.scalars(select(Asset.build).where(Asset.state == BuildState.PENDING)).all() == [{}]


def test_scans_and_openings_are_counted_and_their_files_removed(config, tools):
    with tools.reading() as session:
        station = session.scalars(select(Planning)).first().station
        code, slug = station.signs[0].code, station.slug
    Spool(config.spool).add(code, "de", at=now())
    Spool(config.spool).add_opening("3d", slug, "de", at=now())
    for path in list(config.spool.iterdir()):
        path.rename(path.with_name("20260101T0000" + path.name[13:]))

    jobs.scans(tools)

    assert list(config.spool.iterdir()) == []
    with tools.reading() as session:
        assert session.scalar(select(func.sum(Scan.count))) == 1
        assert session.scalar(select(func.sum(DayOfOpenings.count))) == 1


def test_scans_wait_for_a_database_that_is_away(config, tools, tmp_path):
    with tools.reading() as session:
        code = session.scalars(select(Planning)).first().station.signs[0].code
    Spool(config.spool).add(code, "de", at=now())
    path = next(config.spool.iterdir())
    path.rename(path.with_name("20260101T0000" + path.name[13:]))
    away = database.make_engine(f"sqlite:///{tmp_path / 'no folder' / 'away.db'}")

    with pytest.raises(OperationalError):
        jobs.scans(replace(tools, writing=database.writing(away)))
    assert len(list(config.spool.iterdir())) == 1

    jobs.scans(tools)
    with tools.reading() as session:
        assert session.scalar(select(func.sum(Scan.count))) == 1


def test_before_a_line_is_loaded_jobs_have_nothing_to_do(tmp_path):
    config = from_environment({"INSTANCE": str(tmp_path)})
    with closing(jobs.tools(config)) as tools:
        migrations.upgrade(tools.engine)

        jobs.pages(tools)
        jobs.data(tools)

        assert jobs.assets(tools) == 0
    assert list(Path(config.site_store).iterdir()) == []


@contextmanager
def come_to_rest():
    """Wait in the end for the threads that the block began: they work with what is closed afterwards."""
    before = {*threading.enumerate()}
    yield
    for thread in {*threading.enumerate()} - before:
        thread.join(PATIENCE_S)


def test_who_rings_is_heard_within_two_seconds(config, tools):
    jobs.everything(tools)
    bell, rope = jobs.answering(config, tools), Bell(config)
    consumer = bell.consumer()
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    with come_to_rest():
        consumer.start()
        try:
            time.sleep(0.5)
            say(tools, "Gleich zu sehen.")
            rung_at_s = time.monotonic()
            rope.ring()
            while "Gleich zu sehen." not in page(config) and time.monotonic() < rung_at_s + 30:
                time.sleep(0.02)
            assert "Gleich zu sehen." in page(config)
            print(f"heard after {time.monotonic() - rung_at_s:.2f} s")
        finally:
            consumer.stop(graceful=True)
            bell.close()
            rope.close()
            for number, handler in handlers.items():
                signal.signal(number, handler)


def test_without_a_bell_everything_is_looked_at_all_the_same(config, tools):
    with come_to_rest(), closing(jobs.answering(config, tools)) as bell, sweeping(bell):
        until = time.monotonic() + PATIENCE_S
        while not page(config) and time.monotonic() < until:
            time.sleep(0.05)

    assert page(config)


@pytest.mark.parametrize("queue", ["postgresql://127.0.0.1:9/queue", ""])
def test_a_queue_that_is_away_stops_neither_who_rings_nor_who_starts(tmp_path, queue):
    config = from_environment({"INSTANCE": str(tmp_path), "QUEUE_URL": queue})
    with closing(Bell(config)) as bell:
        if not queue:
            bell.close()
            (tmp_path / "queue.db").write_bytes(b"broken" * 1000)

        with structlog.testing.capture_logs() as logged:
            bell.ring()
            bell.consumer()

    assert {each["event"] for each in logged} == {"the queue is away"}


def test_a_bundle_that_fails_does_not_stop_the_others(config, tools):
    with tools.writing.begin() as session:
        planning = session.scalars(select(Planning).order_by(Planning.id)).first()
        session.execute(
            text("UPDATE edition SET record = :broken WHERE id = :id"), {"broken": "{}", "id": planning.current_id}
        )

    jobs.pages(tools)

    assert page(config) == ""
    assert (Path(config.site_store) / "de/302/station-2/segel/index.html").exists()
    assert (Path(config.site_store) / "codes.json").exists()


def test_rung_while_it_runs_a_job_runs_once_more():
    started, goes_on, runs = threading.Event(), threading.Event(), []

    def job():
        runs.append(len(runs))
        started.set()
        goes_on.wait(10)

    once = Once(job)
    first = threading.Thread(target=once.run)
    first.start()
    started.wait(10)
    for _ in range(5):
        once.run()
    goes_on.set()
    first.join(10)

    assert runs == [0, 1]


def test_killed_at_any_file_the_pages_are_whole_and_the_next_look_completes_them(tmp_path):
    config = from_environment({"INSTANCE": str(tmp_path / "instance")})
    with closing(jobs.tools(config)) as tools:
        fill(tools, write(tmp_path / "in", stations=2, in_3d=False))
    command = [sys.executable, "-m", "tests.killed", "pages", str(config.instance)]

    first = subprocess.run([*command, "1", "2", "3", "7", "20", "100000"], cwd=ROOT, capture_output=True, text=True)
    assert first.stdout.split() == ["killed"] * 5 + ["done", "data"], first.stderr
    with closing(jobs.tools(config)) as tools:
        say(tools, "Nach dem Absturz.")
    second = subprocess.run([*command, "2", "5", "100000"], cwd=ROOT, capture_output=True, text=True)

    assert second.stdout.split() == ["killed"] * 2 + ["done", "data"], second.stderr
    assert "Nach dem Absturz." in page(config)


@pytest.mark.parametrize("times", ["20", pytest.param("100", marks=pytest.mark.large)])
def test_killed_at_random_moments_pages_are_old_or_new_and_everything_converges(tmp_path, times):
    command = [sys.executable, "-m", "tests.killed", "moments", str(tmp_path / "instance"), times]

    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    assert f"{times} attempts" in run.stdout


def test_two_workers_at_once_remind_once(config, tools):
    with tools.writing.begin() as session:
        planning = session.scalars(select(Planning)).first()
        by = make_account(session, Role.PLANNER, planning.owner.slug)
        row = reminder.remind(session, planning, on=today() + timedelta(days=1), note="", seen=0, by=by)
        row.due_on = today()
    workers = [threading.Thread(target=jobs.reminders, args=(tools,)) for _ in range(2)]

    for each in workers:
        each.start()
    for each in workers:
        each.join()

    with tools.reading() as session:
        told = session.scalars(select(Notice).where(Notice.kind == NoticeKind.DUE)).all()
    assert [each.account_id for each in told] == [by.id]


def order_all(tools):
    """Place an order of all signs, the second one as a plate, and return its id."""
    with tools.writing.begin() as session:
        for sign, kind in zip(session.scalars(select(Sign).order_by(Sign.id)), ("a3", "pole"), strict=False):
            sign.record = {**sign.record, "kind": kind}
        session.flush()
        wanted = Wanted(copies=dict.fromkeys(codes(session, Filter(in_use=True)), 1), output=OrderOutput.PRINT)
        return place(session, wanted, public_url="https://302.example", by=accounts.system(session)).id


def order_of(tools, order_id):
    with tools.reading() as session:
        return session.get_one(PrintOrder, order_id)


def test_an_order_is_printed_once_and_its_signs_pages_become_stale(config, tools):
    jobs.pages(tools)
    order_id = order_all(tools)

    assert jobs.prints(tools) == 1
    assert jobs.prints(tools) == 0

    order = order_of(tools, order_id)
    assert order.state is OrderState.RELEASED
    assert [each["name"] for each in order.files] == ["a3.pdf", "pole.pdf", "auftrag.pdf"]
    assert all(tools.media.exists(each["key"]) for each in order.files)
    with tools.reading() as session:
        assert set(session.scalars(select(Sign.state))) == {SignStage.PRINTED}
        assert "data" in {bundle.name for bundle in stale_pages.look(session, tools.settings).stale}


def test_two_workers_that_print_at_once_come_to_the_same_end(config, tools):
    order_id = order_all(tools)

    def work():
        with closing(jobs.tools(config)) as own:
            jobs.prints(own)

    both = [threading.Thread(target=work) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()

    order = order_of(tools, order_id)
    assert (order.state, len(order.files)) == (OrderState.RELEASED, 3)
    with tools.reading() as session:
        assert session.scalar(select(func.count()).select_from(PrintRun)) == 2


def test_killed_at_any_file_an_order_goes_on_and_comes_to_the_same_bytes(tmp_path):
    config = from_environment({"INSTANCE": str(tmp_path / "instance")})
    with closing(jobs.tools(config)) as tools:
        fill(tools, write(tmp_path / "in", stations=2, in_3d=False))
        order_id = order_all(tools)
    command = [sys.executable, "-m", "tests.killed", "prints", str(config.instance)]

    run = subprocess.run([*command, "1", "2", "2", "100"], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.split()[:4] == ["killed", "killed", "killed", "done"], run.stderr

    with closing(jobs.tools(config)) as tools, tools.reading() as session:
        order = session.get_one(PrintOrder, order_id)
        whole = thaw(order.content, order.number)
        again = made(
            Press(tools.fonts), whole, batches(whole), output=Output.PRINT, profile=load_profile(order.profile)
        )
        assert order.state is OrderState.RELEASED
        assert [each["name"] for each in order.files] == ["a3.pdf", "pole.pdf", "auftrag.pdf"]
        assert [tools.media.get(each["key"]) for each in order.files[:2]] == [each.pdf for each in again]


@pytest.mark.parametrize(
    "broken",
    [
        lambda content: content["line"].update(name="\ue000 302"),
        lambda content: content["line"].update(partners=[]),
        lambda content: [each["sign"]["where"].update(de="Am \u0378 Mast") for each in content["items"]],
    ],
    ids=["of the line", "no order at all", "of the order sheet"],
)
def test_an_order_that_cannot_be_made_ends_with_a_sentence(config, tools, broken):
    order_id = order_all(tools)
    with tools.writing.begin() as session:
        order = session.get_one(PrintOrder, order_id)
        content = json.loads(json.dumps(order.content))
        broken(content)
        order.content = content

    assert jobs.prints(tools) == 1
    assert jobs.prints(tools) == 0

    order = order_of(tools, order_id)
    assert order.state is OrderState.REFUSED
    assert order.ended_at is not None
    assert all(each["sentence"] for each in order.faults)
    assert order.faults


def damaged(config, key, raw):
    """Bring other bytes, or with None nothing, into a file of the site store behind the product's back."""
    path = Path(config.site_store) / key
    path.unlink()
    if raw is not None:
        path.write_bytes(raw)


def files_of(config):
    root = Path(config.site_store)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def events(tools):
    with tools.reading() as session:
        return list(session.scalars(select(Event.comment).where(Event.what == EventKind.HEAL).order_by(Event.id)))


def test_what_is_damaged_is_written_anew_and_the_journal_tells(config, tools):
    jobs.everything(tools)
    before, told = files_of(config), 0

    for name in ("codes.json", PAGE, f"{PAGE}.br", "data/index.html"):
        for raw in (None, b"", before[name][: len(before[name]) // 2]):
            damaged(config, name, raw)
            assert jobs.heal(tools).healed == [name]
            assert files_of(config) == before
            told += 1
    assert len(events(tools)) == told

    for name in ("codes.json", "line.json"):  # as long as before: every sweep reads these
        damaged(config, name, b"?" * len(before[name]))
        assert jobs.heal(tools, wholly=False).healed == [name]
    damaged(config, PAGE, b"?" * len(before[PAGE]))
    assert jobs.heal(tools, wholly=True).healed == [PAGE]
    shutil.rmtree(config.site_store)
    assert jobs.heal(tools).healed == sorted(before)
    assert files_of(config) == before
    assert jobs.heal(tools, wholly=True).healed == []
    with tools.reading() as session:
        assert session.get_one(Heartbeat, Beat.SIZES).healed == told + 3 + len(before)


def test_what_is_as_long_as_before_is_found_within_a_minute_however_old_it_says_it_is(config, tools, monkeypatch):
    monkeypatch.setattr(mend, "LOT", 0)
    jobs.everything(tools)
    assert jobs.heal(tools, wholly=False).healed == []
    before = files_of(config)
    path = Path(config.site_store) / PAGE

    damaged(config, PAGE, b"?" * len(before[PAGE]))
    assert jobs.heal(tools, wholly=False).healed == [PAGE]
    beside = path.with_name("restored")
    beside.write_bytes(b"!" * len(before[PAGE]))
    os.utime(beside, (0, 0))
    beside.replace(path)
    assert jobs.heal(tools, wholly=False).healed == [PAGE]

    assert files_of(config) == before


def test_a_bucket_is_looked_at_alike(config, tools, monkeypatch):
    monkeypatch.setattr(mend, "LOT", 0)
    bucket = Asked(MemoryStore())
    tools = replace(tools, site=bucket)
    jobs.everything(tools)
    bucket.got.clear()

    assert jobs.heal(tools, wholly=False).healed == []
    assert {key for key in bucket.got if key.endswith(".html")} == set(), "nothing is read that nobody has touched"
    bucket.put(PAGE, b"?" * len(bucket.get(PAGE)))
    assert jobs.heal(tools, wholly=False).healed == [PAGE]


class Asked(Store):
    """A store that knows what was read of it."""

    def __init__(self, objects):
        super().__init__(objects)
        self.got = []

    def get(self, key):
        self.got.append(key)
        return super().get(key)


def test_files_that_nobody_wrote_go_but_for_those_at_the_top(config, tools):
    jobs.everything(tools)
    before, root = files_of(config), Path(config.site_store)
    for name in ("de/302/alt/index.html", "data/alt.json", "google-site.html", ".well-known/security.txt"):
        (root / name).parent.mkdir(exist_ok=True, parents=True)
        (root / name).write_bytes(b"not ours")

    assert jobs.heal(tools, wholly=False).healed == []
    assert jobs.heal(tools, wholly=True).healed == ["data/alt.json", "de/302/alt/index.html"]
    assert files_of(config).keys() - before.keys() == {"google-site.html", ".well-known/security.txt"}


def test_every_file_is_read_once_a_night_and_soon_if_nights_were_missed(config, tools):
    night, day = datetime(2026, 11, 28, 2, tzinfo=UTC), datetime(2026, 11, 28, 12, tzinfo=UTC)

    def is_due(at, after):
        with tools.writing.begin() as session:
            mend.beat(session, Beat.HASHES, at - after)
            return mend.is_due(session, at)

    assert not is_due(night, timedelta(hours=2))
    assert is_due(night, timedelta(hours=24))
    assert not is_due(day, timedelta(hours=34))
    assert is_due(day, timedelta(hours=58))


def test_everything_is_written_anew_when_that_is_asked_for(config, tools):
    jobs.everything(tools)
    before = files_of(config)
    for path in Path(config.site_store).rglob("*.html"):
        path.write_bytes(path.read_bytes()[:-1] + b"?")

    jobs.everything_anew(tools)
    jobs.everything(tools)

    assert files_of(config) == before


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_the_command_line_tells_what_was_found_and_what_could_not_be_written(config, tools, capsys):
    jobs.everything(tools)
    count = len(files_of(config))

    assert verify.do(config, Namespace()) == 0
    damaged(config, "codes.json", b"{")
    damaged(config, PAGE, None)
    assert verify.do(config, Namespace()) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith((str(count), "  "))]
    assert said == [
        f"{count} Dateien verglichen: alle so, wie sie geschrieben wurden.",
        f"{count} Dateien verglichen (fehlend: 1, verändert: 1). Jetzt stimmt es wieder:",
        "  codes.json",
        f"  {PAGE}",
    ]

    lost = tools.media.put_media("poster.webp", b"RIFF")
    tools.media.put(lost, b"RIFX")
    with pytest.raises(Invalid, match="beschädigt oder fehlen") as refused:
        verify.do(config, Namespace())
    assert refused.value.faults == (lost,)
    tools.media.delete([lost])

    damaged(config, "codes.json", None)
    (Path(config.site_store) / "codes.json/in the way").mkdir(parents=True)
    with pytest.raises(Invalid, match="ließen sich nicht schreiben") as refused:
        cli_publish.do(config, Namespace(all=True))
    assert refused.value.faults == ("codes",)
    with tools.reading() as session:
        assert session.get_one(Heartbeat, Beat.SIZES).damaged == 1


class Failing(Store):
    """A store that is full, or away, at its n-th step, whatever that is."""

    def __init__(self, store, at):
        super().__init__(store.objects, store.root)
        self.left = at
        self.lock = threading.Lock()

    def step(self):
        with self.lock:
            self.left -= 1
            if self.left == 0:
                raise OSError(28, "No space left on device")

    def put(self, key, raw):
        self.step()
        super().put(key, raw)

    def get(self, key):
        self.step()
        return super().get(key)

    def size(self, key):
        self.step()
        return super().size(key)

    def looks(self):
        self.step()
        return super().looks()

    def delete(self, keys):
        for key in keys:
            self.step()
            super().delete([key])

    def tidy(self):
        self.step()
        return super().tidy()


@pytest.mark.parametrize("config", ["sqlite"], indirect=True)
def test_a_store_that_fails_at_any_step_is_mended_by_the_next_sweep(config, tools, monkeypatch):
    monkeypatch.setattr(mend, "LOT", 0)
    jobs.everything(tools)
    at, has_failed = 0, True

    while has_failed:
        at += 1
        move(tools, f"segel-{at}")
        store = Failing(tools.site, at)
        with suppress(OSError):
            jobs.heal(replace(tools, site=store), wholly=False)
        has_failed = store.left <= 0
        check(Path(config.site_store))

        assert jobs.heal(tools, wholly=False).failed == set()
        assert files_of(config).keys() == names(tools)
    assert at > 30, "so many steps there are at least"
    assert jobs.heal(tools, wholly=True).healed == []


def move(tools, slug):
    """Give the first planning another address, so that pages come and go."""
    with tools.writing.begin() as session:
        planning = session.scalars(select(Planning).order_by(Planning.id)).first()
        rename(session, planning, slug=slug, by=accounts.system(session))


def names(tools):
    """Return the files that the site store has to hold."""
    with tools.reading() as session:
        return {key for files in session.scalars(select(RenderedBundle.files)) for key in files}
