"""Whether the port is free, said before anything is started."""

import os
import socket

from app.config import Config
from app.errors import Invalid


def check_port(config: Config) -> None:
    """Raise Invalid with what to do unless the port is free."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            sentence = (
                "Auf %(host)s:%(port)s lässt sich nicht lauschen (%(why)s). Anders geht es: PORT=%(other)s make run"
            )
            other = config.port + 1 if config.port < 65535 else 3020
            raise Invalid(sentence, host=config.host, port=config.port, why=error.strerror, other=other) from error
