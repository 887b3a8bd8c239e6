"""What is left of many at once has to fit into the cookie that carries it to the next page."""

from flask import get_flashed_messages

from app.actions.items.bulk import Outcome
from app.errors import Forbidden
from app.web.items.outcomes import say_left

COOKIE_BYTES = 3000  # of the 4,096 that browsers keep


def test_however_much_is_left_a_cookie_holds_what_is_said_of_it(small_studio):
    refusal = Forbidden("Das darf nur, wer bei diesem Partner plant. Bitte dort fragen.")
    names = [f"Planung mit einem recht langen Namen Nummer {number}" for number in range(500)]
    outcomes = [Outcome(item_id=1, title=name, refusal=refusal) for name in names]
    with small_studio.app.test_request_context("/studio/"):
        left = say_left([*outcomes, Outcome(item_id=2, title="Erledigt")])
        said = get_flashed_messages()

    assert left == outcomes
    assert "Nummer 0: Das darf nur" in said[0]
    assert "und 488 weitere" in said[-1]
    assert sum(len(each.encode()) for each in said) < COOKIE_BYTES
