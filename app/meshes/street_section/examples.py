"""Examples: sections to begin with, as wide as the rules of the field want them."""

from dataclasses import dataclass

from app.i18n import N_
from app.meshes.street_section.strips import Strip

Row = tuple[str, float]


@dataclass(frozen=True)
class Example:
    """A section to begin with; ``title`` is German."""

    name: str
    title: str
    rows: tuple[Row, ...]

    @property
    def strips(self) -> tuple[Strip, ...]:
        """Its strips, from left to right."""
        return tuple(Strip(kind, width_m) for kind, width_m in self.rows)


_EDGE: tuple[Row, ...] = (("footway", 2.5), ("cycle_track", 2.0), ("safety_strip", 0.75), ("parking", 2.0))
EXAMPLES = (
    Example(
        "tram",
        N_("Straße mit Straßenbahn"),
        (
            *_EDGE,
            *(("carriageway", 3.25), ("grass_track", 3.0), ("grass_track", 3.0), ("carriageway", 3.25)),
            *reversed(_EDGE),
        ),
    ),
    Example(
        "avenue",
        N_("Straße mit Bäumen"),
        (
            *(("footway", 2.5), ("trees", 2.5), ("cycle_lane", 1.85), ("carriageway", 6.5)),
            *(("cycle_lane", 1.85), ("trees", 2.5), ("footway", 2.5)),
        ),
    ),
    Example(
        "quiet",
        N_("Wohnstraße"),
        (("footway", 2.5), ("parking", 2.0), ("carriageway", 5.5), ("footway", 2.5)),
    ),
)
