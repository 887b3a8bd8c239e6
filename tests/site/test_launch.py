"""The addresses that open a phone's AR viewer: nobody can try them here, so their every part is looked at."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from app.site import pages
from app.site.launch import quick_look, scene_viewer
from app.site.stage import planning_stage, station_stage
from app.site.words import voice
from tests.site import samples
from tests.site.test_pages import planning_page, station_page

PAGE = "https://linie302.example/de/302/heinrich-koenig-platz/solarsegel/"
DE = voice("de", "de", "DE")
ZONE = "Europe/Berlin"


def test_quick_look_keeps_the_scale_only_where_size_matters():
    assert quick_look("/m/a.usdz", page_url=PAGE, fixed_scale=True) == (
        f"/m/a.usdz#allowsContentScaling=0&canonicalWebPageURL={PAGE}"
    )
    assert quick_look("/m/a.usdz", page_url=PAGE, fixed_scale=False) == f"/m/a.usdz#canonicalWebPageURL={PAGE}"


@pytest.mark.parametrize("title", ["Schatten, der Strom liefert", "a&b=c;end;#Intent", "Ücret? ığüşöç İ"])
def test_scene_viewer_gets_absolute_addresses_and_any_title(title):
    href = scene_viewer(
        "https://linie302.example/m/a.glb", title=title, page_url=PAGE, fallback_url=f"{PAGE}#ansicht", fixed_scale=True
    )

    asked, intent = href.split("#Intent;")
    assert asked.startswith("intent://arvr.google.com/scene-viewer/1.2?")
    assert parse_qs(urlsplit(asked).query, strict_parsing=True) == {
        "file": ["https://linie302.example/m/a.glb"],
        "mode": ["ar_preferred"],
        "disable_occlusion": ["true"],
        "resizable": ["false"],
        "title": [title],
        "link": [PAGE],
    }
    parts = dict(each.partition("=")[::2] for each in intent.rstrip(";").split(";"))
    assert parts["scheme"] == "https"
    assert parts["package"] == "com.google.android.googlequicksearchbox"
    assert parts["action"] == "android.intent.action.VIEW"
    assert (
        parts["S.browser_fallback_url"]
        == "https%3A%2F%2Flinie302.example%2Fde%2F302%2Fheinrich-koenig-platz%2Fsolarsegel%2F%23ansicht"
    )
    assert intent.endswith(";end;")


def test_free_scale_says_nothing_about_resizing():
    assert "resizable" not in scene_viewer(
        "https://x/a.glb", title="", page_url=PAGE, fallback_url=PAGE, fixed_scale=False
    )


@pytest.mark.parametrize(
    ("proven_on", "main"),
    [("", {"In echter Größe aufstellen", "Auf dem Tisch ansehen"}), ("2027-03-01", {"Hier vor Ort ansehen"})],
)
def test_the_main_button_launches_what_is_known_to_work(proven_on, main):
    line, planning = samples.make_line(on_site_proven_on=proven_on), samples.make_planning()
    station = samples.make_station(plannings=(planning,))

    page = pages.planning_page(line, station, planning, "de", samples.SETTINGS)

    buttons = re.findall(r'<a class="go[^"]*" [^>]*>(?:<img[^>]*>)?(?:\s*<span>)?([^<]+)<', page)
    assert {button.strip() for button in buttons} == main
    assert page.count("Hier vor Ort ansehen") == 1
    assert ("in Erprobung" in page) == (not proven_on)


@pytest.mark.parametrize("page", [planning_page(), station_page()])
def test_safari_finds_a_picture_as_the_first_of_at_most_two_children(page):
    link = r'<a class="[^"]*" data-way="(?:ar|table)" href="[^"]+" rel="ar" type="model/vnd.usdz\+zip">(.*?)</a>'
    links = re.findall(link, page, re.DOTALL)

    assert links
    for inside in links:
        assert re.fullmatch(r"<img [^>]+>\s*<span>[^<]*(<small>[^<]*</small>)?</span>", inside.strip())
    assert page.count('rel="ar"') == len(links)


def test_a_planning_stands_at_true_size_first_and_on_the_table_second():
    stage = planning_stage(
        samples.make_planning(), samples.SETTINGS, voice=DE, title="T", path="/de/x/", time_zone=ZONE
    )

    today, planned = stage.variants
    assert [(way.device, way.scale) for way in planned.ways] == [
        ("iphone", "true"),
        ("android", "true"),
        ("iphone", "table"),
        ("android", "table"),
    ]
    assert "planned-true.usdz#allowsContentScaling=0" in planned.ways[0].href
    assert "planned-table.usdz#canonical" in planned.ways[2].href
    assert not planned.needs_room_m
    assert {way.scale for way in today.ways} == {"table"}  # what stands there needs no setting up


@pytest.mark.parametrize(("across_m", "first"), [(60.0, "true"), (60.1, "table")])
def test_what_is_larger_than_anybody_has_room_for_stands_on_the_table_first(across_m, first):
    files = samples.make_files(across_m=across_m)
    planning = samples.make_planning(asset=samples.make_asset(variants={"planned": files}))

    [state] = planning_stage(planning, samples.SETTINGS, voice=DE, title="T", path="/de/x/", time_zone=ZONE).variants

    assert state.ways[0].scale == state.ways[1].scale == first
    assert {way.scale for way in state.ways} == {"true", "table"}
    assert bool(state.needs_room_m) == (first == "table")


def test_why_the_table_comes_first_stands_beside_the_button():
    files = samples.make_files(across_m=284.02)
    page = planning_page(asset=samples.make_asset(variants={"planned": files}))

    assert "In echter Größe ist das 284\N{NO-BREAK SPACE}m lang" in page
    assert page.index("Auf dem Tisch ansehen") < page.index("In echter Größe aufstellen")


def test_a_station_stands_on_a_tray_with_the_pictures_of_its_first_planning():
    stage = station_stage(samples.make_station(), samples.SETTINGS, voice=DE, title="T", path="/de/x/")

    assert {way.scale for each in stage.variants for way in each.ways} == {"tray"}
    assert [each.alt for each in stage.variants] == ["Modell des Platzes mit Segeln"]


def test_the_page_of_the_line_launches_its_model():
    files = samples.make_files("linie", true=None)
    model = samples.make_asset(record=None, variants={"together": files})

    page = pages.line_page(samples.make_line(), "de", samples.SETTINGS, model=model)

    assert page.count("Die Linie auf dem Tisch ansehen") == 2  # on either kind of phone
    assert f'data-glb="{files.view}"' in page
    assert "AR ging nicht auf" in page
    assert 'rel="ar"' not in pages.line_page(samples.make_line(), "de", samples.SETTINGS)


def test_where_nothing_is_planned_there_is_no_true_size():
    planning = samples.make_planning(asset=samples.make_asset(variants={"today": samples.make_files(true=None)}))

    stage = planning_stage(planning, samples.SETTINGS, voice=DE, title="T", path="/", time_zone=ZONE)

    assert {way.scale for each in stage.variants for way in each.ways} == {"table"}


def test_a_phone_without_a_viewer_comes_back_to_a_sentence_and_the_3d_view():
    page = planning_page()

    assert page.count('id="kein-ar"') == 1
    assert page.count("%23kein-ar") == page.count("intent://") > 0
