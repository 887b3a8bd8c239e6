"""What a rider has to load, with the real content: the first answer at most 10 kB in every language."""

import brotli
import pytest

from app.site import pages
from tests.site import content, samples

FIRST_ANSWER_BYTES = 10_000
LANGUAGES = ("de", "en", "tr", "de-simple")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_answer_keeps_its_budget(lang):
    line = content.line()
    model = samples.make_asset(record=None, variants={"together": samples.make_files("line")})
    found = {
        "line": pages.line_page(line, lang, samples.SETTINGS, model=model),
        "map": pages.map_page(line, lang, samples.SETTINGS, model=model),
    }
    for near in line.stations:
        station = content.station(near.slug)
        found[near.slug] = pages.station_page(line, station, lang, samples.SETTINGS)
        for planning in station.plannings:
            name = f"{near.slug}/{planning.record.slug}"
            found[name] = pages.planning_page(line, station, planning, lang, samples.SETTINGS)

    sizes = {name: len(brotli.compress(page.encode())) for name, page in found.items()}

    assert len(sizes) == 2 + 10 + 16
    assert {name: size for name, size in sizes.items() if size > FIRST_ANSWER_BYTES} == {}
