"""The rider's story: scan, page, AR, next station; on a phone, in every language, with and without JavaScript."""

import http.client
import json
import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests import axe
from tests.browser import PATIENCE_MS, plain

ROOT = Path(__file__).parent.parent.parent
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
WIDTHS = (390, 320, 768, 1440)  # the phone's own first
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {  # in the dark only colours are others
    "light": [*WCAG, "best-practice"],
    "dark": ["color-contrast"],
}
LANGUAGES = ("de", "en", "tr", "de-simple")
STATION = "heinrich-koenig-platz"
SIGN = tomllib.loads((ROOT / f"stations/{STATION}/signs.toml").read_text())["signs"][0]["code"]
TITLES = {
    lang: re.search(r'^title = "(.*)"', (ROOT / f"stations/{STATION}/text.{lang}.md").read_text(), re.M).group(1)
    for lang in LANGUAGES
}
STATIONS = sorted(path.parent.name for path in ROOT.glob("stations/*/station.toml"))
PLANNINGS = sorted((path.parts[-4], path.parts[-2]) for path in ROOT.glob("stations/*/plannings/*/planning.toml"))
PAGES = [
    "302/",
    "302/karte/",
    "302/was-daraus-wurde/",
    *(f"302/{station}/" for station in STATIONS),
    *(f"302/{station}/{planning}/" for station, planning in PLANNINGS),
    "impressum/",
    "datenschutz/",
    "barrierefreiheit/",
]
ONE_OF_EACH = [
    "302/",
    "302/karte/",
    "302/was-daraus-wurde/",
    f"302/{STATION}/",
    f"302/{STATION}/solarsegel/",
    "impressum/",
]  # a page of each template
OTHERS = [path for path in PAGES if path not in ONE_OF_EACH]


@pytest.fixture
def phone(browser, server):
    """Return how to hold a phone: a fresh page, with what it asked for in ``page.asked``."""
    contexts = []

    def hold(**options):
        context = browser.new_context(base_url=server.url, **{**PHONE, "locale": "de-DE", **options})
        contexts.append(context)
        page = context.new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        return page

    yield hold
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("locale", "lang"), [("de-DE", "de"), ("en-GB", "en"), ("tr-TR", "tr"), ("fr-FR", "en")])
def test_from_the_sign_to_ar_and_to_the_next_station(phone, server, locale, lang):
    page = phone(locale=locale)

    page.goto(f"/s/{SIGN}")
    assert page.url == f"{server.url}/{lang}/302/{STATION}/"
    assert page.locator("html").get_attribute("lang") == lang
    assert plain(page.get_by_role("heading", level=1).inner_text()) == TITLES[lang]

    page.locator(".offer__page").first.click()
    here = page.locator(".here a")
    expect(here).to_have_attribute("href", re.compile(f"^/{lang}/302/{STATION}/vor-ort/#[a-z-]+$"))
    link = page.locator(".ways a:visible").first
    intent = urlsplit(link.get_attribute("href"))
    assert intent.scheme == "intent"
    asked = parse_qs(intent.query)
    assert asked["mode"] == ["ar_preferred"]
    assert asked["resizable"] == ["false"]
    glb = fetch(server, urlsplit(asked["file"][0]).path)
    assert glb.status == 200
    assert glb.raw[:4] == b"glTF"

    page.go_back()
    before = page.url
    page.locator("nav.beside a").last.click()
    expect(page).not_to_have_url(before)
    assert f"/{lang}/302/" in page.url
    page.wait_for_load_state("networkidle")
    assert {urlsplit(url).netloc for url in page.asked if url.startswith("http")} == {urlsplit(server.url).netloc}
    assert page.context.cookies() == []


def test_from_the_map_to_the_nearest_station(phone, server):
    page = phone(geolocation={"latitude": 51.51, "longitude": 7.094, "accuracy": 8}, permissions=["geolocation"])
    page.goto("/de/302/")
    page.get_by_role("link", name="Karte, und wo du bist").click()
    expect(page).to_have_url(f"{server.url}/de/302/karte/")
    page.get_by_role("button", name="Wo bin ich?").click()

    page.get_by_role("link", name="Zur Station").click()

    expect(page).to_have_url(f"{server.url}/de/302/{STATION}/")


def test_without_a_camera_one_planning_stays_until_the_next_is_asked_for(phone):
    page = phone()
    page.goto(f"/de/302/{STATION}/vor-ort/")
    page.get_by_role("button", name="Ohne Kamera ansehen").first.click()
    shown = page.locator("[data-part=label]:visible")
    names = []
    for _ in page.locator("[data-part=label]").all():
        expect(shown).to_have_count(1)
        names.append(shown.get_attribute("data-slug"))
        page.keyboard.press("ArrowRight")  # other plannings lie about it; none of them takes its place
        expect(shown).to_have_count(1)
        assert shown.get_attribute("data-slug") == names[-1]
        page.get_by_role("button", name="Nächste Planung").click()

    assert {*names} >= {slug for station, slug in PLANNINGS if station == STATION}  # other flows add some
    assert len(names) == len({*names})
    expect(shown).to_have_attribute("data-slug", names[0])


def test_the_languages_lead_to_the_same_page(phone, server):
    page = phone()
    page.goto(f"/de/302/{STATION}/solarsegel/")

    for lang in ("en", "tr", "de-simple", "de"):
        page.locator(f'header a[hreflang="{lang}"]').click()
        expect(page).to_have_url(f"{server.url}/{lang}/302/{STATION}/solarsegel/")
    page.locator('header a[hreflang="de-simple"]').click()
    expect(page.locator("body")).to_contain_text("nicht geprüft")


def test_everything_but_the_3d_view_is_there_without_javascript(phone):
    plain, full = phone(java_script_enabled=False), phone()
    words = []
    for page in (plain, full):
        page.goto(f"/de/302/{STATION}/schwammstadt/")
        words.append(page.inner_text("main"))
        assert page.locator("a.go:visible").count() == 1
    assert words[0].splitlines()[0] == words[1].splitlines()[0]

    plain.locator('input[name="state"][value="today"]').check(force=True)
    shown = plain.locator('figure[data-when="today"] img')
    assert shown.is_visible()
    assert not plain.locator('figure[data-when="planned"] img').is_visible()
    assert len(shown.get_attribute("alt")) > 30


def test_every_iphone_link_is_a_real_usdz_that_safari_takes(server):
    html = fetch(server, f"/de/302/{STATION}/solarsegel/").raw.decode()

    links = re.findall(r"<a [^>]*rel=\"ar\"[^>]*>.*?</a>", html, re.S)
    assert links
    for link in links:
        assert 'type="model/vnd.usdz+zip"' in link
        children = re.findall(r"<(img|span|picture)\b", re.sub(r"<small>.*?</small>", "", link))
        assert children[0] in ("img", "picture")
        assert len(children) <= 2
        href = re.search(r'href="([^"]+)"', link).group(1)
        usdz = fetch(server, href.split("#")[0])
        assert usdz.status == 200
        assert usdz.headers["Content-Type"] == "model/vnd.usdz+zip"
        assert usdz.raw[:2] == b"PK"
    assert any("allowsContentScaling=0" in link for link in links)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_station_page_keeps_its_budget(phone, server, lang):
    for station in STATIONS:
        page = fetch(server, f"/{lang}/302/{station}/", encoding="br")
        assert page.headers["Content-Encoding"] == "br"
        assert len(page.raw) <= 10_000, station

    on_phone = phone()
    sizes = {}
    on_phone.on("response", lambda response: sizes.__setitem__(response.url, len(response.body())))
    on_phone.goto(f"/{lang}/302/{STATION}/")
    on_phone.wait_for_load_state("networkidle")
    first = [url for url in sizes if "poster" in url or url.endswith((".html", "/"))]
    assert first
    html = len(fetch(server, f"/{lang}/302/{STATION}/", encoding="br").raw)
    eager = on_phone.locator("img:not([loading=lazy])").evaluate_all("all => all.map(each => each.currentSrc)")
    posters = sum(size for url, size in sizes.items() if url in eager)
    assert 0 < html + posters <= 60_000


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("paths", [ONE_OF_EACH, pytest.param(OTHERS, marks=pytest.mark.large)], ids=["each", "others"])
def test_no_page_has_a_barrier_that_axe_finds_or_is_wider_than_the_screen(phone, lang, paths):
    page = phone()
    axe.bring(page)
    found = {}
    for path in paths:
        page.goto(f"/{lang}/{path}")
        faults = [each for scheme, rules in RULES.items() for each in barriers(page, scheme, rules)]
        faults += [width for width in WIDTHS if is_wide(page, width)]
        page.set_viewport_size(PHONE["viewport"])
        if faults:
            found[path] = faults
    assert found == {}


def barriers(page, scheme, rules):
    page.emulate_media(color_scheme=scheme)
    return [(scheme, *fault) for fault in axe.violations(page, runOnly=rules)]


def is_wide(page, width):
    page.set_viewport_size({"width": width, "height": PHONE["viewport"]["height"]})
    return page.evaluate("document.documentElement.scrollWidth") > width


def test_a_wrong_letter_gets_help_and_the_form_leads_back(phone, server):
    page = phone()
    wrong = SIGN[:-1] + ("2" if SIGN[-1] != "2" else "3")

    response = page.goto(f"/s/{wrong}")
    assert response.status == 404
    assert TITLES["de"] in plain(page.inner_text("main"))
    page.locator('input[name="code"]').fill(SIGN.lower())
    page.locator('input[name="code"]').press("Enter")
    assert page.url == f"{server.url}/de/302/{STATION}/"


def test_a_letter_that_no_code_has_is_named(phone):
    page = phone()
    page.goto("/s/" + "O" + SIGN[1:])

    assert re.search(r"\bO\b", page.inner_text("main"))


@pytest.mark.parametrize("path", ["/../etc/passwd", "/de/302/../../codes.json%00", "/media/../../linie302.sqlite3"])
def test_a_path_that_climbs_gets_the_page_that_helps(server, path):
    answer = fetch(server, path)

    assert answer.status == 404
    assert b"Linie 302" in answer.raw


def test_the_3d_view_opens_on_tap_and_asks_no_third_party(phone, server):
    page = phone()
    page.goto(f"/de/302/{STATION}/solarsegel/")
    page.wait_for_load_state("networkidle")
    assert not any("/viewer/" in url or url.endswith(".glb") for url in page.asked)

    page.locator('[data-part="open"]:visible').first.click()
    page.wait_for_selector(".viewer.is-ready")

    assert {urlsplit(url).netloc for url in page.asked if url.startswith("http")} == {urlsplit(server.url).netloc}
    assert axe.violations(page, runOnly=WCAG) == []


def test_search_engines_and_data_users_find_their_way(server):
    assert b"Sitemap:" in fetch(server, "/robots.txt").raw
    sitemap = fetch(server, "/sitemap.xml").raw.decode()
    assert sitemap.count("<url>") >= 2 + len(STATIONS) + len(PLANNINGS)
    plannings = json.loads(fetch(server, "/data/plannings.geojson").raw)
    assert {f"{station}/{slug}" for station, slug in PLANNINGS} <= {each["id"] for each in plannings["features"]}
    lon, lat = plannings["features"][0]["geometry"]["coordinates"][:2]
    assert 7 < lon < 7.5
    assert 51.4 < lat < 51.7
    stations = json.loads(fetch(server, "/data/stations.geojson").raw)
    assert {*STATIONS} <= {each["id"] for each in stations["features"]}  # other flows add some


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.raw = response.status, response.headers, response.read()


def fetch(server, path, encoding="identity"):
    """Ask for ``path`` as it stands: no client tidies it up first."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE_MS / 1000)
    connection.request("GET", path, headers={"Accept-Encoding": encoding, "Accept-Language": "de"})
    answer = Answer(connection.getresponse())
    connection.close()
    return answer
