"""Reading the street sections of a scene: [[sections]], whose strips are laid along an axis.

The text says the section and nothing of what it makes, so that another width is another line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import N_
from app.meshes.dressed import Pose
from app.meshes.kit import PARTS
from app.meshes.parallels import Spot, distinct, run_lengths
from app.meshes.scene.fields import Fields
from app.meshes.scene.lines import Path
from app.meshes.scene.placing import MOST_PLACES, Placement, Role, colour, turned
from app.meshes.street_section.laying import Laid, laid
from app.meshes.street_section.section import Section
from app.meshes.street_section.strips import DIRECTIONS, KINDS, Strip

MOST_SECTIONS, MOST_STRIPS, MOST_AXIS_POINTS, MOST_LETTERS = 8, 40, 60, 60
WIDEST_M, LONGEST_M, TIGHTEST_M = 150.0, 2000.0, 0.05
ROLES: tuple[Role, ...] = ("planned", "context")
AT_MOST = N_("Erlaubt: höchstens %(most)s.")
AT_MOST_M = N_("Erlaubt: höchstens %(most)s m.")


@dataclass(frozen=True)
class StreetSection:
    """A section of a scene in the axes of its text, the variants that show it, and what of the kit it places.

    ``source`` is where the text has it, like ("sections", 0).
    """

    section: Section
    when: tuple[str, ...]
    source: Path
    placements: tuple[Placement, ...]


def sections(each: Sequence[Fields], scene_turn_deg: float, variants: tuple[str, ...]) -> tuple[StreetSection, ...]:
    """Read [[sections]]; one with a fault places nothing."""
    if (many := len(each)) > MOST_SECTIONS:
        each[MOST_SECTIONS].fault("name", N_("Es sind %(many)s Querschnitte."), AT_MOST, many=many, most=MOST_SECTIONS)
    return tuple(_read(fields, scene_turn_deg, variants) for fields in each[:MOST_SECTIONS])


def _read(fields: Fields, scene_turn_deg: float, variants: tuple[str, ...]) -> StreetSection:
    before = len(fields.faults)
    section = Section(
        name=_name(fields),
        axis=_axis(fields),
        strips=_strips(fields),
        measured_m=fields.number("measured_m", None, 0.5, WIDEST_M, "m") if fields.has("measured_m") else None,
        radius_m=fields.number("radius_m", 0.0, 0, 1000, "m"),
    )
    when, role = fields.some("when", variants), fields.choice("role", ROLES, "planned")
    fields.end(known=("measured_m",))
    made = _made(section, fields) if len(fields.faults) == before else []
    placements = tuple(_placement(each, when, role, fields.path, scene_turn_deg) for each in made)
    return StreetSection(section, when, fields.path, placements)


def _made(section: Section, fields: Fields) -> list[Laid]:
    """Return what a section makes; nothing, and a fault, where that is too much."""
    made, pieces = [], 0
    for each in laid(section):
        made.append(each)
        pieces += len(each.places)
        if pieces > MOST_PLACES:
            fields.fault("strips", N_("Das sind mehr als %(most)s Stück."), AT_MOST, most=MOST_PLACES)
            return []
    return made


def _name(fields: Fields) -> str:
    name = fields.text("name")
    if len(name) > MOST_LETTERS:
        allowed = N_("Erlaubt: höchstens %(most)s Zeichen.")
        fields.fault("name", N_("Der Name hat %(many)s Zeichen."), allowed, many=len(name), most=MOST_LETTERS)
    return name


def _axis(fields: Fields) -> tuple[Spot, ...]:
    found = tuple((x, z) for x, _, z in fields.points("axis"))
    line = distinct(found)
    if found and not line:
        fields.fault("axis", N_("Das ist nur ein Punkt."), N_("Erlaubt: mindestens zwei Punkte [x, z], in Metern."))
    if (many := len(found)) > MOST_AXIS_POINTS:
        fields.fault("axis", N_("Die Achse hat %(many)s Punkte."), AT_MOST, many=many, most=MOST_AXIS_POINTS)
    elif line and (length_m := run_lengths(line)[-1]) > LONGEST_M:
        long = N_("Die Achse ist %(length)s m lang.")
        fields.fault("axis", long, AT_MOST_M, length=f"{length_m:.0f}", most=f"{LONGEST_M:g}")
    return found


def _strips(fields: Fields) -> tuple[Strip, ...]:
    found = tuple(_strip(row) for row in fields.rows("strips", ("kind", "width_m"), MOST_STRIPS))
    if (wide_m := sum(strip.width_m for strip in found)) > WIDEST_M:
        wide = N_("Die Streifen sind zusammen %(width)s m breit.")
        fields.fault("strips", wide, AT_MOST_M, width=f"{wide_m:.2f}", most=f"{WIDEST_M:g}")
    return found


def _strip(row: Fields) -> Strip:
    kind = row.choice("kind", tuple(KINDS))
    found = Strip(
        kind=kind,
        width_m=row.number("width_m", None, TIGHTEST_M, WIDEST_M, "m"),
        direction=row.choice("direction", DIRECTIONS) if row.has("direction") else None,
        lanes=row.count("lanes", 0, 1, 8) if row.has("lanes") else 0,
        spacing_m=_spacing(row),
        material=colour(row, "material", ""),
    )
    row.end(known=("direction", "lanes", "material", "spacing_m"))
    return found


def _spacing(row: Fields) -> float | None:
    """Read how far things stand apart; 0 for none of them."""
    if not row.has("spacing_m"):
        return None
    wanted_m = row.number("spacing_m", None, 0, 500, "m")
    return max(wanted_m, 2.0) if wanted_m else 0.0


def _placement(made: Laid, when: tuple[str, ...], role: Role, source: Path, scene_turn_deg: float) -> Placement:
    """Return what a section makes as if the text had it: what is no context lies on the ground, or is planned."""
    places = [Pose(turned(place.by, scene_turn_deg), place.turn_deg + scene_turn_deg) for place in made.places]
    return Placement(
        part=made.part,
        values=PARTS[made.part].defaults() | made.values,
        places=tuple(places),
        when=when,
        role="ground" if made.is_ground and role == "planned" else role,
        clay=role == "context",
        motion=None,
        looks=made.looks,
        source=source,
        per_spot=len(places),
    )
