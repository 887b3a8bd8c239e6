"""What a version is to those who look at its preview: what riders see now, somebody's draft, what comes, what was."""

from flask import g

from app.actions.content import show_item
from app.models import Revision, State
from app.web.frame import languages
from app.web.frame.languages import _


def shown_as(revision: Revision) -> str:
    """Return the heading over the preview of a version."""
    current = revision.item.current
    if current is not None and current.revision_id == revision.id:
        return str(_("Jetzt sichtbar") if revision.item.is_seen else _("Sichtbar, wenn die Station es wieder ist"))
    if revision.state is State.DRAFT:
        own = revision.author_id == g.account.id
        return str(_("Ihr Entwurf") if own else _("Entwurf von %(name)s", name=revision.author.name))
    if revision.state is State.SUBMITTED:
        return str(_("Nach der Freigabe"))
    if revision.publish_at is not None:
        return str(_("Ab %(at)s", at=languages.moment(revision.publish_at)))
    if show_item.were_public(g.session, [revision]):
        return str(_("War schon sichtbar"))
    if revision.state is State.APPROVED:
        return str(_("Nach der Veröffentlichung"))
    return str(_("Fassung %(number)s", number=revision.number))
