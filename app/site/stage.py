"""What stands on the stage of a page: the states of an asset, their pictures, and the ways to see them in AR."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.exchange.records import Annotation, Labels
from app.exchange.stored import Camera
from app.site.launch import quick_look, scene_viewer
from app.site.values import Asset, Files, Planning, Settings, Station
from app.site.words import Voice

VIEW = "ansicht"  # anchor of the stage; an address that ends in #ansicht opens the 3D view
NO_POSTERS: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class LaunchLink:
    """One link into a phone's AR viewer.  ``scale`` is ``true`` (fixed, real size) or ``table`` (free)."""

    device: str  # iphone, android
    scale: str
    href: str


@dataclass(frozen=True, kw_only=True)
class OnSite:
    """The way to a station's on-site view.  It is the main one only once the line has declared it proven."""

    href: str
    is_proven: bool


@dataclass(frozen=True, kw_only=True)
class State:
    """One state of what is shown: its pictures and the ways to see it."""

    when: str  # the variant of the asset
    label: str  # planned_before, planned_after, changed_before, changed_after
    posters: Mapping[str, str]
    alt: str
    alt_lang: str
    files: Files | None
    ways: tuple[LaunchLink, ...]


@dataclass(frozen=True, kw_only=True)
class StagePoint:
    """A point with its words; ``at`` is x, y and z in metres."""

    words: Annotation
    lang: str
    at: tuple[float, float, float]
    when: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The states in the order of time, the one shown first, and what can be pointed at."""

    states: tuple[State, ...]
    first: str
    points: tuple[StagePoint, ...] = ()
    size: tuple[tuple[float, float, float], tuple[float, float, float]] | None = None
    camera: Camera | None = None
    schematic: str = ""
    is_schematic: bool = False  # built of our own kit

    @property
    def posters(self) -> Mapping[str, str]:
        """Return the pictures of the state shown first, which stand for the page elsewhere."""
        return next((state.posters for state in self.states if state.when == self.first), NO_POSTERS)

    @property
    def poster_alt(self) -> str:
        """Return what is to be seen on them."""
        return next((state.alt for state in self.states if state.when == self.first), "")

    @property
    def length_m(self) -> float:
        """Return the length of the dimension line, 0 without one."""
        return math.dist(*self.size) if self.size else 0.0

    @property
    def has_ways(self) -> bool:
        """Tell whether a phone can launch any state."""
        return any(state.ways for state in self.states)

    @property
    def has_view(self) -> bool:
        """Tell whether there is anything to see in 3D."""
        return any(state.files for state in self.states)


def planning_stage(planning: Planning, settings: Settings, *, voice: Voice, title: str, path: str) -> Stage:
    """Return the stage of a planning: true size first.  What has changed shows its past first: today stands outside."""
    asset = planning.asset
    labels = planning.record.labels
    if asset is None or not asset.variants:
        return Stage(states=(), first="")
    alts = _alts(asset, voice)
    names = tuple(asset.variants)
    states = tuple(
        State(
            when=when,
            label=f"{labels}_{'after' if when == names[-1] else 'before'}",
            posters=files.posters,
            alt=alts[when][0],
            alt_lang=alts[when][1],
            files=files,
            ways=_ways(files, settings, title, path, ("true", "table")),
        )
        for when, files in asset.variants.items()
    )
    first = names[0 if labels is Labels.CHANGED else -1]
    return Stage(
        states=states,
        first=first,
        points=_points(asset, voice),
        size=asset.size,
        camera=asset.camera,
        schematic=asset.schematic,
        is_schematic=bool(asset.schematic),
    )


def station_stage(station: Station, settings: Settings, *, voice: Voice, title: str, path: str) -> Stage:
    """Return the stage of a station: all its plannings together, on the table.

    Its pictures are the asset's own, else those of the first planning that has some.
    """
    pictured = next((each.asset for each in station.plannings if each.asset and _posters(each.asset)), None)
    files = next(iter(station.asset.variants.values()), None) if station.asset else None
    own = files.posters if files else NO_POSTERS
    borrowed = _posters(pictured) if pictured else NO_POSTERS
    if not files and not borrowed:
        return Stage(states=(), first="")
    alt, alt_lang = list(_alts(pictured, voice).values())[-1] if pictured and not own else ("", voice.spoken)
    state = State(
        when="together",
        label="planned_after",
        posters=own or borrowed,
        alt=alt,
        alt_lang=alt_lang,
        files=files,
        ways=_ways(files, settings, title, path, ("table",)) if files else (),
    )
    is_schematic = all(each.asset.schematic for each in station.plannings if each.asset)
    return Stage(states=(state,), first=state.when, is_schematic=is_schematic)


def _posters(asset: Asset) -> Mapping[str, str]:
    """Return the posters of an asset's last variant."""
    return list(asset.variants.values())[-1].posters if asset.variants else NO_POSTERS


def _alts(asset: Asset, voice: Voice) -> dict[str, tuple[str, str]]:
    """Return variant -> (what is to be seen, the language it is said in)."""
    if asset.record is None or not asset.record.texts:
        return dict.fromkeys(asset.variants, ("", voice.spoken))
    words, spoken = voice.said(asset.record.texts)
    *earlier, last = asset.variants
    return {**dict.fromkeys(earlier, (words.alt_before, spoken)), last: (words.alt_after, spoken)}


def _points(asset: Asset, voice: Voice) -> tuple[StagePoint, ...]:
    if asset.record is None or not asset.record.texts:
        return ()
    words, spoken = voice.said(asset.record.texts)
    return tuple(
        StagePoint(words=words.annotations[point.id], lang=spoken, at=point.at, when=point.when)
        for point in asset.annotations
        if point.id in words.annotations
    )


def _ways(files: Files, settings: Settings, title: str, path: str, scales: tuple[str, ...]) -> tuple[LaunchLink, ...]:
    page_url = settings.public_url + path
    found = []
    for scale in scales:
        fixed = scale == "true"
        if files.usdz:
            href = quick_look(files.usdz, page_url=page_url, fixed_scale=fixed)
            found.append(LaunchLink(device="iphone", scale=scale, href=href))
        if files.glb:
            href = scene_viewer(
                settings.public_url + files.glb,
                title=title,
                page_url=page_url,
                fallback_url=f"{page_url}#{VIEW}",
                fixed_scale=fixed,
            )
            found.append(LaunchLink(device="android", scale=scale, href=href))
    return tuple(found)
