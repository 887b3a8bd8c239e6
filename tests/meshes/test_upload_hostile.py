"""Hostile and broken files are refused by sums on what they say, at once; and what is not ends with its process."""

import copy
import gzip
import io
import json
import struct
import time
import zipfile
import zlib

import pytest

from app import sandbox
from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import take_in
from tests.meshes.models import box, image, pack

DOCUMENT, BINARY = box()
WORN, WORN_BINARY = box(picture=image())
WHOLE = pack(DOCUMENT, BINARY)
AT_ONCE_S = 5.0


def changed(path, value, *, worn=False):
    """Return the box with one place of its document changed; ``...`` takes the place out."""
    document = copy.deepcopy(WORN if worn else DOCUMENT)
    place = document
    *above, last = path
    for step in above:
        place = place[step]
    if value is ...:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return pack(document, WORN_BINARY if worn else BINARY)


def with_numbers(offset, raw):
    """Return the box with other bytes in its binary chunk."""
    return pack(DOCUMENT, BINARY[:offset] + raw + BINARY[offset + len(raw) :])


def zipped(name, raw):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, raw)
    return out.getvalue()


def png_bomb(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for name, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 10**6)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return b"\x89PNG\r\n\x1a\n" + chunks


def wearing(picture):
    return pack(*box(picture=picture))


def chain(count):
    nodes = [{"children": [number + 1]} for number in range(count)] + [{"mesh": 0}]
    return pack({**DOCUMENT, "nodes": nodes}, BINARY)


def fan(count):
    """Every node twice a child of the one above: 2 ** count boxes for whoever follows them."""
    nodes = [{"children": [number + 1, number + 1]} for number in range(count)] + [{"mesh": 0}]
    return pack({**DOCUMENT, "nodes": nodes}, BINARY)


def many_boxes(count):
    nodes = [{"mesh": 0, "translation": [number * 3, 0, 0]} for number in range(count)]
    return pack({**DOCUMENT, "nodes": nodes, "scenes": [{"nodes": list(range(count))}]}, BINARY)


def many_images(count):
    document = copy.deepcopy(WORN)
    document["images"] *= count
    document["textures"] = [{"source": number} for number in range(count)]
    surface = WORN["materials"][0]["pbrMetallicRoughness"]
    document["materials"] = [
        {"pbrMetallicRoughness": {**surface, "baseColorTexture": {"index": number}}} for number in range(count)
    ]
    primitive = WORN["meshes"][0]["primitives"][0]
    document["meshes"] = [{"primitives": [{**primitive, "material": number} for number in range(count)]}]
    return pack(document, WORN_BINARY)


def sparse(*, count=1, at=0, view=0, kind=5125):
    """Return what makes an accessor sparse: its only index lies in the indices of the box, from byte ``at`` on."""
    rows = {"bufferView": view}
    return {"count": count, "indices": {"bufferView": 1, "byteOffset": at, "componentType": kind}, "values": rows}


def instanced(accessor, **attributes):
    """Return the box standing wherever one accessor more says."""
    document = copy.deepcopy(DOCUMENT)
    document["accessors"].append(accessor)
    places = {"attributes": {"TRANSLATION": 3, **attributes}}
    document["nodes"][0]["extensions"] = {"EXT_mesh_gpu_instancing": places}
    return pack(document, BINARY)


def boned(skin):
    document = copy.deepcopy(DOCUMENT)
    document["nodes"][0]["skin"] = 0
    document["skins"] = [skin]
    document["meshes"][0]["primitives"][0]["attributes"]["JOINTS_0"] = 0
    return pack(document, BINARY)


def transformed(said):
    texture = {"index": 0, "extensions": {"KHR_texture_transform": said}}
    return changed(("materials", 0, "pbrMetallicRoughness", "baseColorTexture"), texture, worn=True)


def material(extensions):
    return changed(("materials", 0), {"extensions": extensions})


SPECULAR = "KHR_materials_pbrSpecularGlossiness"
CLEAR = {"pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0]}}
FIRST = ("meshes", 0, "primitives", 0)
NAN, INFINITE = struct.pack("<f", float("nan")), struct.pack("<f", float("inf"))
CASES = {
    # no GLB at all, whatever its name says
    "empty": (b"", "Die Datei ist leer"),
    "one byte": (b"g", "kennt das Studio nicht"),
    "only the magic": (b"glTF", "bricht nach wenigen Bytes ab"),
    "text": (b"hello, this is a model\n" * 9, "kennt das Studio nicht"),
    "gltf as text": (json.dumps(DOCUMENT).encode(), "widerspricht sich selbst"),
    "fbx": (b"Kaydara FBX Binary  \x00" + b"\0" * 90, "FBX"),
    "obj": (b"v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 4\n", "beschädigt (f)"),
    "stl": (b"solid box\n" + b" " * 90, "bricht mitten im Modell ab"),
    "ifc": (b"ISO-10303-21;\n" + b" " * 90, "STEP"),
    "blend": (b"BLENDER-v300" + b"\0" * 90, "Blender"),
    "png": (image(), "Das ist ein Bild"),
    "jpeg": (image(form="JPEG"), "Das ist ein Bild"),
    "pdf": (b"%PDF-1.7\n" + b" " * 90, "PDF"),
    "html": (b"<!doctype html><script>alert(1)</script>", "HTML"),
    "zip": (zipped("a.glb", WHOLE[:200]), "soll"),
    "zip bomb": (zipped("a.glb", b"\0" * 10**7), "ZIP"),
    "gzip bomb": (gzip.compress(b"\0" * 10**7), "GZIP"),
    "zeros": (b"\0" * 10**6, "kennt das Studio nicht"),
    # the container lies
    "version 1": (pack(DOCUMENT, BINARY, version=1), "Version 1"),
    "version of the future": (pack(DOCUMENT, BINARY, version=2**31), "Version"),
    "shorter than it says": (WHOLE[:-40], "soll"),
    "cut in its head": (WHOLE[:16], "bricht nach wenigen Bytes ab"),
    "longer than it says": (WHOLE + b"\0" * 8, "soll"),
    "says it is huge": (pack(DOCUMENT, BINARY, length=2**32 - 1), "soll"),
    "says it is empty": (pack(DOCUMENT, BINARY, length=0), "soll"),
    "chunk longer than the file": (
        struct.pack("<4sIIII", b"glTF", 2, 32, 2**32 - 1, 0x4E4F534A) + b"{}" + b" " * 10, "länger sein als"
    ),
    "no description": (struct.pack("<4sIIII", b"glTF", 2, 24, 4, 0x004E4942) + b"\0" * 4, "nicht die Beschreibung"),
    "half a chunk": (struct.pack("<4sII", b"glTF", 2, 36) + WHOLE[12:20] + b" " * 16, "länger sein als"),
    # the description is none
    "broken json": (pack(b'{"asset": {"version": "2.0"'), "kein gültiges JSON"),
    "not utf-8": (pack(b'{"asset": "\xff\xfe\xfa"}'), "kein gültiges JSON"),
    "a list": (pack(b"[1, 2, 3, 4]"), "kein Verzeichnis"),
    "nested lists": (pack(b"[" * 500_000 + b"]" * 500_000), "verschachtelt"),
    "nested objects": (pack(b'{"a":' * 100_000 + b"1" + b"}" * 100_000), "verschachtelt"),
    "nan in json": (pack(b'{"asset": {"version": "2.0"}, "x": NaN}'), "kein gültiges JSON"),
    "a number without end": (pack(b'{"asset": {"version": "2.0"}, "scene": ' + b"9" * 50_000 + b"}"), "JSON"),
    "a description of 9 MB": (pack(b'{"a": "' + b"x" * 9_000_000 + b'"}'), "Beschreibung allein"),
    "an empty object": (pack(b"{}"), "glTF"),
    # what it asks for
    "draco": (changed(("extensionsRequired",), ["KHR_draco_mesh_compression"]), "Draco"),
    "meshopt": (changed(("extensionsRequired",), ["EXT_meshopt_compression"]), "Meshopt"),
    "basis": (changed(("extensionsRequired",), ["KHR_texture_basisu"]), "KTX2"),
    "an unknown extension": (changed(("extensionsRequired",), ["ACME_spell"]), "ACME_spell"),
    "extensions without end": (changed(("extensionsUsed",), ["x"] * 100_000), "widerspricht"),
    "another file": (changed(("buffers", 0, "uri"), "https://example.org/a.bin"), "außerhalb der Datei"),
    "a file of ours": (changed(("buffers", 0, "uri"), "../../../../etc/passwd"), "außerhalb der Datei"),
    "another picture": (changed(("images",), [{"uri": "file:///etc/passwd"}]), "außerhalb der Datei"),
    "a skeleton": (changed(("nodes", 0, "skin"), 0), "Skelett"),
    "a way to draw that nobody knows": (changed((*FIRST, "mode"), 7), "widerspricht"),
    "data that are no data": (changed(("buffers", 0, "uri"), "data:application/octet-stream;base64,?"), "eingebettet"),
    "data without a comma": (changed(("images",), [{"uri": "data:image/png;base64"}]), "eingebettet"),
    "a buffer that is a number": (changed(("buffers", 0, "uri"), 7), "außerhalb der Datei"),
    # bones
    "a skeleton without joints": (boned({"joints": []}), "widerspricht"),
    "a skeleton of words": (boned({"joints": "alle"}), "widerspricht"),
    "joints that are not there": (boned({"joints": [44]}), "widerspricht"),
    "bones without end": (boned({"joints": [0] * 5000}), "widerspricht"),
    "bones without weights": (boned({"joints": [0]}), "widerspricht"),
    "bones by other numbers": (boned({"joints": [0], "inverseBindMatrices": 0}), "widerspricht"),
    # numbers that stand for others
    "a sparse accessor of nothing": (changed(("accessors", 0, "sparse"), {"count": 1}), "widerspricht"),
    "more sparse rows than rows": (changed(("accessors", 0, "sparse"), sparse(count=9)), "widerspricht"),
    "a sparse row beyond the rows": (changed(("accessors", 0, "sparse"), sparse(at=32)), "widerspricht"),
    "sparse rows beyond the file": (changed(("accessors", 0, "sparse"), sparse(view=40)), "widerspricht"),
    "sparse rows counted in floats": (changed(("accessors", 0, "sparse"), sparse(kind=5126)), "widerspricht"),
    "zeros without end": (changed(("accessors", 2), {**DOCUMENT["accessors"][2], "count": 2**40}), "widerspricht"),
    "points without bytes or end": (
        changed(("accessors", 0), {"componentType": 5126, "type": "VEC3", "count": 10**9}), "Punkte"
    ),
    "indices without bytes or end": (
        changed(("accessors", 1), {"componentType": 5125, "type": "SCALAR", "count": 10**12}), "Dreiecke"
    ),
    # things that stand many times
    "instances without end": (instanced({"componentType": 5126, "type": "VEC3", "count": 10**9}), "Dreiecke"),
    "instances of words": (instanced("TRANSLATION"), "widerspricht"),
    "instances nowhere": (instanced({**DOCUMENT["accessors"][0], "bufferView": 77}), "widerspricht"),
    "instances of nothing": (instanced({**DOCUMENT["accessors"][0], "count": 0}), "widerspricht"),
    "instances of two lengths": (instanced(DOCUMENT["accessors"][0], SCALE=1), "widerspricht"),
    # where a texture is laid
    "a texture that is turned by a word": (transformed({"rotation": "quer"}), "widerspricht"),
    "a texture of three axes": (transformed({"scale": [1, 1, 1]}), "widerspricht"),
    "a texture without end": (transformed({"offset": [1e30, 0]}), "widerspricht"),
    "a texture by the thousandth set": (transformed({"texCoord": 1000}), "widerspricht"),
    # the outline lies
    "no meshes": (changed(("meshes",), ...), "widerspricht"),
    "meshes that are a number": (changed(("meshes",), 5), "widerspricht"),
    "meshes of nothing": (changed(("meshes",), [None]), "widerspricht"),
    "nothing shown": (changed(("scenes", 0, "nodes"), []), "kein einziges Dreieck"),
    "a scene that is not there": (changed(("scene",), 7), "widerspricht"),
    "a node that is not there": (changed(("scenes", 0, "nodes"), [99]), "widerspricht"),
    "a negative node": (changed(("scenes", 0, "nodes"), [-1]), "widerspricht"),
    "a node that is its own child": (changed(("nodes", 0, "children"), [0]), "widerspricht"),
    "a circle of nodes": (changed(("nodes",), [{"children": [1]}, {"children": [0], "mesh": 0}]), "widerspricht"),
    "a node with two parents": (fan(40), "widerspricht"),
    "too many nodes": (chain(30_000), "Knoten"),
    "a mesh shown too often": (many_boxes(6_000), "Dreiecke"),
    "a matrix of words": (changed(("nodes", 0, "matrix"), ["a"] * 16), "widerspricht"),
    "a matrix too short": (changed(("nodes", 0, "matrix"), [1, 0, 0]), "widerspricht"),
    "everything of no size": (changed(("nodes", 0, "scale"), [0, 0, 0]), "kein einziges Dreieck"),
    "everything hidden": (changed(("nodes", 0, "extras"), {"visible": False}), "kein einziges Dreieck"),
    "an endless scale": (changed(("nodes", 0, "scale"), [1e300, 1, 1]), "widerspricht"),
    "a huge scale": (changed(("nodes", 0, "scale"), [1e11, 1e11, 1e11]), "wäre"),
    # the numbers lie
    "millions of triangles": (changed(("accessors", 1, "count"), 300_000_000), "Dreiecke"),
    "more points than the file": (changed(("accessors", 0, "count"), 500_000), "widerspricht"),
    "a count below nothing": (changed(("accessors", 0, "count"), -8), "widerspricht"),
    "a count of nothing": (changed(("accessors", 1, "count"), 0), "widerspricht"),
    "a count that is true": (changed(("accessors", 0, "count"), True), "widerspricht"),
    "a count that is a word": (changed(("accessors", 0, "count"), "8"), "widerspricht"),
    "a count beyond numbers": (changed(("accessors", 0, "count"), 2**60), "widerspricht"),
    "a view beyond the file": (changed(("bufferViews", 0, "byteOffset"), 2**40), "widerspricht"),
    "a view without end": (changed(("bufferViews", 0, "byteLength"), 2**52), "widerspricht"),
    "a stride of nothing": (changed(("bufferViews", 0, "byteStride"), 1), "widerspricht"),
    "a stride without end": (changed(("bufferViews", 0, "byteStride"), 2**31), "widerspricht"),
    "another buffer": (changed(("bufferViews", 0, "buffer"), 3), "widerspricht"),
    "an unknown kind of number": (changed(("accessors", 0, "componentType"), 5124), "widerspricht"),
    "points of four": (changed(("accessors", 0, "type"), "VEC4"), "widerspricht"),
    "no points": (changed((*FIRST, "attributes"), {}), "widerspricht"),
    "an accessor that is not there": (changed((*FIRST, "indices"), 44), "widerspricht"),
    "indices beyond the points": (with_numbers(96, struct.pack("<H", 60_000)), "widerspricht"),
    "indices that are floats": (changed((*FIRST, "indices"), 2), "widerspricht"),
    "points that are no numbers": (with_numbers(0, NAN * 24), "keine gültigen Koordinaten"),
    "points without end": (with_numbers(0, INFINITE * 24), "keine gültigen Koordinaten"),
    "a point beyond everything": (with_numbers(4, struct.pack("<f", 1e30)), "widerspricht"),
    "everything in one point": (with_numbers(0, b"\0" * 96), "wäre"),
    "colours of corners that are none": (changed((*FIRST, "attributes", "COLOR_0"), 1), "widerspricht"),
    "colours of corners that are not there": (changed((*FIRST, "attributes", "COLOR_0"), 70), "widerspricht"),
    # materials and textures
    "a material that is not there": (changed((*FIRST, "material"), 9), "widerspricht"),
    "materials of words": (changed(("materials",), ["red"]), "widerspricht"),
    "a colour of words": (
        changed(("materials", 0, "pbrMetallicRoughness", "baseColorFactor"), ["r", "g", "b", "a"]), "widerspricht"
    ),
    "a light of words": (changed(("materials", 0, "emissiveFactor"), "hell"), "widerspricht"),
    "a light without end": (material({"KHR_materials_emissive_strength": {"emissiveStrength": [1]}}), "widerspricht"),
    "a gloss of words": (material({SPECULAR: {"glossinessFactor": "matt"}}), "widerspricht"),
    "a gloss by no texture": (
        material({SPECULAR: {"diffuseTexture": {"index": 8}}}), "widerspricht"
    ),
    "glass of words": (material({"KHR_materials_transmission": {"transmissionFactor": "klar"}}), "widerspricht"),
    "an edge of words": (changed(("materials", 0, "alphaCutoff"), "scharf"), "widerspricht"),
    "everything invisible": (changed(("materials", 0), {"alphaMode": "BLEND", **CLEAR}), "ist unsichtbar"),
    "a texture that only KTX2 has": (changed(("textures", 0), {}, worn=True), "kein Bild, das wir lesen"),
    "a texture that is not there": (
        changed(("materials", 0, "pbrMetallicRoughness", "baseColorTexture"), {"index": 3}, worn=True), "widerspricht"
    ),
    "a picture beyond the file": (changed(("images", 0, "bufferView"), 40, worn=True), "widerspricht"),
    "a picture of noise": (wearing(b"\x89PNG no picture at all"), "lässt sich nicht lesen"),
    "half a picture": (wearing(image((900, 900))[:200]), "lässt sich nicht lesen"),
    "an svg for a picture": (wearing(b"<svg onload='alert(1)'/>"), "lässt sich nicht lesen"),
    "a gif for a picture": (wearing(image(form="GIF", mode="P", colour=1)), "lässt sich nicht lesen"),
    "a png bomb": (wearing(png_bomb(60_000, 60_000)), "ausgepackt größer"),
    "a wide png bomb": (wearing(png_bomb(100_000, 500)), "ausgepackt größer"),
    "textures without end": (many_images(600), "mehr als 512 Texturen"),
}  # fmt: skip


def refused(raw):
    with pytest.raises(RefusedError) as refusal:
        take_in(memoryview(raw), name="probe")
    return " ".join(str(fault) for fault in refusal.value.faults)


def test_there_are_enough_of_them():
    assert len(CASES) >= 60


def test_the_file_that_they_spoil_is_good():
    assert take_in(memoryview(WHOLE), name="probe").triangles == 12
    assert take_in(memoryview(pack(WORN, WORN_BINARY)), name="probe").triangles == 12


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_at_once_with_a_sentence(name):
    raw, sentence = CASES[name]
    begun_s = time.process_time()

    said = refused(raw)

    assert sentence in said
    assert time.process_time() - begun_s < AT_ONCE_S


@pytest.mark.parametrize("length", range(0, len(WHOLE), 61))
def test_a_file_that_breaks_off_anywhere_is_refused(length):
    assert refused(WHOLE[:length])


@pytest.mark.parametrize("at", range(12, 400, 13))
def test_a_byte_that_flips_anywhere_never_breaks_the_reader(at):
    spoiled = bytearray(WHOLE)
    spoiled[at] ^= 0x5A

    try:
        assert take_in(memoryview(bytes(spoiled)), name="probe").triangles <= 12
    except RefusedError as refusal:
        assert refusal.faults


def test_apart_a_hostile_file_is_refused_within_its_limits(tmp_path):
    source = tmp_path / "bomb.glb"
    source.write_bytes(wearing(png_bomb(8_192, 8_192)))
    told = []
    begun_s = time.monotonic()

    arguments = [str(source), str(tmp_path / "out.glb"), "probe", "{}"]
    sandbox.run("app.meshes.upload.sandboxed", arguments, limits=sandbox.Limits(), told=told.append)

    assert "lässt sich nicht lesen" in told[0]["faults"][0]["wrong"]
    assert not (tmp_path / "out.glb").exists()
    assert time.monotonic() - begun_s < 60


@pytest.mark.parametrize(
    ("module", "arguments", "limits", "why"),
    [
        ("timeit", ["-n", "1", "-r", "1", "while True: pass"], sandbox.Limits(cpu_s=1), "time"),
        ("timeit", ["-n", "1", "-r", "1", "import time; time.sleep(99)"], sandbox.Limits(wall_s=3), "time"),
        ("timeit", ["-n", "1", "-r", "1", "import os; os.abort()"], sandbox.Limits(), "fault"),
    ],
)
def test_what_does_not_end_is_ended_and_we_go_on(module, arguments, limits, why):
    with pytest.raises(sandbox.DiedError) as died:
        sandbox.run(module, arguments, limits=limits, told=lambda _line: None)

    assert died.value.why == why


def test_what_takes_too_much_memory_is_ended(tmp_path):
    source = tmp_path / "box.glb"
    source.write_bytes(WHOLE)
    arguments = [str(source), str(tmp_path / "out.glb"), "probe", "{}"]

    with pytest.raises(sandbox.DiedError) as died:
        sandbox.run(
            "app.meshes.upload.sandboxed", arguments, limits=sandbox.Limits(memory_bytes=1), told=lambda _line: None
        )

    assert died.value.why in ("memory", "fault")


def test_what_runs_apart_knows_no_secret_of_ours(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "geheim")

    code = "import os, sys; sys.stdout.write('{\"keys\": ' + str(len(os.environ.get('SECRET_KEY', ''))) + '}\\n')"
    told = []
    sandbox.run("timeit", ["-n", "1", "-r", "1", code], limits=sandbox.Limits(), told=told.append)

    assert told[0] == {"keys": 0}
