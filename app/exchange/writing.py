"""Content -> files: the canonical bytes of an exchange folder.

files          content as (path, bytes), in a fixed order: for a folder or a ZIP
write_folder   the same into a folder, each file replaced atomically
"""

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomli_w

from app.exchange import table
from app.exchange.content import Content
from app.exchange.documents import DocumentRecord
from app.exchange.folder import FENCE
from app.exchange.reading import plain
from app.exchange.records import AssetRecord, LineRecord, PictureRecord, PlanningRecord, StationRecord, StopRecord, Text


def files(content: Content) -> Iterator[tuple[str, bytes]]:
    """Yield (path with forward slashes, bytes) of every file, canonically written."""
    yield "seeds/stops.csv", _stops_csv(content.stops)
    yield "stations/line.toml", _toml(_without_texts(content.line))
    yield from _texts("stations", content.line.texts)
    if content.glossary:
        yield "stations/glossary.toml", _toml({"terms": plain(content.glossary)})
    for page, texts in content.pages.items():
        yield from _texts(f"stations/pages/{page}", texts)
    for tag, found in sorted(content.words.items()):
        for name, text in sorted(found.items()):
            yield f"stations/words/{tag}/{name}.po", text.encode()
    for slug, station in content.stations.items():
        here = f"stations/{slug}"
        yield f"{here}/station.toml", _toml(_without_texts(station))
        yield f"{here}/signs.toml", _toml({"signs": plain(content.signs.get(slug, ()))})
        yield from _texts(here, station.texts)
        for planning in content.plannings.get(slug, {}).values():
            yield f"{here}/plannings/{planning.slug}/planning.toml", _toml(_without_texts(planning))
            yield from _texts(f"{here}/plannings/{planning.slug}", planning.texts)
    for slug, asset in content.assets.items():
        yield from _thing(f"assets/meshes/{slug}", "asset.toml", asset, content.files.get(slug, {}))
    for slug, picture in content.pictures.items():
        yield from _thing(f"assets/pictures/{slug}", "picture.toml", picture, content.picture_files.get(slug, {}))
    for slug, document in content.documents.items():
        beside = content.document_files.get(slug, {})
        yield from _thing(f"assets/documents/{slug}", "document.toml", document, beside)


def _thing(
    here: str, name: str, record: AssetRecord | PictureRecord | DocumentRecord, beside: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    yield f"{here}/{name}", _toml(_without_texts(record))
    for language, words in sorted(record.texts.items()):
        yield f"{here}/text.{language}.toml", _toml(plain(words))
    for file, raw in sorted(beside.items()):
        yield f"{here}/{file}", raw


def write_folder(content: Content, root: Path) -> int:
    """Write every file below ``root`` and return how many; a file that is the same already is left alone."""
    count = 0
    for name, raw in files(content):
        count += 1
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_bytes() != raw:
            part = path.with_name(path.name + ".part")
            part.write_bytes(raw)
            part.replace(path)
    return count


def _without_texts(
    record: LineRecord | StationRecord | PlanningRecord | AssetRecord | PictureRecord | DocumentRecord,
) -> dict[str, object]:
    return {name: value for name, value in plain(record).items() if name != "texts"}


def _toml(values: Mapping[str, object]) -> bytes:
    return tomli_w.dumps(values).encode()


def _texts(folder: str, texts: Mapping[str, Text]) -> Iterator[tuple[str, bytes]]:
    for language, text in sorted(texts.items()):
        head = {name: value for name, value in plain(text).items() if name != "body"}
        yield f"{folder}/text.{language}.md", f"{FENCE}{tomli_w.dumps(head)}{FENCE}\n{text.body}\n".encode()


def _stops_csv(stops: tuple[StopRecord, ...]) -> bytes:
    names = [entry.name for entry in dataclasses.fields(StopRecord)]
    rows = ((getattr(stop, name) for name in names) for stop in stops)
    words = ([("yes" if value else "") if isinstance(value, bool) else value for value in row] for row in rows)
    return table.for_programs(names, words)
