"""What comes out of building: the files of each variant, and what pages say about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.meshes import glb
from app.meshes.dressed import Pose
from app.meshes.scene import Annotation, Camera
from app.meshes.scene.fields import Point


@dataclass(frozen=True)
class Model:
    """One model for the AR viewers of phones."""

    glb: bytes
    usdz: bytes


@dataclass(frozen=True)
class Files:
    """The files of one variant, how many triangles they show, and their extent along X, Y and Z in metres.

    ``view`` is the GLB for browsers, with its origin where the planning stands.  ``true`` is what is planned, at its
    size, None where nothing is; ``moved`` is where the scene's origin stands in it, and ``across_m`` its longer side.
    ``table`` is a small model on a plate.  ``posters`` maps a form ("1200.avif") to a file; empty where they come with
    the scene.
    """

    view: bytes
    table: Model
    triangles: int
    draw_calls: int
    size_m: Point
    true: Model | None = None
    moved: Pose = Pose()
    across_m: float = 0.0
    posters: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Build:
    """What came of a scene: the files of its variants in their order, and what the page says about them.

    ``dimension`` are the two ends of the line that shows the true size, in metres, None for what has none;
    ``camera`` is where the poster is taken from.  ``footprint`` is what the asset covers seen from above: the
    (x, z) corners of a convex outline, in metres; empty for a tray.  ``left_out`` are the models for which a
    tray had no room.  ``all_in_one`` is a USDZ with all variants on the table as a set, which is a trial; it is empty
    where there is one variant.
    """

    variants: Mapping[str, Files]
    schematic: str = ""
    dimension: tuple[Point, Point] | None = None
    annotations: tuple[Annotation, ...] = ()
    camera: Camera | None = None
    footprint: tuple[tuple[float, float], ...] = ()
    left_out: tuple[str, ...] = ()
    all_in_one: bytes = b""


def signed(build: Build, copyright: str) -> Build:  # noqa: A002 -- as the format calls it
    """Return a build whose GLBs say whose they are."""
    return replace(build, variants={name: _signed(files, copyright) for name, files in build.variants.items()})


def _signed(files: Files, copyright: str) -> Files:  # noqa: A002
    table = replace(files.table, glb=glb.signed(files.table.glb, copyright))
    true = replace(files.true, glb=glb.signed(files.true.glb, copyright)) if files.true else None
    return replace(files, view=glb.signed(files.view, copyright), table=table, true=true)
