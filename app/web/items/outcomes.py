"""Outcomes of several at once, said on the next page: in few words, because a cookie carries them there."""

from collections.abc import Sequence

from flask import flash

from app.actions.items.bulk import Outcome
from app.web.frame import errors
from app.web.frame.languages import _

MOST = 6  # that are said once, on the next page


def say_left(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Say what is left undone, and why; return it."""
    left = [each for each in outcomes if each.refusal is not None]
    for each in left[:MOST]:
        assert each.refusal is not None
        flash(f"{each.title}: {errors.words(each.refusal)}", "error")
    if more := [each.title for each in left[MOST:]]:
        flash(
            _("Auch liegen geblieben: %(titles)s. Einzeln versucht, sagt jeder Eintrag, warum.", titles=some(more)),
            "error",
        )
    return left


def some(titles: Sequence[str]) -> str:
    """Return the first titles, and how many more there are."""
    said, more = ", ".join(titles[:MOST]), len(titles) - MOST
    return said if more <= 0 else str(_("%(titles)s und %(count)s weitere", titles=said, count=more))
