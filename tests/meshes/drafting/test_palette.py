"""The palette offers all that the kit has, in words that the studio's catalogue knows."""

import json
from dataclasses import asdict
from pathlib import Path

from app.meshes.drafting.palette import Choice, palette
from app.meshes.kit import PARTS
from app.meshes.materials import COLOUR, MATERIALS
from tests.words import APP, read_catalogue

ENGLISH = {message.id for message in read_catalogue(Path(APP / "web/words/en/LC_MESSAGES/studio.po"), "en")}
OFFERS = {offer.name: offer for family in palette().families for offer in family.parts}


def test_every_part_is_offered_once_with_its_picture():
    assert list(OFFERS) == list(PARTS)
    assert all((APP / "web/static/kit" / offer.picture).is_file() for offer in OFFERS.values())


def test_all_words_are_in_the_catalogue():
    said = {family.title for family in palette().families} | {swatch.title for swatch in palette().materials}
    for offer in OFFERS.values():
        said |= {offer.title, offer.what}
        said |= {word for setting in offer.settings for word in (setting.label, setting.what)}
        said |= {choice.title for setting in offer.settings for choice in setting.choices}

    assert said - ENGLISH == set()


def test_an_offer_says_what_one_may_set_and_pull_at():
    bench, tree, path = OFFERS["bench"], OFFERS["tree"], OFFERS["ribbon"]
    length = bench.settings[0]
    form = next(setting for setting in tree.settings if setting.name == "form")
    points = next(setting for setting in path.settings if setting.name == "points")

    assert (length.label, length.unit, length.default, length.low, length.high) == ("Länge", "m", 1.8, 0.6, 12.0)
    assert bench.handles == {"width": "length_m"}
    assert form.choices[0] == Choice("round", "rund")
    assert (path.points, points.default) == ("line", ((0.0, 10.0), (0.0, 0.0), (6.0, -8.0)))
    assert (OFFERS["lawn"].is_ground, bench.is_ground) == (True, False)


def test_materials_have_a_title_of_their_own_and_a_swatch():
    swatches = palette().materials

    assert [swatch.name for swatch in swatches] == list(MATERIALS)
    assert len({swatch.title for swatch in swatches}) == len(swatches)
    assert all(COLOUR.fullmatch(swatch.colour) for swatch in swatches)


def test_the_palette_can_be_written_for_a_page():
    assert json.loads(json.dumps(asdict(palette())))["families"][0]["parts"][0]["name"] == next(iter(PARTS))
