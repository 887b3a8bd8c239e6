"""Whole days in a real browser: a planner's from the first sign-in to handing in, the other city's, the approver's."""

import io
import re
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.authenticator import STEP_S, code
from tests.flows.conftest import APPROVER, DESK, PLANNER
from tests.flows.test_publication import wait_for_riders
from tests.meshes.models import box, pack

STATION = "Mark 51°7"
TITLE = "Ein Hof für Gärten"
NAME, EMAIL, PASSWORD = "Neu im Planungsamt", "neu@bochum.example", "ein langer Satz über Straßen"
WORDS = {
    "de": (TITLE, "Zwischen den Hallen soll ein Garten wachsen.", "## Heute hier\n\nAsphalt und Tore."),
    "en": ("A yard for gardens", "A garden is to grow between the halls.", "## Here today\n\nAsphalt and gates."),
    "tr": (
        "Bahçeler için bir avlu",
        "Arada bir bahçe büyüyecek.",
        "## Bugün burada\n\nAsfalt ve kapılar.",
    ),
}
TABS = {"de": "Deutsch", "en": "Englisch", "tr": "Türkisch"}


@pytest.fixture
def stranger(browser, server):
    """A page of somebody who is not signed in."""
    context = browser.new_context(base_url=server.url, **DESK)
    yield context.new_page()
    context.close()


def test_a_planning_from_its_planners_first_day_to_the_riders(desk, stranger, page):
    first_day(stranger, invited(desk("betrieb", "linie302")))
    picture(stranger)
    model(stranger)
    address = written(stranger)

    other_city(desk(PLANNER), address)
    approver = desk(APPROVER, "bochum")
    given_back(approver)
    answered(stranger, address)
    decided(approver)
    riders = published(approver, address)

    wait_for_riders(page, riders, WORDS["de"][1])
    ended(approver, address)


def invited(admin):
    """Somebody who runs it invites a planner, and gets the link for the password: no mail leaves this product."""
    admin.goto("/studio/menschen/neu")
    admin.get_by_label("Name", exact=True).fill(NAME)
    admin.get_by_label("E-Mail-Adresse").fill(EMAIL)
    admin.get_by_role("group", name="Stadt Bochum").get_by_label("Planung").check()
    admin.get_by_role("button", name="Einladen").click()
    return admin.get_by_role("region", name="Link für das Passwort").locator(".code").inner_text()


def first_day(planner, link):
    """The planner sets a password and an app for codes, and signs in anew with both."""
    planner.goto(link)
    planner.get_by_label("Neues Passwort").fill(PASSWORD)
    planner.get_by_label("Noch einmal").fill(PASSWORD)
    planner.get_by_role("button", name="Passwort setzen").click()
    planner.get_by_text("Das Passwort ist gesetzt. Jetzt damit anmelden.").wait_for()
    enter(planner)
    planner.get_by_role("heading", level=1, name="Linie 302").wait_for()
    planner.goto("/studio/konto/app")
    key = planner.locator(".code--long").inner_text()
    planner.get_by_label("Sechs Ziffern").fill(code(key))
    planner.get_by_role("button", name="Einrichten").click()
    planner.get_by_text("Die App ist eingerichtet.").wait_for()
    planner.context.clear_cookies()

    planner.goto("/studio/")
    enter(planner)
    planner.get_by_label("Sechs Ziffern aus der App").fill(code(key, at=time.time() + STEP_S))
    planner.get_by_role("button", name="Anmelden").click()
    planner.get_by_role("heading", level=1, name="Linie 302").wait_for()


def enter(planner):
    planner.get_by_label("E-Mail-Adresse").fill(EMAIL)
    planner.get_by_label("Passwort").fill(PASSWORD)
    planner.get_by_role("button", name="Anmelden").click()


def picture(planner):
    """A picture comes in; what has to be known about it is asked for."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 1000)).convert("RGB").save(out, "JPEG")
    planner.goto("/studio/bibliothek/?kind=pictures")
    planner.get_by_role("link", name="Bilder hochladen").click()
    planner.get_by_label("Bilddatei").set_input_files(
        {"name": "hof.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    )
    planner.get_by_label("Titel").fill("Der Hof heute")
    planner.get_by_role("button", name="Hochladen").click()
    planner.get_by_text("fehlt: ").first.wait_for()
    origin(planner, "Foto vom Amt")
    planner.get_by_role("group", name="Deutsch", exact=True).get_by_label("Alternativtext").fill("Ein leerer Hof.")
    planner.get_by_role("button", name="Speichern").click()
    expect(planner.get_by_text("fehlt: ")).to_have_count(0)


def model(planner):
    """A file that is none is refused with the reason; a right one is checked and built while one watches."""
    upload(planner, b"glTF, or so it says")
    planner.get_by_role("alert").get_by_text("So lässt sich die Datei nicht zeigen").wait_for()

    upload(planner, pack(*box()))
    planner.get_by_text("Fertig. Planungen können es zeigen.").wait_for()
    planner.reload()
    origin(planner, "Entwurf des Amts")
    planner.get_by_role("group", name="Was zu sehen ist: Deutsch").get_by_label("geplant").fill("Ein Kasten aus Holz.")
    planner.get_by_role("button", name="Speichern").click()
    expect(planner.get_by_text("fehlt: ")).to_have_count(0)


def upload(planner, raw):
    planner.goto("/studio/bibliothek/?kind=assets")
    planner.get_by_role("link", name="3D hochladen").click()
    planner.get_by_label("3D-Datei").set_input_files(
        {"name": "beet.glb", "mimeType": "model/gltf-binary", "buffer": raw}
    )
    planner.get_by_label("Titel").fill("Hochbeet")
    planner.get_by_role("button", name="Hochladen").click()


def origin(planner, words):
    planner.get_by_label("Urheber:in").fill("Stadt Bochum")
    planner.get_by_label("Lizenz").select_option(index=1)
    planner.get_by_label("Herkunft").fill(words)


def written(planner):
    """A new planning in three languages, with picture, 3D and place, is handed in; return its address."""
    planner.goto("/studio/")
    planner.get_by_role("heading", name=STATION, exact=True).get_by_role("link").click()
    planner.get_by_role("link", name="Neue Planung").click()
    planner.get_by_label("Titel").fill(TITLE)
    planner.get_by_label("Zusammenfassung").fill(WORDS["de"][1])
    planner.get_by_role("button", name="Anlegen").click()
    planner.get_by_role("heading", level=1, name=TITLE).wait_for()
    item = re.search(r"/studio/inhalte/\d+/", planner.url)[0]

    planner.goto(f"{item}bearbeiten")
    for tag, texts in WORDS.items():
        planner.locator("label.tabs__tab", has_text=TABS[tag]).first.click()
        for part, words in zip(("title", "summary", "body"), texts, strict=True):
            planner.locator(f"[name='texts.{tag}.{part}']").fill(words)
    chosen(planner.get_by_role("group", name="3D-Objekt"), "Hochbeet")
    planner.get_by_role("button", name="Bild hinzufügen").click()
    chosen(planner.get_by_role("group", name="Bilder 1"), "Der Hof heute")
    planner.get_by_role("button", name="Speichern", exact=True).click()
    planner.get_by_text("Gespeichert. Fahrgäste").wait_for()

    planner.goto(f"{item}ort")
    planner.get_by_label("Höhe in Metern").fill("0,5")
    planner.get_by_label("Herkunft der Lage").fill("Am Plan abgelesen.")
    planner.get_by_role("button", name="Speichern", exact=True).click()
    planner.get_by_text("Der Ort ist gespeichert.").wait_for()
    planner.goto(f"{item}bearbeiten")
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()
    return item


def chosen(group, title):
    """A file is found in the library by its name and chosen, by keyboard."""
    more = group.locator("details")
    if more.get_attribute("open") is None:
        more.locator("summary").press("Enter")
    group.get_by_role("searchbox").fill(title)
    group.get_by_role("searchbox").press("Enter")
    expect(group.get_by_role("status")).to_have_text("1 zur Auswahl")
    group.get_by_role("radio", name=title).press("Space")


def other_city(reader, address):
    """The other city reads and remarks, and cannot change."""
    reader.goto(address)
    expect(reader.get_by_role("link", name="Bearbeiten")).to_have_count(0)
    reader.goto("/studio/freigaben/")
    reader.get_by_role("link", name=TITLE).click()
    expect(reader.get_by_role("button", name="Freigeben")).to_have_count(0)
    reader.get_by_text("Zum Ganzen etwas anmerken").click()
    reader.locator("#say-all").fill("Wächst der Garten bis an die Grenze?")
    reader.locator("#say-all").locator("xpath=ancestor::form").get_by_role("button", name="Anmerken").click()
    reader.get_by_text("Wächst der Garten bis an die Grenze?").wait_for()


def given_back(approver):
    """The approver sees what is new, remarks on a field and gives it back with a reason."""
    approver.goto("/studio/freigaben/")
    approver.get_by_role("region", name="Wartet auf Entscheidung").get_by_role("link", name=TITLE).click()
    approver.get_by_role("heading", name="Neu: Vorher sahen Fahrgäste hier nichts").wait_for()
    approver.locator('iframe[name="preview"]').scroll_into_view_if_needed()
    approver.frame_locator('iframe[name="preview"]').get_by_text(WORDS["de"][1]).first.wait_for()
    approver.get_by_label("Was soll anders werden?").fill("Bitte auch sagen, wie es weitergeht.")
    approver.get_by_role("button", name="Zurückgeben").click()
    approver.get_by_text(f"Zurückgegeben an {NAME}.").wait_for()


def answered(planner, address):
    """The planner sees why, writes on, answers the other city and hands in again."""
    planner.goto("/studio/")
    planner.get_by_role("region", name="Wartet auf mich").get_by_text("wie es weitergeht").wait_for()
    planner.goto(f"{address}bearbeiten")
    planner.locator("[name='texts.de.body']").fill(f"{WORDS['de'][2]}\n\n## Wie es weitergeht\n\nErst das Beet.")
    planner.get_by_role("button", name="Zur Freigabe geben").click()
    planner.get_by_text("Zur Freigabe gegeben.").wait_for()
    planner.goto("/studio/freigaben/")
    planner.get_by_role("link", name=TITLE).click()
    planner.get_by_text("Antworten oder erledigen").click()
    planner.get_by_label("Antwort", exact=True).fill("Nein, nur bis zum Tor.")
    planner.get_by_role("button", name="Antworten").click()
    planner.get_by_text("Nein, nur bis zum Tor.").wait_for()


def decided(approver):
    """The approver lets it pass for tomorrow; the button says when."""
    approver.goto("/studio/freigaben/")
    approver.get_by_role("link", name=TITLE).click()
    approver.get_by_role("button", name=re.compile(r"^Freigeben und am .* veröffentlichen$")).click()
    approver.get_by_text("geplant: ").first.wait_for()


def published(approver, address):
    """It shall not wait after all; return the riders' address."""
    approver.goto("/studio/freigaben/")
    approver.get_by_role("link", name=TITLE).click()
    approver.get_by_role("button", name="Jetzt veröffentlichen").click()
    approver.get_by_text("Veröffentlicht.").wait_for()
    approver.goto(address)
    return approver.get_by_role("link", name="Seite der Fahrgäste").get_attribute("href")


def ended(approver, address):
    """It is to end one day; that is said, and can be taken back."""
    approver.goto(f"{address}ende")
    approver.get_by_role("region", name="Oder zu einem Zeitpunkt").get_by_label("Warum?").fill("Dann wird gebaut.")
    approver.get_by_role("button", name=re.compile(r"^Am .* zurückziehen$")).click()
    approver.get_by_text(re.compile(r"Wird am .* zurückgezogen\.")).first.wait_for()
    approver.goto(f"{address}ende")
    approver.get_by_role("button", name="Zeitpunkt aufheben").click()
    approver.get_by_text("Alles bleibt sichtbar.").wait_for()
