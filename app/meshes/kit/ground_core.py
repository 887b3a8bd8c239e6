"""Pieces of ground, lifted out to show what lies below: layers, a tunnel roof, a trench or a cistern.

Nothing of a scene may lie below the ground, because phones stand a thing on its lowest point.
So what is below is shown above: a piece is cut out, lifted, and hovers over its place.
"""

from app.i18n import N_
from app.meshes.kit.part import Parameter, Part
from app.meshes.shapes_panels import FINE, bars, lid
from app.meshes.skin import Surface

Layer = tuple[str, float]  # material, thickness in metres, from the top down

LAYERS: dict[str, tuple[Layer, ...]] = {
    "sealed": (("paving", 0.08), ("concrete", 0.22), ("soil", 0.7)),
    "permeable": (("permeable_paving", 0.1), ("sand", 0.12), ("gravel", 0.45), ("soil", 0.33)),
    "trench": (("meadow", 0.08), ("soil", 0.3), ("gravel", 0.55), ("sand", 0.2)),
    "cistern": (("grass", 0.08), ("soil", 0.3)),
    "tunnel": (("paving", 0.1), ("sand", 0.1), ("concrete", 0.7)),
}


def build_ground_core(
    *, width_m: float, depth_m: float, lift_m: float, kind: str, water: float, detail: float
) -> list[Surface]:
    """A block of layers that hovers ``lift_m`` over the ground, its cut face to +Z."""
    layers = LAYERS[kind]
    hollow_m = {"cistern": 0.9, "tunnel": 1.3}.get(kind, 0.0)
    y = lift_m + hollow_m + sum(thick_m for _, thick_m in layers)
    found: list[Surface] = []
    for i, (material, thick_m) in enumerate(layers):
        y -= thick_m
        out_m = 0.04 * i if detail >= FINE else 0.0
        found.append(
            bars([(0, y, -out_m / 2)], (width_m - out_m, thick_m, depth_m - out_m), material=material, bottom=True)
        )
    if hollow_m:
        found += _hollow((width_m, hollow_m, depth_m), lift_m, kind, water)
    elif water > 0:
        found += _seeping((width_m, depth_m), lift_m, y - lift_m + sum(t for _, t in layers), water)
    return found + _lift_lines(width_m, depth_m, lift_m)


def _hollow(size: tuple[float, float, float], lift_m: float, kind: str, water: float) -> list[Surface]:
    """The room under the slab, open to +Z: side walls, back and floor; a cistern holds water."""
    width_m, height_m, depth_m = size
    walls = [(side * (width_m / 2 - 0.12), lift_m, 0.0) for side in (-1, 1)]
    found = [
        bars(walls, (0.24, height_m, depth_m - 0.12), material="concrete", bottom=True),
        bars([(0, lift_m, -depth_m / 2 + 0.12)], (width_m - 0.48, height_m, 0.12), material="concrete", bottom=True),
        bars([(0, lift_m, 0)], (width_m, 0.12, depth_m - 0.12), material="concrete", bottom=True),
    ]
    if kind == "cistern":
        level_m = max(0.05, (height_m - 0.2) * water)
        found.append(bars([(0, lift_m + 0.12, 0.02)], (width_m - 0.48, level_m, depth_m - 0.3), material="water"))
        return found
    rails = [(side * 0.36, lift_m + 0.12, 0.0) for side in (-1, 1)]
    found.append(bars(rails, (0.07, 0.12, depth_m - 0.2), material="steel_dark"))
    wire = (0.0, lift_m + height_m - 0.25, 0.0)
    return [*found, bars([wire], (0.04, 0.04, depth_m - 0.2), material="#86bbe0", bottom=True)]


def _seeping(size: tuple[float, float], lift_m: float, height_m: float, water: float) -> list[Surface]:
    """Drops on the cut face, more and lower the more water there is."""
    rows = max(1, round(water * 5))
    columns = max(2, round(size[0] / 0.45))
    feet = [
        (
            (c + 0.5 + 0.25 * (r % 2)) / (columns + 0.5) * size[0] - size[0] / 2,
            lift_m + height_m * (0.82 - 0.16 * r),
            size[1] / 2,
        )
        for r in range(rows)
        for c in range(columns)
    ]
    return [bars(feet, (0.05, 0.14, 0.05), material="#3f97cf", bottom=True)]


def _lift_lines(width_m: float, depth_m: float, lift_m: float) -> list[Surface]:
    """Thin lines at the corners and a frame on the ground say where the piece was taken."""
    if lift_m <= 0.02:
        return []
    x, z = width_m / 2, depth_m / 2
    posts = [(sx * x, 0.0, sz * z) for sx in (-1, 1) for sz in (-1, 1)]
    frame = [(0, 0, z), (0, 0, -z)]
    sides = [(x, 0, 0), (-x, 0, 0)]
    return [
        bars(posts, (0.03, lift_m, 0.03), material="#86bbe0"),
        bars(frame, (width_m + 0.06, 0.03, 0.06), material="#86bbe0"),
        bars(sides, (0.06, 0.03, depth_m), material="#86bbe0"),
        lid((width_m, depth_m), material="#6b6a66", at=(0, 0.02, 0)),
    ]


PARTS = (
    Part(
        "ground_core",
        N_("Bodenschnitt"),
        N_("Ein herausgehobenes Stück Boden, das zeigt, was unter der Fläche liegt."),
        (
            Parameter("width_m", "Breite", "m", 3.0, 0.6, 12.0),
            Parameter("depth_m", "Tiefe", "m", 1.4, 0.4, 6.0),
            Parameter("lift_m", "Wie hoch es angehoben ist", "m", 0.4, 0.0, 3.0, short=N_("Angehoben um")),
            Parameter("kind", "Aufbau des Bodens", "choice", "sealed", choices=tuple(LAYERS)),
            Parameter("water", "Wie viel Wasser darin ist", "share", 0.0, 0.0, 1.0, short=N_("Wasserstand")),
        ),
        build_ground_core,
        search="ground core, Schnitt, Untergrund, Bodenaufbau, Zisterne, Tunnel, section, cistern",
    ),
)
