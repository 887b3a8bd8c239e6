"""What went wrong, as a page with a sentence.

A refusal of an action keeps its words and gets a status; what nobody foresaw is a fault, which Flask logs and the
person is spared.  Whoever was overtaken (StaleDataError, or WrongState) gets 409.
"""

from collections.abc import Sequence

from flask import Flask, render_template
from flask_babel import get_locale
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.errors import Forbidden, Invalid, Missing, Refusal, WrongState
from app.exchange.reading import Fault
from app.web.frame.languages import _

STATUS: dict[type[Refusal], int] = {Missing: 404, Forbidden: 403, WrongState: 409, Invalid: 422}


def install(app: Flask) -> None:
    """Answer refusals, HTTP errors and faults of ``app`` with pages, and let pages say why something is refused."""
    app.jinja_env.globals["refusal_words"] = words

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal) -> tuple[str, int]:
        return page(status_of(refusal), words(refusal), faults=faults_of(refusal))

    @app.errorhandler(StaleDataError)
    def overtaken(_error: StaleDataError) -> tuple[str, int]:
        return page(409, _("Jemand anderes war gerade schneller. Bitte die Seite neu laden und noch einmal hinsehen."))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[str, int]:
        return page(error.code or 500, _http(error.code or 500))


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


def page(status: int, sentence: str, *, faults: Sequence[str] = ()) -> tuple[str, int]:
    return render_template("frame/errors/refusal.html", heading=_heading(status), words=sentence, faults=faults), status


def _heading(status: int) -> str:
    headings = {
        403: _("Das geht hier nicht"),
        404: _("Diese Seite gibt es nicht"),
        409: _("Überholt"),
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
