"""Buildings of a tile near stations: picked out while the tile streams past, joined and without what nobody sees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from app.geodesy import Point
from app.i18n import N_
from app.meshes.city.facets import corners, facets
from app.meshes.city.objects import BUILDING, CityError, CityObject
from app.meshes.city.reference import Frame, Reference, frame, named
from app.meshes.deterministic_math import Floats
from app.meshes.surroundings.excerpt import BUILDINGS, REACH_M, Excerpt

LONGEST_M = 500.0  # of a building, one of whose points decides whether it is looked at more closely
CENTIMETRES = 100.0
NO_REFERENCE = N_("Die Datei nennt kein Koordinatensystem; so ist nicht zu sagen, wo ihre Gebäude stehen.")
NO_REFERENCE_MEND = N_("Bitte die Kachel so hochladen, wie das Vermessungsamt sie abgibt, oder mit „srsName“ ausgeben.")


@dataclass
class _Near:
    """A station, and what was found near it by now."""

    key: str
    place: Point
    about: Frame
    points: list[Floats] = field(default_factory=list)
    triangles: list[Floats] = field(default_factory=list)
    building: list[Floats] = field(default_factory=list)
    is_roof: list[Floats] = field(default_factory=list)
    count: int = 0
    length: int = 0


def near(objects: Iterable[CityObject], stations: Mapping[str, Point]) -> tuple[dict[str, Excerpt], int]:
    """Return station -> what stands near it, and how many buildings there were at all.  Raises CityError."""
    found: dict[str, list[_Near]] = {}
    total = 0
    for each in objects:
        if each.kind != BUILDING or not each.polygons:
            continue
        total += 1
        if each.reference not in found:
            found[each.reference] = _stations(each, stations)
        x, y, _ = each.polygons[0].rings[0][:3]
        for station in found[each.reference]:
            if _may_reach(station.about, x, y):
                _keep(station, each)
    kept = {key: excerpt for inner in found.values() for key, excerpt in _excerpts(inner)}
    return kept, total


def _stations(first: CityObject, stations: Mapping[str, Point]) -> list[_Near]:
    """Return the stations as the coordinate system of a building has them."""
    reference = named(first.reference)
    if reference is None:
        raise CityError(NO_REFERENCE, NO_REFERENCE_MEND)
    points = corners([first.polygons[0].rings[0]])
    reference = reference.fitted(float(points[0, 0]), float(points[0, 1]))
    reference.place(float(points[0, 0]), float(points[0, 1]))
    return [_Near(key, place, about) for key, place in stations.items() if (about := _about(reference, place))]


def _about(reference: Reference, place: Point) -> Frame | None:
    numbers = reference.numbers(place)
    return frame(reference, *numbers, 0.0) if numbers else None


def _may_reach(about: Frame, x: float, y: float) -> bool:
    dx, dy = x - about.x, y - about.y
    (a, b), (c, d) = about.turn.tolist()
    return bool((a * dx + b * dy) ** 2 + (c * dx + d * dy) ** 2 <= (REACH_M + LONGEST_M) ** 2)


def _keep(station: _Near, thing: CityObject) -> None:
    """Keep a building of which a point lies within reach."""
    shown = {part: triangles for part, triangles in facets(thing.polygons, station.about).items() if part != "ground"}
    if not shown:
        return
    rows = np.concatenate([triangles.reshape(-1, 3) for triangles in shown.values()])
    if np.hypot(rows[:, 0], rows[:, 2]).min() > REACH_M:
        return
    grid, numbers = np.unique(np.rint(rows * CENTIMETRES), axis=0, return_inverse=True)
    triangles = numbers.reshape(-1, 3)
    is_roof = np.repeat([part == "roof" for part in shown], [len(each) for each in shown.values()])
    a, b, c = triangles.T
    whole = (a != b) & (b != c) & (c != a)
    station.points.append(grid / CENTIMETRES)
    station.triangles.append(triangles[whole] + station.length)
    station.building.append(np.full(int(whole.sum()), station.count))
    station.is_roof.append(is_roof[whole])
    station.count += 1
    station.length += len(grid)


def _excerpts(found: Iterable[_Near]) -> Iterable[tuple[str, Excerpt]]:
    for each in found:
        if each.count:
            yield (
                each.key,
                Excerpt(
                    BUILDINGS,
                    each.place,
                    np.concatenate(each.points),
                    np.concatenate(each.triangles),
                    np.concatenate(each.building),
                    np.concatenate(each.is_roof),
                ),
            )
