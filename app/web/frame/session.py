"""One database session per request.

A response below 400 commits.  Any other response, and any exception, rolls back.  This is the only place in ``app/web``
where a transaction ends.  Requests that only look get a session that only looks; after the others the bell is rung.

Requests with a large file only look, too, until it is read and what it holds is wanted (``write_now``).
"""

from collections.abc import Callable

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from app.actions.people import drafts
from app.web.frame.inputs import FILES, LOOKING, PIECES

WRITING = "linie302.writing"
QUIET = PIECES | {  # endpoints that leave nothing to do, asked every few seconds by whoever writes or drags
    "autosave.keep",
    "autosave.left",
    *(f"scene_editor.{name}" for name in ("step", "undo", "redo", "present", "discard", "write")),
    *(f"scene_underlay.{name}" for name in ("add", "place", "remove")),
}


def write_now() -> None:
    """Let the rest of a request write: its body is there, or what it asked of others."""
    g.session.close()
    g.session = current_app.extensions[WRITING]()
    if g.account is not None:
        g.account = g.session.get(type(g.account), g.account.id)
        drafts.hide(g.session, g.account)


def take_back() -> None:
    """Undo what the request has done so far, before a page says what is stored."""
    g.session.rollback()


def install(
    app: Flask, *, reading: sessionmaker[Session], writing: sessionmaker[Session], wake: Callable[[], None]
) -> None:
    """Give every request to ``app`` its ``g.session``."""
    app.extensions[WRITING] = writing

    @app.before_request
    def begin() -> None:
        g.session = reading() if request.method in LOOKING or request.endpoint in FILES else writing()

    @app.after_request
    def end(response: Response) -> Response:
        if "session" not in g:
            return response
        if response.status_code >= 400:
            g.session.rollback()
            return response
        try:
            g.session.commit()
        except (SQLAlchemyError, OSError) as error:  # Flask asks no handler about what comes so late
            g.session.rollback()
            return app.make_response(app.handle_user_exception(error))
        if request.method not in LOOKING and request.endpoint not in QUIET:
            wake()
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        session = g.pop("session", None)
        if session is not None:
            session.close()  # rolls back whatever an exception left behind
