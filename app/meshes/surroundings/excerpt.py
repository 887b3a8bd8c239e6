"""Excerpts: what one tile has near one station, as a file of arrays."""

import io
import zipfile
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from app.geodesy import Point
from app.meshes.deterministic_math import Floats

REACH_M = 250.0  # from the station
BUILDINGS: Literal["buildings"] = "buildings"
TERRAIN: Literal["terrain"] = "terrain"
Content = Literal["buildings", "terrain"]


@dataclass(frozen=True, eq=False)
class Excerpt:
    """Points about ``place``: (n, 3) metres east, above sea level, and south of it.

    Of terrain there are only points.  Of buildings there are also triangles (m, 3) of points, for each of them the
    number of its building, from 0 on and never falling, and whether it is a roof.
    """

    content: Content
    place: Point
    points: Floats
    triangles: NDArray[np.int64]
    building: NDArray[np.int64]
    is_roof: NDArray[np.bool_]

    @property
    def buildings(self) -> int:
        """How many buildings there are."""
        return int(self.building.max()) + 1 if len(self.building) else 0

    def packed(self) -> bytes:
        """Return the excerpt as a file."""
        stream = io.BytesIO()
        np.savez_compressed(
            stream,
            content=np.array(self.content),
            place=np.array(self.place),
            points=self.points.astype(np.float32),
            triangles=self.triangles.astype(np.uint32),
            building=self.building.astype(np.uint32),
            is_roof=self.is_roof,
        )
        return stream.getvalue()

    @classmethod
    def of(cls, raw: bytes) -> Self:
        """Return what ``packed`` wrote.  Raises ValueError for anything else."""
        try:
            with np.load(io.BytesIO(raw), allow_pickle=False) as found:
                lat, lon = found["place"].tolist()
                return cls(
                    TERRAIN if str(found["content"]) == TERRAIN else BUILDINGS,
                    (lat, lon),
                    found["points"].astype(np.float64),
                    found["triangles"].astype(np.int64),
                    found["building"].astype(np.int64),
                    found["is_roof"],
                )
        except (KeyError, OSError, zipfile.BadZipFile) as error:
            raise ValueError("This is no excerpt.") from error


def terrain(place: Point, points: Floats) -> Excerpt:
    """Return an excerpt of (n, 3) points of the ground."""
    return Excerpt(TERRAIN, place, points, np.zeros((0, 3), int), np.zeros(0, int), np.zeros(0, bool))
