"""On the ladder, in a real browser with a camera that shows rendered signs: check, mount, survey, scan, statistics."""

import io
import re
import tomllib
from contextlib import contextmanager

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from app import qr
from app.signage.address import scan_address
from tests.browser import PATIENCE_MS, launched
from tests.flows import onsite_site
from tests.flows.conftest import KEEPER
from tests.flows.test_looks import faults

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "locale": "de-DE"}
AGENT = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/143.0.0.0 Mobile Safari/537.36"
CAMERA = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
CODES = {
    name: tomllib.loads((onsite_site.ROOT / f"stations/{name}/signs.toml").read_text())["signs"][0]["code"]
    for name in ("stephanstrasse", "wissenschaftspark")
}
OWN, OTHER = CODES.values()
PLACE = {"latitude": 51.49811, "longitude": 7.11272, "accuracy": 4}  # at the platform where it hangs
MINUTE = re.compile(r"^\d{8}T\d{4}")


@contextmanager
def ladder(browser, server, film):
    """A phone on a ladder: its camera sees ``film``, and a keeper of Gelsenkirchen is signed in."""
    with launched(browser.browser_type, *CAMERA, f"--use-file-for-fake-video-capture={film}") as own:
        context = own.new_context(
            base_url=server.url, geolocation=PLACE, permissions=["camera", "geolocation"], **PHONE
        )
        page = context.new_page()
        page.goto("/studio/schild/")
        page.get_by_label("E-Mail-Adresse").fill(f"{KEEPER}@gelsenkirchen.example")
        page.get_by_label("Passwort").fill(f"demo-{KEEPER}-gelsenkirchen")
        page.get_by_role("button", name="Anmelden").click()
        page.get_by_role("heading", level=1, name="Schild prüfen").wait_for()
        yield page


def still(path, *codes, cover=0.0):
    """Write a film of codes side by side; of each, that share of its width and height is covered."""
    picture = Image.new("RGB", (720, 480), (168, 172, 165))
    for nth, text in enumerate(codes):
        code = Image.open(io.BytesIO(qr.png(text, module_px=8))).convert("RGB").resize((300, 300))
        ImageDraw.Draw(code).rectangle((0, 0, 300 * cover, 300 * cover), fill=(60, 90, 60))
        picture.paste(code, (40 + 340 * nth, 90))
    brightness, *colours = picture.convert("YCbCr").split()
    frame = b"".join([brightness.tobytes(), *(each.resize((360, 240)).tobytes() for each in colours)])
    path.write_bytes(b"YUV4MPEG2 W720 H480 F10:1 Ip A1:1 C420jpeg\n" + 10 * (b"FRAME\n" + frame))
    return path


def look(page, expected=""):
    """Hold the camera before what hangs there and return what the page makes of it."""
    if expected:
        page.get_by_label("Nummer des Schilds").fill(expected)
    page.get_by_role("button", name="Code mit der Kamera lesen").click()
    page.locator(".verdict[data-found]:visible").wait_for()
    return page.locator(".verdict").get_attribute("data-found")


def test_from_the_ladder_to_the_statistics(browser, server, tmp_path):
    rows = onsite_site.bitmap(scan_address(server.url, OWN))
    film = onsite_site.film(tmp_path, rows)
    with ladder(browser, server, film.path) as keeper:
        assert look(keeper) == "good"
        expect(keeper.locator(".verdict--good")).to_contain_text(f"{OWN} · Stephanstraße")
        keeper.get_by_label("Hängt und ist in Ordnung").check()
        keeper.get_by_label("Notiz").fill("Neu montiert, größer geht’s nicht.")
        keeper.get_by_role("button", name="Notieren").click()
        keeper.get_by_text("Geliefert.").wait_for()

        without_reception(keeper)
        survey(keeper)
        scanned(browser, server)
        keeper.goto(f"/studio/schilder/{OWN}/")  # whose post rings the bell, so that the scan is counted at once
        keeper.get_by_role("button", name="Ist beschädigt").click()
        keeper.get_by_text("Notiert: beschädigt.").wait_for()
        expect(keeper.get_by_role("region", name="Prüfungen")).to_contain_text("Neu montiert")
        counted(keeper)
        for address in ("/studio/schild/", f"/studio/schild/{OWN}/vermessung", "/studio/statistik/"):
            assert faults(keeper, address) == [], address


def without_reception(keeper):
    """The page opens, judges and notes without a network, and delivers when there is one."""
    put_aside(keeper, "schild", "/schild/", ".wasm")
    keeper.context.set_offline(True)
    keeper.reload()
    assert look(keeper) == "good"
    keeper.get_by_label("Notiz").fill("Ohne Empfang.")
    keeper.get_by_role("button", name="Notieren").click()
    keeper.get_by_text("Kein Empfang.").wait_for()
    expect(keeper.get_by_role("region", name="Auf diesem Gerät")).to_contain_text("wartet auf Empfang")

    keeper.context.set_offline(False)
    keeper.get_by_text("Geliefert.").wait_for()
    expect(keeper.get_by_role("region", name="Auf diesem Gerät")).to_be_hidden()


def put_aside(keeper, cache, *ends):
    """Wait until the phone has what it needs without a network, by how the addresses end."""
    for _ in range(PATIENCE_MS // 200):
        kept = keeper.evaluate("async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)", cache)
        if all(any(url.endswith(end) for url in kept) for end in ends):
            return
        keeper.wait_for_timeout(200)
    pytest.fail("the page was not put aside")


def survey(keeper):
    """The receiver gives the place, a line along the platform the way it looks."""
    keeper.goto(f"/studio/schild/{OWN}/vermessung")
    keeper.get_by_role("button", name="Standort messen").click()
    keeper.get_by_text(re.compile(r"Messungen gemittelt, jetzt ± \d")).wait_for()
    keeper.get_by_role("button", name="Standort messen").click()
    assert keeper.get_by_label("Breitengrad").input_value() == "51.498110"
    keeper.locator(".map__knob").first.focus()
    for _ in range(3):
        keeper.keyboard.press("Shift+ArrowUp")
    keeper.get_by_text(re.compile(r"Die Linie ist [\d.]+ m lang")).wait_for()
    facing = keeper.get_by_label("Richtung in Grad").input_value()
    saved_without_reception(keeper)
    keeper.reload()
    keeper.get_by_label("vor Ort gemessen").nth(2).check()
    keeper.get_by_label("Höhe über dem Boden in Metern").fill("1,52")
    keeper.get_by_role("button", name="Vermessung speichern").click()
    keeper.get_by_text("Vermessen. Es gilt sofort").wait_for()
    keeper.goto(f"/studio/schilder/{OWN}/")
    expect(keeper.get_by_role("region", name="Angaben")).to_contain_text(facing.replace(".", ","))


def saved_without_reception(keeper):
    """What was measured waits on the phone, also when the page is opened anew, and comes when there is a network."""
    put_aside(keeper, "vermessung", "/vermessung", "/leaflet.css", "/leaflet.js", "/offline_form.js")
    keeper.context.set_offline(True)
    keeper.get_by_role("button", name="Vermessung speichern").click()
    keeper.get_by_text("Kein Empfang.").wait_for()
    keeper.reload()
    here = keeper.get_by_role("region", name="Auf diesem Gerät")
    expect(here).to_contain_text(f"{OWN} Vermessung: Breitengrad 51.498110")
    expect(here).to_contain_text("wartet auf Empfang")

    keeper.context.set_offline(False)
    keeper.get_by_text("Geliefert.").wait_for()
    expect(here).to_be_hidden()


def scanned(browser, server):
    """A rider scans the sign, and the minute of the spool is over."""
    rider = browser.new_context(base_url=server.url, user_agent=AGENT, **PHONE)
    page = rider.new_page()
    page.goto(f"/s/{OWN}")
    assert page.url.endswith("/de/302/stephanstrasse/")
    rider.close()
    for path in (server.instance / "spool").glob("*.scans"):
        path.rename(path.with_name(MINUTE.sub("20260101T0000", path.name)))


def counted(keeper):
    """Wait until the statistics have it."""
    for _ in range(PATIENCE_MS // 200):
        keeper.goto(f"/studio/statistik/?sign={OWN}")
        if keeper.get_by_role("heading", name="Scans", exact=True).locator("..").get_by_text("1 Scan").count():
            return
        keeper.wait_for_timeout(200)
    pytest.fail("the scan was not counted")


@pytest.mark.parametrize(
    ("shown", "cover", "expected", "found", "title"),
    [
        (["own", "https://pay.example/x"], 0.0, OWN, "foreign", "Fremder Code"),
        (["own"], 0.7, OWN, "unreadable", "Kein Code zu lesen"),
        (["other"], 0.0, OWN, "other_station", "Schild einer anderen Station"),
    ],
)
def test_what_is_wrong_is_red(browser, server, tmp_path, shown, cover, expected, found, title):
    known = {"own": scan_address(server.url, OWN), "other": scan_address(server.url, OTHER)}
    film = still(tmp_path / "camera.y4m", *(known.get(each, each) for each in shown), cover=cover)

    with ladder(browser, server, film) as keeper:
        assert look(keeper, expected) == found

        expect(keeper.locator(".verdict--bad")).to_contain_text(title)
