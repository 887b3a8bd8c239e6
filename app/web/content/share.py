"""Links that show a version to somebody without an account: making them, taking them back, and what they show.

The address is the number of the link, signed with the key of this installation, so that nobody can guess one; the
table says whether it still holds.  What it shows is the rider's page and nothing else of the studio.
"""

from flask import Blueprint, Response, current_app, flash, g, render_template, request, url_for
from itsdangerous import BadSignature

from app.actions.content import preview, share, show_item
from app.errors import Missing
from app.exchange.typed import whole_number
from app.models import Role, Share
from app.web.content import share_links
from app.web.content.lookup import revision_of
from app.web.frame import current_line
from app.web.frame.access import require
from app.web.frame.languages import _
from app.web.frame.policies import FRAMED

bp = Blueprint("share", __name__)
HEADERS = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@bp.post("/fassungen/<int:revision_id>/zeigen")
@require(Role.PLANNER)
def make(revision_id: int) -> Response:
    revision = revision_of(revision_id)
    days, note = request.form.get("days", share.DAYS[0], type=whole_number), request.form.get("note", "")
    share.make(g.session, revision, days=days, note=note, by=g.account)
    flash(_("Der Link ist gemacht. Wer ihn hat, sieht diese Fassung ohne Konto."))
    return _back(revision.item_id)


@bp.post("/vorschau-links/<int:share_id>/zurueckziehen")
@require(Role.PLANNER)
def revoke(share_id: int) -> Response:
    found: Share | None = g.session.get(Share, share_id)
    if found is None:
        raise Missing(share.OVER)
    share.revoke(g.session, found, by=g.account)
    flash(_("Zurückgezogen. Der Link zeigt ab sofort nichts mehr."))
    return _back(found.revision.item_id)


@bp.get("/vorschau/<token>/")
def show(token: str) -> Response:
    """Frame the preview, and say what it is and until when."""
    found = _opened(token)
    head = show_item.head(g.session, found.revision.item)
    html = render_template(
        "content/share/show.html", head=head, share=found, token=token, languages=current_line.record().languages
    )
    return Response(html, headers=HEADERS)


@bp.get("/vorschau/<token>/<language>")
def page(token: str, language: str) -> Response:
    found = _opened(token)
    if language not in current_line.record().languages:
        raise Missing("In dieser Sprache gibt es hier keine Seiten.")
    html = preview.page(g.session, found.revision, language, current_app.config["SITE"])
    return Response(html, headers={**HEADERS, "Content-Security-Policy": FRAMED})


def _opened(token: str) -> Share:
    """Return the link that ``token`` stands for.  Raises Missing if there is none that still holds."""
    try:
        number = share_links._signer().loads(token)
    except BadSignature:
        raise Missing(share.OVER) from None
    return share.opened(g.session, int(number))


def _back(item_id: int) -> Response:
    return Response(status=303, headers={"Location": url_for("history.index", item_id=item_id)})
