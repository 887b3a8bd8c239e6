"""The web server: gunicorn with threads, set up by our settings instead of a file of its own."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication

from app import certificate
from app.config import Config
from app.main import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 8
KEEP_ALIVE_S = 15
END_S = 5


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is not typed
    """Gunicorn with our application."""

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
        "worker_class": "gthread",
        "threads": THREADS,
        "keepalive": KEEP_ALIVE_S,
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
