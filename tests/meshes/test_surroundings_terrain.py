"""Terrain as GeoTIFF tells the height of the ground; what comes packed is unpacked within bounds."""

import gzip
import io
import json
import zipfile

import numpy as np
import pytest

from app.meshes.surroundings import composing, geotiff, unpacking
from app.meshes.surroundings.excerpt import BUILDINGS, TERRAIN
from app.utm import Zone
from tests.meshes import geotiffs, tiles
from tests.meshes.test_surroundings import EAST, HOUSES, NORTH, PLACE, grid, kept

SIDE = 160  # metres and pixels
CORNER = (EAST - 80, NORTH + 80)


def slope(kind=np.float32, side=SIDE, step=1.0):
    """Return heights that rise by a tenth to the east and are 50 m where the station is."""
    return np.tile(50 + (np.arange(side) * step - 80 + step / 2) / 10, (side, 1)).astype(kind)


def with_hole():
    heights = slope()
    heights[:40] = -9999
    heights[40:60] = np.nan
    return heights


POINTS = geotiffs.keys(raster=2)
READ = {
    "strips": geotiffs.in_strips(slope(), corner=CORNER),
    "tiles": geotiffs.in_tiles(slope(), corner=CORNER),
    "deflate": geotiffs.in_strips(slope(), corner=CORNER, compression="tiff_adobe_deflate"),
    "LZW": geotiffs.in_strips(slope(), corner=CORNER, compression="tiff_lzw"),
    "half a metre": geotiffs.in_strips(slope(side=320, step=0.5), corner=CORNER, step=(0.5, 0.5)),
    "points": geotiffs.in_strips(slope(), corner=(CORNER[0] + 0.5, CORNER[1] - 0.5), directory=POINTS),
    "a matrix": geotiffs.in_strips(
        slope(), corner=None, matrix=(1.0, 0, 0, CORNER[0], 0, -1.0, 0, CORNER[1], *(0,) * 7, 1)
    ),
    "no number of a system": geotiffs.in_strips(slope(), corner=CORNER, directory=geotiffs.keys(0)),
    "a number for none": geotiffs.in_strips(slope(), corner=CORNER, directory=geotiffs.keys(32767)),
    "the zone before": geotiffs.in_strips(slope(), corner=(CORNER[0] + 32e6, CORNER[1]), directory=geotiffs.keys(4647)),
    "nothing here and there": geotiffs.in_strips(with_hole(), corner=CORNER),
}


@pytest.mark.parametrize("raw", READ.values(), ids=READ)
def test_a_geotiff_tells_how_high_the_ground_is(tmp_path, capsys, raw):
    said, found = kept(tmp_path, raw, capsys)

    assert said["content"] == TERRAIN
    assert said["total"] >= SIDE * SIDE
    assert composing.height_m([found["7"]], PLACE) == pytest.approx(50.0, abs=0.1)
    assert composing.height_m([found["7"]], Zone(32).place(EAST + 30, NORTH)) == pytest.approx(53.0, abs=0.1)
    assert 40 < found["7"].points[:, 1].min() < found["7"].points[:, 1].max() < 60, "holes are no ground"


def test_whole_metres_and_degrees_are_heights_too(tmp_path, capsys):
    whole = geotiffs.in_strips(np.full((SIDE, SIDE), 51, np.uint16), corner=CORNER, nothing="0")
    step = 1e-5
    degrees = geotiffs.in_strips(
        np.full((SIDE, SIDE), 52, np.float32),
        corner=(PLACE[1] - 80 * step, PLACE[0] + 80 * step),
        step=(step, step),
        directory=geotiffs.keys(4326, geographic=True),
    )

    for raw, height in ((whole, 51), (degrees, 52)):
        _, found = kept(tmp_path, raw, capsys)
        assert composing.height_m([found["7"]], PLACE) == pytest.approx(height)


def test_a_tile_elsewhere_is_read_and_not_kept(tmp_path, capsys):
    said, found = kept(tmp_path, geotiffs.in_strips(slope(), corner=(EAST + 5000, NORTH)), capsys)

    assert (said["total"], found) == (SIDE * SIDE, {})


def zipped(*files, by=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", by) as archive:
        for name, raw in files:
            archive.writestr(name, raw)
    return stream.getvalue()


TILE = tiles.citygml(HOUSES)
PACKED = {
    "ZIP": (zipped(("LoD2.gml", TILE), ("LoD2.xml", b"<metadata/>"), ("__MACOSX/._LoD2.gml", b"x")), BUILDINGS),
    "GZ": (gzip.compress(grid()), TERRAIN),
    "GZ in ZIP": (zipped(("dgm1/dgm1.xyz.gz", gzip.compress(grid())), ("dgm1/liesmich.txt", b"x")), TERRAIN),
    "TIFF in ZIP": (zipped(("dgm1.tif", READ["tiles"]), ("dgm1.tfw", b"1.0")), TERRAIN),
    "XML alone": (zipped(("tile.xml", TILE)), BUILDINGS),
}


@pytest.mark.parametrize(("raw", "content"), PACKED.values(), ids=PACKED)
def test_what_is_packed_is_unpacked(tmp_path, capsys, raw, content):
    said, found = kept(tmp_path, raw, capsys)

    assert said["content"] == content
    assert list(found) == ["7"]


def colours():
    stream = io.BytesIO()
    geotiff.Image.new("RGB", (20, 20)).save(stream, "TIFF")
    return stream.getvalue()


BAD = {
    "colours": (colours(), "Farben und keine Höhen"),
    "no place": (geotiffs.in_strips(slope(), corner=None), "nicht, wo sie liegt"),
    "no step": (geotiffs.in_strips(slope(), corner=CORNER, step=(0.0, 1.0)), "nicht, wo sie liegt"),
    "turned": (geotiffs.in_strips(slope(), corner=None, matrix=(1.0, 0.5, *(0,) * 13, 1)), "gedreht"),
    "an unknown system": (geotiffs.in_strips(slope(), corner=CORNER, directory=geotiffs.keys(3857)), "EPSG:3857"),
    "cut off": (READ["deflate"][: len(READ["deflate"]) // 2], "beschädigt"),
    "tiles cut off": (READ["tiles"][: len(READ["tiles"]) // 2], "beschädigt"),
    "only a head": (b"II*\0" + bytes(30), "TIFF-Datei"),
    "an archive cut off": (PACKED["ZIP"][0][:-40], "Archiv ist beschädigt"),
    "GZ cut off": (PACKED["GZ"][0][:-4000], "Archiv ist beschädigt"),
    "a bomb": (gzip.compress(bytes(30_000_000)), "mehr als"),
    "a bomb in a ZIP": (zipped(("a.gml", bytes(30_000_000))), "mehr als"),
    "several tiles": (zipped(("a.gml", TILE), ("b.gml", TILE)), "2 Kacheln: a.gml, b.gml"),
    "no tile": (zipped(("a.pdf", b"%PDF")), "keine Kachel"),
    "deep": (zipped(("a.gz", gzip.compress(gzip.compress(grid())))), "ineinander"),
}


@pytest.mark.parametrize(("raw", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path, capsys, raw, words):
    said, _ = kept(tmp_path, raw, capsys)

    (fault,) = said["faults"]
    assert words in fault["wrong"] % fault["values"]
    assert fault["mend"]
    assert json.dumps(fault)


def test_more_pixels_than_a_tile_has_are_not_read(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(geotiff, "MOST_PIXELS", 1000)

    said, _ = kept(tmp_path, READ["strips"], capsys)

    assert "160 × 160" in said["faults"][0]["wrong"] % said["faults"][0]["values"]


def test_an_archive_that_lies_about_its_size_is_stopped_by_what_comes_out(tmp_path, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_BYTES", 1000)
    (tmp_path / "tile").write_bytes(zipped(("a.gml", TILE)))

    with pytest.raises(unpacking.CityError, match="mehr als"):
        unpacking.unpacked(tmp_path / "tile")
