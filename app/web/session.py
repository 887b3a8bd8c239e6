"""One database session per request.

A response below 400 commits.  Any other response, and any exception, rolls back.  This is the only place in ``app/web``
where a transaction ends.  Requests that only look get a session that only looks; after the others the bell is rung.
"""

from collections.abc import Callable

from flask import Flask, Response, g, request
from sqlalchemy.orm import Session, sessionmaker

LOOKING = {"GET", "HEAD", "OPTIONS"}


def install(
    app: Flask, *, reading: sessionmaker[Session], writing: sessionmaker[Session], wake: Callable[[], None]
) -> None:
    """Give every request to ``app`` its ``g.session``."""

    @app.before_request
    def begin() -> None:
        g.session = reading() if request.method in LOOKING else writing()

    @app.after_request
    def end(response: Response) -> Response:
        if "session" not in g:
            return response
        if response.status_code >= 400:
            g.session.rollback()
            return response
        g.session.commit()
        if request.method not in LOOKING:
            wake()
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        session = g.pop("session", None)
        if session is not None:
            session.close()  # rolls back whatever an exception left behind
