"""Stored: the shapes of what tables keep as JSON beside the records, read by ``reading`` as these are.

Every field that an earlier version did not write has a default, so that its rows are read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.records import rule

Point = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Card:
    """What other pages show of a published item: without its record, so that pages are found stale by one query.

    A station has names, summaries, partner and the order of its plannings; a planning has topic, asset and place.
    """

    names: Mapping[str, str] = rule({})  # language -> title
    summaries: Mapping[str, str] = rule({})
    partner: str = ""
    plannings: tuple[str, ...] = rule([])
    pictures: tuple[str, ...] = rule([])
    documents: tuple[str, ...] = rule([])
    assets: tuple[str, ...] = rule([])  # all that its variants show
    moments: Mapping[str, str] = rule(
        {}
    )  # of its timeline, as ``timeline.name_of`` -> the day since which it is public
    topic: str = ""
    asset: str = ""  # what shows the variant that is shown first
    scene: str = ""  # the variant of that asset; empty: the one that it shows first itself
    lat: float = 0.0
    lon: float = 0.0
    rotation_deg: float = 0.0
    ground_m: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Pin:
    """One file of the library as a revision shows it, by hashes.

    ``given`` is what people gave: its words and licence, crop, files, and how these are read.  ``made`` is what the
    program made of it, from what ``made_from`` names: scene or picture, and the version of the program.
    """

    kind: str  # asset, picture, document
    slug: str
    given: str
    made_from: str = ""
    made: str


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """What a program found in a document: its size, and what programs that read aloud find in it.

    ``is_tagged``: headings and the order of reading are marked; ``language`` is what it says itself, maybe nothing.
    """

    pages: int
    size_bytes: int
    is_tagged: bool = False
    has_title: bool = False
    language: str = ""

    @property
    def is_accessible(self) -> bool:
        """Tell whether nothing is lacking that a program can see; people may find more."""
        return self.is_tagged and self.has_title and bool(self.language)


@dataclass(frozen=True, kw_only=True)
class Posters:
    """The posters of an asset: variant -> form ("1200.avif") -> address; without those variants that have none.

    They come with its files, or are drawn when it is built.
    """

    variants: Mapping[str, Mapping[str, str]] = rule({})

    def of(self, variant: str) -> Mapping[str, str]:
        """Return those of one variant."""
        return self.variants.get(variant, {})

    @property
    def last(self) -> Mapping[str, str]:
        """Return those of the last variant that has some."""
        found = [forms for forms in self.variants.values() if forms]
        return found[-1] if found else {}


@dataclass(frozen=True, kw_only=True)
class ModelFiles:
    """One model for the AR viewers of phones, with its addresses."""

    glb: str
    glb_bytes: int
    usdz: str
    usdz_bytes: int

    @property
    def most_bytes(self) -> int:
        """Return what a phone loads at most."""
        return max(self.glb_bytes, self.usdz_bytes)


@dataclass(frozen=True, kw_only=True)
class VariantFiles:
    """The files of one variant of an asset, with their addresses.

    ``view`` is for browsers.  ``true`` is what is planned, at its size, None where nothing is; ``moved`` is where the
    scene's origin stands in it (x, y, z in metres, and degrees clockwise from above), ``across_m`` its longer side.
    ``table`` is a small model on a plate.
    """

    view: str
    view_bytes: int
    table: ModelFiles
    true: ModelFiles | None = None
    moved: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    across_m: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Callout:
    """A point of the scene, metres (x east, y up, z south), with words in the asset's texts.

    ``when`` names the variants that show it.
    """

    id: str
    at: Point
    when: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Camera:
    """Where the poster was taken from: points in metres as in Callout, and the angle of view from top to bottom."""

    eye: Point
    look: Point
    fov_deg: float


@dataclass(frozen=True, kw_only=True)
class FoundPlace:
    """Where an uploaded file says that it stands, for a person to confirm: degrees, as in a planning's record.

    ``told_by`` is map (a conversion into map coordinates), site (what is said of the site, often rough) or guess.
    """

    lat: float | None = None
    lon: float | None = None
    rotation_deg: float | None = None
    told_by: str = "map"


@dataclass(frozen=True, kw_only=True)
class Simplified:
    """What simplifying an uploaded file came to: triangles before and after, and how far the surface is off.

    ``most_m`` is the farthest place that was measured, ``usual_m`` what 95 of 100 keep to; metres.  ``dropped`` small
    pieces went, the largest of them ``dropped_m`` across.  ``before`` and ``after`` are addresses of pictures.
    """

    was: int
    now: int
    most_m: float
    usual_m: float
    dropped: int = 0
    dropped_m: float = 0.0
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class AssetBuild:
    """What pages need of a built asset.

    ``size`` are the ends of the line that shows the true size.  ``footprint`` is what the asset covers seen from above,
    (x, z) of each corner.  ``left_out`` are the models for which a tray had no room.  ``nodes`` are the parts of an
    uploaded file, with what each is taken for: planned, context, ground or hidden; ``place`` is where it says that it
    stands.  ``all_in_one`` is a USDZ with all
    variants as a set, which is a trial.  ``shown`` has, for each variant, the number
    of triangles and the extent along X, Y and Z.  ``simplified`` is None for what was light enough.  All lengths are
    metres.
    """

    variants: Mapping[str, VariantFiles] = rule({})  # in their order
    schematic: str = ""
    size: tuple[Point, Point] | None = None
    annotations: tuple[Callout, ...] = ()
    camera: Camera | None = None  # None: a station's own, and what was built before there was one
    footprint: tuple[tuple[float, float], ...] = ()
    posters: Posters = Posters()  # those that were drawn
    left_out: tuple[str, ...] = ()
    nodes: Mapping[str, str] = rule({})
    place: FoundPlace | None = None
    all_in_one: str = ""
    shown: Mapping[str, tuple[float, ...]] = rule({})
    simplified: Simplified | None = None


@dataclass(frozen=True, kw_only=True)
class AssetFinding:
    """One thing about the source of an asset: what is wrong and how to mend it, or what was mended (without ``mend``).

    German sentences with ``%(name)s`` places for ``values``, so that they can be said in other languages.
    """

    part: str = ""  # of an uploaded file, in a person's words
    line: int = 0  # of a scene's text, from 1; 0 where there is none
    field: str = ""  # in that line
    wrong: str
    mend: str = ""
    values: Mapping[str, object] = rule({})


@dataclass(frozen=True, kw_only=True)
class AssetChoice:
    """One way to read an uploaded file: the wish that says so, how large it is then, and the address of a picture."""

    answer: str
    size_m: tuple[float, float, float]  # along X, Y and Z
    picture: str = ""


@dataclass(frozen=True, kw_only=True)
class AssetQuestion:
    """What an uploaded file leaves open: far (``values`` name what lies far away), unit, or up.

    ``guess`` is the likeliest answer.
    """

    kind: str
    guess: str
    choices: tuple[AssetChoice, ...]
    values: Mapping[str, object] = rule({})


@dataclass(frozen=True, kw_only=True)
class BuildStep:
    """One step of building an uploaded file, how far it has come, what was mended in it, and what is to be asked."""

    name: str  # receive, read, build
    state: str  # running, asked, done, failed
    notes: tuple[AssetFinding, ...] = ()
    question: AssetQuestion | None = None


@dataclass(frozen=True, kw_only=True)
class OrderFile:
    """One file of a print order: where it lies in the media store, and what is in it."""

    name: str
    key: str
    sha256: str
    bytes: int
    kind: str = ""  # of the signs; empty for the order sheet
    signs: int = 0  # how many, one a page; none of a mirrored file, which shows those of the file before it
    is_mirrored: bool = False


@dataclass(frozen=True, kw_only=True)
class KeptExcerpt:
    """What is kept of a tile for one station: its key in the media store, and how many buildings it has."""

    key: str
    buildings: int = 0


@dataclass(frozen=True, kw_only=True)
class Composed:
    """What stands about a station, as pages say it; ``sources`` are whole lines with source, date and licence.

    ``grounds_m``: code of a sign -> how much higher the ground there is than where the file counts from, metres.
    """

    bytes: int = 0
    packed_bytes: int = 0
    buildings: int = 0
    triangles: int = 0
    left_out: int = 0
    has_terrain: bool = False
    sources: tuple[str, ...] = rule([])
    grounds_m: Mapping[str, float] = rule({})
