"""A scene: the text in which somebody who is no 3D artist says what stands where.

``read`` takes a ``scene.toml`` and gives a Scene, or all the faults of the text at once, each with
its line; ``look`` gives both, for somebody who is still at it.  What may stand in it is described in
``assets/README.md``.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.i18n import N_
from app.meshes.dressed import Dressed, Piece
from app.meshes.faults import Fault, MeshError
from app.meshes.scene.fields import ONE_OF, UNFIT, Fields, Point
from app.meshes.scene.format_1 import upgraded
from app.meshes.scene.lines import line_numbers
from app.meshes.scene.placing import Placement, placement, turned
from app.meshes.scene.sections import StreetSection, sections
from app.meshes.scene.toml import loads
from app.meshes.scene.uploads import Upload, is_upload, uploads

CAMERAS = ("poster", "thumbnail")
SIGN = "sign"  # a camera that a scene may have: on the way from its station's sign, at the height of eyes
MOST_VARIANTS = 5
MOST_ANNOTATIONS = 6


@dataclass(frozen=True)
class Camera:
    """Where one looks from and to, in metres, and the upright angle of view."""

    eye: Point
    look: Point
    fov_deg: float


@dataclass(frozen=True)
class Annotation:
    """A point with words; the words lie beside the scene, by ``id``."""

    id: str
    at: Point
    when: tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """A scene that can be built: ``variants`` in the order of time, ``size`` the ends of its dimension line.

    ``front_deg`` is where people come from who look at it, clockwise from -Z.  ``around`` is what official data have
    about its place, where somebody chose that; it does not come from the text, and no building of the kit that is
    context stands beside it.  ``models`` is what was made of its ``uploads``, by slug; whoever builds it brings that.
    What its ``sections`` make is among its placements.
    """

    title: str
    variants: tuple[str, ...]
    schematic: str
    size: tuple[Point, Point]
    front_deg: float
    cameras: dict[str, Camera]
    annotations: tuple[Annotation, ...]
    placements: tuple[Placement, ...]
    uploads: tuple[Upload, ...] = ()
    sections: tuple[StreetSection, ...] = ()
    around: tuple[Piece, ...] = ()
    models: Mapping[str, Dressed] = field(default_factory=dict)

    @property
    def open_deg(self) -> float:
        """Return from where one sees into it, clockwise from -Z: as the poster does, past all that stands around."""
        return _seen_from(self.cameras["poster"])

    def shown(self, variant: str) -> tuple[Placement, ...]:
        """Return what stands there in one variant."""
        there = (found for found in self.placements if variant in found.when)
        return tuple(found for found in there if not (self.around and found.stands_in))

    def uploads_shown(self, variant: str) -> tuple[Upload, ...]:
        """Return the uploads that stand there in one variant, as far as their models are there."""
        return tuple(found for found in self.uploads if variant in found.when and found.asset in self.models)

    def variant(self, wanted: str) -> str:
        """Return ``wanted``, or the last variant if that is empty.  Raises MeshError if there is no such variant."""
        if wanted and wanted not in self.variants:
            values = {"given": wanted, "names": ", ".join(self.variants)}
            raise MeshError([Fault(1, "variants", UNFIT, ONE_OF, values)])
        return wanted or self.variants[-1]


def read(text: str) -> Scene:
    """Read a scene.  Raises MeshError with every fault."""
    scene, faults = look(text)
    if faults:
        raise MeshError(faults)
    return scene


def look(text: str) -> tuple[Scene, list[Fault]]:
    """Read a scene as far as that goes, and return it with every fault: what is wrong has its default in it.

    Raises MeshError for a text that is no TOML.
    """
    faults: list[Fault] = []
    scene = _scene(Fields(upgraded(loads(text)), (), line_numbers(text), faults))
    return scene, sorted(faults, key=lambda fault: (fault.line, fault.field))


def _scene(fields: Fields) -> Scene:
    fields.count("format", None, 1, 2)
    turn_deg = fields.number("turn_deg", 0.0, -360, 360, "deg")
    title, schematic = fields.text("title"), fields.text("schematic")
    variants = fields.slugs("variants", MOST_VARIANTS)
    size = fields.inner("size")
    ends = turned(size.point("from"), turn_deg), turned(size.point("to"), turn_deg)
    size.end()
    cameras = fields.inner("cameras")
    wanted = (*CAMERAS, SIGN) if cameras.has(SIGN) else CAMERAS
    views = {name: _camera(cameras.inner(name), turn_deg) for name in wanted}
    cameras.end()
    front_deg = fields.number("front_deg", _seen_from(views.get(SIGN, views["poster"])) - turn_deg, -720, 720, "deg")
    annotations = tuple(_annotation(each, turn_deg, variants) for each in fields.each("annotations"))
    if (many := len(annotations)) > MOST_ANNOTATIONS:
        wrong, allowed = N_("Es sind %(many)s Erklärpunkte."), N_("Erlaubt: höchstens %(most)s.")
        fields.fault("annotations", wrong, allowed, many=many, most=MOST_ANNOTATIONS)
    parts, streets = fields.each("parts"), fields.each("sections")
    if not parts and not streets:
        fields.fault("parts", N_("Die Szene hat keine Teile."), N_("Erlaubt: mindestens ein Teil [[parts]]."))
    of_kit, others = [each for each in parts if not is_upload(each)], [each for each in parts if is_upload(each)]
    placements = tuple(found for each in of_kit if (found := placement(each, turn_deg, variants)) is not None)
    placed = uploads(others, turn_deg, variants)
    across = sections(streets, turn_deg, variants)
    fields.end()
    placements += tuple(placement for street in across for placement in street.placements)
    towards_deg = (front_deg + turn_deg) % 360
    return Scene(title, variants, schematic, ends, towards_deg, views, annotations, placements, placed, across)


def _seen_from(camera: Camera) -> float:
    """Return where a camera looks from, clockwise from -Z."""
    (x, _, z), (to_x, _, to_z) = camera.eye, camera.look
    return math.degrees(math.atan2(x - to_x, to_z - z))


def _camera(fields: Fields, turn_deg: float) -> Camera:
    camera = Camera(
        turned(fields.point("eye"), turn_deg),
        turned(fields.point("look"), turn_deg),
        fields.number("fov_deg", 35.0, 5, 100, "deg"),
    )
    if camera.eye == camera.look and fields.has("eye"):
        fields.fault("look", N_("Die Kamera blickt auf sich selbst."), N_("Erlaubt: ein anderer Punkt als eye."))
    fields.end()
    return camera


def _annotation(fields: Fields, turn_deg: float, variants: tuple[str, ...]) -> Annotation:
    found = Annotation(fields.text("id"), turned(fields.point("at"), turn_deg), fields.some("when", variants))
    fields.end()
    return found
