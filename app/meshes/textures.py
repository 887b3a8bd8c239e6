"""The textures, drawn in code: tileable, of real size, the same at every run.

``TEXTURES`` names each one with the metres that its tile covers.  A material of the same name in
``materials`` wears it; its mean colour is that material's colour.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from app.meshes.materials import MATERIALS
from app.meshes.paint import Floats, courses, flat, mixed, noise, pebbles, shaded

Paint = Callable[[str], Floats]


@dataclass(frozen=True)
class Texture:
    """A tile of ``width_m`` by ``height_m``; ``paint`` draws it from its material's colour.

    ``gloss`` tells where it is smoother than its material: a mask 0…1, with the roughness there.
    """

    width_m: float
    height_m: float
    paint: Paint
    gloss: Callable[[], Floats] | None = None
    gloss_roughness: float = 0.1


@cache
def picture(name: str) -> Floats:
    """Return the (n, n, 3) sRGB picture of a texture, tinted so that its mean is its material's colour."""
    colour = MATERIALS[name].colour
    drawn = TEXTURES[name].paint(colour)
    wanted = flat(colour)[0, 0]
    evened = np.clip(drawn * (wanted / np.maximum(drawn.mean(axis=(0, 1)), 1e-3)), 0, 1)
    return evened if name not in _KEEP else drawn


@cache
def roughness(name: str) -> Floats:
    """Return the (n, n) roughness of a texture."""
    texture, rough = TEXTURES[name], MATERIALS[name].roughness
    even = np.full(flat("#000000").shape[:2], rough)
    return even if texture.gloss is None else even + (texture.gloss_roughness - rough) * texture.gloss()


# --- walls ------------------------------------------------------------------------------------


def _bricks(colour: str, joint: str = "#c9c0b2") -> Floats:
    cells = courses(8, 24)
    wall = shaded(flat(colour), cells.tones(1) * 0.09 + noise(2, 0.01) * 0.03)
    lit = np.clip((cells.up - 0.75) * 0.5, 0, 1) - np.clip((0.2 - cells.up) * 0.5, 0, 1)
    return mixed(shaded(wall, lit), shaded(flat(joint), noise(3, 0.01) * 0.03), cells.joints(0.008))


def _mottled(colour: str, coarse: float = 0.018, fine: float = 0.015) -> Floats:
    return shaded(flat(colour), noise(4, 0.08) * coarse + noise(5, 0.006) * fine)


def _ashlar(colour: str) -> Floats:
    cells = courses(4, 8)
    wall = shaded(flat(colour), cells.tones(6) * 0.05 + noise(7, 0.02) * 0.03)
    return mixed(wall, shaded(flat(colour), np.full(wall.shape[:2], -0.3)), cells.joints(0.008) * 0.8)


def _formwork(colour: str) -> Floats:
    cells = courses(2, 4, shift=0.0)
    wall = shaded(_mottled(colour, 0.03, 0.015), cells.tones(8) * 0.015)
    return shaded(wall, -0.14 * cells.joints(0.006))


def _window_mask() -> Floats:
    cells = courses(2, 2, shift=0.0)
    inside = (np.abs(cells.across - 0.5) < 0.27) & (np.abs(cells.up - 0.52) < 0.27)
    return inside.astype(np.float64)


def _window_grid(colour: str) -> Floats:
    cells = courses(2, 2, shift=0.0)
    wall = _mottled("#dcd8cf")
    frame = ((np.abs(cells.across - 0.5) < 0.3) & (np.abs(cells.up - 0.52) < 0.3)).astype(np.float64)
    sky = np.clip((cells.up - 0.25) * 1.2, 0, 1)
    pane = mixed(flat("#4d5f6d"), flat("#9db4c2"), sky * 0.8 + cells.tones(9) * 0.12)
    bars = (np.abs(cells.across - 0.5) < 0.014).astype(np.float64)
    sill = ((np.abs(cells.across - 0.5) < 0.32) & (cells.up > 0.19) & (cells.up < 0.225)).astype(np.float64)
    wall = mixed(mixed(wall, flat("#f3f1ec"), frame), pane, _window_mask())
    return mixed(mixed(wall, flat("#f3f1ec"), bars * _window_mask()), flat("#b7b2a8"), sill)


def _curtain_mask() -> Floats:
    return 1 - courses(4, 2, shift=0.0).joints(0.02)


def _curtain_wall(colour: str) -> Floats:
    cells = courses(4, 2, shift=0.0)
    pane = mixed(flat("#6f8c9d"), flat("#c3d8e2"), cells.up * 0.8 + cells.tones(10) * 0.1)
    spandrel = (cells.up < 0.22).astype(np.float64)
    return mixed(mixed(pane, flat("#5b6f7b"), spandrel * 0.7), flat("#e6e9ea"), cells.joints(0.02))


def _corrugated(colour: str) -> Floats:
    cells = courses(16, 1, shift=0.0)
    return shaded(flat(colour), 0.16 * np.sin(cells.across * 2 * np.pi) + noise(11, 0.05) * 0.01)


# --- roofs ------------------------------------------------------------------------------------


def _tiles(colour: str) -> Floats:
    cells = courses(10, 8)
    roof = shaded(flat(colour), cells.tones(12) * 0.07 + 0.14 * np.sin(cells.across * np.pi) - 0.08)
    return shaded(roof, -0.45 * np.clip((0.16 - cells.up) / 0.16, 0, 1))


def _slates(colour: str) -> Floats:
    cells = courses(10, 14)
    roof = shaded(flat(colour), cells.tones(13) * 0.08 + noise(14, 0.02) * 0.03)
    return shaded(roof, -0.4 * np.clip((0.12 - cells.up) / 0.12, 0, 1) - 0.25 * cells.joints(0.006))


def _sedum(colour: str) -> Floats:
    cells = pebbles(26, 15)
    bed = shaded(flat(colour), cells.tones(16) * 0.07 + noise(17, 0.06) * 0.05)
    bloom = (cells.tones(18) > 1.7) * np.clip(1 - cells.across * 2.2, 0, 1)
    rust = np.clip(noise(19, 0.1) - 0.6, 0, 1)
    return mixed(mixed(bed, flat("#a99a62"), rust * 0.4), flat("#dcc9b4"), bloom * 0.7)


def _cells_of_silicon(colour: str) -> Floats:
    cells, lines, module = courses(6, 10, shift=0.0), courses(24, 10, shift=0.0), courses(1, 1, shift=0.0)
    panel = shaded(flat(colour), cells.tones(20) * 0.05 + (cells.up - 0.5) * 0.12)
    panel = mixed(panel, flat("#7c8ba6"), (lines.across < 0.1) * 0.35)
    panel = mixed(panel, flat("#93a2b8"), cells.joints(0.007))
    return mixed(panel, flat("#d9dde0"), module.joints(0.03))


# --- ground -----------------------------------------------------------------------------------


def _pavers(colour: str, columns: int = 10, rows: int = 20, joint: float = 0.008, gap: str = "#8d8678") -> Floats:
    cells = courses(columns, rows)
    ground = shaded(flat(colour), cells.tones(21) * 0.06 + noise(22, 0.008) * 0.025)
    return mixed(ground, flat(gap), cells.joints(joint) * 0.75)


def _open_joints(colour: str) -> Floats:
    cells = courses(8, 8)
    ground = shaded(flat(colour), cells.tones(23) * 0.05 + noise(24, 0.008) * 0.03)
    green = shaded(flat("#7f9a55"), noise(25, 0.008) * 0.15)
    return mixed(ground, green, cells.joints(0.022))


def _grainy(colour: str, spread: float = 0.08) -> Floats:
    return shaded(flat(colour), noise(26, 0.0035) * spread + noise(27, 0.12) * 0.025)


def _pebbled(colour: str, count: int = 40) -> Floats:
    cells = pebbles(count, 28)
    stones = shaded(flat(colour), cells.tones(29) * 0.13 + (0.4 - cells.across) * 0.2)
    return shaded(stones, -0.35 * cells.joints(0.3 / count))


def _blades(colour: str) -> Floats:
    lawn = shaded(flat(colour), noise(30, 0.004, stretch=0.5) * 0.09 + noise(31, 0.1) * 0.045)
    return mixed(lawn, flat("#b9bd6c"), np.clip(noise(32, 0.02) - 1.2, 0, 1) * 0.4)


def _blooming(colour: str) -> Floats:
    lawn = shaded(flat(colour), noise(33, 0.006, stretch=0.4) * 0.13 + noise(34, 0.07) * 0.09)
    for seed, bloom in ((35, "#f2e27a"), (36, "#f4f0ea"), (37, "#c86f9b"), (38, "#7d84c9")):
        cells = pebbles(34, seed)
        lawn = mixed(lawn, flat(bloom), (cells.tones(seed) > 1.75) * np.clip(1.6 - cells.across * 5, 0, 1))
    return lawn


def _ribs(colour: str) -> Floats:
    cells, slabs = courses(12, 1, shift=0.0), courses(2, 2, shift=0.0)
    raised = np.clip(np.sin(cells.across * 2 * np.pi) * 3, -1, 1)
    ground = shaded(flat(colour), raised * 0.1 + noise(39, 0.006) * 0.02)
    return shaded(ground, -0.2 * slabs.joints(0.012))


# --- water, plants and cloth ------------------------------------------------------------------


def _waves(colour: str) -> Floats:
    crests = np.abs(noise(40, 0.03, stretch=1.6) + noise(41, 0.012, stretch=1.6) * 0.35)
    return shaded(flat(colour), np.clip(0.5 - crests, 0, 1) * 0.35 + noise(42, 0.1) * 0.04)


def _drops(colour: str) -> Floats:
    cells = pebbles(9, 43)
    ring = np.sin(cells.across * 34) * np.clip(1 - cells.across * 2.4, 0, 1)
    return shaded(flat(colour), ring * 0.32 + noise(44, 0.05) * 0.05)


def _leaves(colour: str) -> Floats:
    cells = pebbles(22, 45)
    crown = shaded(flat(colour), cells.tones(46) * 0.13 + (0.42 - cells.across) * 0.35)
    return mixed(crown, flat("#cfd98a"), np.clip(cells.tones(47) - 1.4, 0, 1) * 0.4)


def _petals(colour: str) -> Floats:
    bed = _leaves("#7d9a55")
    for seed, bloom in ((48, "#c98aa8"), (49, "#e9b84f"), (50, "#f3ece6"), (51, "#a379bd")):
        cells = pebbles(18, seed)
        bed = mixed(bed, flat(bloom), (cells.tones(seed) > 0.5) * np.clip(2.2 - cells.across * 5, 0, 1))
    return bed


def _furrows(colour: str) -> Floats:
    return shaded(flat(colour), noise(52, 0.02, stretch=0.3) * 0.14 + noise(53, 0.006) * 0.05)


def _birch(colour: str) -> Floats:
    stripes = np.clip(noise(64, 0.02, stretch=3.0) - 0.9, 0, 1) + np.clip(noise(65, 0.05, stretch=1.6) - 1.5, 0, 1)
    return mixed(shaded(flat(colour), noise(66, 0.03) * 0.04), flat("#3b3632"), stripes * 1.4)


def _boards(colour: str) -> Floats:
    cells = courses(1, 8)
    planks = shaded(flat(colour), cells.tones(54) * 0.06 + noise(55, 0.012, stretch=6.0) * 0.07)
    return shaded(planks, -0.45 * cells.joints(0.012))


def _grain(colour: str) -> Floats:
    return shaded(flat(colour), noise(62, 0.012, stretch=1 / 6) * 0.08 + noise(63, 0.08, stretch=1 / 3) * 0.05)


def _patina(colour: str) -> Floats:
    metal = shaded(flat(colour), noise(56, 0.05) * 0.07 + noise(57, 0.008) * 0.03)
    return mixed(metal, flat("#6d8a72"), np.clip(noise(58, 0.07) - 1.1, 0, 1) * 0.35)


def _flakes(colour: str) -> Floats:
    metal = shaded(flat(colour), noise(59, 0.03, stretch=0.7) * 0.13 + noise(60, 0.005) * 0.07)
    return mixed(metal, flat("#5f4438"), np.clip(noise(61, 0.05) - 0.8, 0, 1) * 0.6)


def _weave(colour: str) -> Floats:
    warp, weft = courses(32, 32, shift=0.0), courses(1, 1, shift=0.0)
    cloth = shaded(flat(colour), 0.035 * np.sin(warp.across * 2 * np.pi) + 0.035 * np.sin(warp.up * 2 * np.pi))
    return shaded(cloth, -0.16 * weft.joints(0.012))


def _display(colour: str) -> Floats:
    cells = courses(1, 1, shift=0.0)
    sky = mixed(flat("#2f6fa8"), flat("#bfe0f2"), 1 - cells.up)
    hills = (cells.up < 0.34 + 0.06 * np.sin(cells.across * 2 * np.pi)).astype(np.float64)
    view = mixed(sky, flat("#7fb268"), hills)
    sun = np.clip((0.11 - np.hypot(cells.across - 0.68, (cells.up - 0.72) * 1.5)) * 60, 0, 1)
    view = mixed(view, flat("#ffe9a8"), sun)
    for foot, length in ((0.16, 0.74), (0.1, 0.5)):
        text = (np.abs(cells.up - foot) < 0.016) & (np.abs(cells.across - 0.12 - length / 2) < length / 2)
        view = mixed(view, flat("#ffffff"), text.astype(np.float64))
    return view


TEXTURES: dict[str, Texture] = {
    "brick": Texture(2.0, 2.0, lambda _: _bricks("#a4553f")),
    "brick_dark": Texture(2.0, 2.0, lambda colour: _bricks(colour, "#8f867c")),
    "brick_white": Texture(2.0, 2.0, lambda colour: _bricks(colour, "#f0ece4")),
    "plaster": Texture(8.0, 8.0, _mottled),
    "stucco": Texture(6.0, 6.0, _mottled),
    "stone": Texture(2.4, 2.4, _ashlar),
    "concrete": Texture(5.0, 5.0, _formwork),
    "window_grid": Texture(6.0, 6.4, _window_grid, _window_mask),
    "curtain_wall": Texture(6.0, 7.2, _curtain_wall, _curtain_mask, 0.05),
    "corrugated": Texture(3.2, 3.2, _corrugated),
    "roof_tile": Texture(3.0, 2.8, _tiles),
    "slate": Texture(3.0, 3.0, _slates),
    "green_roof": Texture(5.0, 5.0, _sedum),
    "solar": Texture(1.0, 1.7, _cells_of_silicon),
    "paving": Texture(2.0, 2.0, _pavers),
    "slabs": Texture(4.0, 4.0, lambda colour: _pavers(colour, 5, 8, 0.006)),
    "permeable_paving": Texture(2.0, 2.0, _open_joints),
    "asphalt": Texture(6.0, 6.0, _grainy),
    "cycle_red": Texture(6.0, 6.0, _grainy),
    "gravel": Texture(2.5, 2.5, _pebbled),
    "ballast": Texture(2.5, 2.5, lambda colour: _pebbled(colour, 26)),
    "soil": Texture(4.0, 4.0, lambda colour: _grainy(colour, 0.14)),
    "sand": Texture(5.0, 5.0, lambda colour: _grainy(colour, 0.04)),
    "grass": Texture(6.0, 6.0, _blades),
    "meadow": Texture(6.0, 6.0, _blooming),
    "tactile": Texture(0.6, 0.6, _ribs),
    "water": Texture(6.0, 6.0, _waves),
    "water_rain": Texture(4.0, 4.0, _drops),
    "foliage": Texture(3.0, 3.0, _leaves),
    "foliage_light": Texture(3.0, 3.0, _leaves),
    "foliage_dark": Texture(3.0, 3.0, _leaves),
    "flowers": Texture(2.0, 2.0, _petals),
    "bark": Texture(1.5, 3.0, _furrows),
    "birch_bark": Texture(1.5, 1.5, _birch),
    "wood": Texture(2.4, 1.2, _boards),
    "timber": Texture(1.2, 2.4, _grain),
    "rust": Texture(4.0, 4.0, _flakes),
    "bronze": Texture(1.5, 1.5, _patina),
    "fabric": Texture(4.0, 4.0, _weave),
    "screen": Texture(1.6, 2.4, _display),
}

_KEEP = frozenset({"brick", "brick_dark", "curtain_wall", "flowers", "screen", "solar", "window_grid"})  # as drawn
