"""Reading the parts of a scene: which part, set to what, standing where, moving how."""

import random
from dataclasses import dataclass
from typing import Literal

import numpy as np

from app.i18n import N_
from app.meshes.deterministic_math import combined
from app.meshes.dressed import Motion, MotionKind, Pose
from app.meshes.kit import FAMILIES, PARTS
from app.meshes.kit.lettering import LETTERS
from app.meshes.kit.part import Parameter, Value
from app.meshes.materials import MATERIALS, exists
from app.meshes.outlines import crosses_itself, signed_area
from app.meshes.scene.fields import A_NUMBER, A_SHORT_TEXT, ONE_OF, UNFIT, Fields, Point
from app.meshes.scene.lines import Path

Role = Literal["planned", "context", "ground"]

ROLES: tuple[Role, ...] = ("planned", "context", "ground")
MOTIONS: tuple[MotionKind, ...] = ("pass", "sway", "rise", "bob", "turn")
LONGEST_LOOP_S = 10.0
MOST_PLACES = 2000
MOST_LETTERS = 40
LONGEST_GROUP = 60
MOST_CORNERS, LEAST_AREA_M2 = 60, 0.01  # of an outline
UPLOAD = "upload"  # stands for a model made elsewhere, where parts of the kit have their name
BUILDINGS = {part.name for part in FAMILIES["buildings"]}


@dataclass(frozen=True)
class Placement:
    """A part of the kit, what it is set to, and everywhere it stands.

    ``when``: the variants that show it.  ``role``: what the planning adds, what really stands there, or the ground
    below both.  ``clay``: shown in whites and greys.  ``looks``: how many different ones there are, if the part has
    a seed.  ``source``: where the text has it, like ("parts", 3).  ``per_spot``: so many places in a row belong to
    one spot of the text.
    """

    part: str
    values: dict[str, Value]
    places: tuple[Pose, ...]
    when: tuple[str, ...]
    role: Role
    clay: bool
    motion: Motion | None
    looks: int
    source: Path
    per_spot: int

    @property
    def stands_in(self) -> bool:
        """Tell whether this stands in for a real building, so that it gives way where that one is known."""
        return self.role == "context" and self.part in BUILDINGS


def placement(fields: Fields, scene_turn_deg: float, variants: tuple[str, ...]) -> Placement | None:
    """Read one [[parts]]; None, with a fault noted, if there is no such part."""
    name = fields.text("part")
    if name not in PARTS:
        if name:
            names = ", ".join(sorted([*PARTS, UPLOAD]))
            fields.fault("part", N_("Das Teil „%(name)s“ gibt es nicht."), ONE_OF, name=name, names=names)
        return None
    places, looks, turn_deg = standing(fields, scene_turn_deg)
    for_editors(fields)
    role = fields.choice("role", ROLES, "ground" if PARTS[name].is_ground else "planned")
    found = Placement(
        part=name,
        values={p.name: _value(fields, p) for p in PARTS[name].parameters},
        places=places,
        when=fields.some("when", variants),
        role=role,
        clay=fields.switch("clay", role == "context"),
        motion=_motion(fields.inner("motion"), turn_deg) if fields.has("motion") else None,
        looks=looks,
        source=fields.path,
        per_spot=per_spot(places, fields),
    )
    fields.end(known=("at", "clay", "group", "motion", "repeat", "role", "spots", "when"))
    return found


def standing(fields: Fields, scene_turn_deg: float) -> tuple[tuple[Pose, ...], int, float]:
    """Read everywhere something stands, how many looks it has there, and how far it is turned."""
    turn_deg = fields.number("turn_deg", 0.0, -360, 360, "deg") + scene_turn_deg
    spots = fields.points("spots") if fields.has("spots") else (fields.point("at"),)
    if fields.has("spots") and fields.has("at"):
        fields.fault("at", N_("Neben spots steht auch at."), N_("Erlaubt: entweder at oder spots."))
    places = [Pose(turned(spot, scene_turn_deg), turn_deg) for spot in spots]
    looks = 1
    if fields.has("repeat"):
        places, looks = _repeated(fields.inner("repeat"), places, turn_deg)
    return tuple(places), looks, turn_deg


def for_editors(fields: Fields) -> None:
    """Check what only an editor of scenes makes use of: the name of a group, and whether something is held fast."""
    fields.switch("locked", False)
    if fields.has("group") and len(name := fields.text("group")) > LONGEST_GROUP:
        fields.fault("group", UNFIT, A_SHORT_TEXT, given=repr(name[:20]), most=LONGEST_GROUP)


def per_spot(places: tuple[Pose, ...], fields: Fields) -> int:
    """Return how many of the places of one [[parts]] belong to one of its spots."""
    spots = fields.table.get("spots")
    return len(places) // max(len(spots), 1) if isinstance(spots, list) else len(places)


def turned(point: Point, turn_deg: float) -> Point:
    """Turn a point clockwise, seen from above, about the origin."""
    x, y, z = combined(np.array([point]), Pose(turn_deg=turn_deg).turn().T)[0].round(6).tolist()
    return x, y, z


def _repeated(fields: Fields, places: list[Pose], turn_deg: float) -> tuple[list[Pose], int]:
    """Read ``repeat``: rows of places, in the directions of the part itself, each a little different."""
    count = fields.count("count", 1, 1, MOST_PLACES)
    rows = fields.count("rows", 1, 1, MOST_PLACES)
    step = turned(fields.point("step", (0.0, 0.0, 0.0)), turn_deg)
    row_step = turned(fields.point("row_step", (0.0, 0.0, 0.0)), turn_deg)
    vary = fields.number("vary", 0.0, 0, 0.5)
    vary_turn_deg = fields.number("vary_turn_deg", 0.0, 0, 180, "deg")
    vary_m = fields.number("vary_m", 0.0, 0, 50, "m")
    turn_step_deg = fields.number("turn_step_deg", 0.0, -360, 360, "deg")
    dice = random.Random(fields.count("seed", 0, 0, 10**6))  # noqa: S311 - looks, not secrets
    looks = fields.count("looks", 1, 1, 50)
    if count * rows * len(places) > MOST_PLACES:
        wrong, pieces = N_("Das sind %(pieces)s Stück."), count * rows * len(places)
        fields.fault("count", wrong, N_("Erlaubt: höchstens %(most)s."), pieces=pieces, most=MOST_PLACES)
        count = rows = 1
    fields.end()
    found = []
    for place in places:
        for row in range(rows):
            for i in range(count):
                shift = [step[k] * i + row_step[k] * row for k in range(3)]
                aside = dice.uniform(-vary_m, vary_m), 0.0, dice.uniform(-vary_m, vary_m)
                x, y, z = (place.by[k] + shift[k] + aside[k] for k in range(3))
                turn = place.turn_deg + turn_step_deg * i + dice.uniform(-vary_turn_deg, vary_turn_deg)
                found.append(Pose((x, y, z), turn, place.scale * (1 + dice.uniform(-vary, vary))))
    return found, looks


def _motion(fields: Fields, turn_deg: float) -> Motion:
    kind = fields.choice("kind", MOTIONS)
    seconds = fields.number("seconds", 6.0, 0.5, LONGEST_LOOP_S, "s")
    by_m = deg = 0.0
    start = end = (0.0, 0.0, 0.0)
    if kind == "pass":
        end = fields.point("to")
        start = fields.point("from", (-end[0], -end[1], -end[2]))
    elif kind in ("bob", "rise"):
        by_m = fields.number("by_m", None, -50, 50, "m")
    elif kind == "sway":
        deg = fields.number("deg", 2.0, 0, 45, "deg")
    else:
        deg = fields.number("deg", 360.0, -360, 360, "deg")
    fields.end()
    return Motion(kind, seconds, (turned(start, turn_deg), turned(end, turn_deg)), by_m, deg)


def _value(fields: Fields, parameter: Parameter) -> Value:
    """Read one parameter of a part; its default where nothing is written."""
    name, default = parameter.name, parameter.default
    low = -1e6 if parameter.low is None else parameter.low
    high = 1e6 if parameter.high is None else parameter.high
    if parameter.unit == "choice":
        return fields.choice(name, parameter.choices, str(default))
    if parameter.unit == "switch":
        return fields.switch(name, bool(default))
    if parameter.unit == "colour":
        return colour(fields, name, str(default))
    if parameter.unit in ("count", "seed"):
        return fields.count(name, int(default), int(max(low, 0)), int(high))
    if parameter.unit == "points":
        return _line(fields, name, str(default))
    if parameter.unit == "outline":
        return _outline(fields, name, str(default))
    if parameter.unit == "text":
        return _letters(fields, name, str(default))
    return fields.number(name, float(default), low, high, parameter.unit if parameter.unit in A_NUMBER else "")


def _line(fields: Fields, name: str, default: str) -> str:
    """Read a list of points on the ground as the text that parts take: "x z, x z"."""
    if not fields.has(name):
        fields.asked.add(name)
        return default
    found = fields.points(name)
    if len(found) == 1:
        fields.fault(name, N_("Das ist nur ein Punkt."), N_("Erlaubt: mindestens zwei Punkte [x, z], in Metern."))
    return ", ".join(f"{x:g} {z:g}" for x, _, z in found) if len(found) > 1 else default


def _outline(fields: Fields, name: str, default: str) -> str:
    """Read the corners of an area as the text that parts take."""
    found = _line(fields, name, default)
    corners = np.array([pair.split() for pair in found.split(",")], dtype=np.float64)
    if len(corners) > MOST_CORNERS:
        wrong, allowed = N_("Der Umriss hat %(many)s Ecken."), N_("Erlaubt: höchstens %(most)s Ecken.")
        fields.fault(name, wrong, allowed, many=len(corners), most=MOST_CORNERS)
        return default
    if abs(signed_area(corners)) < LEAST_AREA_M2:
        fields.fault(name, N_("Der Umriss umschließt nichts."), N_("Erlaubt: mindestens drei Ecken um eine Fläche."))
        return default
    if crosses_itself(corners):
        fields.fault(name, N_("Der Umriss kreuzt sich selbst."), N_("Erlaubt: Ecken der Reihe nach um die Fläche."))
        return default
    return found


def _letters(fields: Fields, name: str, default: str) -> str:
    """Read one line of text of which every letter can be drawn."""
    if not fields.has(name):
        fields.asked.add(name)
        return default
    found = fields.text(name)
    strange = "".join(dict.fromkeys(letter for letter in found if letter not in LETTERS))
    if strange or len(found) > MOST_LETTERS:
        wrong, allowed = (
            N_("„%(text)s“ lässt sich so nicht schreiben."),
            N_("Erlaubt: höchstens %(most)s dieser Zeichen: %(letters)s"),
        )
        fields.fault(name, wrong, allowed, text=found, most=MOST_LETTERS, letters="".join(sorted(LETTERS)))
        return default
    return found


def colour(fields: Fields, name: str, default: str) -> str:
    """Read a material or a colour; ``default`` where nothing is written."""
    if not fields.has(name):
        fields.asked.add(name)
        return default
    value = fields.text(name)
    if value and not exists(value):
        allowed = N_("Erlaubt: eine Farbe „#rrggbb“ oder eines von %(names)s.")
        fields.fault(
            name, N_("Das Material „%(name)s“ gibt es nicht."), allowed, name=value, names=", ".join(MATERIALS)
        )
        return default
    return value or default
