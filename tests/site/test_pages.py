"""What every rider page is: complete, safe, in the right language, and alike for all riders."""

import base64
import hashlib
import html.parser
import json
import re
from dataclasses import replace

import pytest

from app.exchange.records import Confidence, PictureRecord, Status, Text, Variant, VariantText, Year, YearKind
from app.site import pages, render, sheet
from app.site.values import Picture
from tests.browser import plain
from tests.site import samples

LANGUAGES = ("de", "en", "tr", "de-simple")
HOSTILE = "<script>alert(1)</script>\"'&amp;{{7*7}}"


class Elements(html.parser.HTMLParser):
    """All start tags of a page, as (tag, attributes), and the text of its inline elements."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag, **wanted):
        named = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [each for name, each in self.found if name == tag and named.items() <= each.items()]


def station_page(lang="de", **more):
    return pages.station_page(samples.make_line(), samples.make_station(**more), lang, samples.SETTINGS)


def planning_page(lang="de", *, planning=None, **more):
    planning = planning or samples.make_planning(**more)
    station = samples.make_station(plannings=(planning, samples.make_planning("hitzeinsel", "Hitzeinsel Innenstadt")))
    return pages.planning_page(samples.make_line(), station, planning, lang, samples.SETTINGS)


def every_page(lang="de"):
    line, settings = samples.make_line(), samples.SETTINGS
    return {
        "line": pages.line_page(line, lang, settings),
        "map": pages.map_page(line, lang, settings),
        "station": station_page(lang),
        "planning": planning_page(lang),
        "text": pages.text_page(line, "impressum", samples.make_texts("Impressum"), lang, settings),
        "away": pages.away_page(line, lang, settings),
        "not found": pages.not_found_page(line, lang, settings, "7K0M9O"),
        "gone": pages.gone_page(line, samples.make_sign(), line.stations[0], lang, settings),
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_loads_nothing_from_elsewhere(lang):
    for name, page in every_page(lang).items():
        for tag, attributes in Elements(page).found:
            loading = [attributes.get("src", ""), attributes.get("srcset", "")]
            if tag == "link" and attributes["rel"] in ("stylesheet", "preload", "modulepreload", "icon"):
                loading.append(attributes["href"])
            elsewhere = [each for each in loading if each and not each.startswith(("/static/", "/media/", "data:"))]
            assert elsewhere == [], (name, tag)


def test_a_page_brings_the_styles_of_all_that_is_on_it():
    own = {name for names in render.OWN_SHEETS.values() for name in names}
    known = set().union(*(_styled((sheet.FOLDER / name).read_text()) for name in (*sheet.EVERYWHERE, *own)))
    later = _styled((sheet.FOLDER / "view.css").read_text())  # fetched when somebody opens the 3D view
    line, settings = samples.make_line(), samples.SETTINGS
    withdrawn = pages.withdrawn_page(line, line.stations[0].names, "de", settings, is_planning=False, station=None)
    others = {"outcome": pages.outcome_page(line, [], "de", settings), "withdrawn": withdrawn}

    for name, page in {**every_page(), **others}.items():
        style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
        there = {each for _, attributes in Elements(page).found for each in attributes.get("class", "").split()}
        assert (there & known) - _styled(style) - later == set(), name


def _styled(css):
    """The classes that a sheet speaks of."""
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_its_language_and_leads_to_the_others(lang):
    for name in ("line", "map", "station", "planning"):
        elements = Elements(every_page(lang)[name])
        assert elements.all("html")[0] == {"lang": lang, "dir": "ltr"}
        alternates = {
            each["hreflang"]: each["href"] for each in elements.all("link", rel="alternate") if "hreflang" in each
        }
        assert set(alternates) == {*LANGUAGES, "x-default"}
        assert alternates["x-default"] == alternates["de"]
        assert elements.all("link", rel="canonical")[0]["href"] == alternates[lang]
        beside = {each["hreflang"] for each in elements.all("a") if "hreflang" in each}
        assert beside == set(LANGUAGES) - {lang}


def test_the_policy_allows_exactly_the_inlined_style():
    for page in every_page().values():
        style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
        policy = Elements(page).all("meta", http_equiv="Content-Security-Policy")[0]["content"]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
        assert "unsafe-inline" not in policy
        assert "default-src 'none'" in policy
        assert not re.search(r"<[^>]+ style=", page)


def test_only_a_page_with_a_3d_view_and_the_map_may_run_scripts():
    for name, page in every_page().items():
        assert ("script-src" in page) == (name in ("map", "station", "planning")), name
    without = planning_page(asset=samples.make_asset(variants={}))
    assert "script-src" not in without
    assert [each["type"] for each in Elements(without).all("script")] == ["application/ld+json"]


@pytest.mark.parametrize("field", ["title", "summary", "body"])
def test_hostile_words_of_a_planning_stay_words(field):
    texts = {"de": replace(samples.make_text(), **{field: HOSTILE})}

    page = planning_page(texts=texts)

    assert "<script>alert" not in page
    assert "{{7*7}}" in page


def test_hostile_values_in_every_other_field_stay_values():
    source = samples.Source(url='https://x.example/"><script>alert(1)</script>', title=HOSTILE)
    line = samples.make_line(name=HOSTILE, funding={"de": HOSTILE}, texts={"de": Text(title=HOSTILE, summary=HOSTILE)})
    sign = samples.make_sign(where={"de": HOSTILE})
    planning = samples.make_planning(confidence_note=HOSTILE, sources=(source,), links=(source,), topic="sonstiges")
    station = samples.make_station(plannings=(planning,), signs=(sign,))
    settings = replace(samples.SETTINGS, operator_name=HOSTILE, operator_mail='x@y"><script>alert(1)</script>')

    hostile = (
        pages.line_page(line, "de", settings),
        pages.station_page(line, station, "de", settings),
        pages.planning_page(line, station, planning, "de", settings),
        pages.not_found_page(line, "de", settings, HOSTILE),
        pages.gone_page(line, sign, None, "de", settings),
        pages.text_page(
            line, "impressum", {"de": Text(title="I", summary="S", body="{operator_name}")}, "de", settings
        ),
    )

    for page in hostile:
        assert "<script>alert" not in page
        assert "</title><" not in page.split("<meta", 1)[0]


def test_a_shared_page_shows_its_poster():
    for name, page in every_page().items():
        pictures = Elements(page).all("meta", property="og:image")
        wanted = name in ("line", "station", "planning")
        assert [each["content"].startswith("https://linie302.example/media/") for each in pictures] == [True] * wanted


def test_the_machine_readable_part_is_json_that_cannot_leave_its_element():
    page = planning_page(texts={"de": replace(samples.make_text(), title="</script><script>alert(1)//")})

    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])

    assert graph["name"] == "</script><script>alert(1)//"
    assert graph["mainEntity"]["@type"] == "Place"
    assert graph["mainEntity"]["subjectOf"]["encoding"]["contentUrl"].startswith("https://linie302.example/media/")


def test_a_missing_language_falls_back_to_german_and_says_so():
    page = planning_page("tr", texts={"de": samples.make_text("Nur auf Deutsch")})

    assert '<h1 lang="de" dir="ltr">Nur auf Deutsch</h1>' in page
    assert "Burada gösterilen dil: Almanca." in page
    assert '<html lang="tr"' in page
    assert "Burada Almancası gösteriliyor" not in planning_page("tr")


def test_easy_german_is_marked_as_a_draft_until_somebody_checked_it():
    checked = {"de-simple": samples.make_text(checked_by="Büro für Leichte Sprache", checked_on="2026-10-01")}

    assert "Entwurf, nicht geprüft" in planning_page("de-simple")
    assert "geprüft von Büro für Leichte Sprache, 1. Oktober 2026" in planning_page("de-simple", texts=checked)
    assert "Entwurf, nicht geprüft" not in planning_page("de")


@pytest.mark.parametrize(("confidence", "is_said"), [(each, each is Confidence.INFERRED) for each in Confidence])
def test_inferred_content_says_that_the_city_must_check_it(confidence, is_said):
    assert ("Beispielinhalt, von der Stadt zu prüfen." in plain(planning_page(confidence=confidence))) == is_said


def test_what_no_source_says_reads_as_no_public_information():
    page = planning_page(status=Status.UNKNOWN, years=())

    assert page.count("keine öffentliche Angabe") == 2


def test_the_year_of_a_state_is_a_public_information():
    dated = (Variant(id="today"), Variant(id="planned", year=2027))

    page = planning_page(status=Status.UNKNOWN, years=(), variants=dated)

    assert "<dt>2027</dt><dd>geplant</dd>" in plain(page)
    assert page.count("keine öffentliche Angabe") == 1


def test_both_states_are_there_to_compare_with_words_for_those_who_do_not_see():
    elements = Elements(planning_page())

    assert [each["value"] for each in elements.all("input", name="state")] == ["today", "planned"]
    assert "checked" in elements.all("input", value="planned")[0]
    shown = [each for each in elements.all("img") if each["alt"] and each["src"].startswith("/media/")]
    assert [each["alt"] for each in shown] == ["Modell des Platzes, leer und grau", "Modell des Platzes mit Segeln"]
    assert [each.get("fetchpriority") for each in shown] == [None, "high"]
    assert [each.get("loading") for each in shown] == ["lazy", None]


def test_a_station_offers_each_planning_with_picture_states_and_ways():
    page = plain(station_page())

    cards = re.findall(r'<li class="offer" data-page="[^"]*">.*?</li>', page, re.DOTALL)
    assert [re.search("<h2>(.*?)</h2>", card)[1] for card in cards] == [
        "Schatten, der Strom liefert",
        "Hitzeinsel Innenstadt",
    ]
    for place, (card, slug) in enumerate(zip(cards, ("solarsegel", "hitzeinsel"), strict=True), start=1):
        elements = Elements(card)
        assert f"{place} von 2" in card
        assert "heute · geplant" in re.sub("<[^>]*>", "", card)
        page_link, *ways = [each["href"] for each in elements.all("a")]
        assert page_link == f"/de/302/heinrich-koenig-platz/{slug}/"
        assert f'data-page="{page_link}"' in card, "what is opened here belongs to that page"
        assert all(slug in way and "heinrich-koenig-platz" in way for way in ways)
        assert [way.startswith("intent:") for way in ways] == [False, True], "the main one of each device"
        assert "600.avif" in elements.all("source")[0]["srcset"]
    shown = [each for each in Elements(page).all("img") if "width" in each]
    assert [(each["alt"], each.get("loading")) for each in shown] == [("", None), ("", "lazy")], "the title says it"


def test_a_station_with_one_planning_launches_that():
    page = station_page(plannings=(samples.make_planning(),))

    card, rest = page.split("</li>", 1)
    assert "1 von 1" not in card and "intent:" not in card
    main = re.search(r'<a class="go on-android" data-way="ar" href="([^"]*)"', rest)[1]
    assert "planned-true.glb" in main
    assert "Alle auf dem Tisch" not in page


def test_phones_get_the_small_poster_whatever_their_pixels():
    sources = Elements(planning_page()).all("source", type="image/avif")

    assert [(each.get("media"), re.findall(r"\d+\.avif", each["srcset"])) for each in sources[-2:]] == [
        ("(min-width:48rem)", ["600.avif", "1200.avif"]),
        (None, ["600.avif"]),
    ]


NOW = Variant(id="today", today=True)


@pytest.mark.parametrize(
    ("variants", "first", "called"),
    [
        ((), "planned", ["heute", "geplant"]),
        ((Variant(id="then", scene="planned"), NOW), "then", ["damals", "heute"]),
        ((Variant(id="variant-a", scene="planned"), NOW), "variant-a", ["Variante A", "heute"]),
        (
            (Variant(id="planned"), Variant(id="building", scene="today"), NOW),
            "building",
            ["geplant", "im Bau", "heute"],
        ),
        ((Variant(id="bau", scene="planned"),), "bau", ["bau"]),
        ((Variant(id="planned"), Variant(id="gone", scene="gone")), "planned", ["geplant"]),
    ],
)
def test_what_stands_outside_today_is_never_shown_first(variants, first, called):
    elements = Elements(planning_page(variants=variants))

    assert re.findall(r"<figcaption>(.*?)</figcaption>", plain(planning_page(variants=variants))) == called
    checked = [each["value"] for each in elements.all("input", name="state") if "checked" in each]
    assert checked == ([first] if len(called) > 1 else [])


def test_variants_and_years_are_called_what_their_planning_says():
    words = {
        "de": {
            "today": VariantText(label="Rohbau", sentence="Der Rohbau steht."),
            "planned": VariantText(label="fertig"),
        },
        "en": {"planned": VariantText(sentence="Trees grow.")},
    }
    texts = {
        tag: replace(text, variants=words.get(tag, {}), years={"1962": "Autowerk"} if tag == "de" else {})
        for tag, text in samples.make_texts().items()
    }
    years = (Year(year=1962, until=2014, kind=YearKind.OPENED),)

    german, english = (planning_page(texts=texts, years=years, lang=lang) for lang in ("de", "en"))

    assert re.findall(r"<figcaption[^>]*>(.*?)</figcaption>", german) == ["Rohbau", "fertig"]
    assert "<dt>Rohbau</dt><dd>Der Rohbau steht.</dd>" in german
    assert "<dt>1962–2014</dt><dd><span>Autowerk</span></dd>" in german
    assert re.findall(r"<figcaption[^>]*>(.*?)</figcaption>", english) == ["today", "planned"]
    assert "<dt>planned</dt><dd>Trees grow.</dd>" in english
    assert "<dt>1962–2014</dt><dd>opened</dd>" in english


def test_another_asset_may_show_a_variant_and_is_credited():
    other = samples.make_asset(variants={"roh": samples.make_files("roh")})
    other = replace(other, record=replace(other.record, slug="rohbau", author="Bauamt"))
    planning = samples.make_planning(
        variants=(Variant(id="building", asset="rohbau", scene="roh"), Variant(id="planned"))
    )

    page = planning_page(planning=replace(planning, others={"rohbau": other}))

    assert "roh.glb" in page and "planned.glb" in page
    assert "3D-Modell: Bauamt" in plain(page)


def test_what_a_scene_places_of_others_is_credited_once():
    asset = samples.make_asset()
    bench = replace(asset.record, slug="bank", title="Bank", author="Büro Holz", licence="CC-BY-4.0")

    page = planning_page(planning=replace(samples.make_planning(), asset=replace(asset, placed=(bench, bench))))

    assert plain(page).count("3D-Modell: Büro Holz") == 1


def test_an_upload_shows_whatever_state_it_is_given():
    upload = samples.make_asset(variants={"planned": samples.make_files("alt")})
    planning = samples.make_planning(
        variants=(Variant(id="then", asset="altbau", scene="before"), Variant(id="planned"))
    )

    page = planning_page(planning=replace(planning, others={"altbau": upload}))

    assert "alt.glb" in page and "planned.glb" in page
    assert "damals" in plain(page)


@pytest.mark.parametrize("asset", [samples.make_asset(variants={}), samples.make_asset(record=None)])
def test_a_planning_whose_asset_is_not_ready_still_has_its_words(asset):
    page = planning_page(asset=asset)

    assert "Ein Platz." in page
    assert "Schatten, der Strom liefert" in page


def test_a_text_page_is_filled_from_the_settings():
    body = (
        "## {operator_name}\n\n{operator_address}\n\n[{operator_mail}](mailto:{operator_mail}) {today_checked} {other}"
    )

    page = pages.text_page(
        samples.make_line(), "impressum", {"de": samples.make_text(body=body)}, "de", samples.SETTINGS
    )

    assert "<h2>Stadt Beispiel</h2>" in page
    assert "Rathausplatz 1<br>\n44787 Bochum" in plain(page)
    assert 'href="mailto:barrierefrei@linie302.example"' in page
    assert "23. November 2026" in page
    assert "{other}" in page


def test_not_found_names_the_letters_that_no_code_has_and_offers_a_way_on():
    page = pages.not_found_page(samples.make_line(), "de", samples.SETTINGS, "7k0m9O")

    assert "„7k0m9O“ enthält 0, O." in page
    assert Elements(page).all("form") == [{"class": "again", "action": "/s/", "method": "get"}]
    assert Elements(page).all("input", name="code")[0]["value"] == "7k0m9O"
    assert page.count("/de/302/o-werk/") == 1
    assert "noindex" in page


def test_gone_leads_to_the_station_or_to_all_others():
    line, sign = samples.make_line(), samples.make_sign()
    station = next(each for each in line.stations if each.slug == "heinrich-koenig-platz")

    there = pages.gone_page(line, sign, station, "en", samples.SETTINGS)
    not_there = pages.gone_page(line, sign, None, "en", samples.SETTINGS)

    assert "At the northern end of the square" in there
    assert Elements(there).all("a", **{"class": "go"})[0]["href"] == "/en/302/heinrich-koenig-platz/"
    assert not Elements(not_there).all("a", **{"class": "go"})
    assert "/en/302/o-werk/" in not_there


def test_every_page_leads_to_accessibility_privacy_imprint_and_a_way_to_report():
    for page in every_page("en").values():
        links = [each["href"] for each in Elements(page).all("a")]
        assert {"/en/barrierefreiheit/", "/en/datenschutz/", "/en/impressum/"} <= set(links)
        assert any(link.startswith("mailto:barrierefrei@linie302.example?subject=") for link in links)


def test_nobody_is_asked_to_write_to_an_address_that_the_operator_has_not_set():
    settings = replace(samples.SETTINGS, operator_mail="[bitte eintragen]")

    page = pages.line_page(samples.make_line(), "de", settings)

    assert "mailto:" not in page
    assert "/de/barrierefreiheit/" in page


def test_the_sitemap_has_every_page_in_every_language():
    published = {(): "2026-01-01", ("o-werk",): "2026-01-02", ("o-werk", "o-werk"): ""}

    xml = pages.sitemap(samples.make_line(), published, samples.SETTINGS)

    assert xml.count("<loc>") == 3 * len(LANGUAGES)
    assert "<loc>https://linie302.example/tr/302/o-werk/o-werk/</loc>" in xml
    assert xml.count("<lastmod>2026-01-02</lastmod>") == len(LANGUAGES)
    assert "https://linie302.example/sitemap.xml" in pages.robots(samples.SETTINGS)


def test_the_same_values_give_the_same_page():
    assert station_page() == station_page()


def test_a_picture_of_which_nothing_is_said_yet_is_seen_in_a_preview():
    files = {f"{px}.{form}": f"/media/{px}.{form}" for px in (600, 1200) for form in ("avif", "webp")}
    bare = Picture(record=PictureRecord(slug="platz", title="Platz"), files=files, height_share=0.625)
    planning = replace(samples.make_planning(), pictures=(bare,))
    page = planning_page("tr", planning=planning)

    (shown,) = Elements(page).all("img", src="/media/600.webp")
    assert (shown["alt"], shown["height"]) == ("", "750")
