"""The shape of content, field by field: what a form fills, a revision stores, an edition freezes and a file holds.

Every record is a frozen dataclass.  ``rule(...)`` beside a field says what values are allowed; ``reading.py`` turns
plain mappings (from TOML, JSON or a form) into records and names every fault.  Units are in the names:
degrees clockwise from true north, metres, millimetres, WGS84 for ``lat`` and ``lon``.
Texts are keyed by language tag; the line's first language is required.
"""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ("de", "en", "tr", "de-simple")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STOP_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.:-]{0,79}")  # what they begin with, the line says
TIME_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
COUNTRY = re.compile(r"[A-Z]{2}")
COLOUR = re.compile(r"#[0-9a-f]{6}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
URL = re.compile(r"https?://\S+")
FINGERPRINT = re.compile(r"[0-9a-f]{12}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

TITLE_MAX = 60
SUMMARY_MAX = 200
LABEL_MAX = 30  # of a variant: a few words
SENTENCE_MAX = 160
VARIANTS_MAX = 5


def rule(
    default: Any = ...,
    *,
    low: float | None = None,
    high: float | None = None,
    longest: int | None = None,
    pattern: re.Pattern[str] | None = None,
    filled: bool = False,
    most: int | None = None,
) -> Any:
    """Declare a field and what it allows: a range, the longest text, a pattern, that it is not empty, most entries."""
    metadata = {"low": low, "high": high, "longest": longest, "pattern": pattern, "filled": filled, "most": most}
    if default is ...:
        metadata["filled"] = filled or pattern is not None
        return field(metadata=metadata)
    if isinstance(default, dict | list):
        return field(default_factory=lambda: type(default)(default), metadata=metadata)
    return field(default=default, metadata=metadata)


class Survey(enum.StrEnum):
    MEASURED = "measured"
    ESTIMATED = "estimated"


class Confidence(enum.StrEnum):
    SOURCED = "sourced"
    STATED = "stated"  # by the partner whose planning it is, who answers for it
    INFERRED = "inferred"  # an example, which the partner has to check


class Status(enum.StrEnum):
    IDEA = "idea"
    IN_PLANNING = "in_planning"
    DECIDED = "decided"
    BEING_BUILT = "being_built"
    BUILT = "built"
    UNKNOWN = "unknown"


class SignKind(enum.StrEnum):
    A4 = "a4"
    A3 = "a3"
    DIN_LANG = "din_lang"
    CITY_LIGHT = "city_light"
    FLOOR = "floor"
    WINDOW = "window"
    POLE = "pole"
    TABLE = "table"


class SignState(enum.StrEnum):
    PLANNED = "planned"
    PRINTED = "printed"
    MOUNTED = "mounted"
    DAMAGED = "damaged"
    RETIRED = "retired"


class YearKind(enum.StrEnum):
    """What happened, or is to happen, at a moment."""

    BUILT = "built"
    OPENED = "opened"
    CLOSED = "closed"
    STARTED = "started"
    DECIDED = "decided"
    CHANGED = "changed"
    PLANNED_COMPLETION = "planned_completion"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A point on the ground, how well it is known, and from where."""

    lat: float = rule(low=-90, high=90)
    lon: float = rule(low=-180, high=180)
    uncertainty_m: float = rule(low=0.01, high=2000)
    status: Survey = Survey.ESTIMATED
    source: str = ""  # how the point was found, in words
    by: str = ""  # role or company, never a person's name
    on: str = rule("", pattern=DAY)


@dataclass(frozen=True, kw_only=True)
class Source:
    url: str = rule(pattern=URL)
    title: str = rule(filled=True)


@dataclass(frozen=True, kw_only=True)
class Year:
    """A moment as exactly as it is known: a year, or the first of several, a month or a day, and what happened then.

    Texts may say in words what it is about.
    """

    year: int = rule(low=1800, high=2100)
    until: int | None = rule(None, low=1800, high=2100)  # the last year; without it, it is one
    month: int | None = rule(None, low=1, high=12)
    day: int | None = rule(None, low=1, high=31)
    kind: YearKind = rule()
    status: Status | None = None  # how far the planning is since then
    source: str = rule("", pattern=URL)  # where that is said: the address of one of the planning's sources

    @property
    def at(self) -> str:
        """Return the moment as texts call it: ``2026``, ``2026-05`` or ``2026-05-14``."""
        known = [self.year, self.month, self.day] if self.month else [self.year]
        return "-".join(str(part).zfill(2) for part in known if part is not None)


@dataclass(frozen=True, kw_only=True)
class Text:
    """The words of an item in one language.  ``body`` is Markdown; in easy-to-read language one sentence a line."""

    title: str = rule(filled=True, longest=TITLE_MAX)
    summary: str = rule(filled=True, longest=SUMMARY_MAX)
    body: str = ""
    checked_by: str = ""  # easy-to-read language: the group of readers who checked it
    checked_on: str = rule("", pattern=DAY)
    made_from: str = rule("", pattern=FINGERPRINT)  # a translation: fingerprint of its source, see translation.py


@dataclass(frozen=True, kw_only=True)
class VariantText:
    """The words of a variant in one language.  Without a label it is called as its id means, *heute* for today."""

    label: str = rule("", longest=LABEL_MAX)
    sentence: str = rule("", longest=SENTENCE_MAX)  # what differs in it


@dataclass(frozen=True, kw_only=True)
class PlanningText(Text):
    """The words of a planning in one language, also those of its variants, by id, and of its years, by moment."""

    variants: Mapping[str, VariantText] = rule({})
    years: Mapping[str, str] = rule(
        {}, longest=SENTENCE_MAX
    )  # moment, as ``Year.at`` -> what it is about, as *Autowerk*; without it, its kind is said


@dataclass(frozen=True, kw_only=True)
class Partner:
    slug: str = rule(pattern=SLUG)
    name: str = rule(filled=True)
    city: str = ""
    home: str = rule("", pattern=URL)


@dataclass(frozen=True, kw_only=True)
class Topic:
    slug: str = rule(pattern=SLUG)
    names: Mapping[str, str] = rule(filled=True)  # language -> name


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A run of stops; ``after`` names the stop it forks from, empty for the trunk."""

    slug: str = rule(pattern=SLUG)
    after: str = rule("", pattern=STOP_ID)


@dataclass(frozen=True, kw_only=True)
class StopRecord:
    """One stop of the line, a row of ``seeds/stops.csv``.  ``seq`` counts along the trunk, then along each branch.

    ``dhid`` is its number: in Germany the DHID, elsewhere whatever the timetable feed calls it.
    """

    seq: int = rule(low=1, high=9999)
    dhid: str = rule(pattern=STOP_ID)
    name: str = rule(filled=True)
    name_gtfs: str = ""
    city: str = rule(filled=True)
    branch: str = rule(pattern=SLUG)
    lat: float = rule(low=-90, high=90)
    lon: float = rule(low=-180, high=180)
    underground: bool = False
    wheelchair: str = ""  # yes, no or empty for unknown; from OpenStreetMap, no official statement


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """Where the line runs, as two parallels and two meridians: a place outside is a slip of the pen."""

    south: float = rule(low=-90, high=90)
    west: float = rule(low=-180, high=180)
    north: float = rule(low=-90, high=90)
    east: float = rule(low=-180, high=180)


GERMANY = Bounds(south=47.2, west=5.8, north=55.1, east=15.1)


@dataclass(frozen=True, kw_only=True)
class LineRecord:
    """``stations/line.toml`` and the ``text.<language>.md`` files beside it.

    The first of ``languages`` is required of every text, and stands in for the others.
    """

    slug: str = rule(pattern=SLUG)
    number: str = rule(filled=True, longest=8)
    name: str = rule(filled=True, longest=TITLE_MAX)
    operator: str = ""
    association: str = ""
    colour: str = rule("#86bbe0", pattern=COLOUR)
    text_colour: str = rule("#000000", pattern=COLOUR)
    languages: tuple[str, ...] = rule(LANGUAGES, filled=True)
    country: str = rule("DE", pattern=COUNTRY)  # ISO 3166
    time_zone: str = rule("Europe/Berlin", pattern=TIME_ZONE)  # where its days begin at midnight
    stop_prefix: str = "de:"  # what the number of every stop begins with; may be empty
    bounds: Bounds = rule(GERMANY)
    partners: tuple[Partner, ...] = rule(filled=True)
    topics: tuple[Topic, ...] = rule(filled=True)
    branches: tuple[Branch, ...] = rule(filled=True)
    funding: Mapping[str, str] = rule({})  # language -> one line for signs and pages
    licence: str = ""  # of the texts
    on_site_proven_on: str = rule("", pattern=DAY)  # since when the on-site view stands first; empty: on trial
    sources: tuple[Source, ...] = ()
    texts: Mapping[str, Text] = rule({})

    @property
    def first_language(self) -> str:
        """Return the language that every text has."""
        return self.languages[0]


@dataclass(frozen=True, kw_only=True)
class StationRecord:
    """``stations/<slug>/station.toml`` and its texts: a stop that has AR content."""

    slug: str = rule(pattern=SLUG)
    stop: str = rule(pattern=STOP_ID)
    partner: str = rule(pattern=SLUG)
    plannings: tuple[str, ...] = ()  # slugs, in the order riders see
    pictures: tuple[str, ...] = ()  # folders of assets/pictures, in the order riders see
    documents: tuple[str, ...] = ()  # folders of assets/documents, likewise
    confidence: Confidence = Confidence.INFERRED
    confidence_note: str = ""
    sources: tuple[Source, ...] = ()
    texts: Mapping[str, Text] = rule({})


@dataclass(frozen=True, kw_only=True)
class Variant:
    """One state that a planning shows.  What stands outside the window today is never what is shown first."""

    id: str = rule(pattern=SLUG)  # then, today, building, planned, variant-a … have names of their own
    year: int | None = rule(None, low=1800, high=2100)
    today: bool = False  # it is what stands there now
    asset: str = rule("", pattern=SLUG)  # what shows it; empty: the planning's
    scene: str = rule("", pattern=SLUG)  # the variant of that asset; empty: the one of the same id


@dataclass(frozen=True, kw_only=True)
class PlanningRecord:
    """``stations/<station>/plannings/<slug>/planning.toml`` and its texts: one digital urban planning."""

    slug: str = rule(pattern=SLUG)
    topic: str = rule(pattern=SLUG)
    status: Status = Status.UNKNOWN
    asset: str = rule("", pattern=SLUG)  # a folder of assets/meshes
    variants: tuple[Variant, ...] = rule((), most=VARIANTS_MAX)  # in the order of time; empty: those of the asset
    pictures: tuple[str, ...] = ()  # folders of assets/pictures, in the order riders see
    documents: tuple[str, ...] = ()  # folders of assets/documents, likewise
    place: Place = rule()
    rotation_deg: float = rule(0.0, low=0, high=359.999)  # clockwise from above, of the asset
    ground_m: float = rule(0.0, low=-100, high=100)  # its ground minus the sign's ground
    years: tuple[Year, ...] = ()
    links: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.INFERRED
    confidence_note: str = ""
    sources: tuple[Source, ...] = ()
    texts: Mapping[str, PlanningText] = rule({})


@dataclass(frozen=True, kw_only=True)
class SignRecord:
    """One printed sign: an entry of ``stations/<slug>/signs.toml``."""

    code: str = rule(filled=True)  # see codes.py
    kind: SignKind = SignKind.A3
    state: SignState = SignState.PLANNED
    planning: str = rule("", pattern=SLUG)  # empty: the sign leads to the station
    where: Mapping[str, str] = rule({}, filled=True)  # language -> the place in words
    place: Place = rule()
    facing_deg: float = rule(low=0, high=359.999)  # outward normal of its face
    facing_uncertainty_deg: float = rule(low=0.01, high=180)
    facing_status: Survey = Survey.ESTIMATED
    facing_by: str = ""  # role or company, as in ``Place``
    facing_on: str = rule("", pattern=DAY)
    code_height_m: float = rule(1.4, low=0, high=6)  # centre of the code above the ground there
    code_height_uncertainty_m: float = rule(0.2, low=0.001, high=6)
    code_height_status: Survey = Survey.ESTIMATED
    code_height_by: str = ""
    code_height_on: str = rule("", pattern=DAY)
    code_mm: float = rule(160.0, low=10, high=1000)  # width of the code without its quiet zone


@dataclass(frozen=True, kw_only=True)
class Annotation:
    title: str = rule(filled=True, longest=40)
    sentence: str = rule(filled=True, longest=160)


@dataclass(frozen=True, kw_only=True)
class AssetText:
    """``assets/meshes/<slug>/text.<language>.toml``: what is to be seen, for eyes that do not see it."""

    alt: Mapping[str, str] = rule(filled=True, longest=SUMMARY_MAX)  # variant -> words
    annotations: Mapping[str, Annotation] = rule({})


@dataclass(frozen=True, kw_only=True)
class AssetRecord:
    """``assets/meshes/<slug>/asset.toml``: a 3D thing, who made it, and what one may do with it.

    Author, licence and origin may be missing as long as nothing public shows it.  What was public is never changed:
    the next version is an asset of its own that ``follows`` it.
    """

    slug: str = rule(pattern=SLUG)
    title: str = rule(filled=True)
    author: str = ""
    licence: str = ""  # see licences.py
    origin: str = ""
    partner: str = rule("", pattern=SLUG)  # whose people may change it; empty: nobody's in particular
    follows: str = rule("", pattern=SLUG)  # the asset whose next version it is
    texts: Mapping[str, AssetText] = rule({})


@dataclass(frozen=True, kw_only=True)
class PictureText:
    """``assets/pictures/<slug>/text.<language>.toml``: what is to be seen, and the line below."""

    alt: str = rule(filled=True, longest=SUMMARY_MAX)
    caption: str = rule("", longest=SUMMARY_MAX)


@dataclass(frozen=True, kw_only=True)
class PictureRecord:
    """``assets/pictures/<slug>/picture.toml``: a picture, who made it, and which part of it is shown.

    The crop and the focal point are shares of width and height, from the left and from the top.  Rules as for assets.
    """

    slug: str = rule(pattern=SLUG)
    title: str = rule(filled=True)
    author: str = ""
    licence: str = ""
    origin: str = ""
    partner: str = rule("", pattern=SLUG)
    follows: str = rule("", pattern=SLUG)
    left: float = rule(0.0, low=0, high=1)
    top: float = rule(0.0, low=0, high=1)
    right: float = rule(1.0, low=0, high=1)
    bottom: float = rule(1.0, low=0, high=1)
    focus_x: float = rule(0.5, low=0, high=1)  # what small pictures keep in sight
    focus_y: float = rule(0.5, low=0, high=1)
    texts: Mapping[str, PictureText] = rule({})
