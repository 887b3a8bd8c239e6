"""The one place where all parts meet: files first, then scans, and the studio beside them.

/studio/…      the studio, a Flask application with sign-in and database
everything     riders' files, before any framework; what is no file goes to the riders' own small application
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from app import database, schema
from app.bell import Bell
from app.config import Config, from_environment
from app.front import proxies
from app.health import health
from app.storage import SCHEMES, open_store
from app.web import studio
from app.web.riders import rider
from app.web.riders.files import Files, Read, Shelf, folder, packed, public
from app.web.riders.known import Known
from app.web.riders.spool import Spool

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STATIC = Path(__file__).parent / "site/static"


def create_app(config: Config | None = None) -> "WSGIApplication":
    """Return the whole web application; settings come from the environment unless given.  Raises Invalid as they do."""
    config = config or from_environment()
    engine = database.make_engine(config.database_url)
    reading = schema.guarded(database.reading(engine))
    writing = schema.guarded(database.writing(engine))
    bell = Bell(config)
    site = _read(config.site_store)
    media = open_store(config.media_store, is_hasty=True)
    known = Known(site, kept=open_store(str(config.instance / "known")))
    well = health(config, engine=engine, reading=reading, bell=bell, known=known, media=media)
    riders = rider.make_app(site, known, Spool(config.spool), config.site, health=well)
    rider.lead_on(riders, sign_url=config.sign_url, public_url=config.public_url)
    files = Files(
        riders,
        no_files=rider.no_files(riders),
        site=Shelf(read=site, immutable=False),
        shelves={
            "media": Shelf(read=public(_read(config.media_store)), immutable=True),
            "static": Shelf(read=packed(folder(STATIC)), immutable=False),
        },
    )
    planners = studio.create(config, reading=reading, writing=writing, wake=bell.ring)
    app = by_path(files, planners)
    return proxies.insist(app) if config.public_url.startswith("https:") and not config.has_tls else app


def by_path(riders: "WSGIApplication", planners: "WSGIApplication") -> "WSGIApplication":
    """Return an application that hands ``/studio`` to ``planners`` and all else to ``riders``."""

    def lead(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        is_studio = path == studio.PREFIX or path.startswith(f"{studio.PREFIX}/")
        return (planners if is_studio else riders)(environ, start)

    return lead


def _read(address: str) -> Read:
    """Return how to read a store: a folder directly, which is quickest, all else through it."""
    store = open_store(address, is_hasty=True)
    return store.get if address.partition("://")[0] in SCHEMES else folder(Path(address))
