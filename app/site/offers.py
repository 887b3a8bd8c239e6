"""What a station offers: each of its plannings as a card, with its picture, its variants and its ways into AR."""

from dataclasses import dataclass

from app.site import paths
from app.site.stage import LaunchLink, Stage, StageVariant, planning_stage
from app.site.values import Line, Planning, Settings, Station
from app.site.words import voice_of


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A planning to choose; ``path`` is its page."""

    planning: Planning
    stage: Stage
    path: str

    @property
    def shown(self) -> StageVariant | None:
        """Return the variant that its card shows and launches, None without any."""
        return next((each for each in self.stage.variants if each.id == self.stage.first), None)

    @property
    def ways(self) -> tuple[LaunchLink, ...]:
        """Return the main way of each device; its page has the others, and a station's page must stay light."""
        ways = self.shown.ways if self.shown else ()
        return tuple({link.device: link for link in reversed(ways)}.values())[::-1]


def offers(line: Line, station: Station, lang: str, settings: Settings) -> tuple[Offer, ...]:
    """Return the plannings of a station in the order riders see."""
    voice, found = voice_of(line, lang), []
    for planning in station.plannings:
        text, _ = voice.said(planning.record.texts)
        path = paths.planning_path(lang, line.record.slug, station.record.slug, planning.record.slug)
        zone = line.record.time_zone
        stage = planning_stage(planning, settings, voice=voice, title=text.title, path=path, time_zone=zone)
        found.append(Offer(planning=planning, stage=stage, path=path))
    return tuple(found)
