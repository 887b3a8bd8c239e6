"""Building: a scene, a model that was taken in, a station's tray, or a line, becomes GLB, USDZ and posters.

What is made depends on nothing but the text of the scene, the typeface, and the code of this workshop.  This carries
USD: only jobs import it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.meshes import check, glb, usdz
from app.meshes.bake.baking import EDGE_PX
from app.meshes.bake.scenes import baked_scene
from app.meshes.built import Build, Files, Model
from app.meshes.dressed import Dressed
from app.meshes.faults import MeshError
from app.meshes.line_model import Shown, Way, line_model
from app.meshes.miniatures import Exhibit
from app.meshes.mixed import dressed_scene, has_kit, mixed, with_models
from app.meshes.posters import drawn
from app.meshes.raster import camera_before, camera_for
from app.meshes.rearranged import ACROSS_GRID, together
from app.meshes.scene import Camera, Scene, read
from app.meshes.scene.fields import Point
from app.meshes.surroundings.standing_about import AROUND, dressed_around, piece
from app.meshes.table import table
from app.meshes.tray import tray
from app.meshes.true_size import true_size
from app.meshes.upload.taking_in import dressed_of

PLANNED = "planned"  # the one variant of a model that was taken in
TOGETHER = "together"  # the one variant of a tray, and of a line
FRONT_DEG = 180.0  # of a model that was taken in: it looks south, as parts of the kit do
SMALL_PAGE_PX = 512  # of light on models that are a hand wide
GRIDS = (ACROSS_GRID, ACROSS_GRID / 2, ACROSS_GRID / 4)  # for the table, until the budget is kept

NO_CAMERAS: Mapping[str, Camera] = {}
NO_BAKES: Mapping[str, bytes] = {}
NO_UPLOADS: Mapping[str, bytes] = {}


def build(
    source: Path | bytes,
    *,
    name: str,
    fonts: Path,
    bakes: Mapping[str, bytes] = NO_BAKES,
    page_px: int = EDGE_PX,
    with_posters: bool = False,
    surroundings: bytes = b"",
    uploads: Mapping[str, bytes] = NO_UPLOADS,
) -> Build:
    """Build every variant of a scene, given as ``scene.toml`` or its bytes; ``name`` is the asset's.

    ``fonts`` is the folder with the typeface of plates.  ``bakes`` are what was kept of the light of variants; what
    there is none of is baked, on pages of ``page_px``.  ``surroundings`` is the file of what stands about it.
    ``uploads`` are the GLBs of the models that it places among parts of the kit, by slug.

    Raises MeshError with every fault of the scene, or with every budget that it breaks.
    """
    scene = read((source.read_bytes() if isinstance(source, Path) else source).decode("utf-8", "replace"))
    scene = alone = with_models(scene, uploads)
    if surroundings:
        scene = replace(scene, around=(piece(surroundings),))
    cameras = scene.cameras if with_posters else NO_CAMERAS
    dressed = {variant: dressed_scene(name, scene, variant) for variant in scene.variants}
    plates: dict[str, Dressed] = {}

    def on_plate(variant: str, shown: Dressed, grid: float) -> Dressed:
        plates[variant] = table(shown, scene.title, scene.open_deg, fonts=fonts, grid=grid)
        return plates[variant]

    def lit(variant: str) -> Dressed:
        return _lit(name, scene, variant, file=bakes.get(variant, b""), page_px=page_px)

    last = scene.variants[-1]
    variants = {
        variant: _files(each, partial(lit, variant), partial(on_plate, variant), scene.front_deg, cameras=cameras)
        for variant, each in dressed.items()
    }
    return Build(
        variants=variants,
        schematic=scene.schematic,
        dimension=scene.size,
        annotations=scene.annotations,
        camera=scene.cameras["poster"],
        footprint=(dressed_scene(name, alone, last) if surroundings else dressed[last]).footprint(),
        all_in_one=_all_in_one(plates),
    )


def _lit(name: str, scene: Scene, variant: str, *, file: bytes, page_px: int) -> Dressed:
    kit = baked_scene(name, scene, variant, file=file, edge_px=page_px) if has_kit(scene, variant) else None
    return mixed(name, kit, scene, variant)


def _all_in_one(plates: Mapping[str, Dressed]) -> bytes:
    """Return one USDZ with all variants on the table, empty for a single one or where that is too heavy."""
    if len(plates) < 2:
        return b""
    content = usdz.write_variants(next(iter(plates.values())).name, plates)
    return content if len(content) <= check.STATION.usdz_bytes else b""


def build_upload(clean: bytes, *, name: str, title: str, fonts: Path, surroundings: bytes = b"") -> Build:
    """Build a GLB that was taken in, with what stands about it if there is a file of that.

    Raises MeshError for a broken budget.
    """
    alone = dressed_of(clean, name=name)
    parts = [("", alone)] + ([(AROUND, dressed_around(surroundings))] if surroundings else [])
    dressed = together(name, parts) if surroundings else alone
    camera = camera_for(alone)

    def on_plate(shown: Dressed, grid: float) -> Dressed:
        return table(shown, title, FRONT_DEG, fonts=fonts, grid=grid, knows_north=bool(surroundings))

    cameras = dict.fromkeys(("poster", "thumbnail"), camera)
    files = _files(dressed, lambda: dressed, on_plate, FRONT_DEG, cameras=cameras)
    return Build({PLANNED: files}, dimension=_longer_side(alone), camera=camera, footprint=alone.footprint())


def _longer_side(dressed: Dressed) -> tuple[Point, Point]:
    """Return the ends of the line along the longer side of what nobody has measured, on the ground before it."""
    (left, low, back), (right, _, near) = (corner.tolist() for corner in dressed.bounds())
    end = (right, low, near)
    return ((left, low, near), end) if right - left >= near - back else (end, (right, low, back))


def build_tray(exhibits: Sequence[Exhibit], *, name: str, fonts: Path, page_px: int = SMALL_PAGE_PX) -> Build:
    """Build a station's tray, its light on a page of ``page_px``.

    The heaviest models that others made are left out as long as all together break the budget.  Raises MeshError if
    the scenes do.
    """
    weights = {each.name: weight for each in exhibits if (weight := each.foreign_triangles)}
    heaviest_first = sorted(weights, key=lambda each: -weights[each])
    for many in range(len(heaviest_first) + 1):
        left_out = heaviest_first[:many]
        shown = [each for each in exhibits if each.name not in left_out]
        try:
            plain = tray(name, shown, fonts=fonts)
            files = _one(plain, partial(tray, name, shown, fonts=fonts, light_px=page_px), check.STATION)
        except MeshError as error:
            broken = error
            if len(shown) == 1:
                break
        else:
            return Build({TOGETHER: files}, camera=camera_before(plain), left_out=tuple(left_out))
    raise broken


def build_line(way: Way, stations: Sequence[Shown], *, name: str, fonts: Path, page_px: int = SMALL_PAGE_PX) -> Build:
    """Build the model of a line, with its posters, its light on a page of ``page_px``.

    Raises MeshError for a broken budget.
    """
    plain = line_model(name, way, stations, fonts=fonts)
    camera = camera_before(plain)
    files = _one(plain, partial(line_model, name, way, stations, fonts=fonts, light_px=page_px), check.LINE)
    files = replace(files, posters=drawn(plain, dict.fromkeys(("poster", "thumbnail"), camera)))
    return Build({TOGETHER: files}, camera=camera)


def _files(
    dressed: Dressed,
    lit: Callable[[], Dressed],
    on_plate: Callable[[Dressed, float], Dressed],
    front_deg: float,
    *,
    cameras: Mapping[str, Camera],
) -> Files:
    """Return the files of one variant; with ``cameras`` also its posters.

    ``lit`` returns the same with light in its colours, for phones.
    """
    view = _view(dressed, check.PLANNING)
    shown = lit()
    true = true_size(shown, front_deg)
    return Files(
        view=view,
        table=_fitting(shown, on_plate),
        triangles=dressed.triangles,
        draw_calls=dressed.draw_calls,
        size_m=dressed.size_m,
        true=_model(true.dressed, check.PHONE) if true else None,
        moved=true.moved if true else Files.moved,
        across_m=true.across_m if true else 0.0,
        posters=drawn(dressed, cameras) if cameras else {},
    )


def _fitting(dressed: Dressed, on_plate: Callable[[Dressed, float], Dressed]) -> Model:
    """Return a model for the table, as fine as the budget allows.  Raises MeshError if the coarsest is too heavy."""
    for grid in GRIDS[:-1]:
        try:
            return _model(on_plate(dressed, grid), check.PHONE)
        except MeshError:
            continue
    return _model(on_plate(dressed, GRIDS[-1]), check.PHONE)


def _one(dressed: Dressed, lit: Callable[[], Dressed], budget: check.Budget) -> Files:
    """Return the files of what is small anyway: for browsers, and with light in its colours for phones."""
    view = _view(dressed, budget)
    return Files(view, _model(lit(), budget), dressed.triangles, dressed.draw_calls, dressed.size_m)


def _view(dressed: Dressed, budget: check.Budget) -> bytes:
    """Return the GLB for browsers.  Raises MeshError with every budget that it breaks."""
    view = glb.write(dressed, is_compact=True)
    if faults := check.over(budget, dressed, view, b""):
        raise MeshError(faults)
    return view


def _model(dressed: Dressed, budget: check.Budget) -> Model:
    """Return the GLB and USDZ.  Raises MeshError with every budget that they break."""
    binary, package = glb.write(dressed), usdz.write(dressed)
    if faults := check.over(budget, dressed, binary, package):
        raise MeshError(faults)
    return Model(binary, package)
