"""The workshop for 3D: scenes of parametric parts, and models made elsewhere, become GLB, USDZ and posters.

``build`` makes the files of a planning, ``build_station`` those of a station with all its plannings; ``build_upload``
those of a GLB that ``upload`` took in.
What they make depends on nothing but the text of the scene and on this code: ``VERSION`` changes when
the code does, so ``scene_hash`` says whether a build that somebody kept is still good.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.meshes import check, glb, usdz
from app.meshes.compose import compose
from app.meshes.dressed import Dressed
from app.meshes.faults import Fault, MeshError
from app.meshes.posters import FORMATS, MOST_BYTES, drawn, poster_file
from app.meshes.raster import camera_for
from app.meshes.scene import STATES, Annotation, Camera, Scene, State, read
from app.meshes.scene.fields import Point
from app.meshes.station import Standing, StandingModel, compose_station, with_models
from app.meshes.upload import dressed_of

__all__ = [
    "POSTERS",
    "STATES",
    "VERSION",
    "Annotation",
    "Build",
    "Camera",
    "Fault",
    "Files",
    "MeshError",
    "Scene",
    "Standing",
    "StandingModel",
    "State",
    "build",
    "build_station",
    "build_upload",
    "dressed_of",
    "poster_file",
    "read",
    "scene_hash",
]

NO_CAMERAS: Mapping[str, Camera] = {}


@dataclass(frozen=True)
class Files:
    """The files of one state, how many triangles they show, and their extent along X, Y and Z in metres.

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
    """What came of a scene: the files of both states, and what the page says about them.

    ``dimension`` are the two ends of the line that shows the true size, in metres, and ``camera`` is where
    the poster is taken from; both None for a station.  ``footprint`` is what the asset covers seen from above: the
    (x, z) corners of a convex outline, in metres; empty for a station.  ``left_out`` are the models for which a
    station had no room.
    """

    states: Mapping[State, Files]
    labels: str = "planned"
    schematic: str = ""
    dimension: tuple[Point, Point] | None = None
    annotations: tuple[Annotation, ...] = ()
    camera: Camera | None = None
    footprint: tuple[tuple[float, float], ...] = ()
    left_out: tuple[str, ...] = ()


def build(source: Path | bytes, *, name: str, with_posters: bool = False) -> Build:
    """Build both states of a scene, given as ``scene.toml`` or its bytes; ``name`` is the asset's.

    Raises MeshError with every fault of the scene, or with every budget that it breaks.
    """
    scene = read((source.read_bytes() if isinstance(source, Path) else source).decode("utf-8", "replace"))
    cameras = scene.cameras if with_posters else {}
    dressed = {state: compose(name, scene, state) for state in STATES}
    return Build(
        states={state: _files(each, check.PLANNING, cameras=cameras) for state, each in dressed.items()},
        labels=scene.labels,
        schematic=scene.schematic,
        dimension=scene.size,
        annotations=scene.annotations,
        camera=scene.cameras["poster"],
        footprint=dressed["after"].footprint(),
    )


def build_upload(clean: bytes, *, name: str) -> Build:
    """Build what is planned, and only that, of a GLB that was taken in.  Raises MeshError for a broken budget."""
    dressed = dressed_of(clean, name=name)
    camera = camera_for(dressed)
    files = _files(dressed, check.PLANNING, cameras=dict.fromkeys(("poster", "thumbnail"), camera), binary=clean)
    return Build({"after": files}, camera=camera, footprint=dressed.footprint())


def build_station(standing: Sequence[Standing], *, models: Sequence[StandingModel] = (), name: str) -> Build:
    """Build both states of a station from the scenes of its plannings, and from models, which show what is planned.

    The heaviest models are left out as long as all together break the budget.  Raises MeshError if the scenes do.
    """
    before, after = (compose_station(name, standing, state) for state in STATES)
    lightest_first = sorted(models, key=lambda model: model.dressed.triangles)
    files, left_out = _fitting(after, lightest_first)
    return Build({"before": _files(before, check.STATION), "after": files}, left_out=left_out)


def _fitting(station: Dressed, models: Sequence[StandingModel]) -> tuple[Files, tuple[str, ...]]:
    """Return the files of a station with as many of the models as the budget allows, and the names of the others."""
    try:
        return _files(with_models(station, models), check.STATION), ()
    except MeshError:
        if not models:
            raise
    files, left_out = _fitting(station, models[:-1])
    return files, (*left_out, models[-1].name)


def scene_hash(source: bytes) -> str:
    """Return a hash of everything that the build of a scene depends on."""
    return hashlib.sha256(VERSION.encode() + b"\0" + source).hexdigest()


def _files(
    dressed: Dressed, budget: check.Budget, *, cameras: Mapping[str, Camera] = NO_CAMERAS, binary: bytes = b""
) -> Files:
    """Return the files of one state; with ``cameras`` also its posters, with ``binary`` that in place of a new GLB."""
    binary, package = binary or glb.write(dressed), usdz.write(dressed)
    if faults := check.over(budget, dressed, binary, package):
        raise MeshError(faults)
    posters = drawn(dressed, cameras) if cameras else {}
    return Files(binary, package, dressed.triangles, dressed.draw_calls, dressed.size_m, posters)


def _version() -> str:
    folder = Path(__file__).parent
    code = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        code.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return code.hexdigest()[:16]


POSTERS = tuple(f"{width_px}.{form}" for width_px in MOST_BYTES for form in FORMATS)  # width in pixels and format
VERSION = _version()
