"""The editor in a real browser: autosave, a broken connection, a killed page, two people, and no mouse."""

import re

from playwright.sync_api import expect

from tests.flows.conftest import APPROVER, PLANNER
from tests.flows.pasted import CASES
from tests.flows.test_publication import open_planning, tab_to

KEPT = re.compile("Zwischengespeichert um")
OFFER = "In diesem Browser liegt noch etwas, das nicht angekommen ist"
OFFLINE = "Keine Verbindung. Was hier steht, bleibt in diesem Browser und wird nachgereicht."

MARKDOWN = "async ([module, html]) => (await import(module)).markdownOf(html)"
PASTE = """(field, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "so as not to lose all");
    field.focus();
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def edit(page, station):
    open_planning(page, station)
    with page.expect_response(re.compile("/zwischenstand$")):  # its scripts have started
        page.get_by_role("link", name="Bearbeiten").click()
    page.get_by_role("toolbar").first.wait_for()
    return page.url


def summary(page):
    return page.get_by_label("Zusammenfassung").first


def state(page):
    return page.locator('[data-part="state"]')


def test_what_is_typed_survives_a_page_that_is_closed(desk):
    page = desk(PLANNER, "bochum")
    address = edit(page, "O-Werk")
    summary(page).fill("Getippt und nie gespeichert.")
    page.get_by_role("button", name="Quelle hinzufügen").click()
    expect(page.get_by_role("group", name=re.compile("^Quellen")).last.get_by_label("Titel")).to_be_focused()
    expect(state(page)).to_have_text(KEPT)
    assert page.said == []
    context = page.context
    page.close()

    again = context.new_page()
    again.goto(address)

    assert summary(again).input_value() == "Getippt und nie gespeichert."
    again.get_by_role("button", name="Getipptes verwerfen").click()
    again.get_by_role("button", name="Rückgängig").click()
    again.get_by_text("Zurückgeholt.").wait_for()
    assert summary(again).input_value() == "Getippt und nie gespeichert."


def test_a_broken_connection_loses_nothing(desk):
    page = desk(PLANNER)
    address = edit(page, "Stephanstraße")
    page.context.set_offline(True)
    summary(page).fill("Im Tunnel geschrieben.")
    expect(state(page)).to_have_text(OFFLINE)
    page.get_by_role("button", name="Speichern", exact=True).click()
    assert summary(page).input_value() == "Im Tunnel geschrieben."

    page.context.set_offline(False)
    expect(state(page)).to_have_text(KEPT)

    page.context.set_offline(True)
    summary(page).fill("Dann brach alles ab.")
    expect(state(page)).to_have_text(OFFLINE)
    context = page.context
    page.close()  # as if the browser had crashed
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)

    offer = again.get_by_role("region", name=OFFER)
    expect(offer).to_contain_text("Im Tunnel geschrieben.")
    expect(offer).to_contain_text("Dann brach alles ab.")
    offer.get_by_role("button", name="Einsetzen").click()
    expect(summary(again)).to_have_value("Dann brach alles ab.")
    expect(state(again)).to_have_text(KEPT)
    again.reload()
    expect(summary(again)).to_have_value("Dann brach alles ab.")
    expect(again.get_by_role("region", name=OFFER)).to_have_count(0)


def test_a_button_pressed_before_the_page_is_whole_does_what_it_says(desk):
    page = desk(PLANNER)
    open_planning(page, "Stephanstraße")
    address = page.get_by_role("link", name="Bearbeiten").get_attribute("href")
    held = []
    page.route(re.compile("/vorschau/|/zwischenstand$"), lambda route: held.append(route))
    with page.expect_request(re.compile("/zwischenstand$")):
        page.goto(address, wait_until="commit")
    summary(page).fill("Schneller als die Seite.")
    page.get_by_role("button", name="Speichern", exact=True).click()
    with page.expect_event("load"):
        for each in sorted(held, key=lambda route: "/vorschau/" not in route.request.url):
            each.continue_()

    page.get_by_text("Gespeichert.").wait_for()
    assert summary(page).input_value() == "Schneller als die Seite."


def test_saving_never_waits_for_an_autosave_that_does_not_end(desk):
    page = desk(PLANNER)
    edit(page, "Stephanstraße")
    page.route(re.compile("/zwischenstand$"), lambda _route: None)
    page.evaluate("addEventListener('htmx:abort', (event) => event.stopImmediatePropagation(), true)")
    with page.expect_request(re.compile("/zwischenstand$")):
        summary(page).fill("Gespeichert, obwohl noch etwas unterwegs ist.")
    page.get_by_role("button", name="Speichern", exact=True).click()

    page.get_by_text("Gespeichert.").wait_for()
    assert summary(page).input_value() == "Gespeichert, obwohl noch etwas unterwegs ist."


def test_two_people_see_one_another_and_lose_nothing(desk):
    planner, operator = desk(PLANNER), desk("betrieb", "linie302")
    address = edit(planner, "Heinrich-König-Platz")
    operator.goto(address)
    expect(operator.locator("#here")).to_contain_text("Planung Gelsenkirchen ist auch hier.")

    summary(operator).fill("Vom Betrieb gekürzt.")
    operator.get_by_role("button", name="Speichern", exact=True).click()
    operator.get_by_text("Gespeichert.").wait_for()
    operator.get_by_role("button", name="Zur Freigabe geben").click()
    operator.get_by_text("Zur Freigabe gegeben.").wait_for()
    approver = desk(APPROVER)
    approver.goto("/studio/freigaben/")
    approver.get_by_role("link", name=re.compile("Hitze|Schatten|Bronze")).first.click()
    approver.get_by_role("button", name="Freigeben und jetzt veröffentlichen").click()
    approver.get_by_text("Veröffentlicht.").wait_for()
    summary(planner).fill("Von der Planung erweitert.")
    expect(planner.locator("#here")).to_contain_text("hat inzwischen gespeichert")
    planner.get_by_role("button", name="Speichern", exact=True).click()

    choice = planner.get_by_role("group", name="Deutsch · Zusammenfassung")
    expect(choice).to_contain_text("Vom Betrieb gekürzt.")
    expect(choice).to_contain_text("Von der Planung erweitert.")
    choice.get_by_role("radio", name=re.compile("Gespeichert von")).check()
    planner.get_by_role("button", name="So speichern").click()
    planner.get_by_text("Gespeichert.").first.wait_for()
    assert summary(planner).input_value() == "Vom Betrieb gekürzt."


def test_the_phone_shows_any_language_dark_and_in_3d(desk):
    page = desk(PLANNER)
    edit(page, "VELTINS-Arena")
    seen = page.frame_locator('iframe[name="preview"]')
    page.get_by_label("Dunkel").check()
    page.wait_for_function(
        """() => {
            const frames = [...document.querySelectorAll("iframe")];
            const page = frames.at(-1).contentDocument;
            const [red] = getComputedStyle(page.body).backgroundColor.match(/\\d+/g) ?? [255];
            return page.readyState === "complete" && Number(red) < 60;
        }"""
    )
    page.locator("label.tabs__tab", has_text="Englisch").click()
    seen.locator('html[lang="en"]').wait_for()
    seen.locator('[data-part="open"]:visible').first.click()
    seen.locator(".viewer.is-ready").wait_for()


def test_a_text_is_marked_up_checked_and_saved_by_keyboard_alone(desk):
    page = desk(PLANNER)
    edit(page, "Buer Rathaus")
    tab_to(page, "Text")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Ein Satz mit ")
    page.keyboard.press("Control+Alt+b")
    page.keyboard.type("Nachdruck")
    assert page.get_by_label("Text", exact=True).first.input_value() == "Ein Satz mit **Nachdruck**"
    page.keyboard.press("ControlOrMeta+Z")

    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.press("Delete")
    page.get_by_text("Der Text fehlt noch; Fahrgäste bekämen nur").wait_for()
    tab_to(page, "Deutsch · Text")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Text", exact=True).first).to_be_focused()
    page.keyboard.type("Wieder ein Text.")
    tab_to(page, "Speichern")
    page.keyboard.press("Enter")

    page.get_by_text("Gespeichert.").wait_for()
    assert page.get_by_label("Text", exact=True).first.input_value() == "Wieder ein Text."


def test_what_comes_from_a_word_processor_keeps_its_headings_and_lists_and_is_saved_by_key(desk):
    page = desk(PLANNER, "bochum")
    edit(page, "Bochum Rathaus")
    expect(page.locator(".bar").get_by_role("link", name="Zur Übersicht")).to_be_visible()
    body = page.get_by_label("Text", exact=True).first
    module = page.locator("script[src*='/js/start.js']").get_attribute("src").replace("start.js", "markdown_paste.js")
    told = [page.evaluate(MARKDOWN, [module, html]) for html, _ in CASES]
    assert told == [wanted for _, wanted in CASES]

    body.fill("")
    body.evaluate(PASTE, CASES[0][0])
    expect(body).to_have_value(CASES[0][1])
    body.press("End")
    body.press("Enter")
    body.press_sequentially("Dann die Bäume")
    expect(body).to_have_value(f"{CASES[0][1]}\n2. Dann die Bäume")
    with page.expect_navigation():
        body.press("Control+s")

    page.get_by_text("Gespeichert.").wait_for()
    expect(body).to_have_value(re.compile("2. Dann die Bäume$"))
    expect(page.get_by_role("link", name="Fertig")).to_be_visible()
    assert page.said == []
