"""More textures than phones draw quickly come onto pages of an atlas: each triangle keeps the colours that it had."""

import io
import zipfile

import numpy as np
import pytest
from PIL import Image
from pxr import Usd, UsdGeom, UsdShade

from app.meshes import usdz
from app.meshes.check import PLANNING
from app.meshes.upload.atlas_layout import BLOCK_PX, GUTTER_PX, laid_out
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.upload.wishes import Wishes
from app.meshes.wrapping import pixels_at
from tests.meshes.models import added, box, pack

MIRROR, REPEAT, CLAMP = 33648, 10497, 33071


def halves(number, *, mode="RGB", side=64):
    """Return a PNG, dark red on its left and a colour of its own on its right, and that colour."""
    colour = (60 + number * 37 % 190, 60 + number * 91 % 190, 60 + number * 53 % 190)
    pixels = np.zeros((side, side, len(mode)), dtype=np.uint8)
    pixels[:, : side // 2, :3], pixels[:, side // 2 :, :3] = (90, 0, 0), colour
    pixels[..., 3:] = np.where(np.arange(side) < side // 2, 0, 255)[None, :, None]
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG")
    return stream.getvalue(), colour


def squares(count, *, tiles=lambda _i: 1, materials=lambda i: texture_of(i), mode="RGB", wrap=REPEAT, side=64):
    """Return a GLB of a row of squares, each in a material and with a texture of its own, and their colours."""
    document, binary = box((1, 1, 1))
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], "<f4")
    points, binary = added(document, binary, np.insert(corners, 1, 0, axis=1).astype("<f4"), "VEC3")
    triangles, binary = added(document, binary, np.array([0, 2, 1, 0, 3, 2], "<u2"), "SCALAR")
    document |= {"images": [], "textures": [], "meshes": [], "nodes": [], "scenes": [{"nodes": list(range(count))}]}
    document |= {"samplers": [{"wrapS": wrap, "wrapT": wrap}], "materials": [materials(i) for i in range(count)]}
    colours = []
    for i in range(count):
        uvs, binary = added(document, binary, corners * tiles(i), "VEC2")
        content, colour = halves(i, mode=mode, side=side)
        binary += b"\0" * (-len(binary) % 4)
        document["bufferViews"].append({"buffer": 0, "byteOffset": len(binary), "byteLength": len(content)})
        binary += content
        document["images"].append({"bufferView": len(document["bufferViews"]) - 1, "mimeType": "image/png"})
        document["textures"].append({"source": i, "sampler": 0})
        attributes = {"POSITION": points, "TEXCOORD_0": uvs}
        document["meshes"].append({"primitives": [{"attributes": attributes, "indices": triangles, "material": i}]})
        document["nodes"].append({"mesh": i, "translation": [i * 2.0, 0, 0]})
        colours.append(colour)
    document["buffers"] = [{"byteLength": len(binary)}]
    return pack(document, binary), np.array(colours)


def texture_of(number, **more):
    return {"pbrMetallicRoughness": {"baseColorTexture": {"index": number}, "metallicFactor": 0}, **more}


def taken(raw):
    made = take_in(memoryview(raw), name="probe", wishes=Wishes(unit="m", up="y"))
    return made, dressed_of(made.glb, name="probe")


def said(made):
    return " ".join(str(note) for note in made.notes)


def pixels_of(content, mode="RGB"):
    with Image.open(io.BytesIO(content)) as picture:
        return np.asarray(picture.convert(mode)).astype(int)


def on_androids(dressed, share, name="base"):
    """Return (n, 3): where along the row each triangle is at a share of its width, and the colour there."""
    rows = []
    for mesh in dressed.meshes:
        for primitive in mesh.primitives:
            finish = dressed.finishes[primitive.finish]
            pixels = pixels_of(dressed.pictures[getattr(finish, name)].content, "RGBA")
            corners = primitive.triangles
            rows += _looked_up(primitive.positions[corners], primitive.uvs[corners], pixels, finish.sides, share)
    return _sorted(rows)


def on_iphones(content, share, tmp_path):
    """Return the same, of the file for the other kind of phone."""
    path = tmp_path / "probe.usdz"
    path.write_bytes(content)
    stage = Usd.Stage.Open(str(path))
    rows = []
    with zipfile.ZipFile(path) as packed:
        for mesh in (UsdGeom.Mesh(prim) for prim in stage.Traverse() if prim.IsA(UsdGeom.Mesh)):
            surface = UsdShade.MaterialBindingAPI(mesh.GetPrim()).ComputeBoundMaterial()[0].ComputeSurfaceSource()[0]
            texture = UsdShade.Shader(surface.GetInput("diffuseColor").GetConnectedSources()[0][0].source.GetPrim())
            pixels = pixels_of(packed.read(texture.GetInput("file").Get().path), "RGBA")
            sides = tuple(texture.GetInput(name).Get() for name in ("wrapS", "wrapT"))
            corners = np.array(mesh.GetFaceVertexIndicesAttr().Get()).reshape(-1, 3)
            uvs = np.array(UsdGeom.PrimvarsAPI(mesh).GetPrimvar("st").ComputeFlattened())
            uvs = uvs[corners] * (1, -1) + (0, 1)
            rows += _looked_up(np.array(mesh.GetPointsAttr().Get())[corners], uvs, pixels, sides, share)
    return _sorted(rows)


def _looked_up(positions, uvs, pixels, sides, share):
    """Look triangles up where their width is at a share: between the corners that are farthest apart along the row."""
    along = positions[..., 0]
    first, last = along.argmin(axis=1), along.argmax(axis=1)
    rows = np.arange(len(uvs))
    places = uvs[rows, first] * (1 - share) + uvs[rows, last] * share
    inside = places * 0.98 + uvs.mean(axis=1) * 0.02  # off the very edge
    found = pixels[pixels_at(inside.astype(float), sides, pixels.shape[1::-1])]
    middle = along[rows, first] * (1 - share) + along[rows, last] * share
    return list(np.column_stack([middle, found]))


def _sorted(rows):
    rows = np.array(sorted(map(tuple, rows)))
    return rows[:, 1:4]


@pytest.mark.parametrize("count", [13, 40, 100])
def test_many_textures_keep_their_colours_for_both_kinds_of_phone(count, tmp_path):
    raw, colours = squares(count)

    made, dressed = taken(raw)

    assert len(dressed.finishes) <= PLANNING.finishes
    assert sum(len(each.content) for each in dressed.pictures) <= PLANNING.pictures_bytes
    assert "Textur-Atlas" in said(made)
    assert "durch ihre Farbe ersetzt" not in said(made)
    expected = np.repeat(colours, 2, axis=0)
    for read in (on_androids(dressed, 0.8), on_iphones(usdz.write(dressed), 0.8, tmp_path)):
        assert np.abs(read - expected).max() < 14
    assert np.abs(on_androids(dressed, 0.2) - (90, 0, 0)).max() < 14


@pytest.mark.parametrize("tiles", [2, 4])
@pytest.mark.parametrize(("wrap", "right"), [(REPEAT, "own"), (MIRROR, "red"), (CLAMP, "own")])
def test_what_is_tiled_a_little_is_laid_out_as_often(wrap, right, tiles):
    raw, colours = squares(14, tiles=lambda _i: tiles, wrap=wrap)

    _, dressed = taken(raw)

    expected = np.repeat(colours, 2, axis=0) if right == "own" else np.full((28, 3), (90, 0, 0))
    assert len(dressed.finishes) <= PLANNING.finishes
    assert np.abs(on_androids(dressed, 0.9) - expected).max() < 14


def test_what_is_tiled_often_keeps_its_texture_before_others():
    raw, colours = squares(20, tiles=lambda i: 30 if i < 4 else 1)

    made, dressed = taken(raw)

    assert sum(each.repeats for each in dressed.finishes) >= 4
    assert "durch ihre Farbe ersetzt" not in said(made)
    assert np.abs(on_androids(dressed, 0.8)[8:] - np.repeat(colours, 2, axis=0)[8:]).max() < 14


def test_only_what_is_tiled_often_and_finds_no_room_has_its_mean_colour():
    raw, _ = squares(20, tiles=lambda _i: 30)

    made, dressed = taken(raw)

    assert len(dressed.finishes) <= PLANNING.finishes
    assert "10 kleine Texturen durch ihre Farbe ersetzt" in said(made)


def test_what_is_cut_out_shines_or_is_seen_from_behind_stays_so():
    def material(i):
        more = {"doubleSided": i % 2 == 0}
        if i >= 30:
            more |= {"alphaMode": "MASK", "alphaCutoff": 0.3}
        if i == 25:
            more |= {"emissiveFactor": [1, 0.5, 0]}
        made = texture_of(i, **more)
        made["pbrMetallicRoughness"]["roughnessFactor"] = i / 40
        return made

    raw, _ = squares(40, materials=material, mode="RGBA")

    made, dressed = taken(raw)

    page = next(each for each in dressed.finishes if each.cutoff and not each.repeats)
    alphas = pixels_of(dressed.pictures[page.base].content, "RGBA")[..., 3]
    assert "Textur-Atlas" in said(made)
    assert {each.two_sided for each in dressed.finishes} == {True, False}
    assert page.cutoff == pytest.approx(0.5)
    assert {0, 255} <= set(alphas.ravel().tolist())
    lamp = next(each for each in dressed.finishes if each.light is not None)
    light = pixels_of(dressed.pictures[lamp.light].content).reshape(-1, 3)
    assert np.abs(light - (255, 188, 0)).sum(axis=1).min() < 12  # linear 0.5 is 188 on a screen
    rough = next(each.rough for each in dressed.finishes if each.rough is not None)
    greens = pixels_of(dressed.pictures[rough].content)[..., 1]
    assert (np.abs(greens - 255 * 28 / 40).min(), np.ptp(greens) > 60) == (pytest.approx(0, abs=6), True)


def test_many_large_textures_keep_to_the_memory_and_to_the_file():
    raw, colours = squares(66, side=600)

    made, dressed = taken(raw)

    assert "Es sind viele Texturen" in said(made)
    assert max(max(each.width_px, each.height_px) for each in dressed.pictures) <= PLANNING.picture_px
    assert np.abs(on_androids(dressed, 0.8) - np.repeat(colours, 2, axis=0)).max() < 14


def test_the_same_file_gives_the_same_pages():
    raw, _ = squares(30)

    assert taken(raw)[0].glb == taken(raw)[0].glb


@pytest.mark.parametrize(("count", "size"), [(1, (5, 900)), (7, (300, 40)), (200, (512, 256)), (1000, (1024, 1024))])
def test_a_layout_has_everything_once_and_nothing_over_another(count, size):
    wanted = [(max(1, size[0] - i % 7), max(1, size[1] - i % 5)) for i in range(count)]

    layout = laid_out(wanted, 1024)

    taken_by = np.zeros((layout.size_px[1] // BLOCK_PX, layout.size_px[0] // BLOCK_PX), dtype=int)
    for (left, top), (width, height) in zip(layout.corners, layout.sizes, strict=True):
        assert (left - GUTTER_PX) % BLOCK_PX == (top - GUTTER_PX) % BLOCK_PX == 0
        across, down = (-(-(length + 2 * GUTTER_PX) // BLOCK_PX) for length in (width, height))
        row, column = (top - GUTTER_PX) // BLOCK_PX, (left - GUTTER_PX) // BLOCK_PX
        assert taken_by[row : row + down, column : column + across].shape == (down, across)
        taken_by[row : row + down, column : column + across] += 1
    assert taken_by.max() == 1


def test_what_fits_no_page_is_told():
    assert laid_out([(64, 64)] * 100, 64) is None
