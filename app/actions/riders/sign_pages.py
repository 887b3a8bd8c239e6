"""Sign pages: where each code leads, and a page for each sign that hangs no more and has no successor."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.actions.records import sources
from app.actions.records.sources import SignSource
from app.actions.riders.bundle import Bundle, Files, Frozen, Rank, Sealed, bundle, compact_json, seal
from app.actions.riders.published import Frame, Published
from app.models import GoalKind, SignStage
from app.site import pages
from app.site.values import Neighbour


@dataclass(frozen=True, kw_only=True)
class GoneValues:
    """A retired sign; ``stations`` by their names only.  ``station``: slug of where it led, empty if not public."""

    frame: Sealed[Frame]
    stations: Sealed[tuple[Neighbour, ...]]
    sign: SignSource
    station: str


@dataclass(frozen=True, kw_only=True)
class Code:
    """Where a code leads, an address without its language; ``gone``: to the page of a retired sign."""

    code: str
    to: str
    gone: bool


@dataclass(frozen=True, kw_only=True)
class CodesValues:
    line: str  # slug
    codes: tuple[Code, ...]
    redirects: tuple[tuple[str, str], ...]


def bundles(published: Published) -> Iterator[Bundle]:
    """Yield the bundle of each sign that is gone, and that of all codes."""
    named = seal(tuple(each.value.named() for each in published.stations))
    for sign in filter(_is_gone, published.signs):
        station = published.items.get(sign.station_id)
        values = GoneValues(frame=published.frame, stations=named, sign=sign, station=station.slug if station else "")
        yield bundle(Rank.SIGN, values, _draw_gone, item_id=sign.id)
    slug = published.frame.value.line.record.slug
    whole = CodesValues(line=slug, codes=tuple(_codes(published)), redirects=published.redirects)
    yield bundle(Rank.CODES, whole, _draw_codes)


def _is_gone(sign: SignSource) -> bool:
    return sign.state is SignStage.RETIRED and sign.moved_to_id is None


def _codes(published: Published) -> Iterator[Code]:
    by_id = {sign.id: sign for sign in published.signs}
    for sign in sorted(published.signs, key=lambda each: each.code):
        goal = by_id[sign.moved_to_id] if sign.moved_to_id else sign
        yield Code(code=sign.code, to=_goal(published, goal), gone=_is_gone(sign))


def _goal(published: Published, sign: SignSource) -> str:
    """Return where a sign leads: as somebody led its code, else its planning, else its station, else the line.

    A planning or station that was withdrawn has a page that says so; what never was public has none.
    """
    line = published.frame.value.line.record.slug
    station = published.items.get(sign.station_id) or published.withdrawn.get(sign.station_id)
    if station is None:
        return f"{line}/"
    led = published.goals.get(sign.id)
    if led is not None and led.kind is GoalKind.LINE:
        return f"{line}/"
    goal = (sign.planning_id if led is None else led.item_id) or 0
    planning = published.items.get(goal) or published.withdrawn.get(goal)
    return f"{line}/{station.slug}/{planning.slug}/" if planning else f"{line}/{station.slug}/"


def _draw_gone(values: GoneValues, _frozen: Frozen) -> Files:
    frame = values.frame.value
    line = replace(frame.line, stations=values.stations.value)
    sign = sources.sign_record(values.sign)
    station = next((each for each in line.stations if each.slug == values.station), None)
    return {
        f"{lang}/s/{sign.code}/index.html": pages.gone_page(line, sign, station, lang, frame.settings).encode()
        for lang in line.record.languages
    }


def _draw_codes(values: CodesValues, _frozen: Frozen) -> Files:
    codes = {each.code: {"to": each.to, "gone": each.gone} for each in values.codes}
    return {"codes.json": compact_json({"line": values.line, "codes": codes, "redirects": dict(values.redirects)})}
