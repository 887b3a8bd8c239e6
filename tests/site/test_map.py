"""The page of the map in a real browser: where somebody is on the line, or why that cannot be said; nothing is sent."""

import pytest
from playwright.sync_api import expect

from app.site import pages
from tests import axe
from tests.browser import plain
from tests.site import content, samples
from tests.site.served import served

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
AT_WESTPARK = {"latitude": 51.48009, "longitude": 7.19283, "accuracy": 12}
NEAR_LOHRING = {"latitude": 51.47650, "longitude": 7.23300, "accuracy": 30}  # between Bochum Rathaus and Mark 51°7
SEEN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def address():
    found = {f"/{lang}/": pages.map_page(content.line(), lang, samples.SETTINGS).encode() for lang in ("de", "tr")}
    with served(found) as root:
        yield root


@pytest.fixture
def phone(browser):
    """Return how to hold a phone that is somewhere, or that nobody may ask; what it asks for is in ``page.asked``."""
    contexts = []

    def hold(place=None, **more):
        told = {"geolocation": place, "permissions": ["geolocation"]} if place else {}
        contexts.append(browser.new_context(**PHONE, **told, **more))
        page = contexts[-1].new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    yield hold
    for context in contexts:
        context.close()


def ask(page, address, name="Wo bin ich?"):
    """Open the map and tap; return what is said, by line."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    asked = len(page.asked)
    page.get_by_role("button", name=name).click()
    said = page.get_by_role("status").first
    expect(said.get_by_role("link")).to_be_visible()
    assert page.asked[asked:] == []
    assert page.context.cookies() == [] and page.evaluate("localStorage.length + sessionStorage.length") == 0
    return plain(said.inner_text()).split("\n\n")


def test_who_stands_at_a_station_is_there_on_the_map_too(phone, address):
    page = phone(AT_WESTPARK)

    said = ask(page, f"{address}de/")

    assert said[:2] == ["Du bist bei der AR-Station Westpark.", "Dein Standort ist auf etwa 10 m genau."]
    link = page.get_by_role("status").first.get_by_role("link")
    assert link.get_attribute("href") == "/de/302/westpark/"
    dot, circle = page.locator(".way__here"), page.locator('.way a[href$="/westpark/"] circle')
    one, other = (middle(each.bounding_box()) for each in (dot, circle))
    assert one == pytest.approx(other, abs=1)
    axe.bring(page)
    assert axe.violations(page, runOnly=SEEN) == []


def test_who_is_between_stations_learns_how_far_which_way_and_how_many_stops(phone, address):
    said = ask(phone(NEAR_LOHRING), f"{address}de/")

    assert said[0] == "Nächste AR-Station: Bochum Rathaus, etwa 1,3 km nach Nordwesten."
    assert said[1] == (
        "Nächste Haltestelle: Lohring, etwa 100 m nach Südosten. Von dort sind es 2 Haltestellen Richtung Buer Rathaus."
    )
    assert said[2] == "Dein Standort ist auf etwa 30 m genau."


def test_names_of_another_language_are_marked_as_such(phone, address):
    page = phone(NEAR_LOHRING)

    said = ask(page, f"{address}tr/", "Neredeyim?")

    assert said[1] == "En yakın durak: Lohring, yaklaşık 100 m güneydoğuda. Oradan Buer Rathaus yönünde 2 durak."
    assert page.get_by_role("status").first.locator('bdi[lang="de"]').all_inner_texts() == ["Lohring", "Buer Rathaus"]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (None, "Dein Telefon gibt den Standort nicht frei."),
        ({**AT_WESTPARK, "accuracy": 1400}, "Dein Standort ist nur auf etwa 1,4 km genau, das reicht hier nicht."),
        ({"latitude": 51.9607, "longitude": 7.6261, "accuracy": 20}, "Du bist etwa 58 km von der Linie entfernt."),
    ],
)
def test_where_no_place_can_be_told_there_is_a_sentence_and_the_list(phone, address, place, sentence):
    page = phone(place)

    said = ask(page, f"{address}de/")

    assert said[0].startswith(sentence)
    expect(page.locator(".way__here")).to_be_hidden()
    page.get_by_role("link", name="Zur Liste").click()
    expect(page.get_by_role("heading", name="10 Stationen")).to_be_in_viewport()


def test_without_javascript_the_map_and_the_list_are_there(phone, address):
    page = phone(java_script_enabled=False)
    page.goto(f"{address}de/")

    expect(page.locator(".way")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Westpark")).to_be_visible()
    assert page.get_by_role("button").count() == 0
    for part in ("circle", "text"):
        page.locator(f'.way a[href$="/westpark/"] {part}').click(trial=True)


def middle(box):
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
