"""Build orders: what is to be built, with everything that a process of its own needs, and what came out of it.

These cross between processes and bring no tables with them: who only builds starts in half the time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.actions.riders.exhibited import Exhibited, LineOnPlate, Point
from app.exchange.stored import AssetFinding, FoundPlace, Simplified
from app.i18n import N_
from app.meshes.built import Build
from app.meshes.faults import Fault

MEND = N_("Bitte das Modell vereinfachen und noch einmal als GLB ausgeben.")


@dataclass(frozen=True, kw_only=True)
class OnPlate:
    """Something that stands on a tray or beside the line: its scene, or what was built of an uploaded file."""

    source: bytes
    is_model: bool
    shown: Exhibited
    at: Point = (0.0, 0.0)  # on the line
    uploads: Mapping[str, bytes] = field(default_factory=dict)  # of a scene


@dataclass(frozen=True, kw_only=True)
class Order:
    """One asset to build: a scene of its own, an uploaded file, a station's tray, or the model of the line."""

    asset_id: int
    name: str
    source_hash: str
    title: str = ""
    scene: bytes = b""
    bakes: Mapping[str, bytes] = field(default_factory=dict)  # what was kept of its light, by variant
    uploads: Mapping[str, bytes] = field(default_factory=dict)  # what was built of those that it places, by slug
    on_plate: tuple[OnPlate, ...] = ()
    line: LineOnPlate | None = None
    clean: bytes = b""  # an uploaded GLB, once it was taken in
    credits: tuple[str, ...] = ()  # of what others made
    upload: str = ""  # or its parts
    source: str = ""  # or the key of its file
    wishes: Mapping[str, object] = field(default_factory=dict)
    nodes: Mapping[str, str] = field(default_factory=dict)  # of an uploaded file: what its parts are taken for
    simplified: Simplified | None = None  # of one that was too heavy
    looks: Mapping[str, bytes] = field(default_factory=dict)  # of that, pictures "before" and "after"
    asks: bool = False  # whether a person chooses where it can be read in several ways; else it is read as it was
    place: FoundPlace | None = None  # and where it says that it stands
    draws_posters: bool = False
    surroundings: bytes = b""  # what stands about it, where somebody chose that


@dataclass(frozen=True, kw_only=True)
class Made:
    """What came out of an order: a build, or faults."""

    order: Order
    build: Build | None = None
    faults: tuple[AssetFinding, ...] = ()


def told(fault: Fault) -> AssetFinding:
    """Return a fault of a scene as the table keeps it, and as ``refuse`` takes those of uploaded files."""
    return AssetFinding(
        line=fault.line, field=fault.field, wrong=fault.wrong, mend=fault.allowed, values=dict(fault.values)
    )
