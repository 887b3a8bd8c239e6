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
from app.web.content import framed, share_links
from app.web.content.lookup import revision_of
from app.web.frame import current_line, languages, moments
from app.web.frame.access import require
from app.web.frame.inputs import NEXT
from app.web.frame.languages import _

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


@bp.post("/vorschau-links/<int:share_id>/ende")
@require(Role.PLANNER)
def move(share_id: int) -> Response:
    """Let a link end at another moment."""
    found: Share | None = g.session.get(Share, share_id)
    if found is None:
        raise Missing(share.OVER)
    at = moments.typed(request.form.get("at", ""), languages.here())
    share.move(g.session, found, at=at, by=g.account)
    flash(_("Der Link gilt jetzt bis %(at)s.", at=languages.moment(at)))
    return _back(found.revision.item_id)


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
@bp.get("/vorschau/<token>/<language>/<path:rest>/")
@framed.spoken
def page(token: str, language: str, rest: str = "") -> Response:
    found = _opened(token)
    own = preview.addresses(g.session, found.revision.item)
    html = preview.draw(g.session, found.revision, preview.wanted(own, language, rest), current_app.config["SITE"])
    answer = framed.answer(html, own, url_for(".show", token=token).removesuffix("/"))
    answer.headers.update(HEADERS)
    return answer


def _opened(token: str) -> Share:
    """Return the link that ``token`` stands for.  Raises Missing if there is none that still holds."""
    try:
        number = share_links._signer().loads(token)
    except BadSignature:
        raise Missing(share.OVER) from None
    return share.opened(g.session, int(number))


def _back(item_id: int) -> Response:
    there = request.form.get(NEXT) or url_for("history.index", item_id=item_id)
    return Response(status=303, headers={"Location": there})
