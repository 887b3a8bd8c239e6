"""What stands on the stage of a page: the variants of a planning, their pictures, and the ways to see them in AR."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.exchange.records import Annotation, PlanningRecord
from app.exchange.stored import Callout, Camera, ModelFiles
from app.site.launch import quick_look, scene_viewer
from app.site.values import Asset, Files, Planning, Settings, Station
from app.site.variants import Shown, first, label, sentence, shown
from app.site.words import Voice

VIEW = "ansicht"  # anchor of the stage; an address that ends in #ansicht opens the 3D view
TOGETHER = "together"  # the one variant of a station and of the line
WITHOUT = "kein-ar"  # anchor of the sentence for phones on which AR did not open; opens the 3D view as well
MOST_ACROSS_M = 60.0  # what is larger has no room before anybody who stands at a stop
NO_POSTERS: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class LaunchLink:
    """One link into a phone's AR viewer.

    ``scale`` is ``true`` (fixed, real size), ``table`` (a model on a plate), ``tray`` (several) or ``line``.
    """

    device: str  # iphone, android
    scale: str
    href: str
    size_bytes: int


@dataclass(frozen=True, kw_only=True)
class OnSite:
    """The way to a station's on-site view.  It is the main one only once the line has declared it proven."""

    href: str
    is_proven: bool


@dataclass(frozen=True, kw_only=True)
class StageVariant:
    """One variant of what is shown: its name, its pictures and the ways to see it."""

    id: str
    label: str  # empty for a tray and the line, which have one variant
    label_lang: str
    posters: Mapping[str, str]
    alt: str
    alt_lang: str
    files: Files | None
    ways: tuple[LaunchLink, ...]  # of each device the main one first
    year: int | None = None
    sentence: str = ""  # what differs in it
    sentence_lang: str = ""

    @property
    def needs_room_m(self) -> float:
        """Return how long it is at true size where that is too much for the main button, else 0."""
        has_true = any(way.scale == "true" for way in self.ways)
        return self.files.across_m if self.files and has_true and self.files.across_m > MOST_ACROSS_M else 0.0


@dataclass(frozen=True, kw_only=True)
class StagePoint:
    """A point with its words; ``at`` is x, y and z in metres."""

    words: Annotation
    lang: str
    at: tuple[float, float, float]
    when: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Daylight:
    """Where the sun shines: a place in degrees, how far clockwise what stands there is turned, and its time zone."""

    lat: float
    lon: float
    turn_deg: float
    zone: str


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The variants in the order of time, the one shown first, and what can be pointed at."""

    variants: tuple[StageVariant, ...] = ()
    first: str = ""
    points: tuple[StagePoint, ...] = ()
    size: tuple[tuple[float, float, float], tuple[float, float, float]] | None = None
    camera: Camera | None = None
    schematic: str = ""
    is_schematic: bool = False  # built of our own kit
    daylight: Daylight | None = None

    @property
    def posters(self) -> Mapping[str, str]:
        """Return the pictures of the variant shown first, which stand for the page elsewhere."""
        return next((each.posters for each in self.variants if each.id == self.first), NO_POSTERS)

    @property
    def poster_alt(self) -> str:
        """Return what is to be seen on them."""
        return next((each.alt for each in self.variants if each.id == self.first), "")

    @property
    def length_m(self) -> float:
        """Return the length of the dimension line, 0 without one."""
        return math.dist(*self.size) if self.size else 0.0

    @property
    def has_ways(self) -> bool:
        """Tell whether a phone can launch any variant."""
        return any(each.ways for each in self.variants)

    @property
    def has_view(self) -> bool:
        """Tell whether there is anything to see in 3D."""
        return any(each.files for each in self.variants)


def planning_stage(
    planning: Planning, settings: Settings, *, voice: Voice, title: str, path: str, time_zone: str
) -> Stage:
    """Return the stage of a planning: true size first, if there is room."""
    found = shown(planning)
    opening = first(found)
    if opening is None:
        return Stage()
    variants = []
    for each in found:
        name, name_lang = label(planning.record, each.variant.id, voice)
        said, said_lang = sentence(planning.record, each.variant.id, voice)
        alt, alt_lang = _alt(each.asset, each.scene, voice)
        variants.append(
            StageVariant(
                id=each.variant.id,
                label=name,
                label_lang=name_lang,
                posters=each.files.posters,
                alt=alt,
                alt_lang=alt_lang,
                files=each.files,
                ways=_ways(_models(each), settings, title, path),
                year=each.variant.year,
                sentence=said,
                sentence_lang=said_lang,
            )
        )
    return Stage(
        variants=tuple(variants),
        first=opening.variant.id,
        points=_points(found, voice),
        size=opening.asset.size,
        camera=opening.asset.camera,
        schematic=opening.asset.schematic,
        is_schematic=all(each.asset.schematic for each in found),
        daylight=_daylight(planning.record, time_zone),
    )


def _daylight(planning: PlanningRecord, zone: str) -> Daylight:
    return Daylight(lat=planning.place.lat, lon=planning.place.lon, turn_deg=planning.rotation_deg, zone=zone)


def station_stage(station: Station, settings: Settings, *, voice: Voice, title: str, path: str) -> Stage:
    """Return the stage of a station: its plannings side by side, on a tray, each as it is shown first.

    Its pictures are the asset's own, else those of the first planning that has some.
    """
    openings = [opening for each in station.plannings if (opening := first(shown(each)))]
    pictured = next((each for each in openings if each.files.posters), None)
    files = next(iter(station.asset.variants.values()), None) if station.asset else None
    own = files.posters if files else NO_POSTERS
    if not files and not pictured:
        return Stage()
    alt, alt_lang = voice.gettext("Modelle der Planungen hier, nebeneinander auf einem Tablett"), voice.spoken
    if pictured and not own:
        alt, alt_lang = _alt(pictured.asset, pictured.scene, voice)
    together = StageVariant(
        id=TOGETHER,
        label="",
        label_lang=voice.spoken,
        posters=own or (pictured.files.posters if pictured else NO_POSTERS),
        alt=alt,
        alt_lang=alt_lang,
        files=files,
        ways=_ways({"tray": files.table}, settings, title, path) if files else (),
    )
    return Stage(
        variants=(together,),
        first=TOGETHER,
        camera=station.asset.camera if station.asset else None,
        is_schematic=all(each.asset.schematic for each in openings),
    )


def line_stage(asset: Asset | None, settings: Settings, *, voice: Voice, title: str, path: str) -> Stage:
    """Return the stage of the line: its model."""
    files = next(iter(asset.variants.values()), None) if asset else None
    if asset is None or files is None:
        return Stage()
    model = StageVariant(
        id=TOGETHER,
        label="",
        label_lang=voice.spoken,
        posters=files.posters,
        alt=voice.gettext("Modell der Linie mit allen Haltestellen; bei jeder AR-Station steht eine ihrer Planungen."),
        alt_lang=voice.spoken,
        files=files,
        ways=_ways({"line": files.table}, settings, title, path),
    )
    return Stage(variants=(model,), first=TOGETHER, camera=asset.camera, is_schematic=True)


def _alt(asset: Asset, scene: str, voice: Voice) -> tuple[str, str]:
    """Return what is to be seen in a variant of an asset, and the language it is said in."""
    texts = asset.record.texts if asset.record else {}
    found = {tag: text.alt[scene] for tag, text in texts.items() if text.alt.get(scene)}
    return voice.said(found) if found else ("", voice.spoken)


def _points(found: Sequence[Shown], voice: Voice) -> tuple[StagePoint, ...]:
    """Return the points of all assets that are shown, each once; ``when`` are the variants that show it."""
    assets = {id(each.asset): each.asset for each in found}
    return tuple(
        StagePoint(words=words, lang=spoken, at=point.at, when=when)
        for key, asset in assets.items()
        for point, words, spoken in _said_points(asset, voice)
        if (when := tuple(each.variant.id for each in found if id(each.asset) == key and each.scene in point.when))
    )


def _said_points(asset: Asset, voice: Voice) -> Iterator[tuple[Callout, Annotation, str]]:
    if asset.record is None or not asset.record.texts:
        return
    words, spoken = voice.said(asset.record.texts)
    for point in asset.annotations:
        if point.id in words.annotations:
            yield point, words.annotations[point.id], spoken


def _models(given: Shown) -> Mapping[str, ModelFiles]:
    """Return scale -> model, the main one first: at true size, unless that is larger than anybody has room for.

    What stands outside today anyway nobody sets down there.
    """
    files = given.files
    if files.true is None or given.variant.today:
        return {"table": files.table}
    if files.across_m > MOST_ACROSS_M:
        return {"table": files.table, "true": files.true}
    return {"true": files.true, "table": files.table}


def _ways(models: Mapping[str, ModelFiles], settings: Settings, title: str, path: str) -> tuple[LaunchLink, ...]:
    page_url = settings.public_url + path
    found = []
    for scale, files in models.items():
        fixed = scale == "true"
        href = quick_look(files.usdz, page_url=page_url, fixed_scale=fixed)
        found.append(LaunchLink(device="iphone", scale=scale, href=href, size_bytes=files.usdz_bytes))
        href = scene_viewer(
            settings.public_url + files.glb,
            title=title,
            page_url=page_url,
            fallback_url=f"{page_url}#{WITHOUT}",
            fixed_scale=fixed,
        )
        found.append(LaunchLink(device="android", scale=scale, href=href, size_bytes=files.glb_bytes))
    return tuple(found)
