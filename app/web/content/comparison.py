"""The page that shows what changes for riders with a revision, with the remarks on it and the form to decide."""

from collections.abc import Mapping

from flask import g, render_template, request

from app.actions.content import review, show_editor, show_item
from app.actions.content.remark import may_settle, remarks
from app.actions.records import compare
from app.models import Edition, Revision, Role, State
from app.web.frame import current_line
from app.web.frame.access import may


def page(
    revision: Revision, *, wrong: Mapping[str, str] | None = None, remark: Mapping[str, object] | None = None
) -> str:
    """Return what changes for riders with ``revision``, or changed when it was published, and the form to decide.

    ``wrong`` is what was refused, by field; ``remark`` a remark or reply that was, with what was typed.
    """
    head = show_item.head(g.session, revision.item)
    is_open = revision in show_item.open_revisions(g.session, revision.item)
    before = revision.item.current if is_open else revision.based_on
    may_decide = may(Role.APPROVER, head.partner)
    return render_template(
        "content/approver/compare.html",
        head=head,
        revision=revision,
        before_id=_preview_id(before),
        changes=compare.compare(before.record if before else None, revision.record),
        file_words=show_editor.said(g.session, revision.record),
        remarks=remarks(g.session, revision),
        languages=current_line.record().languages,
        is_open=is_open,
        may_edit=may(Role.PLANNER, head.partner),
        may_decide=may_decide,
        may_settle=may_settle(revision, g.account),
        may_remark=bool(g.account.memberships),
        is_own=may_decide and not review.may_decide(revision, g.account),
        is_waiting=revision.state is State.SUBMITTED,
        wrong=wrong or {},
        typed=request.form,
        typed_remark=remark or {},
    )


def _preview_id(before: Edition | Revision | None) -> int | None:
    """Return the revision whose preview shows what was before."""
    return before.revision_id if isinstance(before, Edition) else before.id if before else None
