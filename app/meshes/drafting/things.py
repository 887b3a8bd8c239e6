"""Things: all that stands in a variant, each at its place, as the triangles that checks measure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from app.i18n import N_
from app.meshes.compose import Settings, built, settings_of
from app.meshes.deterministic_math import Floats
from app.meshes.dressed import CONTEXT, GROUND, Dressed, Piece, Pose, placed
from app.meshes.kit import FAMILIES, PARTS
from app.meshes.kit.part import Value
from app.meshes.materials import material
from app.meshes.scene import Scene
from app.meshes.scene.lines import Path
from app.meshes.scene.placing import UPLOAD, Placement
from app.meshes.skin import Surface

DETAIL, GROUND_DETAIL = 0.3, 1.0  # enough to measure with; what swells is measured as it is shown
UPLOADED = N_("Hochgeladenes 3D-Objekt")
NEIGHBOURHOOD = N_("Umgebung")
FAMILY_OF: Mapping[str, str] = {part.name: family for family, parts in FAMILIES.items() for part in parts}


@dataclass(frozen=True, eq=False)
class Form:
    """A part as it is set: (m, 3, 3) corners in metres about its own origin; which are clear, and which leaves."""

    corners: Floats
    is_clear: NDArray[np.bool_]
    is_leaf: NDArray[np.bool_]

    @property
    def foot_m(self) -> float:
        """How high its lowest point lies above its own origin."""
        return float(self.corners[..., 1].min())


@dataclass(frozen=True, eq=False)
class Thing:
    """A thing at one place.

    ``source`` is where the text has it, () for what comes from elsewhere; ``title`` a marked German word; ``family``
    and ``values`` are empty for what is not of the kit.  ``corners`` are (m, 3, 3), in metres of the scene.
    """

    source: Path
    part: str
    title: str
    family: str
    role: str
    form: Form
    place: Pose
    moves: bool = False
    values: Mapping[str, Value] = field(default_factory=dict)

    @cached_property
    def corners(self) -> Floats:
        """Its triangles where they stand."""
        turn = self.place.turn() * self.place.scale
        return np.asarray(self.form.corners @ turn.T + np.array(self.place.by))

    @cached_property
    def low(self) -> Floats:
        """The lowest corner (3,) of the box around it, along the axes of the scene."""
        return np.asarray(self.corners.min(axis=(0, 1)))

    @cached_property
    def high(self) -> Floats:
        """The highest corner (3,) of that box."""
        return np.asarray(self.corners.max(axis=(0, 1)))

    @property
    def opaque(self) -> Floats:
        """Those of its triangles that one does not look through."""
        return self.corners[~self.form.is_clear]

    @property
    def is_air(self) -> bool:
        """Whether it is nothing that one could touch: rain, mist, what is measured."""
        return bool(self.form.is_clear.all())

    @property
    def is_ground(self) -> bool:
        """Whether it lies there to be walked or driven on."""
        return self.role == GROUND or (self.part in PARTS and PARTS[self.part].is_ground)


def things(scene: Scene, variant: str) -> list[Thing]:
    """Return everything that stands in one variant, in the order of the text, then what official data have."""
    found = [thing for placement in scene.shown(variant) for thing in _of_placement(placement)]
    for upload in scene.uploads_shown(variant):
        form = _of_model(scene.models[upload.asset])
        found += [Thing(upload.source, UPLOAD, UPLOADED, "", upload.role, form, place) for place in upload.places]
    around = [(_of_piece(piece), place) for piece in scene.around for place in piece.places]
    return [*found, *(Thing((), "", NEIGHBOURHOOD, "", CONTEXT, form, at) for form, at in around)]


def _of_placement(placement: Placement) -> Iterator[Thing]:
    forms = [_of_part(placement.part, settings) for settings in settings_of(placement)]
    title, family = PARTS[placement.part].title, FAMILY_OF[placement.part]
    moves = placement.motion is not None
    for number, place in enumerate(placement.places):
        form = forms[number % len(forms)]
        yield Thing(
            placement.source, placement.part, title, family, placement.role, form, place, moves, placement.values
        )


@lru_cache(maxsize=4096)
def _of_part(part: str, settings: Settings) -> Form:
    return _form(built(part, settings, GROUND_DETAIL if PARTS[part].is_ground else DETAIL, False))


@lru_cache(maxsize=16)
def _of_model(model: Dressed) -> Form:
    found = [
        placed(each.positions, node.place)[each.triangles]
        for node in model.nodes
        for each in model.meshes[node.mesh].primitives
    ]
    corners = np.concatenate(found)
    none = np.zeros(len(corners), dtype=np.bool_)
    return Form(corners, none, none)


@lru_cache(maxsize=4)
def _of_piece(piece: Piece) -> Form:
    return _form(piece.surfaces)


def _form(surfaces: Sequence[Surface]) -> Form:
    corners = np.concatenate([s.positions[s.triangles] for s in surfaces]).astype(np.float64)
    kinds = np.repeat([material(s.material).kind for s in surfaces], [len(s.triangles) for s in surfaces])
    return Form(corners, kinds == "clear", kinds == "cut")
