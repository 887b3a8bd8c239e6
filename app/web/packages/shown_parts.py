"""The parts of a package as its page shows them: what changes with each, and what keeps it from the public."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g

from app.actions.content import publish, review, show_item
from app.actions.packages.show_package import Part
from app.errors import Refusal
from app.models import State
from app.web.content import comparison


@dataclass(frozen=True, kw_only=True)
class ShownPart:
    """A part; ``hindrance`` says why it could not be published now with the others."""

    part: Part
    head: show_item.Head
    changed: comparison.Changed
    may_decide: bool
    hindrance: Refusal | None

    @property
    def waits(self) -> bool:
        return self.part.revision.state is State.SUBMITTED


def parts(found: Sequence[Part]) -> list[ShownPart]:
    """Return the parts of a package."""
    beside = [each.revision.item for each in found if each.is_on_way]
    return [
        ShownPart(
            part=each,
            head=(head := show_item.head(g.session, each.revision.item)),
            changed=comparison.changed(head, each.revision, is_open=each.is_on_way),
            may_decide=review.may_decide(each.revision, g.account),
            hindrance=publish.hindrance(g.session, each.revision, beside=beside) if each.is_on_way else None,
        )
        for each in found
    ]
