"""Letters that were lost on the way through a spreadsheet are noticed, and what somebody changed is not."""

import pytest

from app.exchange.lost_letters import lost_word


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("Peronun batı ucunda", "Peronun bat? ucunda", ("batı", "bat?")),
        ("Peronun batı ucunda", "Am bat? Gleis", ("batı", "bat?")),
        ("kavşağın", "kav_a__n", ("kavşağın", "kav_a__n")),
        ("Straße", "StraÃŸe", ("Straße", "StraÃŸe")),
        ("Straße", "Stra\ufffde", ("Straße", "Stra\ufffde")),
        ("Straße", "Stra§e", ("Straße", "Stra§e")),
        ("batı", "batý", ("batı", "batý")),
        ("batı", "doğu", None),
        ("Straße", "Strasse", None),
        ("Wo?", "Wann?", None),
        ("Am Gleis", "Am Gleis?", None),
        ("Brücke", "Brücke?", None),
        ("", "Neu: wo?", None),
    ],
)
def test_what_was_lost(before, after, lost):
    found = lost_word(before, after)

    assert found == lost
