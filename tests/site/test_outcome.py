"""What became of plannings: on their pages, on the page of the line, in feeds and calendars as others read them."""

import re
from dataclasses import replace
from datetime import date

import feedparser
import icalendar
import pytest

from app.exchange.records import Source, Status, Year, YearKind
from app.site import outcome, pages
from app.site.calendar import LINE_BYTES, calendar
from app.site.feed import MOST, feed
from app.site.outcome import Became
from tests.browser import plain
from tests.site import samples

LINE, SETTINGS = samples.make_line(), samples.SETTINGS
LANGUAGES = ("de", "en", "tr", "de-simple")
SOURCE = Source(url="https://rat.example/?a=1&b=2", title="Rat & Ausschuss <Ückendorf>")
HOSTILE = "Şişli & <Ücret>; 30, 40 \\ „größer“ ığüşöç " + "überaus lang " * 8
DAY = Year(year=2026, month=5, day=14, kind=YearKind.DECIDED, status=Status.DECIDED, source=SOURCE.url)
MONTH = Year(year=2027, month=3, kind=YearKind.STARTED)
SPAN = Year(year=1962, until=2014, kind=YearKind.OPENED)
YEARS = (SPAN, MONTH, DAY)


def make_planning(*years, title="Segel & Schatten", about=None, **more):
    texts = samples.make_texts(title, years=about or {})
    return samples.make_planning(title=title, years=years, sources=(SOURCE,), texts=texts, **more)


def planning_page(planning, lang="de"):
    return pages.planning_page(LINE, samples.make_station(plannings=(planning,)), planning, lang, SETTINGS)


def became(*years, number=7, since=None, **more):
    record = make_planning(*years, **more).record
    return Became(number=number, station="buer-rathaus", record=record, published_on="2026-11-20", since=since or {})


def told(*years, lang="de", **more):
    return outcome.told(LINE, [became(*years, **more)], lang, SETTINGS)


def read_feed(entries, lang="de"):
    about = {"known_as": outcome.identity(LINE, lang, "7"), "page": f"/{lang}/302/", "title": "Linie 302 & mehr"}
    return feedparser.parse(feed(LINE, entries, lang, SETTINGS, changed_on="2026-11-01", **about))


def read_calendar(entries, lang="de"):
    return icalendar.Calendar.from_ical(calendar(LINE, entries, lang, title="Linie 302 & mehr"))


def test_a_planning_tells_what_became_of_it_the_newest_first():
    page = plain(planning_page(make_planning(*YEARS, about={"2026-05-14": "Der Rat stimmt zu."})))

    assert re.findall(r"<dt>([^<]*\d{4})</dt>", page) == ["März 2027", "14. Mai 2026", "1962–2014"]
    entry = re.search(r"<dt>14. Mai 2026</dt><dd>(.*?)</dd>", page, re.DOTALL)[1]
    assert "<span>Der Rat stimmt zu.</span> <small>Status: Beschlossen</small>" in entry
    assert 'href="https://rat.example/?a=1&amp;b=2"' in entry
    assert "Rat &amp; Ausschuss &lt;Ückendorf&gt;" in entry
    assert "<dt>März 2027</dt><dd>begonnen</dd>" in page


@pytest.mark.parametrize(
    ("lang", "month"), [("de", "März 2027"), ("en", "March 2027"), ("tr", "Mart 2027"), ("de-simple", "März 2027")]
)
def test_a_month_is_said_in_each_language(lang, month):
    assert f"<dt>{month}</dt>" in plain(planning_page(make_planning(MONTH), lang))


def test_what_is_new_stands_at_the_top_and_leads_to_the_timeline():
    page = plain(planning_page(replace(make_planning(*YEARS), news=("2026-05-14",))))

    top = page[: page.index('<div class="rest">')]
    assert '<b>Neu:</b> 14. Mai 2026, <a href="#was-daraus-wurde"><span>beschlossen</span></a>' in top
    assert '<h2 id="was-daraus-wurde">' in page
    assert "<b>Neu:</b>" not in planning_page(make_planning(*YEARS))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_leads_to_its_feed_and_its_calendar(lang):
    own = f"/{lang}/302/heinrich-koenig-platz/"
    station, planning = samples.make_station(), samples.make_planning()
    found = {
        f"/{lang}/302/": pages.line_page(LINE, lang, SETTINGS),
        own: pages.station_page(LINE, station, lang, SETTINGS),
        f"{own}solarsegel/": pages.planning_page(LINE, station, planning, lang, SETTINGS),
    }

    for path, page in found.items():
        assert f'<link rel="alternate" type="application/atom+xml" href="{path}neues.atom">' in page
        assert f'<a href="{path}neues.atom">' in page
        assert f'<a href="{path}termine.ics">' in page


def test_the_line_tells_by_planning_and_says_once_of_which_nothing_is_known():
    given = [became(slug="hitzeinsel", title="Hitze"), became(SPAN, slug="alt", title="Alt"), became(*YEARS)]

    page = plain(pages.outcome_page(LINE, given, "de", SETTINGS))

    assert [re.sub("<[^>]*>", "", each) for each in re.findall("<h2>(.*?)</h2>", page)] == [
        "Segel &amp; Schatten",
        "Alt",
        "Noch ohne öffentliche Angabe",
        "Sag mir Bescheid",
    ]
    assert page.count("Hitze") == 1
    assert '<a href="/de/302/buer-rathaus/solarsegel/#was-daraus-wurde">' in page
    assert 'href="/de/302/was-daraus-wurde/"' in pages.line_page(LINE, "de", SETTINGS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_feed_is_read_as_it_was_meant(lang):
    found = read_feed(
        told(*YEARS, lang=lang, about={"2026-05-14": HOSTILE.strip()}, since={"2026-05-14 decided": "2026-11-10"}), lang
    )

    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.title == "Linie 302 & mehr"
    assert found.feed.links[0].href == f"https://linie302.example/{lang}/302/neues.atom"
    assert [each.updated for each in found.entries] == [
        "2026-11-20T00:00:00Z",
        "2026-11-20T00:00:00Z",
        "2026-11-10T00:00:00Z",
    ]
    assert found.feed.updated == "2026-11-20T00:00:00Z"
    assert HOSTILE.strip() in found.entries[-1].title
    assert SOURCE.title in found.entries[-1].summary
    assert [each.href for each in found.entries[-1].links] == [
        f"https://linie302.example/{lang}/302/buer-rathaus/solarsegel/#was-daraus-wurde",
        SOURCE.url,
    ]


def test_an_empty_feed_is_one_and_was_changed_when_its_page_was():
    found = read_feed([])

    assert not found.bozo
    assert (found.entries, found.feed.updated) == ([], "2026-11-01T00:00:00Z")


def test_a_feed_has_those_that_became_public_last():
    years = [Year(year=1800 + at, kind=YearKind.BUILT) for at in range(MOST + 20)]
    found = read_feed(told(*years, since={"1803 built": "2026-11-30"}))

    assert len(found.entries) == MOST
    assert found.entries[0].title.endswith("gebaut") and "1803" in found.entries[0].summary


def test_an_entry_stays_known_whatever_is_said_of_it_and_however_its_page_is_called():
    first, renamed = told(DAY), told(replace(DAY, status=Status.BUILT), slug="anders", title="Anders")
    other = told(DAY, number=8)

    assert [each.id for each in first] == [each.id for each in renamed] != [each.id for each in other]
    assert told(DAY, lang="en")[0].id != first[0].id
    assert len({each.id for each in told(*YEARS)}) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_calendar_is_read_as_it_was_meant(lang):
    found = read_calendar(told(*YEARS, lang=lang, about={"2026-05-14": HOSTILE.strip()}), lang)

    span, day, month = found.events
    assert (day.start, day.end, day.duration.days) == (date(2026, 5, 14), date(2026, 5, 15), 1)
    assert day["SUMMARY"].endswith(f": {HOSTILE.strip()}")
    assert SOURCE.title in day["DESCRIPTION"] and SOURCE.url in day["DESCRIPTION"]
    assert (span.start, month.start) == (date(1962, 1, 1), date(2027, 3, 1))
    assert "1962–2014" in span["SUMMARY"] and "2027" in month["SUMMARY"]
    assert found.calendar_name == "Linie 302 & mehr"
    assert [each["UID"] for each in found.events] == [
        each.id for each in sorted(told(*YEARS, lang=lang), key=lambda each: each.entry.year.at)
    ]


def test_only_what_has_no_day_says_so():
    span, day, month = read_calendar(told(*YEARS)).events

    assert span["SUMMARY"].endswith("eröffnet (1962–2014, Tag nicht bekannt)")
    assert month["SUMMARY"].endswith("begonnen (März 2027, Tag nicht bekannt)")
    assert day["SUMMARY"].endswith("beschlossen")


def test_lines_of_a_calendar_are_short_and_tear_no_letter_apart():
    raw = calendar(LINE, told(DAY, about={"2026-05-14": "ğ" * 150}), "tr", title="ü" * 100)

    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= LINE_BYTES
    assert all(line.decode() for line in lines)
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_calendar_without_a_moment_still_is_one():
    found = read_calendar([])

    assert found.events == []
    assert len(found.subcomponents) == 1


def test_the_same_content_gives_the_same_bytes():
    first, second = (calendar(LINE, told(*YEARS), "de", title="Linie") for _ in range(2))

    assert first == second
