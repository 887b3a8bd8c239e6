"""The page of the on-site view: the plannings of a station at true size at their true place, from one look at its sign.

The page carries what the modules of ``static/ar/`` need as JSON: the signs with the bitmap of their codes, because a
code that is known module by module is a surveyed mark; the plannings with their places and meshes.
"""

import json
import math
from dataclasses import dataclass
from functools import partial
from typing import Any

import qrcode

from app.exchange.records import Labels, PlanningRecord, SignRecord, SignState, Survey, Text
from app.site import paths, words
from app.site.render import make_frame, render
from app.site.values import Line, Planning, Print, Settings, Station

THREE = "/static/vendor/three-0.183.2/build/three.module.min.js"
IMPORT_MAP = json.dumps({"imports": {"three": THREE}}, separators=(",", ":"))
METRES_PER_DEG = 111_320  # of latitude; good enough for words, the view itself reckons exactly


@dataclass(frozen=True)
class Sight:
    """A planning as it lies from a sign: degrees clockwise from true north, and metres."""

    planning: Planning
    text: Text
    text_lang: str
    bearing_deg: float
    distance_m: float

    @property
    def octant(self) -> int:
        """Return 0 for north, 1 for north-east, clockwise to 7."""
        return round(self.bearing_deg / 45) % 8


def has_onsite(station: Station) -> bool:
    """Tell whether a station can be seen on site: it needs a sign and a planning."""
    return bool(station.plannings and _signs(station))


def onsite_page(line: Line, station: Station, lang: str, settings: Settings, *, preview: str = "") -> str:
    """Return the page of the on-site view.  Raises ValueError unless ``has_onsite``.

    ``preview`` is the slug of a planning whose place a planner looks at: the view then opens by itself, without a
    camera, as from the sign and turned to that planning.
    """
    signs = _signs(station)
    if not has_onsite(station):
        raise ValueError(f"{station.record.slug} has no sign or no planning.")
    text, text_lang = words.said(station.record.texts, lang)
    sights = [_sight(signs[0], planning, lang) for planning in station.plannings]
    labels = {planning.record.labels for planning in station.plannings}
    where = partial(_onsite_path, line, station)
    codes = [code for sign in signs for code in _codes(sign, station.prints.get(sign.code, ()), settings)]
    title = words.translations(lang).gettext("Hier vor Ort ansehen")
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
        labels=labels.pop() if len(labels) == 1 else Labels.PLANNED,
        island={
            "prefixes": sorted({code["address"].removesuffix(code["code"]) for code in codes}),
            "signs": codes,
            "plannings": [_place(sight) for sight in sights],
        },
    )


def _onsite_path(line: Line, station: Station, lang: str) -> str:
    return paths.on_site_path(lang, line.record.slug, station.record.slug)


def _signs(station: Station) -> list[SignRecord]:
    return [sign for sign in station.signs if sign.state is not SignState.RETIRED]


def _codes(sign: SignRecord, prints: tuple[Print, ...], settings: Settings) -> list[dict[str, Any]]:
    """Return a sign once for every code that may hang there: as it was printed, and as it would be printed today.

    The address tells which print it is.  Of two prints with one address the newer one counts; a wrong width only moves
    the rider nearer to the sign or away from it, and leaves the bearing as it is.
    """
    today = Print(address=f"{settings.public_url}/s/{sign.code}".upper(), code_mm=sign.code_mm)
    newest = {each.address: each for each in (today, *reversed(prints))}
    return [_code(sign, printed) for printed in newest.values()]


def _code(sign: SignRecord, printed: Print) -> dict[str, Any]:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_H, border=0)
    code.add_data(printed.address)
    return {
        "code": sign.code,
        "address": printed.address,
        "rows": ["".join("1" if module else "0" for module in row) for row in code.get_matrix()],
        "lat": sign.place.lat,
        "lon": sign.place.lon,
        "facingDeg": sign.facing_deg,
        "codeHeightM": sign.code_height_m,
        "codeMm": printed.code_mm,
        "isEstimated": Survey.ESTIMATED in (sign.place.status, sign.facing_status, sign.code_height_status),
    }


def _place(sight: Sight) -> dict[str, Any]:
    record, asset = sight.planning.record, sight.planning.asset
    return {
        "slug": record.slug,
        "title": sight.text.title,
        "lat": record.place.lat,
        "lon": record.place.lon,
        "groundM": record.ground_m,
        "rotationDeg": record.rotation_deg,
        "states": [{"when": when, "glb": files.glb} for when, files in (asset.states.items() if asset else ())],
    }


def _sight(sign: SignRecord, planning: Planning, lang: str) -> Sight:
    text, text_lang = words.said(planning.record.texts, lang)
    bearing_deg, distance_m = _bearing(sign, planning.record)
    return Sight(planning, text, text_lang, bearing_deg, distance_m)


def _bearing(sign: SignRecord, planning: PlanningRecord) -> tuple[float, float]:
    """Return the way from a sign to a planning: degrees clockwise from true north, metres."""
    north = (planning.place.lat - sign.place.lat) * METRES_PER_DEG
    east = (planning.place.lon - sign.place.lon) * METRES_PER_DEG * math.cos(math.radians(sign.place.lat))
    return math.degrees(math.atan2(east, north)) % 360, math.hypot(east, north)
