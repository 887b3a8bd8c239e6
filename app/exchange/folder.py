"""The exchange folder -> content in memory: whole, or refused with every fault in one list.

``writing.files(read_folder(x))`` gives the bytes of x again, as long as x is canonical: ``write_folder`` makes it so.
"""

import dataclasses
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from app.exchange import catalogues, format_1, table
from app.exchange.content import Content, faults_between
from app.exchange.documents import DocumentRecord, DocumentText
from app.exchange.reading import LACKING, Fault, Faults, read
from app.exchange.records import (
    LANGUAGE,
    LANGUAGES,
    SLUG,
    AssetRecord,
    AssetText,
    LineRecord,
    PictureRecord,
    PictureText,
    PlanningRecord,
    PlanningText,
    SignRecord,
    StationRecord,
    StopRecord,
    Text,
)
from app.exchange.terms import Term
from app.exchange.typed import cleaned
from app.exchange.variants import of_files

T = TypeVar("T")
FENCE = "+++\n"
NO_STATIONS = frozenset({"pages", "words"})  # folders of stations/ that hold something else
NUMBERS = {"seq": int, "lat": float, "lon": float}


class FaultyFolderError(Exception):
    """The folder is refused; ``faults`` has at least one entry."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def read_folder(root: Path) -> Content:
    """Read the folder that holds ``stations/``, ``assets/`` and ``seeds/``.

    Raises FaultyFolderError with every fault found; file names in faults are relative to ``root``.
    """
    return _Reader(root).content()


class _Reader:
    """Reads one folder and remembers what was wrong."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.first = LANGUAGES[0]  # the line's, as soon as it is read

    def content(self) -> Content:
        line = self._record(LineRecord, self.root / "stations/line.toml", self._md_texts(self.root / "stations"))
        self.first = line.first_language if line else self.first
        stops = self._stops()
        stations: dict[str, StationRecord] = {}
        plannings: dict[str, dict[str, PlanningRecord]] = {}
        signs: dict[str, tuple[SignRecord, ...]] = {}
        for path in self._folders(self.root / "stations", leave_out=NO_STATIONS):
            station = self._item(StationRecord, path, "station.toml")
            found = [self._item(PlanningRecord, each, "planning.toml") for each in self._folders(path / "plannings")]
            plannings[path.name] = {each.slug: each for each in found if each}
            signs[path.name] = self._entries(SignRecord, path / "signs.toml", "signs")
            if station:
                stations[path.name] = station
        assets = {
            path.name: self._thing(path, AssetRecord, "asset.toml", AssetText)
            for path in self._folders(self.root / "assets/meshes")
        }
        pictures = {
            path.name: self._thing(path, PictureRecord, "picture.toml", PictureText)
            for path in self._folders(self.root / "assets/pictures", leave_out=frozenset({"readme"}))
        }
        documents = {
            path.name: self._thing(path, DocumentRecord, "document.toml", DocumentText)
            for path in self._folders(self.root / "assets/documents")
        }
        pages = {path.name: self._md_texts(path) for path in self._folders(self.root / "stations/pages")}
        if line is None:
            raise FaultyFolderError(self.faults)
        content = Content(
            line=line,
            stops=stops,
            stations=stations,
            plannings=plannings,
            signs=signs,
            assets={slug: record for slug, (record, _) in assets.items() if record},
            files={slug: raw for slug, (_, raw) in assets.items()},
            pages=pages,
            pictures={slug: record for slug, (record, _) in pictures.items() if record},
            picture_files={slug: raw for slug, (_, raw) in pictures.items()},
            documents={slug: record for slug, (record, _) in documents.items() if record},
            document_files={slug: raw for slug, (_, raw) in documents.items()},
            words={path.name: self._catalogues(path) for path in self._folders(self.root / "stations/words")},
            glossary=self._entries(Term, self.root / "stations/glossary.toml", "terms"),
        )
        self.faults += list(faults_between(content))
        if self.faults:
            raise FaultyFolderError(self.faults)
        return content

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _folders(self, parent: Path, leave_out: frozenset[str] = frozenset()) -> list[Path]:
        if not parent.is_dir():
            return []
        paths = sorted(path for path in parent.iterdir() if path.is_dir() and path.name not in leave_out)
        for path in paths:
            if not SLUG.fullmatch(path.name):
                self._fault(path, "", "Der Ordnername taugt nicht als Adresse.", "Erlaubt: a–z, 0–9 und Bindestriche.")
        return [path for path in paths if SLUG.fullmatch(path.name)]

    def _fault(self, path: Path, field: str, wrong: str, allowed: str, **values: object) -> None:
        self.faults.append(Fault(self._name(path), field, wrong, allowed, values))

    def _text_of(self, path: Path) -> str | None:
        if not path.is_file():
            self._fault(path, "", "Die Datei fehlt.", "Bitte anlegen.")
            return None
        try:
            return path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._fault(path, "", "Byte %(at)s ist kein UTF-8.", "Bitte als UTF-8 speichern.", at=error.start)
            return None

    def _mapping(self, path: Path, text: str | None) -> dict[str, object] | None:
        if text is None:
            return None
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self._fault(path, "", "Das ist kein gültiges TOML: %(error)s.", "Bitte dort nachsehen.", error=error)
        except RecursionError:
            self._fault(path, "", "Das ist zu tief ineinander geschachtelt.", "Bitte flacher schreiben.")
        return None

    def _read(self, shape: type[T], path: Path, given: Mapping[str, object] | None) -> T | None:
        if given is None:
            return None
        faults = Faults(self._name(path))
        record = read(shape, given, faults)
        self.faults += faults.found
        return record

    def _record(self, shape: type[T], path: Path, texts: Mapping[str, object]) -> T | None:
        given = self._mapping(path, self._text_of(path))
        if given is not None and "texts" in given:
            self._fault(path, "texts", "Texte stehen nicht hier.", "Sie gehören in Dateien je Sprache.")
        if given is None:
            return None
        if shape is PlanningRecord:
            given = format_1.planning(given, self._variants_of(str(given.get("asset", ""))))
        record = self._read(shape, path, {**given, "texts": {}})
        return dataclasses.replace(record, texts=texts) if record else None  # type: ignore[type-var]

    def _variants_of(self, asset: str) -> tuple[str, ...]:
        """Return the variants of an asset, none if there is no such folder."""
        folder = self.root / "assets/meshes" / asset
        scene = folder / "scene.toml"
        return of_files({scene.name: scene.read_bytes()} if scene.is_file() else {}) if SLUG.fullmatch(asset) else ()

    def _item(self, shape: type[T], folder: Path, name: str) -> T | None:
        texts = self._md_texts(folder, PlanningText if shape is PlanningRecord else Text)
        path = folder / f"text.{self.first}.md"
        if self.first not in texts and not path.exists():
            self._fault(path, "", *LACKING, language=self.first)
        record = self._record(shape, folder / name, texts)
        slug = getattr(record, "slug", folder.name)
        if slug != folder.name:
            wrong = "„%(slug)s“ ist nicht der Name des Ordners."
            self._fault(folder / name, "slug", wrong, "Erwartet: %(folder)s.", slug=slug, folder=folder.name)
        return record

    def _md_texts(self, folder: Path, shape: type[Text] = Text) -> dict[str, Text]:
        texts = {}
        for path in sorted(folder.glob("text.*.md")):
            language = path.name.removeprefix("text.").removesuffix(".md")
            if not LANGUAGE.fullmatch(language):
                wrong = "„%(tag)s“ ist kein Sprachkürzel."
                self._fault(path, "", wrong, "Zum Beispiel: de, en, tr, de-simple.", tag=language)
                continue
            text = self._md_text(path, shape)
            if text:
                texts[language] = text
        return texts

    def _md_text(self, path: Path, shape: type[Text]) -> Text | None:
        raw = self._text_of(path)
        if raw is None:
            return None
        head, fence, body = raw.removeprefix(FENCE).partition(FENCE)
        if not raw.startswith(FENCE) or not fence:
            self._fault(path, "", "Der Kopf zwischen zwei Zeilen +++ fehlt.", "Er trägt title und summary.")
            return None
        given = self._mapping(path, head)
        return self._read(shape, path, None if given is None else {**given, "body": body.strip("\n")})

    def _catalogues(self, folder: Path) -> dict[str, str]:
        """Return the texts of a language's catalogues by their names."""
        found = {}
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            name = path.name.removesuffix(".po")
            if name not in catalogues.NAMES or path.suffix != ".po":
                names = ", ".join(f"{each}.po" for each in catalogues.NAMES)
                self._fault(path, "", "Diese Datei gibt es hier nicht.", "Erlaubt: %(names)s.", names=names)
                continue
            found[name] = cleaned(self._text_of(path) or "")
        return found

    def _entries(self, shape: type[T], path: Path, name: str) -> tuple[T, ...]:
        """Return the entries of a file that holds one list; nothing where there is no such file."""
        given = self._mapping(path, self._text_of(path)) if path.exists() else None
        entries = given.get(name, []) if given else []
        values = {"name": f"[[{name}]]"}
        for other in sorted((given or {}).keys() - {name}):
            self._fault(path, other, "Dieses Feld gibt es hier nicht.", "Erlaubt sind Abschnitte %(name)s.", **values)
        if not isinstance(entries, list):
            self._fault(path, name, "Hier steht keine Liste.", "Erwartet werden Abschnitte %(name)s.", **values)
            return ()
        found = []
        for place, each in enumerate(entries, start=1):
            faults = Faults(f"{self._name(path)} [{place}]")
            entry = read(shape, each if isinstance(each, dict) else {}, faults)
            self.faults += faults.found
            found += [entry] if entry else []
        return tuple(found)

    def _thing(self, folder: Path, shape: type[T], name: str, words: type[object]) -> tuple[T | None, dict[str, bytes]]:
        """Return the record of an asset, picture or document, with its texts, and the files that lie beside."""
        texts: dict[str, object] = {}
        for path in sorted(folder.glob("text.*.toml")):
            given = self._mapping(path, self._text_of(path))
            if given is not None and words is AssetText:
                given = format_1.asset_text(given, self._variants_of(folder.name))
            text = self._read(words, path, given)
            if text:
                texts[path.name.removeprefix("text.").removesuffix(".toml")] = text
        record = self._record(shape, folder / name, texts)
        known = {name, *(f"text.{language}.toml" for language in texts)}
        others = sorted(path for path in folder.iterdir() if path.is_file() and path.name not in known)
        return record, {path.name: path.read_bytes() for path in others}

    def _stops(self) -> tuple[StopRecord, ...]:
        path = self.root / "seeds/stops.csv"
        lines = table.read(self._text_of(path) or "")
        names = next(lines, [])
        found = []
        for number, cells in enumerate(filter(any, lines), start=2):
            faults = Faults(f"{self._name(path)} Zeile {number}")
            pairs = zip(names, cells, strict=False)
            stop = read(StopRecord, {name: _cell(name, value) for name, value in pairs}, faults)
            self.faults += faults.found
            found += [stop] if stop else []
        return tuple(found)


def _cell(name: str, value: str) -> object:
    if name == "underground":
        return value == "yes"
    try:
        return NUMBERS.get(name, str)(value)
    except ValueError:
        return value
