"""Beside the editor: what is typed is kept every few seconds, and the page says what is missing and who else is here.

One request does all three.  Its answer is never a refusal for what is typed: that may be half a word.
"""

from flask import Blueprint, Response, g, make_response, render_template, request

from app.actions.content import presence, save_typed
from app.actions.people.rights import MAKERS, WRITERS
from app.errors import Invalid, Overtaken
from app.models import now
from app.web.content import editor, wording
from app.web.content.lookup import own, written
from app.web.frame import current_line, errors, forms
from app.web.frame.access import require

bp = Blueprint("autosave", __name__)


@bp.post("/inhalte/<int:item_id>/zwischenstand")
@require(*MAKERS)
def keep(item_id: int) -> Response:
    """Keep what is typed.  The header ``X-Kept`` tells the page whether its own copy may go."""
    head = own(item_id)
    form = request.form.to_dict()
    editor.note_window(head.item)
    typed = editor.typed(head.item, form)
    fields, refusal = forms.by_path(editor.typed_in(form), current_line.record().languages), ""
    try:
        kept = save_typed.keep_aside(g.session, head.item, fields, typed, by=g.account)
    except (Overtaken, Invalid) as refused:
        kept, refusal = typed.kept, errors.words(refused)
    answer = make_response(
        render_template(
            "content/autosave/keep.html",
            head=head,
            kept=kept,
            kept_at=now() if kept and not refusal else None,
            refusal=refusal,
            languages=current_line.record().languages,
            wording=wording.by_language(typed.record),
            **editor.beside(head, typed.record, typed.origin, form),
        )
    )
    answer.headers["X-Kept"] = "no" if refusal else "yes"
    return answer


@bp.post("/inhalte/<int:item_id>/verlassen")
@require(*WRITERS)
def left(item_id: int) -> Response:
    """Note that the window is closed or shows another page, so that nobody is said to be there who is not."""
    presence.left(g.session, written(item_id).item, request.form.get("tab", ""))
    return Response(status=204)
