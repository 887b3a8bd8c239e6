"""The page of the on-site view: its data, its policy, the same in words."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest

from app.exchange.records import SignState
from app.site import onsite
from app.site.onsite import IMPORT_MAP
from app.site.values import Print, Surroundings
from tests.site import samples

HOSTILE = "</script><script>alert(1)</script>"


def page(lang="de", **more):
    return onsite.onsite_page(samples.make_line(), samples.make_station(**more), lang, samples.SETTINGS)


def island(html):
    return json.loads(re.search(r'data-part="station">(.*?)</script>', html, re.DOTALL).group(1))


@pytest.mark.parametrize("lang", ["de", "en", "tr", "de-simple"])
def test_it_says_where_each_planning_stands_for_those_who_do_not_see_it(lang):
    html = page(lang)

    for planning in samples.make_station().plannings:
        assert f'data-planning="{planning.record.slug}"' in html
        assert f'href="/{lang}/302/heinrich-koenig-platz/{planning.record.slug}/"' in html


def test_hostile_words_stay_words():
    planning = samples.make_planning()
    texts = {"de": replace(samples.make_text(), title=HOSTILE)}
    html = page(plannings=(replace(planning, record=replace(planning.record, texts=texts)),))

    assert "<script>alert" not in html
    assert island(html)["plannings"][0]["title"] == HOSTILE


def test_the_policy_allows_its_own_import_map_and_nothing_from_elsewhere():
    html = page()

    allowed = base64.b64encode(hashlib.sha256(IMPORT_MAP.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html).group(1)
    assert f"&#39;sha256-{allowed}&#39;" in policy
    assert "http" not in policy
    assert f'<script type="importmap">{IMPORT_MAP}</script>' in html


def test_every_print_that_may_hang_there_is_known_by_its_own_address_and_width():
    code = samples.make_sign().code
    old, new = f"HTTPS://OLD.EXAMPLE/S/{code}", f"HTTPS://LINIE302.EXAMPLE/S/{code}"
    newest_first = (Print(address=new, code_mm=113), Print(address=old, code_mm=200), Print(address=old, code_mm=80))

    known = island(page(prints={code: newest_first}))

    assert {sign["address"]: sign["codeMm"] for sign in known["signs"]} == {new: 113, old: 200}
    assert {sign["code"] for sign in known["signs"]} == {code}
    assert known["prefixes"] == ["HTTPS://LINIE302.EXAMPLE/S/", "HTTPS://OLD.EXAMPLE/S/"]


def test_a_sign_that_was_never_printed_is_known_as_it_would_be():
    [sign] = island(page())["signs"]

    assert (sign["address"], sign["codeMm"]) == (f"HTTPS://LINIE302.EXAMPLE/S/{sign['code']}", 160)


def test_quick_look_by_the_sign_is_off_until_the_operator_wants_it():
    assert 'rel="ar"' not in page()

    wanted = replace(samples.SETTINGS, has_sign_anchors=True)
    html = onsite.onsite_page(samples.make_line(), samples.make_station(), "de", wanted)

    code = samples.make_sign().code
    links = re.findall(
        r'rel="ar" type="model/vnd.usdz\+zip" href="([^"]+)" data-way="on-site" data-in-cm="([^"]+)"', html
    )
    stem = f"/302/heinrich-koenig-platz/vor-ort/{samples.make_station().plannings[0].record.slug}-{code}"
    assert [each.partition("#")[0] for each in links[0]] == [f"{stem}-m.usdz", f"{stem}-cm.usdz"]
    assert all("#allowsContentScaling=0" in each for pair in links for each in pair)


def test_a_sign_that_hangs_no_more_is_not_looked_for():
    gone, here = samples.make_sign(state=SignState.RETIRED), samples.make_sign(code="YH56CB", state=SignState.MOUNTED)
    station = replace(samples.make_station(), signs=(gone, here))

    html = onsite.onsite_page(samples.make_line(), station, "de", samples.SETTINGS)

    assert [sign["code"] for sign in island(html)["signs"]] == ["YH56CB"]


def test_without_a_sign_there_is_no_such_page():
    station = replace(samples.make_station(), signs=())

    assert not onsite.has_onsite(station)
    with pytest.raises(ValueError, match="heinrich-koenig-platz"):
        onsite.onsite_page(samples.make_line(), station, "de", samples.SETTINGS)


ABOUT = Surroundings(
    glb="/media/1/surroundings.glb",
    sources=("Geobasis NRW, 2025-03-01, dl-de/zero-2-0",),
    grounds_m={samples.make_sign().code: -0.4},
)


@pytest.mark.parametrize("lang", ["de", "en", "tr", "de-simple"])
def test_what_stands_about_comes_with_its_source_and_counts_from_the_stop(lang):
    html = page(lang, surroundings=ABOUT)

    stop = samples.make_station().stop
    counts = {"lat": stop.lat, "lon": stop.lon, "groundsM": ABOUT.grounds_m}
    assert island(html)["surroundings"] == {"glb": ABOUT.glb, **counts}
    before, _, view = html.replace("\u2060", "").partition('data-part="view"')  # which keeps dates in one piece
    assert ABOUT.sources[0] in before, "for those who do not open the view"
    assert ABOUT.sources[0] in view
    for part in ("houses", "hide", "outline", "wall", "note-houses"):
        assert f'data-part="{part}"' in view


def test_where_nothing_is_known_to_stand_about_the_page_is_as_it_was():
    html = page()
    known = page(surroundings=ABOUT)

    changed = set(html.splitlines()) - set(known.splitlines())
    assert all(line.startswith('<script type="application/json" data-part="station">') for line in changed)
    assert len(changed) == 1
    for word in ("surroundings", "note-houses", "Häuser"):
        assert word not in html
