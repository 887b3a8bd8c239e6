"""The page where a code is led elsewhere: what was typed stays, the later of two is asked again, history is told."""

import pytest

from tests.web.studio_world import CODE

ADDRESS = f"/studio/schilder/{CODE}/ziel"
FORM = {"kind": "line", "from_on": "2026-01-01", "until_on": "", "reason": "Umbau am Platz", "seen": "0"}


@pytest.fixture
def keeper(small_studio):
    return small_studio.client("Keeper Own")


def test_a_code_is_led_elsewhere_and_back_and_its_history_stays(small_studio, keeper):
    assert keeper.post(ADDRESS, data=FORM).status_code == 303
    page = keeper.get(ADDRESS).text
    assert "Heute führt er zu: Seite der Linie" in page and "gilt heute" in page and "Umbau am Platz" in page
    assert "Führt zu: Seite der Linie" in keeper.get(f"/studio/schilder/{CODE}/").text
    assert small_studio.rings == 1

    keeper.post(f"{ADDRESS}/1/aufheben")

    page = keeper.get(ADDRESS).text
    assert "Heute führt er zu: Seite der Linie" not in page and "aufgehoben" in page


def test_of_two_at_once_the_later_keeps_what_was_typed_and_is_asked_to_look(keeper):
    keeper.post(ADDRESS, data=FORM)

    answer = keeper.post(ADDRESS, data={**FORM, "kind": "station", "reason": "Mein Grund", "until_on": "2027-01-01"})

    assert answer.status_code == 409
    assert "inzwischen jemand anderes umgeleitet" in answer.text
    assert 'value="Mein Grund"' in answer.text and 'value="2027-01-01"' in answer.text
    assert 'name="seen" value="1"' in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "mond"},
        {"kind": ""},
        {"kind": "planning:gibt-es-nicht"},
        {"from_on": "2026-02-30"},
        {"until_on": "morgen"},
        {"until_on": "2025-12-31"},
        {"reason": "  "},
    ],
)
def test_what_makes_no_sense_is_refused_with_what_was_typed(keeper, wrong):
    answer = keeper.post(ADDRESS, data={**FORM, **wrong})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Er führte immer dorthin" in answer.text
