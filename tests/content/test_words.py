"""The words of the real content keep their rules: every language, plain, sourced, honest about what is not known."""

import re
import statistics
import unicodedata
from pathlib import Path

import pytest

from app.actions.wording.readability import lead_hints
from app.exchange.records import Status, Survey
from app.exchange.writing import files

ROOT = Path(__file__).parents[2]
FULL = ("de", "en", "tr")  # written out; de-simple is short
HEADINGS = {
    "de": ("Heute hier", {False: "Was geplant ist", True: "Was sich geändert hat"}, "Wie es weitergeht"),
    "en": ("Here today", {False: "What is planned", True: "What has changed"}, "What happens next"),
    "tr": ("Bugün burada", {False: "Ne planlanıyor", True: "Ne değişti"}, "Bundan sonra"),
    "de-simple": ("Heute", {False: "Das ist geplant", True: "Das hat sich geändert"}, "So geht es weiter"),
}
NOT_KNOWN = {
    "de": "keine öffentliche Angabe",
    "en": "no public information",
    "tr": "kamuya açık bilgi yok",
    "de-simple": "Das wissen wir nicht",  # the one sentence in which the line speaks of itself
}
OWN_LETTERS = {"de": "äöüß", "tr": "ışğ"}  # a text that has lost one of these was saved in a wrong encoding
PUFFERY = r"innovativ\w*|einzigartig\w*|spannend\w*|faszinierend\w*|modernst\w*|zukunftsweisend\w*|exciting|unique"
WE = {"de": "wir|uns|unser\\w*", "en": "we|us|our", "tr": "biz|bizim|bizi", "de-simple": "wir|uns|unser\\w*"}
SUPPLIERS_AND_MASCOTS = r"potti|swcode"


def items(content):
    """Yield (name, texts) of the line, every station and every planning."""
    yield "line", content.line.texts
    for slug, station in content.stations.items():
        yield slug, station.texts
    yield from ((name, planning.texts) for name, planning in plannings(content))


def plannings(content):
    """Yield (station/planning, record) of all plannings."""
    for slug, of_station in content.plannings.items():
        yield from ((f"{slug}/{planning.slug}", planning) for planning in of_station.values())


def words(content):
    """Yield (name, language, everything a rider reads of it)."""
    for name, texts in items(content):
        for language, text in texts.items():
            yield name, language, f"{text.title}\n{text.summary}\n{text.body}"


def sentences(body):
    """Return the lines of a body in Leichte Sprache that are no headings."""
    return [line for line in body.splitlines() if line and not line.startswith("#")]


def length(body):
    """Return how many words a body has, headings left out."""
    return sum(len(line.split()) for line in sentences(body))


def test_there_are_ten_stations_and_sixteen_plannings(content):
    assert len(content.stations) == 10
    assert len(list(plannings(content))) == 16


def test_every_file_is_written_canonically(content):
    wrong = [name for name, raw in files(content) if (ROOT / name).read_bytes() != raw]

    assert wrong == []


def test_everything_is_said_in_every_language(content):
    wanted = set(content.line.languages)

    missing = {name: wanted - set(texts) for name, texts in items(content)}
    missing |= {name: wanted - set(asset.texts) for name, asset in content.assets.items()}
    missing |= {name: wanted - set(texts) for name, texts in content.pages.items()}

    assert {name: languages for name, languages in missing.items() if languages} == {}


@pytest.mark.parametrize("language", FULL)
def test_a_planning_has_120_to_250_words(content, language):
    lengths = {name: length(planning.texts[language].body) for name, planning in plannings(content)}

    assert {name: count for name, count in lengths.items() if not 120 <= count <= 250} == {}


@pytest.mark.parametrize("language", FULL)
def test_a_station_is_read_while_the_tram_comes_in(content, language):
    lengths = {slug: length(station.texts[language].body) for slug, station in content.stations.items()}

    assert {slug: count for slug, count in lengths.items() if not 35 <= count <= 95} == {}


def test_a_lead_is_seen_at_once_and_begins_with_what_there_is(content):
    faults = {
        (name, language): lead_hints(text.summary) for name, texts in items(content) for language, text in texts.items()
    }

    assert len(faults) == (1 + 10 + 16) * 4
    assert {where: found for where, found in faults.items() if found} == {}


def test_riders_are_told_where_a_sign_is_not_where_it_should_be(content):
    barred = "schild gehört|sign belongs|levhanın yeri"

    assert [name for name, _, text in words(content) if re.search(barred, text, re.IGNORECASE)] == []


def tells_of_a_change(planning):
    """Tell whether what is shown has happened: then and today, nothing else."""
    return [each.id for each in planning.variants] == ["then", "today"]


@pytest.mark.parametrize("language", HEADINGS)
def test_a_planning_tells_of_today_of_the_change_and_of_what_comes_next(content, language):
    today, middle, after = HEADINGS[language]

    for name, planning in plannings(content):
        found = re.findall(r"^#+ .*$", planning.texts[language].body, re.MULTILINE)
        assert found == [f"## {today}", f"## {middle[tells_of_a_change(planning)]}", f"## {after}"], name


def test_languages_name_the_same_years(content):
    for name, planning in plannings(content):
        years = {language: set(re.findall(r"\d{4}", planning.texts[language].body)) for language in FULL}
        assert years["de"] == years["en"] == years["tr"], name


def test_leichte_sprache_has_one_short_sentence_a_line(content):
    for name, texts in items(content):
        lines = sentences(texts["de-simple"].body)
        counts = [len(line.split()) for line in lines]
        assert statistics.median(counts) <= 12, name
        assert max(counts) <= 14, name
        for line in lines:
            assert line[-1] in ".!?:", (name, line)
            assert not re.search(r"[.!?] +[A-ZÄÖÜ]", line), (name, line)


def test_leichte_sprache_tells_a_planning_in_10_to_25_lines(content):
    counts = {name: len(sentences(planning.texts["de-simple"].body)) for name, planning in plannings(content)}

    assert {name: count for name, count in counts.items() if not 10 <= count <= 25} == {}


def test_no_text_claims_a_check_that_nobody_made(content):
    for name, texts in items(content):
        for language, text in texts.items():
            assert bool(text.checked_by) == bool(text.checked_on), (name, language)


def test_typography_is_clean(content):
    for name, language, text in words(content):
        assert text == unicodedata.normalize("NFC", text), (name, language)
        assert not re.search(r"[\"'<>\t\u00ad\ufffd]|  | - | $", text, re.MULTILINE), (name, language)


@pytest.mark.parametrize("language", OWN_LETTERS)
def test_letters_of_the_language_have_survived(content, language):
    for name, planning in plannings(content):
        body = planning.texts[language].body
        assert set(OWN_LETTERS[language]) & set(body), name
        assert not re.search(r"Ã|Å|Ä±|\?[a-zşğ]", body), name


def test_nobody_is_praised_and_nobody_is_we(content):
    for name, language, text in words(content):
        barred = f"\\b({PUFFERY}|{WE[language]}|{SUPPLIERS_AND_MASCOTS})\\b"
        found = re.search(barred, text.replace(NOT_KNOWN["de-simple"], ""), re.IGNORECASE)
        assert found is None, (name, language, found)


def test_what_no_source_says_is_named_as_unknown(content):
    for name, planning in plannings(content):
        if planning.status is Status.UNKNOWN:
            for language, words_for_it in NOT_KNOWN.items():
                assert words_for_it in planning.texts[language].body, (name, language)


def test_every_claim_has_its_sources_and_its_confidence(content):
    records = [*content.stations.items(), *plannings(content)]
    for name, record in records:
        addresses = [source.url for source in record.sources]
        assert len(addresses) >= 2, name
        assert len(addresses) == len(set(addresses)), name
        assert record.confidence_note, name


def test_a_change_that_happened_has_a_year(content):
    undated = [name for name, each in plannings(content) if tells_of_a_change(each) and not each.years]

    assert undated == []


def test_every_point_says_how_it_was_found(content):
    places = {name: planning.place for name, planning in plannings(content)}
    places |= {sign.code: sign.place for signs in content.signs.values() for sign in signs}
    for name, place in places.items():
        assert place.source, name
        if place.status is Survey.ESTIMATED:
            assert place.uncertainty_m >= 5, name
        else:
            assert place.by and place.on, name


def test_every_station_has_a_sign_whose_place_is_told_in_words(content):
    for slug, signs in content.signs.items():
        assert signs, slug
        for sign in signs:
            assert set(FULL) <= set(sign.where), sign.code


def test_every_variant_says_in_all_languages_what_differs(content):
    for name, planning in plannings(content):
        ids = [each.id for each in planning.variants]
        assert 2 <= len(ids) <= 5, name
        for language, text in planning.texts.items():
            assert list(text.variants) == ids, (name, language)
            assert all(words.sentence for words in text.variants.values()), (name, language)


def test_no_year_is_told_by_its_kind_alone(content):
    for name, planning in plannings(content):
        for language, text in planning.texts.items():
            assert set(text.years) == {str(each.year) for each in planning.years}, (name, language)
