"""What the panel about the day on which to look again shows, on the item's page and on its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import g

from app.actions.care import reminder
from app.actions.content.show_item import Head
from app.models import Reminder
from app.web.frame import languages


@dataclass(frozen=True, kw_only=True)
class ShownReminder:
    """``found`` is the reminder, if there is one; ``choices`` are the days that are offered, by months."""

    found: Reminder | None
    seen: int
    choices: Mapping[int, date]
    is_due: bool
    rests: bool
    may_choose: bool

    @property
    def suggested(self) -> date:
        """The day that stands in the form for the next time."""
        return self.choices[reminder.MONTHS[1]]

    @property
    def current(self) -> date:
        """The day that stands in the form for another day: the chosen one, as long as it is to come."""
        chosen = self.found.due_on if self.found is not None and not self.is_due else None
        return chosen or self.suggested


def shown(head: Head) -> ShownReminder | None:
    """Return what to show about an item, None where it is never looked at again or nobody may choose and has."""
    if head.item.kind not in reminder.KINDS:
        return None
    found, rests = reminder.of(g.session, head.item), reminder.rests(head.item)
    may_choose = reminder.may(g.account, head.partner)
    if found is None and (rests or not may_choose):
        return None
    today = datetime.now(languages.here()).date()
    return ShownReminder(
        found=found,
        seen=reminder.seen(g.session, head.item),
        choices=reminder.choices(g.session),
        is_due=found is not None and found.due_on is not None and found.due_on <= today,
        rests=rests,
        may_choose=may_choose,
    )
