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
NARROW = ((320, 640), (195, 332), (160, 320))  # the last two: 390 and 320 px at 200 %, what lies between is like them
FONTS = Path(__file__).parents[2] / "assets/fonts/atkinson-hyperlegible-next"
STYLE = "".join(
    f"@font-face{{font-family:wide;font-weight:{weight};src:url(/AtkinsonHyperlegibleNext-{name}.ttf)}}"
    for weight, name in (("400", "Regular"), ("600 800", "Bold"))
)
DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACw="  # the room that a picture takes does not depend on it
LOOK = """async ({page, sizes}) => {
  const frame = document.querySelector("iframe");
  frame.srcdoc = page;
  await new Promise((resolve) => { frame.onload = resolve; });
  const inside = frame.contentDocument;
  await Promise.all([...inside.fonts].map((face) => face.load()));
  const shown = (wanted) => [...inside.querySelectorAll(wanted)].filter((each) => each.checkVisibility());
  const bottom = (wanted) => shown(wanted)[0]?.getBoundingClientRect().bottom ?? 0;
  const range = inside.createRange();
  const nodes = (root) => {
    const walker = inside.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    return [...{ *[Symbol.iterator]() { while (walker.nextNode()) yield walker.currentNode; } }];
  };
  const block = (element) => {
    while (inside.defaultView.getComputedStyle(element).display === "inline") element = element.parentElement;
    return element;
  };
  const lonely = () => {
    const suspects = new Set();
    for (const node of nodes(inside.body)) {
      const within = node.parentElement;
      if (!node.data.trim() || !within.checkVisibility()) continue;
      range.selectNodeContents(node);
      const em = parseFloat(inside.defaultView.getComputedStyle(within).fontSize);
      if ([...range.getClientRects()].some(({ width }) => width > 0.1 && width < 1.6 * em)) suspects.add(block(within));
    }
    return [...suspects].flatMap(letters);
  };
  const letters = (element) => {
    const lines = new Map();
    for (const node of nodes(element)) {
      for (let at = 0; at < node.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const [seen] = [...range.getClientRects()].filter(({ width }) => width > 0.1).slice(-1);
        const middle = seen && Math.round((seen.top + seen.height / 2) / 8);
        if (seen) lines.set(middle, (lines.get(middle) ?? "") + node.data[at]);
      }
    }
    if (lines.size < 2) return [];
    const alone = [...lines.values()].filter((line) => /^[^\\p{L}\\p{N}]*\\p{L}[^\\p{L}\\p{N}]*$/u.test(line));
    return alone.map((line) => `${line} in ${element.textContent.trim().slice(0, 60)}`);
  };
  const covered = () => {
    const names = [...inside.querySelectorAll(".way text")];
    const boxes = names.map((each) => ({ name: each.textContent, box: each.getBoundingClientRect() }));
    const touch = ({ box: one }, { box: other }) =>
      one.left < other.right && other.left < one.right && Math.abs(one.top - other.top) < 0.75 * one.height; // of ink
    const pairs = boxes.flatMap((one, at) => boxes.slice(at + 1).map((other) => [one, other]));
    return pairs.filter((pair) => touch(...pair)).map(([one, other]) => `${one.name}, ${other.name}`);
  };
  return sizes.map(([width, height]) => {
    Object.assign(frame.style, { width: `${width}px`, height: `${height}px` });
    return {
      bottoms: { title: bottom("h1"), picture: bottom(".see img, .see .way"), button: bottom(".go") },
      lonely: lonely(),
      covered: covered(),
      wide: inside.documentElement.scrollWidth > width,
    };
  });
}"""


def drawn(lang):
    """Yield name and HTML of every page in a language, its pictures without their files."""
    line = content.line()
    model = samples.make_asset(record=None, variants={"line": samples.make_files("line")})
    yield "line", pages.line_page(line, lang, samples.SETTINGS, model=model)
    yield "map", pages.map_page(line, lang, samples.SETTINGS)
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
    """What every page shows: (page, language, size) -> lower edges in pixels, single letters, is it too wide."""
    context = browser.new_context(is_mobile=True, has_touch=True, bypass_csp=True)
    page = context.new_page()
    page.route("**/*.ttf", lambda route: route.fulfill(path=FONTS / route.request.url.rpartition("/")[2]))
    page.route("**/empty", lambda route: route.fulfill(body="<iframe></iframe>", content_type="text/html"))
    page.goto("http://pages.example/empty")
    sizes = [*PHONES, *NARROW]
    found = {}
    for lang in LANGUAGES:
        for name, html in drawn(lang):
            answers = page.evaluate(LOOK, {"page": bare(html), "sizes": sizes})
            found |= {(name, lang, size): answer for size, answer in zip(sizes, answers, strict=True)}
    context.close()
    return found


@pytest.mark.parametrize("size", PHONES)
def test_title_picture_and_button_are_on_the_first_screen(seen, size):
    shown = {(name, lang): each["bottoms"] for (name, lang, at), each in seen.items() if at == size}
    maps = [shown.pop(("map", lang)) for lang in LANGUAGES]  # their button comes with their script
    assert all(0 < each["title"] < each["picture"] < size[1] for each in maps)

    assert len(shown) == (1 + 10 + 16) * len(LANGUAGES)
    assert all(edge > 0 for edges in shown.values() for edge in edges.values())
    below = {where: edges for where, edges in shown.items() if max(edges.values()) > size[1]}
    assert below == {}


def test_no_letter_stands_alone_on_its_line(seen):
    assert {where: each["lonely"] for where, each in seen.items() if each["lonely"]} == {}


def test_no_page_is_wider_than_its_screen(seen):
    assert [where for where, each in seen.items() if each["wide"]] == []


def test_no_name_on_the_map_lies_on_another(seen):
    assert {where: each["covered"] for where, each in seen.items() if each["covered"]} == {}
