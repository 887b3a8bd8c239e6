"""What went wrong, as a page with a sentence.

A refusal of an action keeps its words and gets a status; what nobody foresaw is a fault, which Flask logs and the
person is spared.  Whoever was overtaken (StaleDataError, or WrongState) gets 409.  If the database or a store is
locked, full, away or just being upgraded, the answer is 503: when to try again, and what was typed, with a button that
sends it.
"""

import errno
import logging
from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_babel import get_locale
from sqlalchemy import exc
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.errors import Ended, Forbidden, Invalid, Missing, Outdated, Overtaken, Refusal, WrongState
from app.exchange.reading import Fault
from app.storage import AWAY
from app.web.frame import inputs
from app.web.frame.languages import _, _l

STATUS: dict[type[Refusal], int] = {Missing: 404, Forbidden: 403, WrongState: 409, Invalid: 422}
ILL = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError, *AWAY)
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
GONE = {errno.EACCES, errno.ENOTDIR, errno.EEXIST, errno.ESTALE, errno.ETIMEDOUT}  # no folder, or not ours, or far away
HEADINGS = {
    Overtaken: _l("Inzwischen geändert"),
    Ended: _l("Hier ist nichts mehr zu sehen"),
}
RETRY_AFTER_S = 10
TEXTS = ("texts.", "remark.", "reply", "text")  # how the fields begin in which people write

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Answer refusals, HTTP errors and faults of ``app`` with pages, and let pages say why something is refused."""
    app.jinja_env.globals["refusal_words"] = words

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> tuple[str, int]:
        heading = next((str(words) for kind, words in HEADINGS.items() if isinstance(refusal, kind)), "")
        typed = _texts_typed() if isinstance(refusal, Forbidden) else ()
        return page(status_of(refusal), words(refusal), heading=heading, faults=faults_of(refusal), typed=typed)

    @app.errorhandler(StaleDataError)
    def overtaken(_error: StaleDataError) -> tuple[str, int]:
        sentence = _("Jemand anderes war gerade schneller. Bitte die Seite neu laden und noch einmal hinsehen.")
        return page(409, sentence, heading=_("Inzwischen geändert"))

    @app.errorhandler(exc.DataError)
    def unfit(_error: exc.DataError) -> tuple[str, int]:
        return page(422, _("In der Eingabe steht etwas, das sich nicht speichern lässt. Bitte anders schreiben."))

    for kind in (*ILL, Outdated):
        app.register_error_handler(kind, unavailable)

    @app.errorhandler(OSError)
    def full(error: OSError) -> Response:
        if error.errno not in FULL | GONE:
            raise error
        return unavailable(error)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[str, int]:
        return page(error.code or 500, _http(error.code or 500))


def unavailable(error: Exception) -> Response:
    """Answer without the database: with a sentence, when to try again, and what was typed."""
    log.error("Not available: %s", type(error).__name__, exc_info=None if isinstance(error, Outdated) else error)
    g.account = None  # what is known of them would be asked for anew
    sentence = _("Das Studio kann gerade nichts lesen oder speichern. Gleich geht es wieder; es wurde nichts geändert.")
    if isinstance(error, Outdated):
        sentence = words(error)
    if request.accept_mimetypes.best == "application/json":
        answer = make_response(jsonify(words=sentence), 503)
    else:
        typed = inputs.typed() if request.method == "POST" else []
        page_of = current_app.jinja_env.get_template("frame/errors/unavailable.html")  # bare: nobody asks who is there
        html = page_of.render(words=sentence, typed=typed)
        answer = make_response(html, 503)
    answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


def status_of(refusal: Refusal) -> int:
    return next(status for kind, status in STATUS.items() if isinstance(refusal, kind))


def words(refusal: Refusal) -> str:
    """Return a refusal's sentence in the person's language."""
    return str(_(refusal.sentence) % refusal.values)


def faults_of(refusal: Refusal) -> list[str]:
    """Return what a refusal names one by one, in the person's language, each once."""
    named = refusal.faults if isinstance(refusal, Invalid) else ()
    spoken = str(get_locale())
    found = [
        f"{_(each.wrong) % each.values_in(spoken)} {_(each.allowed) % each.values_in(spoken)}"
        for each in named
        if isinstance(each, Fault)
    ]
    return list(dict.fromkeys(found))


def page(
    status: int, sentence: str, *, heading: str = "", faults: Sequence[str] = (), typed: Sequence[str] = ()
) -> tuple[str, int]:
    """Return a page that says what is the matter, shows what was ``typed``, and leads back to where one came from."""
    came_from = urlsplit(request.referrer or "")
    is_ours = came_from.netloc == request.host and came_from.path.startswith("/studio/")
    back = came_from._replace(scheme="", netloc="", fragment="").geturl() if is_ours else ""
    html = render_template(
        "frame/errors/refusal.html",
        heading=heading or _heading(status),
        words=sentence,
        faults=faults,
        typed=typed,
        back=back,
    )
    return html, status


def _texts_typed() -> list[str]:
    """Return the texts of a form that nobody took, so that they can be copied: a right may end while one types."""
    return [words for name, words in inputs.typed() if words.strip() and name.startswith(TEXTS)]


def _heading(status: int) -> str:
    headings = {
        403: _("Das geht hier nicht"),
        404: _("Diese Seite gibt es nicht"),
        409: _("Das geht gerade nicht"),
        422: _("So geht es nicht"),
        500: _("Fehler im Studio"),
    }
    return str(headings.get(status, _("Das hat nicht geklappt")))


def _http(status: int) -> str:
    sentences = {
        404: _("Vielleicht wurde sie umbenannt oder die Adresse hat einen Tippfehler. Die Linie führt zu allem."),
        405: _("So lässt sich diese Adresse nicht aufrufen."),
        413: _("Das ist zu viel auf einmal."),
        500: _("Im Studio ist ein Fehler aufgetreten. Er wurde aufgezeichnet; gespeichert wurde nichts."),
    }
    return str(sentences.get(status, _("Der Browser hat etwas geschickt, womit das Studio nichts anfangen kann.")))
