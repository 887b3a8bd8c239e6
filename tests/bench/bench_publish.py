"""From the click on *publish* to the rider's page, in the real studio: with our 10 stations, and with 1,000.

The thousand are made up: a stop, a station and a planning each, in two languages, without 3D.  Each size is measured
several times in one run of the product; the median counts.
"""

import http.client
import shutil
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.rows import Row
from tests.browser import ARGUMENTS, executable
from tests.product import ROOT, Server, started

TIMES = 5
GOAL_S = 2.0
GOAL_GROWTH = 2.0
MANY = 1000
MANY_WITHIN_S = 900
LINE = """\
slug = "302"
number = "302"
name = "Linie 302"
languages = ["de", "en"]
[[partners]]
slug = "gelsenkirchen"
name = "Stadt Gelsenkirchen"
[[partners]]
slug = "bochum"
name = "Stadt Bochum"
[[topics]]
slug = "klimaschutz"
names = { de = "Klimaschutz" }
[[branches]]
slug = "trunk"
"""
STATION = 'slug = "{slug}"\nstop = "{dhid}"\npartner = "gelsenkirchen"\nplannings = ["{slug}"]\n'
PLANNING = 'slug = "{slug}"\ntopic = "klimaschutz"\n[place]\nlat = 51.5\nlon = 7.09\nuncertainty_m = 30.0\n'
TEXT = '+++\ntitle = "{title}"\nsummary = "Ein Satz über {title}."\n+++\n\n{body}\n'
BODY = "## Heute hier\n\n" + "Hier steht, was heute da ist und was daraus werden kann. " * 12


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        few_s = _median_s(browser, Path(folder) / "few", ROOT)
        content = _many(Path(folder) / "content")
        many_s = _median_s(browser, Path(folder) / "many", content)
        browser.close()
    growth = many_s / few_s
    return [
        Row(
            what="publish until the rider's page shows it, 10 stations",
            ours=f"{few_s:.2f} s",
            goal="≤ 2 s",
            met=few_s <= GOAL_S,
        ),
        Row(
            what=f"the same with {MANY:,} stations",
            ours=f"{many_s:.2f} s",
            other=f"10 stations {few_s:.2f} s",
            ratio=growth,
            goal="< 2×",
            met=growth < GOAL_GROWTH and many_s <= GOAL_S,
        ),
    ]


def _median_s(browser: Browser, folder: Path, content: Path) -> float:
    folder.mkdir()
    with started(folder, content=content, within_s=MANY_WITHIN_S) as server:
        item, path = _first_planning(server)
        planner, approver = _desk(browser, server, "planung"), _desk(browser, server, "freigabe")
        return median(_publish_s(planner, approver, server, item, path, count) for count in range(TIMES))


def _first_planning(server: Server) -> tuple[int, str]:
    """Return the number of a planning of Gelsenkirchen, and its address in German."""
    with sqlite3.connect(server.instance / "linie302.db") as database:
        found = database.execute(
            "SELECT planning.id, station.slug, planning.slug FROM item planning"
            " JOIN item station ON station.id = planning.station_id"
            " JOIN partner ON partner.id = station.partner_id AND partner.slug = 'gelsenkirchen'"
            " WHERE planning.kind = 'planning' ORDER BY planning.id LIMIT 1"
        ).fetchone()
    return found[0], f"/de/302/{found[1]}/{found[2]}/"


def _desk(browser: Browser, server: Server, task: str) -> Page:
    page = browser.new_context(base_url=server.url, locale="de-DE").new_page()
    page.goto("/studio/")
    page.get_by_label("E-Mail-Adresse").fill(f"{task}@gelsenkirchen.example")
    page.get_by_label("Passwort").fill(f"demo-{task}-gelsenkirchen")
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/studio/")
    return page


def _publish_s(planner: Page, approver: Page, server: Server, item: int, path: str, count: int) -> float:
    words = f"Zum {count}. Mal neu erzählt, {time.time_ns()}."
    planner.goto(f"/studio/inhalte/{item}/bearbeiten")
    planner.get_by_label("Zusammenfassung").first.fill(words)
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()
    approver.goto("/studio/freigaben/")
    approver.get_by_role("region", name="Wartet auf Entscheidung").get_by_role("link").first.click()
    button = approver.get_by_role("button", name="Freigeben und jetzt veröffentlichen")
    button.wait_for()
    clicked = time.perf_counter()
    button.click(no_wait_after=True)
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    while time.perf_counter() - clicked < 30:
        connection.request("GET", path)
        if words.encode() in connection.getresponse().read():
            took_s = time.perf_counter() - clicked
            approver.get_by_text("Veröffentlicht.").first.wait_for()
            return took_s
        time.sleep(0.02)
    raise RuntimeError("riders do not see what was published")


def _many(root: Path) -> Path:
    """Write the made-up content and return its folder."""
    _write(root / "stations/line.toml", LINE)
    _write(root / "stations/text.de.md", TEXT.format(title="Linie 302", body=""))
    for page in (ROOT / "stations/pages").glob("*/text.de.md"):
        _write(root / "stations/pages" / page.parent.name / page.name, page.read_text())
    (root / "assets/meshes").mkdir(parents=True)
    stops = ["seq,dhid,name,name_gtfs,city,branch,lat,lon,underground,wheelchair"]
    for number in range(1, MANY + 1):
        slug, dhid = f"station-{number:04}", f"de:05513:{number}"
        stops.append(f"{number},{dhid},Haltestelle {number},,Gelsenkirchen,trunk,{51.4 + number / 1e4:.5f},7.09,,")
        folder = root / "stations" / slug
        _write(folder / "station.toml", STATION.format(slug=slug, dhid=dhid))
        _write(folder / "plannings" / slug / "planning.toml", PLANNING.format(slug=slug))
        for place, body in ((folder, ""), (folder / "plannings" / slug, BODY)):
            for language in ("de", "en"):
                _write(place / f"text.{language}.md", TEXT.format(title=f"Haltestelle {number}", body=body))
    _write(root / "seeds/stops.csv", "\n".join(stops) + "\n")
    shutil.copy(ROOT / "seeds/accounts.toml", root / "seeds/accounts.toml")
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
