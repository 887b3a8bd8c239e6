"""The real content of ``stations/`` as values for pages, with media addresses as long as real ones."""

from functools import cache
from pathlib import Path

from app.exchange.folder import Content, read_folder
from app.exchange.stored import Callout
from app.site.values import Asset, Line, Neighbour, Planning, Station
from tests.site.samples import make_files

ROOT = Path(__file__).parent.parent.parent
DAY = "2026-11-23"


@cache
def content() -> Content:
    return read_folder(ROOT)


def line() -> Line:
    by_dhid = {stop.dhid: stop for stop in content().stops}
    found = [neighbour(slug, by_dhid) for slug in content().stations]
    return Line(
        record=content().line, stops=content().stops, stations=tuple(sorted(found, key=lambda each: each.stop.seq))
    )


def neighbour(slug, by_dhid):
    record = content().stations[slug]
    plannings = content().plannings[slug]
    return Neighbour(
        slug=slug,
        names={lang: text.title for lang, text in record.texts.items()},
        summaries={lang: text.summary for lang, text in record.texts.items()},
        stop=by_dhid[record.stop],
        partner=record.partner,
        topics=tuple(dict.fromkeys(plannings[each].topic for each in record.plannings)),
        plannings=len(record.plannings),
        poster=make_files(slug).posters,
    )


def asset(slug):
    record = content().assets[slug]
    text = next(iter(record.texts.values()), None)
    names = text.annotations if text else {}
    states = text.alt if text and text.alt else ("today", "planned")
    return Asset(
        record=record,
        variants={each: make_files(f"{slug}-{each}") for each in states},
        schematic="Die Häuser stehen nur als einfache Körper da; ihre Höhe stimmt ungefähr.",
        size=((0.0, 0.0, 0.0), (48.5, 0.0, 0.0)),
        annotations=tuple(Callout(id=name, at=(1.25, 6.5, -2.75), when="both") for name in names),
    )


def station(slug) -> Station:
    record = content().stations[slug]
    stop = next(stop for stop in content().stops if stop.dhid == record.stop)
    plannings = tuple(
        Planning(record=planning, asset=asset(planning.asset) if planning.asset else None, published_on=DAY)
        for planning in (content().plannings[slug][each] for each in record.plannings)
    )
    variants = {"together": make_files("station", posters={})}
    return Station(
        record=record,
        stop=stop,
        plannings=plannings,
        signs=content().signs[slug],
        asset=Asset(record=None, variants=variants),
        published_on=DAY,
    )
