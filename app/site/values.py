"""What a rider's page is made from: published records, the files of their 3D assets, and neighbours.  Plain values.

Addresses in here are paths on our own site (``/media/…``); ``Settings.public_url`` makes them absolute where needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.exchange.documents import DocumentRecord
from app.exchange.records import (
    AssetRecord,
    LineRecord,
    PictureRecord,
    PlanningRecord,
    SignRecord,
    StationRecord,
    StopRecord,
)
from app.exchange.stored import Callout, Camera, DocumentFacts, ModelFiles, Point


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the operator decides.  ``public_url`` has no slash at its end."""

    public_url: str
    operator_name: str
    operator_address: str
    operator_mail: str
    operator_phone: str
    checked_on: str = ""  # day of the last look at the accessibility statement, ISO 8601
    has_sign_anchors: bool = False  # AR Quick Look may place plannings by a sign's code: seen on no phone yet

    @property
    def takes_mail(self) -> bool:
        """Tell whether the operator has set an address; what stands there before is a request to fill it in."""
        return "@" in self.operator_mail


@dataclass(frozen=True, kw_only=True)
class Files:
    """The files of one variant of an asset, as ``exchange.stored.VariantFiles`` has them, and its posters."""

    view: str
    view_bytes: int
    table: ModelFiles
    true: ModelFiles | None = None
    moved: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    across_m: float = 0.0
    posters: Mapping[str, str]  # "1200.avif", "1200.webp", "600.avif", "600.webp", "320.webp" -> address; may be empty


@dataclass(frozen=True, kw_only=True)
class Asset:
    """A 3D asset ready to be shown.  ``record`` is None for a station's own, composed of its plannings.

    ``placed`` are the records of what others made and a scene places.
    """

    record: AssetRecord | None
    variants: Mapping[str, Files]  # in the order of time
    schematic: str = ""  # what is schematic here, in the line's first language
    size: tuple[Point, Point] | None = None  # dimension line, metres
    annotations: tuple[Callout, ...] = ()
    camera: Camera | None = None  # None: from far enough to see everything
    placed: tuple[AssetRecord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of a station or planning."""

    record: PictureRecord
    files: Mapping[str, str]  # "1200.avif", "1200.webp", … -> address
    height_share: float  # of the two large ones, in widths


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of a station or planning, to download at ``address``."""

    record: DocumentRecord
    facts: DocumentFacts
    address: str


@dataclass(frozen=True, kw_only=True)
class Planning:
    """A published planning; ``others`` are the assets that some of its variants name instead of its own, by slug."""

    record: PlanningRecord
    asset: Asset | None
    published_on: str  # day, ISO 8601
    others: Mapping[str, Asset] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    documents: tuple[Document, ...] = ()
    news: tuple[str, ...] = ()  # moments of its timeline that are new, as ``Year.at``


@dataclass(frozen=True, kw_only=True)
class Print:
    """One sign as it stands on paper: the address that its code says, and the code's width without its quiet zone."""

    address: str
    code_mm: float


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Official buildings about a station, by true north, as high as they are above the ground at its stop.

    ``sources`` are whole lines with source, date and licence.  ``grounds_m``: code of a sign -> how much higher the
    ground there is, metres, as far as that is known.
    """

    glb: str
    sources: tuple[str, ...]
    grounds_m: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Station:
    """A published station with its published plannings in the order riders see them, and its signs.

    ``prints`` are those of the signs that were printed: code -> the newest first.
    """

    record: StationRecord
    stop: StopRecord
    plannings: tuple[Planning, ...]
    signs: tuple[SignRecord, ...]
    asset: Asset | None
    published_on: str
    pictures: tuple[Picture, ...] = ()
    documents: tuple[Document, ...] = ()
    prints: Mapping[str, tuple[Print, ...]] = field(default_factory=dict)
    surroundings: Surroundings | None = None


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A station as others see it: enough for a link and a dot on the diagram."""

    slug: str
    names: Mapping[str, str]  # language -> title
    summaries: Mapping[str, str]
    stop: StopRecord
    partner: str
    topics: tuple[str, ...]  # of its plannings, in order, each once
    plannings: int
    poster: Mapping[str, str]  # of its first planning that has one, as in Files.posters

    def named(self) -> "Neighbour":
        """Return it with no more than a list of names shows, so that nothing else makes such a page stale."""
        return replace(self, summaries={}, topics=(), plannings=0, poster={})


@dataclass(frozen=True, kw_only=True)
class Line:
    """The line with all stops and the published stations in line order (trunk, then branch by branch)."""

    record: LineRecord
    stops: tuple[StopRecord, ...]
    stations: tuple[Neighbour, ...]
    catalogues: Mapping[str, str] = field(default_factory=dict)  # language -> what pages say in it, as gettext's .po
