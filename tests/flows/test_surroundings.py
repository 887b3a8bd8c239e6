"""A tile to context: a keeper brings what the surveying office gives out, and a planner lets it stand about a scene."""

from playwright.sync_api import expect

from app.utm import Zone
from tests.flows.conftest import KEEPER, PLANNER
from tests.meshes import tiles

PLACE = 51.51006, 7.09429  # Heinrich-König-Platz, about which nothing real is said here
BUILD_MS = 300_000


def tile():
    east, north = Zone(32).numbers(PLACE)
    spots = [(x, y) for x in range(-200, 201, 20) for y in range(-200, 201, 25) if abs(x) > 30 or abs(y) > 30]
    return tiles.citygml([tiles.gabled(f"h{n}", east + x, north + y) for n, (x, y) in enumerate(spots)])


def test_a_tile_becomes_what_stands_about_a_scene(desk, tmp_path):
    file = tmp_path / "LoD2_32_367_5707_1_NW.gml"
    file.write_bytes(tile())
    keeper = desk(KEEPER)
    keeper.goto("/studio/bibliothek/umgebung/")

    keeper.get_by_label("Kachel", exact=True).set_input_files(file)
    keeper.get_by_label("Stand der Daten").fill("2025-03-01")
    keeper.get_by_role("button", name="Hochladen").click()

    row = keeper.get_by_role("listitem").filter(has_text=file.name)
    expect(row).to_contain_text("Gebäude.", timeout=BUILD_MS)
    expect(row).to_contain_text("1 Station liegt in der Nähe.")
    expect(keeper.get_by_role("row", name="Heinrich-König-Platz")).to_contain_text("Geobasis NRW, 01.03.2025")
    assert keeper.said == []

    planner = desk(PLANNER)
    planner.goto("/studio/bibliothek/?q=Bronzemodell")
    planner.get_by_role("main").get_by_role("link", name="Bronzemodell").first.click()
    planner.get_by_label("Wo es steht").select_option(index=0)
    planner.get_by_label("Umkreis").select_option("100 m")
    planner.get_by_role("button", name="Umgebung übernehmen").click()

    expect(planner.get_by_text("Das ist jetzt eine neue Version.")).to_be_visible()
    expect(planner.get_by_text("Um dieses 3D-Objekt stehen amtliche Gebäude.")).to_be_visible()
    expect(planner.locator(".page__head .mark").first).to_have_text("fertig", timeout=BUILD_MS)
    planner.context.route("**/GLOBAL_WEBMERCATOR/**", lambda route: route.fulfill(body=b"", content_type="image/png"))
    planner.get_by_role("link", name="Szene bearbeiten").click()
    houses, said = planner.locator(".scene-plan__houses path"), planner.get_by_text("Geobasis NRW, 01.03.2025")
    expect(said).to_be_visible()
    assert houses.count() > 100
    planner.get_by_role("button", name="Andere Planungen und Häuser zeigen").click()
    expect(said).to_be_hidden()
    expect(houses.first).to_be_hidden()
    assert planner.said == []
