"""The page behind a work list's link, for whoever hangs the signs: no account, one list, on a phone or on paper."""

from pathlib import Path
from tempfile import TemporaryDirectory

import werkzeug
from flask import Blueprint, Response, current_app, flash, g, redirect, render_template, request, url_for

from app.actions.items import show_place
from app.actions.library import clean_picture
from app.actions.records import record_json
from app.actions.signs import check_signs, idempotency, show_signs, work_lists
from app.errors import Invalid, Missing
from app.models import WorkList, WorkTask, now
from app.web.frame import current_line
from app.web.frame.errors import words
from app.web.frame.languages import _
from app.web.frame.session import write_now
from app.web.signs import spot_map

bp = Blueprint("work", __name__)
HEADERS = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@bp.get("/arbeit/<token>/")
def show(token: str) -> Response:
    return _page(_opened(token), token)


@bp.post("/arbeit/<token>/<code>/haengt")
def done(token: str, code: str) -> werkzeug.Response | tuple[Response, int]:
    """Note that a sign hangs.  The photograph is read apart before anything is written."""
    found, form = _opened(token), request.form
    try:
        photo = _photo()
        write_now()
        found = _opened(token)
        work_lists.done(
            g.session,
            found,
            code,
            number=form.get("number", "").strip().upper(),
            photo=photo,
            note=" ".join(form.get("note", "").split())[: work_lists.NOTE_MAX],
            request_id=form.get("request_id", ""),
            at=now(),
        )
    except Invalid as refusal:
        return _page(found, token, wrong=words(refusal), at_code=code), 422
    flash(_("Notiert: %(code)s hängt. Danke.", code=code))
    return redirect(url_for(".show", token=token, _anchor=code), code=303)


@bp.post("/arbeit/<token>/<code>/geht-nicht")
def trouble(token: str, code: str) -> werkzeug.Response | tuple[Response, int]:
    found = _opened(token)
    note = " ".join(request.form.get("note", "").split())[: work_lists.NOTE_MAX]
    try:
        work_lists.trouble(g.session, found, code, note=note, at=now())
    except Invalid as refusal:
        return _page(found, token, wrong=words(refusal), at_code=code), 422
    flash(_("Notiert: %(code)s geht noch nicht. Die Schildpflege liest es.", code=code))
    return redirect(url_for(".show", token=token, _anchor=code), code=303)


def _opened(token: str) -> WorkList:
    return work_lists.opened(g.session, token, at=now())


def _photo() -> str:
    """Return the key of the photograph that came along, or nothing.  Raises Invalid for what is no picture."""
    given = request.files.get("photo")
    if given is None or not given.filename:
        return ""
    with TemporaryDirectory(prefix="linie302-") as folder:
        path = Path(folder) / "photo"
        given.save(path)
        clean = clean_picture.clean_picture(path)
    key: str = current_app.config["MEDIA"].put_private("photo.jpg", check_signs.photo(clean.content))
    return key


def _page(found: WorkList, token: str, *, wrong: str = "", at_code: str = "") -> Response:
    _stops, tracks = show_place.along_line(g.session, current_line.record().branches)
    html = render_template(
        "signs/work_lists/work.html",
        list=found,
        token=token,
        wrong=wrong,
        at_code=at_code,
        tasks=[_task(task, tracks) for task in found.tasks],
    )
    return Response(html, headers=HEADERS)


def _task(task: WorkTask, tracks: list[list[tuple[float, float]]]) -> dict[str, object]:
    record = record_json.sign_record(task.sign)
    stop = task.sign.station.stop
    if stop is None:
        raise Missing("Diese Station hat keine Haltestelle.")
    return {
        "task": task,
        "row": show_signs.row(g.session, task.sign),
        "record": record,
        "map": spot_map.drawn(record, (stop.record["lat"], stop.record["lon"]), tracks),
        "request_id": idempotency.new_id(),
    }
