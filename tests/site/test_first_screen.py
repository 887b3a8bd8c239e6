"""What a rider sees before scrolling: title, picture and the main button, on every page, on small phones.

All pages of the real content are laid out once, one after the other in a frame of each size, in a font as wide as
Roboto: the regular of the signs' Atkinson Hyperlegible Next is as wide as Roboto's within one per cent for our leads,
its bold four per cent wider for our titles.
"""

import re
from pathlib import Path

import pytest

from app.site import pages
from tests.site import content, samples

LANGUAGES = ("de", "en", "tr", "de-simple")
PHONES = ((390, 664), (360, 640))  # an iPhone with Safari's bars; a small Android
FONTS = Path(__file__).parents[2] / "assets/fonts/atkinson-hyperlegible-next"
FACES = {400: "Regular", 600: "Bold", 700: "Bold", 800: "ExtraBold"}
STYLE = "".join(
    f"@font-face{{font-family:wide;font-weight:{weight};src:url(/AtkinsonHyperlegibleNext-{name}.ttf)}}"
    for weight, name in FACES.items()
)
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACw="  # the room that a picture takes does not depend on it
LOOK = """async ({page, sizes}) => {
  const frame = document.querySelector("iframe");
  frame.srcdoc = page;
  await new Promise((resolve) => { frame.onload = resolve; });
  const inside = frame.contentDocument;
  await Promise.all([...inside.fonts].map((face) => face.load()));
  const shown = (wanted) => [...inside.querySelectorAll(wanted)].filter((each) => each.checkVisibility());
  const bottom = (wanted) => Math.max(0, ...shown(wanted).slice(0, 1).map((each) => each.getBoundingClientRect().bottom));
  return sizes.map(([width, height]) => {
    Object.assign(frame.style, { width: `${width}px`, height: `${height}px` });
    return {
      bottoms: { title: bottom("h1"), picture: bottom(".see img"), button: bottom(".go") },
    };
  });
}"""


def drawn(lang):
    """Yield name and HTML of every page in a language, its pictures without their files."""
    line = content.line()
    yield "line", pages.line_page(line, lang, samples.SETTINGS)
    for near in line.stations:
        station = content.station(near.slug)
        yield near.slug, pages.station_page(line, station, lang, samples.SETTINGS)
        for planning in station.plannings:
            name = f"{near.slug}/{planning.record.slug}"
            yield name, pages.planning_page(line, station, planning, lang, samples.SETTINGS)


def bare(page):
    light = re.sub(r'(src|srcset)="/media[^"]*"', rf'\1="{DOT}"', page)
    light = re.sub(r"<script.*?</script>", "", light, flags=re.DOTALL)
    return light.replace("</head>", f"<style>{STYLE} body {{ font-family: wide !important }}</style></head>")


@pytest.fixture(scope="module")
def seen(browser):
    """What every page shows: (page, language, size) -> lower edges in pixels."""
    context = browser.new_context(is_mobile=True, has_touch=True, bypass_csp=True)
    page = context.new_page()
    page.route("**/*.ttf", lambda route: route.fulfill(path=FONTS / route.request.url.rpartition("/")[2]))
    page.route("**/empty", lambda route: route.fulfill(body="<iframe></iframe>", content_type="text/html"))
    page.goto("http://pages.example/empty")
    sizes = [*PHONES]
    found = {}
    for lang in LANGUAGES:
        for name, html in drawn(lang):
            answers = page.evaluate(LOOK, {"page": bare(html), "sizes": sizes})
            found |= {(name, lang, size): answer for size, answer in zip(sizes, answers, strict=True)}
    context.close()
    return found


@pytest.mark.parametrize("size", PHONES)
def test_title_picture_and_button_are_on_the_first_screen(seen, size):
    shown = {(name, lang): each["bottoms"] for (name, lang, at), each in seen.items() if at == size and name != "line"}

    assert len(shown) == (10 + 16) * len(LANGUAGES)
    assert all(edge > 0 for edges in shown.values() for edge in edges.values())
    below = {where: edges for where, edges in shown.items() if max(edges.values()) > size[1]}
    assert below == {}
