"""GeoPose: where a sign or a planning stands and how it is turned, as OGC GeoPose 1.0, Basic-Quaternion (21-056r11).

The quaternion turns the axes east, north, up at the place into those of the thing:

sign      x out of its printed face, z up, at the middle of the code
planning  x, y and z are east, north and up of its model, at the model's origin on the ground

The standard wants the height above the ellipsoid, which nobody has measured here.  So ``h`` is 0, ``height_status``
says that it is unknown, and ``above_ground_m`` says what is known.  Members beside ``position`` and ``quaternion`` are
ours; whoever reads the standard's alone passes over them.
"""

import json
import math
from collections.abc import Mapping

from app.exchange.records import Place, PlanningRecord, SignRecord
from app.site import paths
from app.site.values import Settings

DECIMALS = 9  # of a quaternion: a turn to 0.0000001 degrees


def of_sign(sign: SignRecord, settings: Settings) -> bytes:
    """Return the pose of a sign as JSON."""
    about = {
        "id": sign.code,
        "kind": "sign",
        "above_ground_m": sign.code_height_m,
        "above_ground_uncertainty_m": sign.code_height_uncertainty_m,
        "above_ground_status": sign.code_height_status.value,
        "turn_uncertainty_deg": sign.facing_uncertainty_deg,
        "turn_status": sign.facing_status.value,
        "page": f"{settings.public_url}/s/{sign.code}",
    }
    return _pose(sign.place, 90 - sign.facing_deg, about)


def of_planning(planning: PlanningRecord, station: str, page: str) -> bytes:
    """Return the pose of a planning of the station with this slug as JSON; ``page`` is its whole address."""
    about = {"id": f"{station}/{planning.slug}", "kind": "planning", "above_ground_m": 0.0, "page": page}
    return _pose(planning.place, -planning.rotation_deg, about)


def sign_address(sign: SignRecord, settings: Settings) -> str:
    """Return the whole address of a sign's pose."""
    return f"{settings.public_url}/{paths.sign_geopose_key(sign.code)}"


def planning_address(planning: PlanningRecord, station: str, settings: Settings) -> str:
    """Return the whole address of a planning's pose."""
    return f"{settings.public_url}/{paths.planning_geopose_key(station, planning.slug)}"


def _pose(place: Place, turn_deg: float, about: Mapping[str, object]) -> bytes:
    """Return the pose of what is turned by ``turn_deg`` from east, counter-clockwise from above."""
    half = math.radians(turn_deg) / 2
    pose = {
        "position": {"lat": place.lat, "lon": place.lon, "h": 0.0},
        "quaternion": {"x": 0.0, "y": 0.0, "z": round(math.sin(half), DECIMALS), "w": round(math.cos(half), DECIMALS)},
        "height_status": "unknown",
        "place_status": place.status.value,
        "uncertainty_m": place.uncertainty_m,
        **about,
    }
    return (json.dumps(pose, ensure_ascii=False, indent=1) + "\n").encode()
