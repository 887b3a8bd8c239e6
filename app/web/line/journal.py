"""The journal: everything that was done, newest first, to be filtered and to be taken along as a table."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from flask import Blueprint, Response, g, render_template, request, stream_with_context
from sqlalchemy.orm import Session

from app.actions.line import show_journal
from app.actions.line.show_journal import Entry, Wanted
from app.exchange import table
from app.exchange.typed import whole_number
from app.models import ABOUT_PEOPLE, EventKind
from app.web.frame import labels, languages, moments
from app.web.frame.languages import _

bp = Blueprint("journal", __name__)
PUBLIC = (
    EventKind.PUBLISH,
    EventKind.ROLL_BACK,
    EventKind.TAKE_DOWN,
    EventKind.RENAME,
    EventKind.RELOCATE,
    EventKind.ARCHIVE,
    EventKind.PROVE_ON_SITE,
    EventKind.DOUBT_ON_SITE,
)


@bp.get("/journal/")
def index() -> str:
    entries = show_journal.entries(g.session, _wanted(), before=request.args.get("before", type=whole_number))
    older = entries[-1].id if len(entries) == show_journal.PAGE else None
    asked = {name: text for name, text in request.args.items() if text and name != "before"}
    return render_template(
        "line/journal/index.html",
        events=entries,
        older=older,
        asked=asked,
        people=[(str(number), name) for number, name in show_journal.people(g.session)],
        kinds=sorted(
            (
                (each.value, str(labels.EVENT_LABELS[each]))
                for each in EventKind
                if g.account.is_admin or each not in ABOUT_PEOPLE
            ),
            key=lambda pair: pair[1].casefold(),
        ),
    )


@bp.get("/journal.csv", endpoint="table")
def as_table() -> Response:
    """Send what the filter leaves, for a spreadsheet.

    The journal only grows, so its lines leave as they are read, from a session that is theirs until the last one.
    """
    name = f"journal-{datetime.now(languages.here()):%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(
        stream_with_context(_lines(g.pop("session"), _wanted())), mimetype=table.MEDIA_TYPE, headers=headers
    )


def _lines(session: Session, wanted: Wanted) -> Iterator[str]:
    with session:
        yield table.line([_("Wann"), _("Wer"), _("Was"), _("Woran"), _("Warum")], first=True)
        for entry in show_journal.rows(session, wanted):
            at = entry.at.astimezone(languages.here()).isoformat(timespec="seconds")
            cells = [at, entry.by, labels.EVENT_LABELS[entry.what], _thing(entry), moments.planned(entry.comment)]
            yield table.line(cells)


def _thing(entry: Entry) -> str:
    return entry.title or entry.code or entry.account


def _wanted() -> Wanted:
    kind = request.args.get("kind", "")
    return Wanted(
        by_id=request.args.get("by", type=whole_number),
        item_id=request.args.get("item", type=whole_number),
        words=request.args.get("thing", "").strip(),
        code=request.args.get("code", "").strip().upper(),
        kinds=PUBLIC if kind == "public" else (EventKind(kind),) if kind in set(EventKind) else (),
        since=_midnight(request.args.get("since", "")),
        until=_midnight(request.args.get("until", ""), days=1),
        about_people=g.account.is_admin,
    )


def _midnight(text: str, *, days: int = 0) -> datetime | None:
    """Return the beginning of a typed day where the line runs, or of one ``days`` later; None for no day."""
    try:
        day = date.fromisoformat(text) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return datetime(day.year, day.month, day.day, tzinfo=languages.here())
