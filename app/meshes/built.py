"""What comes out of building: the files of each variant, and what pages say about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.meshes.scene import Annotation, Camera
from app.meshes.scene.fields import Point


@dataclass(frozen=True)
class Files:
    """The files of one variant, how many triangles they show, and their extent along X, Y and Z in metres.

    ``posters`` maps a form ("1200.avif") to a file; empty where they come with the scene.
    """

    glb: bytes
    usdz: bytes
    triangles: int
    draw_calls: int
    size_m: Point
    posters: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Build:
    """What came of a scene: the files of its variants in their order, and what the page says about them.

    ``dimension`` are the two ends of the line that shows the true size, in metres, and ``camera`` is where
    the poster is taken from; both None for a station.  ``footprint`` is what the asset covers seen from above: the
    (x, z) corners of a convex outline, in metres; empty for a station.  ``left_out`` are the models for which a
    station had no room.
    """

    variants: Mapping[str, Files]
    schematic: str = ""
    dimension: tuple[Point, Point] | None = None
    annotations: tuple[Annotation, ...] = ()
    camera: Camera | None = None
    footprint: tuple[tuple[float, float], ...] = ()
    left_out: tuple[str, ...] = ()
