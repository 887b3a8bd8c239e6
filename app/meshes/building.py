"""Building: a scene, a model that was taken in, or a station with all its plannings becomes GLB, USDZ and posters.

What is made depends on nothing but the text of the scene and the code of this workshop.  This carries USD: only jobs
import it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from app.meshes import check, glb, usdz
from app.meshes.built import Build, Files
from app.meshes.compose import compose
from app.meshes.dressed import Dressed
from app.meshes.faults import MeshError
from app.meshes.posters import drawn
from app.meshes.raster import camera_for
from app.meshes.scene import Camera, read
from app.meshes.station import Standing, StandingModel, compose_station, with_models
from app.meshes.upload.taking_in import dressed_of

PLANNED = "planned"  # the one variant of a model that was taken in
TOGETHER = "together"  # the one variant of a station: its plannings, each as it is shown first

NO_CAMERAS: Mapping[str, Camera] = {}


def build(source: Path | bytes, *, name: str, with_posters: bool = False) -> Build:
    """Build every variant of a scene, given as ``scene.toml`` or its bytes; ``name`` is the asset's.

    Raises MeshError with every fault of the scene, or with every budget that it breaks.
    """
    scene = read((source.read_bytes() if isinstance(source, Path) else source).decode("utf-8", "replace"))
    cameras = scene.cameras if with_posters else {}
    dressed = {variant: compose(name, scene, variant) for variant in scene.variants}
    return Build(
        variants={variant: _files(each, check.PLANNING, cameras=cameras) for variant, each in dressed.items()},
        schematic=scene.schematic,
        dimension=scene.size,
        annotations=scene.annotations,
        camera=scene.cameras["poster"],
        footprint=dressed[scene.variants[-1]].footprint(),
    )


def build_upload(clean: bytes, *, name: str) -> Build:
    """Build what is planned, and only that, of a GLB that was taken in.  Raises MeshError for a broken budget."""
    dressed = dressed_of(clean, name=name)
    camera = camera_for(dressed)
    files = _files(dressed, check.PLANNING, cameras=dict.fromkeys(("poster", "thumbnail"), camera), binary=clean)
    return Build({PLANNED: files}, camera=camera, footprint=dressed.footprint())


def build_station(standing: Sequence[Standing], *, models: Sequence[StandingModel] = (), name: str) -> Build:
    """Build a station from the scenes of its plannings, each in the variant that it stands there in, and from models.

    The heaviest models are left out as long as all together break the budget.  Raises MeshError if the scenes do.
    """
    lightest_first = sorted(models, key=lambda model: model.dressed.triangles)
    files, left_out = _fitting(compose_station(name, standing), lightest_first)
    return Build({TOGETHER: files}, left_out=left_out)


def _fitting(station: Dressed, models: Sequence[StandingModel]) -> tuple[Files, tuple[str, ...]]:
    """Return the files of a station with as many of the models as the budget allows, and the names of the others."""
    try:
        return _files(with_models(station, models), check.STATION), ()
    except MeshError:
        if not models:
            raise
    files, left_out = _fitting(station, models[:-1])
    return files, (*left_out, models[-1].name)


def _files(
    dressed: Dressed, budget: check.Budget, *, cameras: Mapping[str, Camera] = NO_CAMERAS, binary: bytes = b""
) -> Files:
    """Return the files of one variant; with ``cameras`` also its posters, with ``binary`` that for a new GLB."""
    binary, package = binary or glb.write(dressed), usdz.write(dressed)
    if faults := check.over(budget, dressed, binary, package):
        raise MeshError(faults)
    posters = drawn(dressed, cameras) if cameras else {}
    return Files(binary, package, dressed.triangles, dressed.draw_calls, dressed.size_m, posters)
