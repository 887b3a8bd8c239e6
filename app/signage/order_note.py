"""Order note: what a print shop is told beside the files, printed on the order sheet.  Nothing of it is on a sign."""

import re
from dataclasses import dataclass
from datetime import date

from app.exchange.records import rule

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class OrderNote:
    """``due_on`` is the day by which the signs are needed; ``contact`` whom the print shop asks."""

    due_on: str = rule("", pattern=DAY)
    material: str = rule("", longest=120)
    lamination: str = rule("", longest=120)
    contact: str = rule("", longest=200)
    note: str = rule("", longest=1000)
    reason: str = rule("", longest=500)  # why it was cancelled

    @property
    def is_possible(self) -> bool:
        """Tell whether there is such a day as it is due on, if any."""
        try:
            return not self.due_on or bool(date.fromisoformat(self.due_on))
        except ValueError:
            return False


PRINTED = ("due_on", "material", "lamination", "contact", "note")
