"""Beside the editor: what is typed is kept every few seconds, and the page says what is missing and who else is here.

One request does all three.  Its answer is never a refusal for what is typed: that may be half a word.
"""

from flask import Blueprint, Response, g, make_response, render_template, request
from werkzeug.exceptions import BadRequest

from app.actions.content import autosave, presence
from app.actions.records import record_json
from app.actions.records.record_json import Record
from app.errors import Invalid, Overtaken
from app.exchange.reading import plain
from app.models import Item, Revision, Role, now
from app.web.content import editor
from app.web.content.editor import filled
from app.web.content.lookup import own
from app.web.frame import errors
from app.web.frame.access import require

bp = Blueprint("autosave", __name__)
TAB_MAX = 32


@bp.post("/inhalte/<int:item_id>/zwischenstand")
@require(Role.PLANNER)
def keep(item_id: int) -> Response:
    """Keep what is typed.  The header ``X-Kept`` tells the page whether its own copy may go."""
    head = own(item_id)
    form, origin = request.form.to_dict(), editor.origin_of(request.form)
    tab = form.get("tab", "")
    if not 0 < len(tab) <= TAB_MAX:
        raise BadRequest
    presence.seen(g.session, head.item, tab, by=g.account)
    typed = filled(head.item, form, origin)
    refusal = ""
    try:
        kept = _keep(head.item, typed, form, origin)
    except (Overtaken, Invalid) as refused:
        kept, refusal = int(form.get("kept") or 0), errors.words(refused)
    answer = make_response(
        render_template(
            "content/autosave/keep.html",
            head=head,
            kept=kept,
            kept_at=now() if kept and not refusal else None,
            refusal=refusal,
            **editor.desk(head, typed, origin),
        )
    )
    answer.headers["X-Kept"] = "no" if refusal else "yes"
    return answer


def _keep(item: Item, typed: Record, form: dict[str, str], origin: editor.Origin) -> int:
    """Keep what differs from what was stored, and return the version of the autosave, 0 for none.

    That is what the form was filled from, or what has been saved from it while this was on its way.
    """
    version = int(form["kept"]) if form.get("kept", "").isdecimal() else 0
    seen = editor.source(item, origin)
    stored = (seen.record, editor.base_of(item).record)
    if any(plain(typed) == plain(record_json.record(item.kind, record)) for record in stored):
        autosave.forget(g.session, item, version=version, by=g.account)
        return 0
    base = g.session.get(Revision, int(origin.base)) if origin.base.isdecimal() else seen
    number = int(origin.number) if origin.number.isdecimal() else seen.number
    typed_in = editor.typed_in(form) | ({"before": origin.before} if origin.before else {})
    return autosave.keep(
        g.session, item, typed_in, base=base or seen, number=number, version=version, by=g.account
    ).version
