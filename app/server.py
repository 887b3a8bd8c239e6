"""The web server: gunicorn with our front as its worker, set up by our settings instead of a file of its own."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication

from app import certificate
from app.config import Config
from app.front.threads import Lane
from app.front.worker import FrontWorker
from app.main import create_app
from app.web import studio
from app.web.frame import inputs

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

MOST_CONNECTIONS = 800  # of a process
END_S = 2  # then gunicorn ends a process that has not ended by itself


LANES = (
    Lane(prefix=studio.PREFIX, threads=6, longest_body=inputs.LONGEST_ANYWHERE_BYTES),
    Lane(prefix="", threads=4, longest_body=64 * 1024),
)


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """Gunicorn with our application."""

    lanes = LANES

    def __init__(self, config: Config) -> None:
        self.config = config
        super().__init__()

    def load_config(self) -> None:
        for name, value in options(self.config).items():
            self.cfg.set(name, value)

    def load(self) -> "WSGIApplication":
        return create_app(self.config)


def options(config: Config) -> dict[str, object]:
    """Return gunicorn's settings.  Nothing about riders is logged."""
    chosen: dict[str, object] = {
        "bind": [f"{config.host}:{config.port}"],
        "workers": config.workers,
        "worker_class": FrontWorker,
        "worker_connections": MOST_CONNECTIONS,
        "forwarder_headers": "",  # nobody sets SCRIPT_NAME or PATH_INFO but we ourselves
        "graceful_timeout": END_S,
        "loglevel": "warning",
        "proc_name": "linie302",
        "control_socket_disable": True,
    }
    if config.has_tls:
        host = urlsplit(config.public_url).hostname or config.host
        paths = certificate.made_once(config.instance / "tls", host)
        chosen["certfile"], chosen["keyfile"] = (str(path) for path in paths)
    return chosen
