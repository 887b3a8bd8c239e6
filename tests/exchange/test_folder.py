"""The exchange folder: in whole, out byte for byte, or refused with every fault."""

import io
import json
import zipfile

import pytest

from app.exchange.folder import FaultyFolderError, read_folder
from app.exchange.manifest import archive, manifest
from app.exchange.variants import of_files
from app.exchange.writing import files, write_folder

LINE = """\
slug = "302"
number = "302"
name = "Linie 302"
[[partners]]
slug = "gelsenkirchen"
name = "Stadt Gelsenkirchen"
[[topics]]
slug = "klimaschutz"
[topics.names]
de = "Klimaschutz"
[[branches]]
slug = "trunk"
"""
STOPS = """\
seq,dhid,name,name_gtfs,city,branch,lat,lon,underground,wheelchair
1,de:05513:6686,Heinrich-König-Platz,GE H.-K.-Platz,Gelsenkirchen,trunk,51.51008,7.09419,yes,yes
"""
TEXT = """\
+++
title = "Straße bei 51°7 · ışık"
summary = "Ein Satz mit Umlaut: Ü."
+++

Erste Zeile.

Zweite Zeile.
"""
STATION = """\
slug = "platz"
stop = "de:05513:6686"
partner = "gelsenkirchen"
plannings = ["segel"]
"""
PLANNING = """\
slug = "segel"
topic = "klimaschutz"
asset = "segel"
[place]
lat = 51.50994
lon = 7.09439
uncertainty_m = 30
"""
SIGNS = """\
[[signs]]
code = "%s"
facing_deg = 335
facing_uncertainty_deg = 20
[signs.where]
de = "Am Nordende"
[signs.place]
lat = 51.51
lon = 7.094
uncertainty_m = 15
"""
ASSET = """\
slug = "segel"
title = "Segel"
author = "Linie 302"
licence = "CC-BY-4.0"
origin = "Eigenes Modell."
"""
TREE = {
    "stations/line.toml": LINE,
    "stations/text.de.md": TEXT,
    "stations/pages/impressum/text.de.md": TEXT,
    "stations/platz/station.toml": STATION,
    "stations/platz/text.de.md": TEXT,
    "stations/platz/text.tr.md": TEXT,
    "stations/platz/signs.toml": SIGNS % "222222",
    "stations/platz/plannings/segel/planning.toml": PLANNING,
    "stations/platz/plannings/segel/text.de.md": TEXT,
    "assets/meshes/segel/asset.toml": ASSET,
    "assets/meshes/segel/text.de.toml": '[alt]\nplanned = "Ein Platz mit Segel."\n',
    "assets/meshes/segel/scene.toml": "format = 2  # as it was written\n",
    "seeds/stops.csv": STOPS,
}


@pytest.fixture
def folder(tmp_path):
    def make(**changed):
        for name, text in {**TREE, **changed}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(text, bytes):
                path.write_bytes(text)
            else:
                path.write_text(text, encoding="utf-8")
        return tmp_path

    return make


def faults(root):
    with pytest.raises(FaultyFolderError) as refused:
        read_folder(root)
    return [str(fault) for fault in refused.value.faults]


def test_what_goes_in_comes_out_byte_for_byte(folder, tmp_path):
    content = read_folder(folder())
    once, twice = tmp_path / "once", tmp_path / "twice"

    write_folder(content, once)
    write_folder(read_folder(once), twice)

    written = {path.relative_to(once).as_posix(): path.read_bytes() for path in once.rglob("*") if path.is_file()}
    assert written == {
        path.relative_to(twice).as_posix(): path.read_bytes() for path in twice.rglob("*") if path.is_file()
    }
    assert set(written) == set(TREE)
    assert written["assets/meshes/segel/scene.toml"] == b"format = 2  # as it was written\n"


def test_letters_survive(folder):
    content = read_folder(folder())

    text = content.stations["platz"].texts["tr"]
    assert text.title == "Straße bei 51°7 · ışık"
    assert text.body == "Erste Zeile.\n\nZweite Zeile."
    assert content.stops[0].underground is True


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("stations/line.toml", "slug = ", "kein gültiges TOML"),
        ("stations/line.toml", b"\xff\xfe", "Byte 0 ist kein UTF-8."),
        ("stations/platz/text.de.md", "kein Kopf", "Der Kopf zwischen zwei Zeilen +++ fehlt."),
        ("stations/platz/text.xx_1.md", TEXT, "„xx_1“ ist kein Sprachkürzel."),
        ("stations/platz/signs.toml", SIGNS % "222223", "code: „222223“ gibt es nicht."),
        ("stations/platz/signs.toml", SIGNS % "222222" * 2, "gibt es schon in"),
        (
            "stations/platz/station.toml",
            STATION.replace("6686", "1"),
            "„de:05513:1“ gibt es nicht. Erlaubt sind die Nummern",
        ),
        ("stations/platz/station.toml", STATION.replace("gelsen", "nelsen"), "Erlaubt: gelsenkirchen."),
        ("stations/platz/station.toml", STATION.replace('"segel"', '"boot"'), "Vorhanden: segel."),
        ("stations/platz/station.toml", STATION.replace('"platz"', '"ort"'), "ist nicht der Name des Ordners"),
        (
            "stations/platz/plannings/segel/planning.toml",
            PLANNING.replace("51.5", "31.5"),
            "liegt außerhalb des Erlaubten",
        ),
        (
            "stations/platz/plannings/segel/planning.toml",
            PLANNING.replace('asset = "segel"', 'asset = "x"'),
            "asset: „x“",
        ),
        ("stations/Größe/station.toml", STATION, "Der Ordnername taugt nicht als Adresse."),
        ("seeds/stops.csv", STOPS.replace("51.51008", "Nord"), "seeds/stops.csv Zeile 2: lat: „Nord“ passt nicht."),
    ],
)
def test_a_faulty_folder_is_refused_with_file_and_field(folder, name, text, sentence):
    found = faults(folder(**{name: text}))

    assert any(sentence in fault for fault in found), found


NESTED = {
    "lists without an end": "it = " + "[" * 5000,
    "lists": "it = " + "[" * 5000 + "]" * 5000,
    "tables": "it = " + "{a=" * 5000 + "1" + "}" * 5000,
    "names": "a." * 5000 + "a = 1",
    "headings": f"[{'a.' * 5000}a]",
}


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED)
@pytest.mark.parametrize("name", [name for name in TREE if name.endswith((".toml", ".md")) and "scene" not in name])
def test_what_is_nested_beyond_reading_is_named_with_its_file(folder, name, nested):
    text = f"+++\n{nested}\n+++\n\nWorte.\n" if name.endswith(".md") else f"{nested}\n"

    found = faults(folder(**{name: text}))

    assert any(fault.startswith(name) for fault in found), found


@pytest.mark.parametrize("nested", NESTED.values(), ids=NESTED)
def test_a_scene_that_is_nested_beyond_reading_has_no_variants(nested):
    assert of_files({"scene.toml": nested.encode()}) == ()


@pytest.mark.parametrize(("languages", "tag", "name"), [("", "de", "Deutsch"), ('["tr", "de"]', "tr", "Türkisch")])
def test_the_first_language_is_required(folder, languages, tag, name):
    root = folder(**{"stations/line.toml": f"languages = {languages}\n{LINE}" if languages else LINE})
    (root / f"stations/platz/text.{tag}.md").unlink()

    assert f"stations/platz/text.{tag}.md: Der Text auf {name} fehlt. {name} ist Pflicht." in faults(root)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('languages = ["de", "../x"]', "„../x“ ist kein Sprachkürzel"),
        ('languages = ["de", "de"]', "„de“ ist kein Sprachkürzel oder steht doppelt da."),
        ('languages = ["de-simple", "de"]', "Die erste Sprache ist eine einfache."),
        ('time_zone = "Europe/Nirgends"', "time_zone: „Europe/Nirgends“ gibt es nicht."),
        ('stop_prefix = "at:"', "„de:05513:6686“ gehört nicht zur Linie. Verlangt ist am Anfang: at:"),
        ("bounds = {south = 40.0, west = 7.0, north = 51.0, east = 8.0}", "lat: 51.51008 liegt außerhalb"),
        ("bounds = {south = 40.0}", "bounds.west: Das Feld fehlt."),
    ],
)
def test_a_line_says_truly_where_it_is(folder, line, sentence):
    assert any(sentence in fault for fault in faults(folder(**{"stations/line.toml": f"{line}\n{LINE}"})))


CATALOGUE = 'msgid "Station"\nmsgstr "Halte"\n\nmsgid "nach %(stop)s"\nmsgstr "naar %(stop)s"\n'


def test_a_line_brings_the_words_of_a_language(folder):
    content = read_folder(folder(**{"stations/words/nl/site.po": CATALOGUE}))

    assert content.words == {"nl": {"site": CATALOGUE}}
    assert dict(files(content))["stations/words/nl/site.po"] == CATALOGUE.encode()


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("nl/site.po", 'msgid "Station', "Das ist kein gültiger Katalog"),
        ("nl/site.po", CATALOGUE.replace("naar %(stop)s", "naar %(halt)s"), "„naar %(halt)s“ lässt sich nicht füllen."),
        ("nl/site.po", CATALOGUE.replace("Halte", "50 % halte"), "ein Prozentzeichen heißt %%."),
        ("nl/site.po", CATALOGUE.replace("Halte", "<b>Halte"), "Bitte ohne < schreiben."),
        ("nl/studio.po", CATALOGUE, "Erlaubt: site.po, signage.po."),
        ("NL/site.po", CATALOGUE, "Der Ordnername taugt nicht als Adresse."),
    ],
)
def test_words_that_would_break_a_page_are_refused(folder, name, text, sentence):
    found = faults(folder(**{f"stations/words/{name}": text}))

    assert any(sentence in fault for fault in found), found


def test_every_fault_of_every_file_stands_in_one_list(folder):
    root = folder(
        **{
            "stations/line.toml": LINE + "x = 1\n",
            "stations/platz/text.de.md": "?",
            "seeds/stops.csv": STOPS.replace("7.09419", "Osten"),
        }
    )

    files_at_fault = [fault.split(":")[0] for fault in faults(root)]

    assert files_at_fault == ["stations/line.toml", "seeds/stops.csv Zeile 2", "stations/platz/text.de.md"]


def test_the_archive_carries_checksums_and_is_the_same_each_time(folder):
    content = read_folder(folder())

    raw = archive(files(content))

    assert raw == archive(files(content))
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        entries = json.loads(packed.read("manifest.json"))["files"]
        assert set(entries) == set(packed.namelist()) - {"manifest.json"}
        assert packed.read("manifest.json") == manifest((name, packed.read(name)) for name in entries)
