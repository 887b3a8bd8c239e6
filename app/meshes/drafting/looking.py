"""Looking: what one sees of a scene from its cameras, and how it stands to the houses about it."""

from collections.abc import Container, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.drafting.finding import Finding, Values, of_text
from app.meshes.drafting.rays import away, soup
from app.meshes.drafting.things import Thing
from app.meshes.dressed import CONTEXT, PLANNED
from app.meshes.scene import SIGN, Camera
from app.meshes.scene.lines import Path

LOOKED_AT = np.array([0.2, 0.5, 0.95])  # of a thing's height, above the middle of its foot
MOST_LOOKED_AT = 150  # things, the largest
OF_THE_WAY = 0.999
TINY = 1e-12
WAYS = 12  # about a camera, level, and straight up
NEIGHBOUR_M = 60.0  # from wall to wall
HIGHER_M = 3.0  # a storey
HOUSE_M, STANDING_M = 3.0, 1.0  # what is lower is no house, and what stands higher stands on one

UNSEEN = N_("„%(thing)s“ ist vom Schild aus nicht zu sehen.")
MOSTLY_UNSEEN = N_("%(hidden)s von %(many)s geplanten Teilen sind vom Schild aus nicht zu sehen.")
CAMERA_INSIDE = N_("Die Kamera „%(camera)s“ steckt in „%(thing)s“.")
HIGHER = N_("„%(thing)s“ ragt %(metres)s m über das Nachbarhaus.")
CAMERAS: Mapping[str, str] = {"poster": N_("Titelbild"), "thumbnail": N_("Vorschaubild"), SIGN: N_("Schild")}


def unseen(
    things: Sequence[Thing], new: Container[Path], cameras: Mapping[str, Camera], variant: str
) -> Iterator[Finding]:
    """Yield one finding if what really stands there hides half of what is planned and ``new`` from the sign."""
    walls = [thing for thing in things if thing.role == CONTEXT and len(thing.opaque)]
    planned = [thing for thing in things if thing.source in new and _is_to_be_seen(thing)]
    planned = sorted(planned, key=lambda thing: -float((thing.high - thing.low).max()))[:MOST_LOOKED_AT]
    if SIGN not in cameras or not walls or not planned:
        return
    eye, boxes = np.array(cameras[SIGN].eye), np.array([(wall.low, wall.high) for wall in walls])
    seen = {thing.source for thing in planned if _is_seen(thing, eye, walls, boxes)}
    hidden = [thing for thing in planned if thing.source not in seen]
    many, few = len(of_text(planned)), of_text(hidden)
    if len(few) == many == 1:
        yield Finding("unseen", UNSEEN, few, variant, {"thing": hidden[0].title})
    elif len(few) * 2 >= many:
        yield Finding("unseen", MOSTLY_UNSEEN, few, variant, {"hidden": len(few), "many": many})


def _is_to_be_seen(thing: Thing) -> bool:
    """Tell whether somebody at the sign could hope to see it: what stands on a roof is meant for those above."""
    is_body = not (thing.is_ground or thing.is_air or thing.family == "people")
    return thing.role == PLANNED and is_body and thing.low[1] < HOUSE_M


def _is_seen(thing: Thing, eye: Floats, walls: Sequence[Thing], boxes: Floats) -> bool:
    """Tell whether any of a few points over the middle of a thing is in sight; ``boxes`` (n, 2, 3) are of the walls."""
    points = np.repeat((thing.low + thing.high)[None] / 2, len(LOOKED_AT), axis=0)
    points[:, 1] = thing.low[1] + LOOKED_AT * (thing.high[1] - thing.low[1])
    ways = points - eye
    between = [wall.opaque for wall, is_hit in zip(walls, _hit(boxes, eye, ways), strict=True) if is_hit]
    if not between:
        return True
    far = away(soup(np.concatenate(between)), eye[None], ways)
    return bool((far > OF_THE_WAY).all(axis=1).any())


def _hit(boxes: Floats, eye: Floats, ways: Floats) -> NDArray[np.bool_]:
    """Return of (n, 2, 3) boxes which any of the ways, (m, 3), goes through before its end."""
    safe = np.where(np.abs(ways) > TINY, ways, TINY)[:, None, None]
    shares = (boxes - eye) / safe
    begin, end = shares.min(axis=2).max(axis=2), shares.max(axis=2).min(axis=2)
    return np.asarray(((begin <= end) & (end > 0) & (begin < 1)).any(axis=0))


def cameras_inside(things: Sequence[Thing], cameras: Mapping[str, Camera], variant: str) -> Iterator[Finding]:
    """Yield each camera from which one sees nothing but the inside of one thing, above and all around."""
    angles = np.linspace(0, 2 * np.pi, WAYS, endpoint=False) + 0.1
    level = np.stack([np.cos(angles), np.zeros(WAYS), np.sin(angles)], axis=1)
    ways = np.concatenate([level, [[0.0, 1.0, 0.0]]])
    for name, camera in cameras.items():
        eye = np.array(camera.eye)
        for thing in things:
            is_about = (thing.low < eye).all() and (thing.high > eye).all() and len(thing.opaque)
            if is_about and np.isfinite(away(soup(thing.opaque), eye[None], ways)).any(axis=1).all():
                values: Values = {"camera": CAMERAS[name], "thing": thing.title}
                yield Finding("camera_inside", CAMERA_INSIDE, of_text([thing]), variant, values)


def above_neighbours(things: Sequence[Thing], new: Container[Path], variant: str) -> Iterator[Finding]:
    """Yield the houses that are planned, and ``new``, and stand higher than all that really stand about them."""
    houses = [thing for thing in things if _is_house(thing)]
    neighbours = [thing.corners.reshape(-1, 3) for thing in houses if thing.role == CONTEXT]
    for thing in houses:
        if thing.role == PLANNED and thing.source in new:
            higher_m = float(thing.high[1]) - max((_height_near(thing, each) for each in neighbours), default=np.inf)
            if HIGHER_M < higher_m < np.inf:
                values: Values = {"thing": thing.title, "metres": round(higher_m, 1)}
                yield Finding("above_neighbour", HIGHER, of_text([thing]), variant, values)


def _is_house(thing: Thing) -> bool:
    is_built = thing.family == "buildings" or not thing.source  # official data are of buildings
    return is_built and thing.low[1] < STANDING_M and thing.high[1] - thing.low[1] > HOUSE_M


def _height_near(house: Thing, points: Floats) -> float:
    """Return how high those of (n, 3) points reach that lie near a house; minus infinity for none of them."""
    gaps = np.maximum(house.low - points, points - house.high)[:, [0, 2]].clip(0)
    near = np.hypot(gaps[:, 0], gaps[:, 1]) < NEIGHBOUR_M
    return float(points[near, 1].max(initial=-np.inf))
