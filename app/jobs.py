"""Jobs: each looks what there is to do, does it, and says when it is done.  The queue is only the bell.

    pages    schedules that are due, then stale pages, then removals
    assets   3D that has to be built, stations' own compositions, and crops of pictures
    data     open data, which takes longest and must not delay a page
    prints   files that print orders wait for
    scans    counts from the spool of this machine
    letters  mails about what waits for whom, and all other ones

A job that was lost or rung twice does no harm: at the worker's start and every 60 s everything is looked at.  Each
transaction ends here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app import database, mail
from app.actions import (
    add_asset,
    add_picture,
    build_assets,
    find_stale,
    print_signs,
    publish,
    receive,
    render,
    scan,
    take_in,
)
from app.actions.build_assets import Order
from app.actions.find_stale import Bundle, Part, Survey
from app.config import Config
from app.errors import Missing
from app.models import now
from app.models.base import Json
from app.once import Once
from app.signage.faults import Fault, Refused
from app.signage.typeset import Press
from app.site.values import Settings
from app.storage import Store, open_store

log = structlog.get_logger()
NAME = "linie302"
GONE = {
    "part": "Datei",
    "wrong": "Die hochgeladene Datei ist nicht mehr da.",
    "mend": "Bitte noch einmal hochladen.",
    "values": {},
}
POLL_S = 0.3
THREADS = 4
END_S = 5

Step = Callable[[str, int, int], None]  # what, done, of


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What jobs work with, until it is closed."""

    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]
    media: Store
    site: Store
    uploads: Store
    settings: Settings
    spool: Path
    fonts: Path
    smtp_url: str
    mail_from: str

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def tools(config: Config) -> Tools:
    """Open database and stores."""
    engine = database.make_engine(config.database_url)
    return Tools(
        engine=engine,
        reading=database.reading(engine),
        writing=database.writing(engine),
        media=open_store(config.media_store),
        site=open_store(config.site_store),
        uploads=open_store(config.upload_store),
        settings=config.site,
        spool=config.spool,
        fonts=config.fonts,
        smtp_url=config.smtp_url,
        mail_from=config.mail_from,
    )


def silent(_what: str, _done: int, _of: int) -> None:
    """Tell nobody how far a job is."""


def pages(on: Tools, step: Step = silent) -> None:
    """Do what was scheduled, render what is stale but open data, and remove what is public no more."""
    with on.writing.begin() as session:
        publish.due(session)
    survey = _render(on, lambda bundle: bundle.part is not Part.DATA, step)
    if survey is not None:
        with on.writing.begin() as session:
            render.sweep(session, on.site, survey)


def data(on: Tools, step: Step = silent) -> None:
    """Render open data if it is stale."""
    _render(on, lambda bundle: bundle.part is Part.DATA, step)


def assets(on: Tools, step: Step = silent) -> int:
    """Build what is pending and return how many assets that were."""
    with on.writing.begin() as session:
        build_assets.refresh(session)
        receive.sweep(on.uploads, waiting=add_asset.waiting(session), at=now())
    with on.reading() as session:
        waiting = build_assets.pending(session, on.media)
    if waiting:
        step("3D", 0, len(waiting))
    orders = [ready for order in waiting if (ready := _taken_in(on, order))]
    refused = len(waiting) - len(orders)
    for done, made in enumerate(build_assets.made(orders), start=refused + 1):
        with on.writing.begin() as session:
            build_assets.keep(session, on.media, made)
        step("3D", done, len(waiting))
    return len(waiting)


def _taken_in(on: Tools, order: Order) -> Order | None:
    """Return the order with what came of its uploaded file, if it has one; None if that was refused."""
    if not (order.upload or order.source):
        return order
    with TemporaryDirectory(prefix="linie302-") as folder:
        source = Path(folder) / build_assets.SOURCE
        try:
            order = _gathered(on, order, source)
        except (Missing, FileNotFoundError):
            _refused(on, order, "receive", [GONE])
            return None
        _say(on, order, "read", "running")
        taken = take_in.take_in(source, order)
    if taken.faults:
        _refused(on, order, "read", taken.faults)
        return None
    _say(on, order, "read", "done", taken.notes)
    _say(on, order, "build", "running")
    return replace(order, clean=taken.clean)


def _gathered(on: Tools, order: Order, source: Path) -> Order:
    """Bring the uploaded file to ``source``; its parts are put together and kept whole the first time."""
    if not order.upload:
        on.media.fetch(order.source, source)
        return order
    _say(on, order, "receive", "running")
    receive.join(on.uploads, order.upload, source)
    key = on.media.put_media_file(build_assets.SOURCE, source)
    with on.writing.begin() as session:
        whole = build_assets.joined(session, order, key)
    receive.forget(on.uploads, order.upload)
    _say(on, whole, "receive", "done")
    return whole


def _say(on: Tools, order: Order, name: str, state: str, notes: Sequence[Json] = ()) -> None:
    with on.writing.begin() as session:
        build_assets.step(session, order, name, state, notes)


def _refused(on: Tools, order: Order, name: str, faults: Sequence[Json]) -> None:
    with on.writing.begin() as session:
        build_assets.step(session, order, name, "failed")
        build_assets.refuse(session, order, faults)


def pictures(on: Tools, step: Step = silent) -> int:
    """Cut what is pending and return how many pictures that were."""
    with on.reading() as session:
        waiting = add_picture.pending(session)
    for done, (picture_id, wanted) in enumerate(waiting, start=1):
        with on.reading() as session:
            crops = add_picture.cut(session, on.media, picture_id)
        with on.writing.begin() as session:
            add_picture.keep(session, picture_id, wanted, crops)
        step("Bilder", done, len(waiting))
    return len(waiting)


def prints(on: Tools, step: Step = silent) -> int:
    """Make and proof-read what print orders wait for, and return how many orders that ended.

    One that fails is left for the next look and stops no other.
    """
    with on.reading() as session:
        waiting = print_signs.waiting(session)
    press = Press(on.fonts) if waiting else None
    ended = 0
    for order_id in waiting:
        assert press is not None
        try:
            ended += _print(on, press, order_id, step)
        except Exception:
            log.exception("an order could not be printed", order=order_id)
    return ended


def _print(on: Tools, press: Press, order_id: int, step: Step) -> bool:
    with on.reading() as session:
        work = print_signs.work(session, on.media, order_id)
    if work is None:
        return False
    faults: list[Fault] = []
    total = work.done + len(work.lacking)
    step("Setzen und Prüflesen", work.done, total)
    for done, file in enumerate(work.made(press), start=work.done + 1):
        if isinstance(file, Refused):
            faults += file.faults
        else:
            with on.writing.begin() as session:
                print_signs.keep(session, on.media, order_id, file)
        step("Setzen und Prüflesen", done, total)
    with on.writing.begin() as session:
        print_signs.end(session, on.media, press, work, faults)
    return True


def everything(on: Tools, step: Step = silent) -> None:
    """Build and render whatever there is to, now and here."""
    pictures(on, step)
    assets(on, step)
    pages(on, step)
    data(on, step)


def scans(on: Tools) -> None:
    """Bring finished spool files into the database and remove them."""
    if not scan.pending(on.spool, at=now()):
        return
    with on.writing.begin() as session:
        done = scan.collect(session, on.spool, at=now())
    for path in done:
        path.unlink(missing_ok=True)


def letters(on: Tools) -> None:
    """Tell people what waits for them, and send what is to be sent."""
    post = mail.Post(url=on.smtp_url, sender=on.mail_from, public_url=on.settings.public_url)
    mail.deliver(post, on.reading, on.writing)


def _render(on: Tools, wanted: Callable[[Bundle], bool], step: Step) -> Survey | None:
    """Render wanted bundles until none is stale; one that fails is left for the next look and does not stop others."""
    failed: set[str] = set()
    while True:
        with on.reading() as session:
            try:
                survey = find_stale.look(session, on.settings)
            except Missing:
                return None  # no line yet
        stale = [bundle for bundle in survey.stale if wanted(bundle) and bundle.name not in failed]
        if not stale:
            return survey
        step("Seiten", 0, len(stale))
        for done, bundle in enumerate(stale, start=1):
            if not _one(on, survey, bundle):
                failed.add(bundle.name)
            step("Seiten", done, len(stale))


def _one(on: Tools, survey: Survey, bundle: Bundle) -> bool:
    try:
        with on.reading() as session:
            files = render.draw(session, on.media, survey, bundle, on.settings)
        render.write(on.site, files)
        with on.writing.begin() as session:
            render.keep(session, bundle, files)
    except Missing:
        return False  # taken down since the look; the next one knows
    except Exception:
        log.exception("a bundle could not be rendered", bundle=bundle.name)
        return False
    return True


def work(config: Config) -> None:
    """Look at everything, then answer the bell, until SIGTERM."""
    bell = Bell(config, lambda: tools(config))
    try:
        bell.ring()
        bell.consumer().run()
    finally:
        bell.close()


class Bell:
    """The queue and its tasks.  ``ring`` tells the worker to look; it costs a row or a message each."""

    def __init__(self, config: Config, make_tools: Callable[[], Tools] | None = None) -> None:
        """``make_tools`` is given by the worker; whoever only rings needs none."""
        self.queue = _queue(config)
        self._make_tools = make_tools
        self._opened: Tools | None = None
        self._tasks = [self._task(name) for name in ("pages", "assets", "prints", "data", "scans", "letters")]

    def ring(self) -> None:
        """Ask for everything to be looked at."""
        for task in self._tasks:
            task()

    def close(self) -> None:
        """Let go of the queue, and of what the jobs work with."""
        self.queue.storage.close()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def consumer(self) -> Consumer:
        """Return what runs the tasks until it is told to end by SIGINT or SIGTERM."""
        return self.queue.create_consumer(
            workers=THREADS,
            worker_type="thread",
            initial_delay=POLL_S,
            max_delay=POLL_S,
            backoff=1,
            shutdown_timeout=END_S,
            graceful_signal="TERM",
        )

    def _task(self, name: str) -> Callable[[], object]:
        once = Once(lambda: self._do(name))
        task: Callable[[], object] = self.queue.task(name=name)(once.run)
        self.queue.periodic_task(crontab(minute="*"), name=f"{name} every minute")(once.run)
        return task

    def _do(self, name: str) -> None:
        on = self._open()
        if name == "pages":
            pages(on)
        elif name == "data":
            data(on)
        elif name == "scans":
            scans(on)
        elif name == "letters":
            letters(on)
        elif name == "prints":
            self._again(prints(on))
        else:
            self._again(pictures(on) + assets(on))

    def _again(self, done: int) -> None:
        """Look at everything again if something was done that pages show."""
        if done:
            self.ring()

    def _open(self) -> Tools:
        if self._opened is None:
            assert self._make_tools is not None, "only the worker does jobs"
            self._opened = self._make_tools()
        return self._opened


def _queue(config: Config) -> Huey:
    url = config.queue_url
    if url.startswith("postgres"):
        return PostgresHuey(NAME, dsn=url.replace("+psycopg", ""), results=False, blocking=False)  # polled, as all
    if url.startswith("redis"):
        return RedisHuey(NAME, url=url, results=False)
    return SqliteHuey(NAME, filename=str(config.instance / "queue.db"), results=False, fsync=False)
