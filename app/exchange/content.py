"""Everything an exchange folder holds, in memory, and what must fit between its parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from app.exchange import catalogues, codes
from app.exchange.documents import DocumentRecord
from app.exchange.languages import is_simple
from app.exchange.reading import LACKING, Fault, doubled, misdated, outside
from app.exchange.records import (
    LANGUAGE,
    AssetRecord,
    LineRecord,
    PictureRecord,
    PlanningRecord,
    SignRecord,
    StationRecord,
    StopRecord,
    Text,
)
from app.exchange.terms import Term
from app.exchange.variants import of_files, scene_of


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
    documents: Mapping[str, DocumentRecord] = field(default_factory=dict)
    document_files: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)  # document -> file name -> bytes
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # language -> catalogue -> its text
    glossary: tuple[Term, ...] = ()


def faults_between(content: Content) -> Iterator[Fault]:
    """Yield what is wrong between files: things that are named but not there, codes that are wrong or doubled."""
    yield from _check_line(content.line, content.stops)
    yield from _check_words(content.words)
    yield from _check_glossary(content.glossary, content.line.languages)
    first, bounds = content.line.first_language, content.line.bounds
    stops = {stop.dhid for stop in content.stops}
    partners = {partner.slug for partner in content.line.partners}
    topics = {topic.slug for topic in content.line.topics}
    seen: dict[str, str] = {}
    for slug, station in content.stations.items():
        file = f"stations/{slug}/station.toml"
        if station.stop not in stops:
            yield _unknown(file, "stop", station.stop, "Erlaubt sind die Nummern aus seeds/stops.csv.")
        if station.partner not in partners:
            yield _unknown(file, "partner", station.partner, f"Erlaubt: {', '.join(sorted(partners))}.")
        if sorted(station.plannings) != sorted(content.plannings[slug]):
            there = ", ".join(sorted(content.plannings[slug]))
            yield _unknown(file, "plannings", ", ".join(station.plannings), f"Vorhanden: {there}.")
        yield from _check_files(file, station, content)
        for planning in content.plannings[slug].values():
            file = f"stations/{slug}/plannings/{planning.slug}/planning.toml"
            yield from _check_files(file, planning, content)
            yield from outside(planning.place, bounds, file)
            if planning.topic not in topics:
                yield _unknown(file, "topic", planning.topic, f"Erlaubt: {', '.join(sorted(topics))}.")
            yield from doubled(planning, file)
            yield from misdated(planning, file)
            yield from _check_assets(file, planning, content)
        for sign in content.signs[slug]:
            file = f"stations/{slug}/signs.toml"
            yield from _check_sign(sign, file, content.plannings[slug], seen, first)
            yield from outside(sign.place, bounds, file)


def _check_line(line: LineRecord, stops: tuple[StopRecord, ...]) -> Iterator[Fault]:
    file = "stations/line.toml"
    for tag in line.languages:
        if not LANGUAGE.fullmatch(tag) or line.languages.count(tag) > 1:
            wrong = "„%(tag)s“ ist kein Sprachkürzel oder steht doppelt da."
            yield Fault(file, "languages", wrong, "Zum Beispiel: de, en, de-simple.", {"tag": tag})
    if is_simple(line.first_language):
        yield Fault(file, "languages", "Die erste Sprache ist eine einfache.", "Bitte mit der gewöhnlichen beginnen.")
    if not _is_zone(line.time_zone):
        yield _unknown(file, "time_zone", line.time_zone, "Zum Beispiel: Europe/Berlin.")
    for number, stop in enumerate(stops, start=2):
        where = f"seeds/stops.csv Zeile {number}"
        if not stop.dhid.startswith(line.stop_prefix):
            wrong, allowed = "„%(given)s“ gehört nicht zur Linie.", "Verlangt ist am Anfang: %(prefix)s"
            yield Fault(where, "dhid", wrong, allowed, {"given": stop.dhid, "prefix": line.stop_prefix})
        yield from outside(stop, line.bounds, where, prefix="")


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (OSError, ValueError, KeyError):  # a name that is a folder, that leads out, or that nobody has
        return False


def _check_words(words: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    for tag, found in words.items():
        for name, text in found.items():
            for wrong, allowed, values in catalogues.check(text, tag, name):
                yield Fault(f"stations/words/{tag}/{name}.po", "", wrong, allowed, values)


def _check_glossary(glossary: tuple[Term, ...], languages: tuple[str, ...]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, each in enumerate(glossary, start=1):
        file = f"stations/glossary.toml [{place}]"
        if each.term.casefold() in seen:
            yield Fault(
                file, "term", "„%(given)s“ steht doppelt da.", "Jedes Wort steht einmal da.", {"given": each.term}
            )
        seen.add(each.term.casefold())
        for tag in each.names:
            if tag not in languages:
                yield _unknown(file, f"names.{tag}", tag, f"Erlaubt: {', '.join(languages)}.")


def _check_files(file: str, record: StationRecord | PlanningRecord, content: Content) -> Iterator[Fault]:
    for slug in record.documents:
        if slug not in content.documents:
            yield _unknown(file, "documents", slug, "Erlaubt sind die Ordner unter assets/documents.")
        else:
            file_of_it = f"assets/documents/{slug}/document.toml"
            yield from _check_origin(file_of_it, content.documents[slug], content.line.first_language)
    for slug in record.pictures:
        if slug not in content.pictures:
            yield _unknown(file, "pictures", slug, "Erlaubt sind die Ordner unter assets/pictures.")
        else:
            file_of_it = f"assets/pictures/{slug}/picture.toml"
            yield from _check_origin(file_of_it, content.pictures[slug], content.line.first_language)


def _check_assets(file: str, planning: PlanningRecord, content: Content) -> Iterator[Fault]:
    """Yield what is wrong with the assets that a planning and its variants show."""
    named = [("asset", planning.asset)] if planning.asset else []
    named += [(f"variants[{at}].asset", each.asset) for at, each in enumerate(planning.variants, 1) if each.asset]
    for name, slug in named:
        if slug not in content.files:
            yield _unknown(file, name, slug, "Erlaubt sind die Ordner unter assets/meshes.")
        elif slug in content.assets:
            yield from _check_origin(
                f"assets/meshes/{slug}/asset.toml", content.assets[slug], content.line.first_language
            )
    for at, each in enumerate(planning.variants, start=1):
        there = of_files(content.files.get(each.asset or planning.asset, {}))
        if there and not scene_of(each, there):
            yield _unknown(file, f"variants[{at}].scene", each.scene or each.id, f"Erlaubt: {', '.join(there)}.")


def _check_origin(file: str, record: AssetRecord | PictureRecord | DocumentRecord, first: str) -> Iterator[Fault]:
    """Yield what must be known of a file before anything public shows it."""
    for name in ("author", "licence", "origin"):
        if not getattr(record, name).strip():
            yield Fault(file, name, "Die Angabe fehlt.", "Sie ist Pflicht, sobald etwas die Datei zeigt.")
    if first not in record.texts:
        wrong, allowed = "Der Alternativtext auf %(language)s fehlt.", "Er gehört in text.%(tag)s.toml."
        yield Fault(file, f"texts.{first}", wrong, allowed, {"language": first, "tag": first})


def _check_sign(
    sign: SignRecord, file: str, plannings: Mapping[str, PlanningRecord], seen: dict[str, str], first: str
) -> Iterator[Fault]:
    if not codes.is_code(sign.code):
        yield _unknown(file, "code", sign.code, "Ein Code hat sechs Zeichen, das letzte prüft die anderen.")
    if sign.code in seen:
        values = {"code": sign.code, "other": seen[sign.code]}
        yield Fault(file, "code", "„%(code)s“ gibt es schon in %(other)s.", "Jeder Code gilt einmal.", values)
    seen[sign.code] = file
    if sign.planning and sign.planning not in plannings:
        yield _unknown(file, "planning", sign.planning, "Erlaubt sind die Planungen dieser Station.")
    if not sign.where.get(first):
        yield Fault(file, f"where.{first}", *LACKING, {"language": first})


def _unknown(file: str, name: str, given: str, allowed: str) -> Fault:
    return Fault(file, name, "„%(given)s“ gibt es nicht.", allowed.replace("%", "%%"), {"given": given})
