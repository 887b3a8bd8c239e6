"""What messengers and search engines are told of each public page, with the real content, in every language."""

import re

import pytest

from app.site import pages
from tests.site import content, samples
from tests.site.test_pages import Elements

LANGUAGES = {"de": "de_DE", "en": "en_US", "tr": "tr_TR", "de-simple": "de_DE"}
ROOT = samples.SETTINGS.public_url


def public_pages(lang):
    """Yield every page that is listed."""
    line, settings = content.line(), samples.SETTINGS
    model = samples.make_asset(record=None, variants={"together": samples.make_files("line")})
    yield pages.line_page(line, lang, settings, model=model)
    yield pages.line_page(line, lang, settings)
    yield pages.map_page(line, lang, settings, model=model)
    yield pages.map_page(line, lang, settings)
    for slug, texts in content.content().pages.items():
        yield pages.text_page(line, slug, texts, lang, settings)
    for near in line.stations:
        station = content.station(near.slug)
        yield pages.station_page(line, station, lang, settings)
        yield from (pages.planning_page(line, station, each, lang, settings) for each in station.plannings)


@pytest.mark.parametrize(("lang", "locale"), LANGUAGES.items())
def test_every_public_page_has_a_whole_card_in_its_language(lang, locale):
    cards = [card(page) for page in public_pages(lang)]

    assert len(cards) == 4 + len(content.content().pages) + 10 + 16
    for each in cards:
        assert each["og:title"] and each["title"].startswith(each["og:title"])
        assert each["og:description"] == each["description"] != ""
        assert each["og:url"] == each["canonical"] and each["og:url"].startswith(f"{ROOT}/{lang}/")
        assert each["og:locale"] == locale
        assert {*each["og:locale:alternate"]} == {*LANGUAGES.values()} - {locale}
        assert each["og:site_name"] == content.line().record.name
    titles = [each["og:url"] for each in cards]
    assert len({*titles}) == len(titles) - 2  # the line and its map are there twice


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_picture_comes_with_its_size_and_its_words(lang):
    cards = [card(page) for page in public_pages(lang)]

    pictured = [each for each in cards if "og:image" in each]
    assert len(pictured) == 3 + 10 + 16  # all but words, and the map before its model is built
    for each in pictured:
        assert re.fullmatch(rf"{ROOT}/media/.+\.1200\.webp", each["og:image"])
        size = each["og:image:type"], each["og:image:width"], each["og:image:height"]
        assert size == ("image/webp", "1200", "750")
        assert len(each["og:image:alt"]) > 20
        assert each["twitter:image:alt"] == each["og:image:alt"]
    assert {each["twitter:card"] for each in pictured} == {"summary_large_image"}
    assert {each["twitter:card"] for each in cards if each not in pictured} == {"summary"}


def test_what_is_not_listed_has_no_card():
    line = samples.make_line()

    for page in (
        pages.away_page(line, "de", samples.SETTINGS),
        pages.not_found_page(line, "de", samples.SETTINGS, "7K0M9O"),
        pages.gone_page(line, samples.make_sign(), line.stations[0], "de", samples.SETTINGS),
    ):
        assert not [name for name in card(page) if name.startswith(("og:", "twitter:", "canonical"))]


def card(page):
    """Return what the head of a page says, by its names."""
    elements = Elements(page)
    found = {"title": re.search("<title>(.*?)</title>", page, re.DOTALL)[1].strip()}
    found |= {each["rel"]: each["href"] for each in elements.all("link", rel="canonical")}
    for each in elements.all("meta"):
        name = each.get("property") or each.get("name")
        if name == "og:locale:alternate":
            found.setdefault(name, []).append(each["content"])
        elif name:
            found[name] = each["content"]
    return found
