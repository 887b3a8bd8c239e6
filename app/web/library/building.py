"""A page that hands in as soon as the files are built: nothing else keeps what is saved back, and it asks by itself.

Without JavaScript one presses its button.
"""

from collections.abc import Sequence

from flask import render_template, request, url_for

from app.actions.content import show_item
from app.actions.library import library_files
from app.actions.packages.together import Stuck
from app.models import Revision

SAID = ("hand_in.note", "hand_in.asked")


def page(head: show_item.Head, revision: Revision, titles: Sequence[str]) -> tuple[str, int]:
    """Return the page that waits for the files called ``titles`` and then hands ``revision`` in."""
    return _page(head, [revision], titles, to=url_for("planner.hand_in", revision_id=revision.id), more=())


def together(head: show_item.Head, revisions: Sequence[Revision], stuck: Stuck) -> tuple[str, int] | None:
    """Return the page that hands in a package as soon as it can; None where anything but files keeps it back."""
    waiting = [library_files.only_building(each) for each in stuck.values()]
    if not waiting or not all(waiting):
        return None
    titles = list(dict.fromkeys(title for each in waiting for title in each))
    more = [("title", request.form.get("title", head.station_title)), *(("part", str(each.id)) for each in revisions)]
    return _page(head, revisions, titles, to=url_for("packages.hand_in", item_id=head.station.id), more=more)


def _page(
    head: show_item.Head,
    revisions: Sequence[Revision],
    titles: Sequence[str],
    *,
    to: str,
    more: Sequence[tuple[str, str]],
) -> tuple[str, int]:
    html = render_template(
        "content/planner/building.html",
        head=head,
        titles=titles,
        to=to,
        fields=[*((name, request.form[name]) for name in SAID if request.form.get(name)), *more],
        address=url_for("planner.progress", revision=[each.id for each in revisions]),
    )
    return html, 202
