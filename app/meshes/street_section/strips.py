"""Strips: what a street may be divided into, how wide each usually is, and how wide it should be at least.

The widths are those of the field's own rules: RASt 06 (streets in towns), ERA 2010 (cycling), EFA 2002 (walking),
EAÖ 2013 (public transport), EAR 05 (parking), DIN 18040-3 and DIN 32984 (for everybody).  They are hints: a street that
is too narrow for all of them is what people plan for.
"""

from dataclasses import dataclass
from typing import Literal

from app.i18n import N_

Direction = Literal["forward", "back", "both"]

DIRECTIONS: tuple[Direction, ...] = ("forward", "back", "both")
ROAD_M, RAISED_M, PLATFORM_M = 0.05, 0.17, 0.31  # tops: a kerb of 12 cm, a platform 26 cm above the rails
ONE_LANE_M, LANE_M = 3.0, 2.75  # RASt 06: a lane by itself, and each of several


@dataclass(frozen=True)
class Kind:
    """One kind of strip: ``title`` in German, usual and least width, how high its top lies, what it is made of.

    ``least_m`` is 0 where no rule tells one; ``rule`` names the rules.  ``spacing_m``: how far the things that stand
    or move on it are from one another, unless a section says so; 0 where there are none.
    """

    name: str
    title: str
    width_m: float
    least_m: float
    rule: str
    top_m: float
    material: str
    spacing_m: float = 0.0
    has_direction: bool = False
    is_driven: bool = False

    @property
    def is_track(self) -> bool:
        """Tell whether rails lie in it."""
        return self.name in ("tram_track", "grass_track")


def _on_road(
    name: str,
    title: str,
    width_m: float,
    least_m: float,
    rule: str,
    material: str = "asphalt",
    spacing_m: float = 0.0,
    *,
    has_direction: bool = True,
) -> Kind:
    return Kind(name, title, width_m, least_m, rule, ROAD_M, material, spacing_m, has_direction, is_driven=True)


_TABLE = (
    Kind("footway", N_("Gehweg"), 2.5, 2.5, "RASt 06, EFA 2002, DIN 18040-3", RAISED_M, "slabs", 14.0),
    Kind(
        "cycle_track",
        N_("Baulicher Radweg"),
        2.0,
        2.0,
        "ERA 2010, RASt 06",
        RAISED_M,
        "cycle_red",
        30.0,
        has_direction=True,
    ),
    _on_road("cycle_lane", N_("Radfahrstreifen"), 1.85, 1.85, "ERA 2010, RASt 06", "cycle_red", 30.0),
    _on_road("advisory_lane", N_("Schutzstreifen"), 1.5, 1.5, "ERA 2010, RASt 06", "asphalt", 30.0),
    _on_road("parking", N_("Parkstreifen"), 2.0, 2.0, "RASt 06, EAR 05", "permeable_paving", 6.5),
    _on_road("carriageway", N_("Fahrbahn"), 6.5, LANE_M, "RASt 06", "asphalt", 40.0),
    _on_road("bus_lane", N_("Busfahrstreifen"), 3.25, 3.0, "RASt 06", "asphalt", 80.0),
    _on_road("tram_track", N_("Straßenbahngleis"), 3.0, 3.0, "RASt 06, BOStrab", "asphalt", 80.0),
    _on_road("grass_track", N_("Rasengleis"), 3.0, 3.0, "RASt 06, BOStrab", "grass", 80.0),
    Kind("trees", N_("Baumstreifen"), 2.5, 2.0, "RASt 06", RAISED_M, "grass", 12.0),
    Kind("green", N_("Grünstreifen"), 2.0, 0.0, "", RAISED_M, "meadow"),
    Kind("safety_strip", N_("Sicherheitsstreifen"), 0.75, 0.5, "ERA 2010, RASt 06", RAISED_M, "paving"),
    Kind("furnishing", N_("Ausstattungsstreifen"), 1.0, 0.0, "", RAISED_M, "paving", 25.0),
    Kind("tactile_strip", N_("Leitstreifen"), 0.3, 0.3, "DIN 32984, DIN 18040-3", RAISED_M, "tactile"),
    Kind("platform", N_("Bahnsteig"), 3.0, 2.5, "EAÖ 2013, DIN 18040-3", PLATFORM_M, "slabs", 8.0),
    Kind("kerb", N_("Bord"), 0.15, 0.0, "", RAISED_M, "#c9c7c2"),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _TABLE}


@dataclass(frozen=True)
class Strip:
    """One strip of a section, from its left to its right, as somebody sees it who looks along the axis.

    ``direction`` is None where the side of the street tells it, ``lanes`` 0 where the width does; ``spacing_m`` is
    None where the kind tells it, and 0 for an empty strip.  ``material`` is "" for that of its kind.
    """

    kind: str
    width_m: float
    direction: Direction | None = None
    lanes: int = 0
    spacing_m: float | None = None
    material: str = ""

    @property
    def of(self) -> Kind:
        """The kind of this strip."""
        return KINDS[self.kind]

    @property
    def lanes_drawn(self) -> int:
        """How many lanes a carriageway has: as written, else two where two fit."""
        return self.lanes or max(1, int(self.width_m / LANE_M + 1e-6))

    @property
    def least_m(self) -> float:
        """How wide it should be at least, in metres; 0 where no rule tells that."""
        if self.kind == "carriageway":
            return ONE_LANE_M if self.lanes_drawn == 1 else LANE_M * self.lanes_drawn
        if self.kind == "cycle_track" and self.direction == "both":
            return 2.5
        return self.of.least_m
