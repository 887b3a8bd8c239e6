"""Values between a scene and its files: what is placed where, and what a file of it is made of.

GLB, USDZ and poster are three writings of one ``Dressed``; so they cannot differ in triangles,
sizes or names.
"""

import math
from collections.abc import Callable
from dataclasses import astuple, dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.meshes.deterministic_math import DIRECTION_GRID, Floats, combined, snapped
from app.meshes.front import covered
from app.meshes.materials import Rgb
from app.meshes.skin import Surface
from app.meshes.wrapping import CLAMPED, REPEATED, Sides

EMISSION = 0.8  # how much of its own colour a glowing finish sends out
DARK: Rgb = (0.0, 0.0, 0.0)
PLANNED, CONTEXT, GROUND = "planned", "context", "ground"  # groups of what a planning shows, by its role

MotionKind = Literal["pass", "sway", "rise", "bob", "turn"]


@dataclass(frozen=True)
class Pose:
    """Where a thing stands: metres, degrees clockwise seen from above, one factor for its size."""

    by: tuple[float, float, float] = (0.0, 0.0, 0.0)
    turn_deg: float = 0.0
    scale: float = 1.0

    def turn(self) -> Floats:
        """Return the (3, 3) matrix of the turn alone."""
        angle = math.radians(self.turn_deg)
        cos, sin = math.cos(angle), math.sin(angle)
        return np.array([[cos, 0, -sin], [0, 1, 0], [sin, 0, cos]])


@dataclass(frozen=True)
class Motion:
    """How a thing moves, in a loop of ``seconds``, at rest at its place.

    pass: along ``path``, from its beginning to its end, both relative to the place, in metres.
    bob, rise: up by ``by_m`` and back, or up and away.  sway, turn: by ``deg`` and back, or about.
    """

    kind: MotionKind
    seconds: float
    path: tuple[tuple[float, float, float], tuple[float, float, float]] = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
    by_m: float = 0.0
    deg: float = 0.0


@dataclass(frozen=True, eq=False)
class Piece:
    """One build of a part and all the places where it stands.  ``group`` names the node it goes into."""

    name: str
    group: str
    surfaces: tuple[Surface, ...]
    places: tuple[Pose, ...]
    motion: Motion | None = None


@dataclass(frozen=True)
class Picture:
    """An image file.  ``kind`` is "jpeg" or "png"."""

    name: str
    content: bytes
    kind: Literal["jpeg", "png"]
    width_px: int
    height_px: int


@dataclass(frozen=True)
class Finish:
    """A material of a file.

    ``colour`` is linear and, like ``roughness`` and ``metallic``, a factor; with pictures it is 1.
    ``base``, ``rough`` and ``light`` are places in the list of pictures; in ``rough``, green is roughness
    and blue is metallic.  What ``repr`` leaves out was added later, and does not change what pictures of the kit show.

    ``emission`` is the light that it sends out by itself, linear, a factor to the picture ``light`` if there is one.
    ``blends``: the alpha of ``base`` tells how much of it one sees.  ``wraps`` tells what is beyond the edges of its
    pictures where that is another thing across than down, or mirrored.
    """

    name: str
    colour: Rgb
    roughness: float
    metallic: float
    opacity: float = 1.0
    base: int | None = None
    rough: int | None = None
    glows: bool = False
    repeats: bool = False
    cutoff: float = field(default=0.0, repr=False)  # above 0: what the picture makes clearer than that is not there
    two_sided: bool = field(default=False, repr=False)
    blends: bool = field(default=False, repr=False)
    emission: Rgb = field(default=DARK, repr=False)
    light: int | None = field(default=None, repr=False)
    wraps: Sides | None = field(default=None, repr=False)

    @property
    def is_clear(self) -> bool:
        """Whether one looks through it, everywhere or somewhere."""
        return self.opacity < 1 or self.blends

    @property
    def sides(self) -> Sides:
        """What is beyond the edges of its pictures."""
        return self.wraps or (REPEATED if self.repeats else CLAMPED)

    @property
    def glow(self) -> tuple[Rgb, int | None]:
        """The light that it sends out, and the picture that this is a factor to."""
        return ((EMISSION,) * 3, self.base) if self.glows else (self.emission, self.light)

    @property
    def pictures(self) -> tuple[int, ...]:
        """The pictures that it wears, each once."""
        return tuple(dict.fromkeys(each for each in (self.base, self.rough, self.light) if each is not None))

    def hung(self, place: Callable[[int], int]) -> "Finish":
        """Return it with its pictures at other places in the list."""
        base, rough, light = (None if each is None else place(each) for each in (self.base, self.rough, self.light))
        return replace(self, base=base, rough=rough, light=light)

    def values(self) -> tuple[object, ...]:
        """Return all that it says, to be hashed: what only uploads have is left out where it says nothing."""
        plain = (self.blends, self.emission, self.light, self.wraps) == (False, DARK, None, None)
        return astuple(self)[:-4] if plain else astuple(self)


@dataclass(frozen=True, eq=False)
class Primitive:
    """Triangles of one finish.

    positions, normals (n, 3) and uvs (n, 2) float32, v downward as in glTF; triangles (m, 3) uint32.
    """

    finish: int
    positions: NDArray[np.float32]
    normals: NDArray[np.float32]
    uvs: NDArray[np.float32]
    triangles: NDArray[np.uint32]

    @property
    def size_bytes(self) -> int:
        """Bytes it takes in a GLB."""
        return len(self.positions) * 28 + len(self.triangles) * (6 if len(self.positions) <= 65535 else 12)


@dataclass(frozen=True, eq=False)
class Mesh:
    """Primitives that are drawn together; several nodes may show one mesh."""

    name: str
    primitives: tuple[Primitive, ...]


@dataclass(frozen=True)
class Node:
    """A mesh at its place; ``mesh`` is its place in the list of meshes, ``group`` says what it belongs to."""

    name: str
    mesh: int
    place: Pose
    group: str
    motion: Motion | None = None


@dataclass(frozen=True, eq=False)
class Dressed:
    """Everything that a file says: nodes under one root called ``name``."""

    name: str
    nodes: tuple[Node, ...]
    meshes: tuple[Mesh, ...]
    finishes: tuple[Finish, ...]
    pictures: tuple[Picture, ...]

    @property
    def triangles(self) -> int:
        """How many triangles are shown."""
        return sum(len(p.triangles) for node in self.nodes for p in self.meshes[node.mesh].primitives)

    @property
    def draw_calls(self) -> int:
        """How often a renderer must ask for triangles."""
        return sum(len(self.meshes[node.mesh].primitives) for node in self.nodes)

    @property
    def size_m(self) -> tuple[float, float, float]:
        """Extent along X, Y and Z in metres, everything at rest."""
        low, high = self.bounds()
        x, y, z = (high - low).tolist()
        return x, y, z

    def bounds(self, *, without: str = "") -> tuple[Floats, Floats]:
        """Return the lowest and the highest corner, each (3,), in metres; ``without`` the nodes of that group."""
        lows, highs = [], []
        for node in [n for n in self.nodes if n.group != without] or self.nodes:
            for primitive in self.meshes[node.mesh].primitives:
                points = placed(primitive.positions, node.place)
                lows.append(points.min(axis=0))
                highs.append(points.max(axis=0))
        return np.min(lows, axis=0), np.max(highs, axis=0)

    def footprint(self) -> tuple[tuple[float, float], ...]:
        """Return the corners of what everything covers seen from above: (x, z) in metres, to the centimetre."""
        shown = ((node, primitive) for node in self.nodes for primitive in self.meshes[node.mesh].primitives)
        return covered(placed(primitive.positions, node.place)[:, [0, 2]] for node, primitive in shown)


def placed(points: NDArray[np.float32], place: Pose) -> Floats:
    """Return (n, 3) points where they are once they stand at their place."""
    return snapped(combined(points, (place.turn() * place.scale).T) + np.array(place.by))


def faced(normals: NDArray[np.float32], place: Pose) -> Floats:
    """Return (n, 3) normals as they face once they stand at their place; on the grid, where they pack well."""
    return snapped(combined(normals, place.turn().T), DIRECTION_GRID)
