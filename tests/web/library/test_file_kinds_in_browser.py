"""Whatever sort of file a planner chooses, the page says at once what it is and leads to help; nothing is sent."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from app.meshes.upload.known_kinds import KINDS
from tests.meshes.test_upload_kinds import CASES

pytestmark = pytest.mark.slow
STATIC = Path("app/site/static").absolute()
FILES = {slug: (name or f"datei.{slug}", head) for head, name, slug in CASES}


@pytest.fixture
def page(browser, small_studio):
    """A page of a browser that asks the studio itself, without a server between them."""
    client = small_studio.client("Planner Own")
    context = browser.new_context(locale="de-DE", base_url="http://studio.test")

    def answer(route):
        address = urlsplit(route.request.url)
        if address.path.startswith("/static/"):  # the riders' own, which stands before the studio
            return route.fulfill(path=STATIC / address.path.removeprefix("/static/"))
        with client.get(address.path + (f"?{address.query}" if address.query else "")) as found:
            return route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.data)

    context.route("**/*", answer)
    yield context.new_page()
    context.close()


def choose(page, slug):
    name, content = FILES[slug]
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("3D-Datei").set_input_files(file)


def test_each_sort_is_told_before_anything_is_sent_and_leads_to_its_page(page):
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.goto("/studio/bibliothek/3d/neu")
    chosen, help_link = page.locator('[data-part="chosen"]'), page.locator('[data-part="help"]')

    for slug, kind in KINDS.items():
        if not kind.reader:
            choose(page, slug)
            expect(chosen).to_have_text(f"{kind.wrong} {kind.mend}")
            expect(help_link).to_have_attribute("href", f"/studio/hilfe/dateien/{kind.help}")
            expect(help_link).to_be_visible()
    page.get_by_role("button", name="Hochladen").click()
    choose(page, "stl")
    expect(chosen).to_have_text(re.compile(re.escape(FILES["stl"][0])))
    expect(help_link).to_be_hidden()
    choose(page, "sketchup")
    help_link.click()

    expect(page.get_by_role("heading", name="Aus SketchUp")).to_be_visible()
    assert posts == []
