"""A whole request is answered by the application (WSGI), in a thread; gunicorn's response writes the bytes."""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gunicorn.http import wsgi
from gunicorn.http.message import Request

from app.front import refused
from app.front.outgoing import Outgoing

if TYPE_CHECKING:
    import asyncio

    from app.front.front import Front

log = logging.getLogger("gunicorn.error")


class Broken(Exception):  # noqa: N818 -- what happened is logged already
    """The application failed in the middle of an answer."""


def respond(front: "Front", request: Request, outgoing: Outgoing, transport: "asyncio.Transport") -> bool:
    """Write the answer into ``outgoing``; tell whether the connection stays open after it.

    Raises ConnectionResetError if nobody waits for it any more, and Broken if it cannot be ended properly.
    """
    peer, here = (transport.get_extra_info(name) for name in ("peername", "sockname"))
    response, environ = wsgi.create(request, outgoing, peer, here, front.limits.settings)
    environ["wsgi.multithread"] = True
    del environ["wsgi.file_wrapper"]  # which would write past us; Werkzeug has its own
    if front.is_ending:
        response.force_close()
    try:
        _write(front.application(environ, response.start_response), response)
        outgoing.flush()
    except ConnectionResetError:
        raise
    except Exception as error:
        log.exception("The application failed")  # without an address: it may hold what is nobody's business
        if not outgoing.take_back():
            raise Broken from error
        outgoing.sendall(refused.answer(500))
        outgoing.flush()
        return False
    return not response.should_close()


def _write(body: Iterable[bytes], response: wsgi.Response) -> None:
    try:
        for part in body:
            response.write(part)
        response.close()
    finally:
        if hasattr(body, "close"):
            body.close()
