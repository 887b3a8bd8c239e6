"""Everything an exchange folder holds, in memory, and what must fit between its parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.exchange import codes
from app.exchange.reading import Fault
from app.exchange.records import (
    AssetRecord,
    LineRecord,
    PictureRecord,
    PlanningRecord,
    SignRecord,
    StationRecord,
    StopRecord,
    Text,
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything a folder holds.  Plannings and signs are keyed by their station's slug."""

    line: LineRecord
    stops: tuple[StopRecord, ...]
    stations: Mapping[str, StationRecord]
    plannings: Mapping[str, Mapping[str, PlanningRecord]]
    signs: Mapping[str, tuple[SignRecord, ...]]
    assets: Mapping[str, AssetRecord]
    files: Mapping[str, Mapping[str, bytes]]  # asset -> file name -> bytes: scene.toml, source.glb, posters
    pages: Mapping[str, Mapping[str, Text]]  # imprint and the like -> language -> words
    pictures: Mapping[str, PictureRecord] = field(default_factory=dict)
    picture_files: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)  # picture -> file name -> bytes


def faults_between(content: Content) -> Iterator[Fault]:
    """Yield what is wrong between files: things that are named but not there, codes that are wrong or doubled."""
    stops = {stop.dhid for stop in content.stops}
    partners = {partner.slug for partner in content.line.partners}
    topics = {topic.slug for topic in content.line.topics}
    seen: dict[str, str] = {}
    for slug, station in content.stations.items():
        file = f"stations/{slug}/station.toml"
        if station.stop not in stops:
            yield _unknown(file, "stop", station.stop, "Erlaubt sind die DHID aus seeds/stops.csv.")
        if station.partner not in partners:
            yield _unknown(file, "partner", station.partner, f"Erlaubt: {', '.join(sorted(partners))}.")
        if sorted(station.plannings) != sorted(content.plannings[slug]):
            there = ", ".join(sorted(content.plannings[slug]))
            yield _unknown(file, "plannings", ", ".join(station.plannings), f"Vorhanden: {there}.")
        yield from _check_pictures(file, station, content)
        for planning in content.plannings[slug].values():
            file = f"stations/{slug}/plannings/{planning.slug}/planning.toml"
            yield from _check_pictures(file, planning, content)
            if planning.topic not in topics:
                yield _unknown(file, "topic", planning.topic, f"Erlaubt: {', '.join(sorted(topics))}.")
            if planning.asset and planning.asset not in content.files:
                yield _unknown(file, "asset", planning.asset, "Erlaubt sind die Ordner unter assets/meshes.")
            elif planning.asset in content.assets:
                yield from _check_origin(f"assets/meshes/{planning.asset}/asset.toml", content.assets[planning.asset])
        for sign in content.signs[slug]:
            yield from _check_sign(sign, f"stations/{slug}/signs.toml", content.plannings[slug], seen)


def _check_pictures(file: str, record: StationRecord | PlanningRecord, content: Content) -> Iterator[Fault]:
    for slug in record.pictures:
        if slug not in content.pictures:
            yield _unknown(file, "pictures", slug, "Erlaubt sind die Ordner unter assets/pictures.")
        else:
            yield from _check_origin(f"assets/pictures/{slug}/picture.toml", content.pictures[slug])


def _check_origin(file: str, record: AssetRecord | PictureRecord) -> Iterator[Fault]:
    """Yield what must be known of a file before anything public shows it."""
    for name in ("author", "licence", "origin"):
        if not getattr(record, name).strip():
            yield Fault(file, name, "Die Angabe fehlt.", "Sie ist Pflicht, sobald etwas die Datei zeigt.")
    if "de" not in record.texts:
        yield Fault(file, "texts.de", "Der deutsche Alternativtext fehlt.", "Er gehört in text.de.toml.")


def _check_sign(
    sign: SignRecord, file: str, plannings: Mapping[str, PlanningRecord], seen: dict[str, str]
) -> Iterator[Fault]:
    if not codes.is_code(sign.code):
        yield _unknown(file, "code", sign.code, "Ein Code hat sechs Zeichen, das letzte prüft die anderen.")
    if sign.code in seen:
        values = {"code": sign.code, "other": seen[sign.code]}
        yield Fault(file, "code", "„%(code)s“ gibt es schon in %(other)s.", "Jeder Code gilt einmal.", values)
    seen[sign.code] = file
    if sign.planning and sign.planning not in plannings:
        yield _unknown(file, "planning", sign.planning, "Erlaubt sind die Planungen dieser Station.")
    if not sign.where.get("de"):
        yield Fault(file, "where.de", "Der Ort in deutschen Worten fehlt.", "Bitte ergänzen.")


def _unknown(file: str, name: str, given: str, allowed: str) -> Fault:
    return Fault(file, name, "„%(given)s“ gibt es nicht.", allowed.replace("%", "%%"), {"given": given})
