"""First steps: each task has its own, and whoever has put them away does not see them again."""

import pytest

HEADING = 'id="first-steps"'


@pytest.mark.parametrize(
    ("person", "topic"), [("Planner Own", "schreiben"), ("Keeper Own", "schilder"), ("Admin", "menschen")]
)
def test_the_start_page_says_what_to_do_first(small_studio, person, topic):
    page = small_studio.client(person).get("/studio/").text

    assert HEADING in page
    assert f'href="/studio/hilfe/{topic}"' in page


def test_who_puts_them_away_never_sees_them_again_unless_they_want(small_studio):
    client = small_studio.client("Planner Own")

    client.post("/studio/erste-schritte")

    assert HEADING not in client.get("/studio/").text
    assert HEADING in small_studio.client("Approver Own").get("/studio/").text
    client.post("/studio/erste-schritte", data={"show": "on"})
    assert HEADING in client.get("/studio/").text
