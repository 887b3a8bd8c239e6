"""The page of the on-site view: the plannings of a station at true size at their true place, from one look at its sign.

The page carries what the modules of ``static/ar/`` need as JSON: the signs with the bitmap of their codes, because a
code that is known module by module is a surveyed mark; the plannings with their places and meshes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app import geodesy, qr
from app.exchange.records import PlanningRecord, SignRecord, Survey, Text
from app.site import paths
from app.site.anchors import Anchor, anchors, hanging, prints
from app.site.render import make_frame, render
from app.site.values import Line, Planning, Print, Settings, Station, Surroundings
from app.site.variants import first, label, shown
from app.site.words import Voice, voice_of

THREE = "/static/vendor/three-0.183.2/build/three.module.min.js"
IMPORT_MAP = json.dumps({"imports": {"three": THREE}}, separators=(",", ":"))


@dataclass(frozen=True)
class Choice:
    """A variant of a planning that somebody may choose."""

    id: str
    label: str
    label_lang: str
    is_first: bool


@dataclass(frozen=True)
class Sight:
    """A planning as it lies from a sign: degrees clockwise from true north, and metres."""

    planning: Planning
    text: Text
    text_lang: str
    bearing_deg: float
    distance_m: float
    anchors: Sequence[Anchor]
    choices: Sequence[Choice]

    @property
    def octant(self) -> int:
        """Return 0 for north, 1 for north-east, clockwise to 7."""
        return round(self.bearing_deg / 45) % 8


def has_onsite(station: Station) -> bool:
    """Tell whether a station can be seen on site: it needs a sign and a planning."""
    return bool(station.plannings and hanging(station))


def onsite_page(line: Line, station: Station, lang: str, settings: Settings, *, preview: str = "") -> str:
    """Return the page of the on-site view.  Raises ValueError unless ``has_onsite``.

    ``preview`` is the slug of a planning whose place a planner looks at: the view then opens by itself, without a
    camera, as from the sign and turned to that planning.
    """
    signs = hanging(station)
    if not has_onsite(station):
        raise ValueError(f"{station.record.slug} has no sign or no planning.")
    voice = voice_of(line, lang)
    text, text_lang = voice.said(station.record.texts)
    anchored = anchors(line, station, settings)
    sights = [_sight(signs[0], each, voice, anchored.get(each.record.slug, ())) for each in station.plannings]
    where = partial(_onsite_path, line, station)
    codes = [_code(sign, printed) for sign in signs for printed in prints(sign, station, settings)]
    title = voice.gettext("Hier vor Ort ansehen")
    frame = make_frame(line, lang, settings, where, title=f"{title}: {text.title}", is_listed=False)
    return render(
        "onsite.html",
        line,
        settings,
        frame,
        import_map=IMPORT_MAP,
        text=text,
        text_lang=text_lang,
        station=station,
        sights=sights,
        preview=preview,
        island={
            "prefixes": sorted({str(code["address"]).removesuffix(str(code["code"])) for code in codes}),
            "signs": codes,
            "plannings": [_place(sight) for sight in sights],
            **({"surroundings": _about(station.surroundings, station)} if station.surroundings else {}),
        },
    )


def _onsite_path(line: Line, station: Station, lang: str) -> str:
    return paths.on_site_path(lang, line.record.slug, station.record.slug)


def _code(sign: SignRecord, printed: Print) -> dict[str, object]:
    return {
        "code": sign.code,
        "address": printed.address,
        "rows": qr.bits(qr.matrix(printed.address)),
        "lat": sign.place.lat,
        "lon": sign.place.lon,
        "facingDeg": sign.facing_deg,
        "codeHeightM": sign.code_height_m,
        "codeMm": printed.code_mm,
        "isEstimated": Survey.ESTIMATED in (sign.place.status, sign.facing_status, sign.code_height_status),
    }


def _place(sight: Sight) -> dict[str, object]:
    record, found = sight.planning.record, shown(sight.planning)
    opening = first(found)
    return {
        "slug": record.slug,
        "title": sight.text.title,
        "lat": record.place.lat,
        "lon": record.place.lon,
        "groundM": record.ground_m,
        "rotationDeg": record.rotation_deg,
        "first": opening.variant.id if opening else "",
        "states": [{"when": each.variant.id, "glb": each.files.view} for each in found],
    }


def _about(surroundings: Surroundings, station: Station) -> dict[str, object]:
    at = {"lat": station.stop.lat, "lon": station.stop.lon}
    return {"glb": surroundings.glb, **at, "groundsM": dict(surroundings.grounds_m)}


def _choices(planning: Planning, voice: Voice) -> list[Choice]:
    """Return the variants of a planning in the order of time."""
    opening = first(shown(planning))
    names = [each.variant.id for each in shown(planning)]
    return [
        Choice(name, *label(planning.record, name, voice), is_first=bool(opening and opening.variant.id == name))
        for name in names
    ]


def _sight(sign: SignRecord, planning: Planning, voice: Voice, anchors: Sequence[Anchor]) -> Sight:
    text, text_lang = voice.said(planning.record.texts)
    eye, target = _points(sign, planning.record)
    away_m, bearing_deg = geodesy.distance_m(eye, target), geodesy.bearing_deg(eye, target)
    return Sight(planning, text, text_lang, bearing_deg, away_m, anchors, _choices(planning, voice))


def away(sign: SignRecord, planning: PlanningRecord) -> tuple[float, float]:
    """Return how far a planning is from a sign, metres to the east and to the north."""
    eye, target = _points(sign, planning)
    east_m, north_m, _ = geodesy.to_local(target, eye)
    return east_m, north_m


def _points(sign: SignRecord, planning: PlanningRecord) -> tuple[geodesy.Point, geodesy.Point]:
    return (sign.place.lat, sign.place.lon), (planning.place.lat, planning.place.lon)
