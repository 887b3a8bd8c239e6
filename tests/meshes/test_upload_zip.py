"""A ZIP brings a model with all that belongs to it, however its maker's names are written; and nothing hostile."""

import base64
import io
import json
import struct
import zipfile

import numpy as np
import pytest
from PIL import Image

from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import dressed_of, take_in
from tests.meshes import boxes
from tests.meshes.models import box, image, pack

MTL = b"newmtl Ziegel\nKd 0.8 0.2 0.1\nmap_Kd %b\nnewmtl Glas\nKd 1 1 1\nd 0.4\n"
WORN = "vt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\n" + "usemtl Ziegel\n"
FACES = b"".join(
    b"f " + b" ".join(b"%d/%d" % (corner + 1, place) for place, corner in enumerate(quad, 1)) + b"\n"
    for quad in boxes.QUADS
)


def obj(library="haus.mtl"):
    return boxes.obj(head=f"mtllib {library}\n", faces=[], material=WORN) + FACES


def zipped(files, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as made:
        for name, raw in files.items():
            made.writestr(name, raw)
    return out.getvalue()


def taken(raw, name="source.zip"):
    return take_in(memoryview(raw), name="probe", file_name=name)


def said(made):
    return " ".join(str(note) for note in made.notes)


def refused(raw):
    with pytest.raises(RefusedError) as refusal:
        taken(raw)
    return str(refusal.value)


def colour(made):
    """Return the middle of the one texture, as on a screen."""
    [picture] = dressed_of(made.glb, name="probe").pictures
    with Image.open(io.BytesIO(picture.content)) as opened:
        return opened.convert("RGB").getpixel((opened.width // 2, opened.height // 2))


BLUE = image(colour=(20, 40, 220))


@pytest.mark.parametrize(
    ("files", "library"),
    [
        ({"haus.obj": obj(), "haus.mtl": MTL % b"ziegel.png", "ziegel.png": BLUE}, ""),
        ({"Ordner/haus.obj": obj(), "Ordner/haus.mtl": MTL % b"bilder/z.png", "Ordner/bilder/z.png": BLUE}, ""),
        ({"haus.obj": obj("HAUS.MTL"), "haus.mtl": MTL % b"ZIEGEL.PNG", "Ziegel.png": BLUE}, ""),
        ({"a/haus.obj": obj("C:\\Büro\\haus.mtl"), "a/haus.mtl": MTL % rb"C:\Users\x\z.png", "b/z.png": BLUE}, ""),
        ({"a\\haus.obj": obj(".\\haus.mtl"), "a\\haus.mtl": MTL % rb"..\tex\z.png", "tex\\z.png": BLUE}, ""),
        ({"Häuser/haus.obj": obj(), "Häuser/haus.mtl": MTL % "Dächer.png".encode(), "Da\u0308cher.png": BLUE}, ""),
        ({"haus.obj": obj(), "haus.mtl": MTL % b"-s 1 1 1 -o 0 0 z mit leer.png", "z mit leer.png": BLUE}, ""),
        ({"haus.obj": obj("fehlt.mtl"), "andere.mtl": MTL % b"z.png", "z.png": BLUE}, ""),
        ({"haus.obj": obj(), "haus.mtl": MTL % b"z.bmp", "z.bmp": image(form="BMP", colour=(20, 40, 220))}, ""),
        ({"haus.obj": obj(), "haus.mtl": MTL % b"z.png", "z.png": BLUE, "__MACOSX/._haus.obj": b"x"}, ""),
        ({"haus.obj": obj(), "haus.stl": boxes.stl(), "haus.mtl": MTL % b"z.png", "z.png": BLUE}, ""),
    ],
)
def test_an_obj_wears_what_lies_beside_it(files, library):
    made = taken(zipped(files))

    assert (made.triangles, made.size_m) == (12, pytest.approx((2, 3, 4)))
    assert np.abs(np.subtract(colour(made), (20, 40, 220))).max() < 6
    assert "fehlt" not in said(made)


def test_names_that_a_mac_writes_without_saying_so_are_found():
    files = {"Straße.obj": obj("Straße.mtl"), "Straße.mtl": MTL % "Übel.png".encode(), "Übel.png": BLUE}
    raw = zipped(files).replace("Übel.png".encode(), "Übel.png".encode())
    plain = bytearray(raw)
    for at in range(len(plain) - 4):  # take the mark of UTF-8 out of every head
        for head, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            if plain[at : at + 4] == head:
                flags = struct.unpack_from("<H", plain, at + place)[0]
                struct.pack_into("<H", plain, at + place, flags & ~0x800)

    assert np.abs(np.subtract(colour(taken(bytes(plain))), (20, 40, 220))).max() < 6


def test_what_is_missing_is_said_and_the_rest_is_taken():
    made = taken(zipped({"haus.obj": obj(), "haus.mtl": MTL % b"weg/ziegel.png"}))
    bare = taken(zipped({"haus.obj": obj("weg.mtl")}))

    assert "„ziegel.png“ fehlt im ZIP" in said(made)
    red, green, _blue = dressed_of(made.glb, name="probe").finishes[0].colour
    assert (red, green) == pytest.approx((0.604, 0.033), abs=0.01)  # 0.8 and 0.2 of a screen, in linear light
    assert "„weg.mtl“ fehlt im ZIP" in said(bare)


def test_a_leaf_is_cut_out_and_glass_is_clear():
    leaf = image(mode="RGBA", colour=(20, 200, 20, 0))
    cut = taken(zipped({"haus.obj": obj(), "haus.mtl": MTL % b"z.png", "z.png": leaf}))
    glass = taken(zipped({"haus.obj": obj().replace(b"usemtl Ziegel", b"usemtl Glas"), "haus.mtl": MTL % b"z.png"}))

    assert dressed_of(cut.glb, name="probe").finishes[0].cutoff == 0.5
    assert dressed_of(glass.glb, name="probe").finishes[0].opacity == pytest.approx(0.4, abs=0.01)


def test_a_material_that_says_by_tr_that_it_is_opaque_is_seen():
    made = taken(zipped({"haus.obj": obj(), "haus.mtl": b"newmtl Ziegel\nTr 1.0\nKd 1 0 0\n"}))

    assert dressed_of(made.glb, name="probe").finishes[0].opacity == 1


def gltf(*, inside):
    document, binary = box(picture=BLUE)
    view = document["bufferViews"][3]
    picture = binary[view["byteOffset"] :][: view["byteLength"]]
    document["buffers"][0]["uri"] = "data:;base64," + base64.b64encode(binary).decode() if inside else "h%C3%A4user.bin"
    if not inside:
        document["images"] = [{"uri": "tex/blau.png"}]
    return json.dumps(document).encode(), binary, picture


def test_a_gltf_comes_with_its_parts_or_with_all_inside():
    document, binary, picture = gltf(inside=False)
    whole = taken(zipped({"m/scene.gltf": document, "m/häuser.bin": binary, "m/tex/blau.png": picture}))
    without = taken(zipped({"scene.gltf": document, "häuser.bin": binary}))
    inside = taken(gltf(inside=True)[0], "source.gltf")

    assert [made.triangles for made in (whole, without, inside)] == [12, 12, 12]
    assert colour(whole) == colour(inside)
    assert "„blau.png“ fehlt im ZIP" in said(without)
    assert "„häuser.bin“, das fehlt" in refused(document)


@pytest.mark.parametrize(
    "files",
    [
        {"a.glb": pack(*box())},
        {"x/a.stl": boxes.stl()},
        {"a.ply": boxes.ply()},
        {"liesmich.txt": b"x", "a.glb": pack(*box())},
    ],
)
def test_one_file_in_a_zip_is_read_as_if_it_came_alone(files):
    assert taken(zipped(files)).triangles == 12


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (zipped({"a.obj": obj(), "Büro.obj": obj()}), "mehrere Modelle: a.obj, Büro.obj"),
        (zipped({"a.zip": zipped({"a.obj": obj()})}), "noch ein Archiv"),
        (zipped({"a.fbx": b"Kaydara FBX Binary  \0"}), "FBX"),
        (zipped({"a.png": BLUE}), "kein 3D-Modell"),
        (zipped({}), "kein 3D-Modell"),
        (zipped({"a.obj": obj()})[:-40], "beschädigt"),
        (zipped({"a.obj": obj() + b"\n" * 40_000_000}), "mehr als sein Inhalt"),
        (zipped({f"{number}.obj": b"" for number in range(2_001)}), "2 001 Dateien"),
        (zipped({"haus.gltf": gltf(inside=False)[0]}), "außerhalb"),
        (zipped({"haus.gltf": b'{"asset": '}), "kein gültiges JSON"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(raw, sentence):
    assert sentence in refused(raw)


def test_one_with_a_password_and_one_whose_sum_is_wrong_are_refused():
    raw = bytearray(zipped({"a.obj": obj()}))
    spoiled = bytearray(raw)
    spoiled[60] ^= 0x55
    for head, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        struct.pack_into("<H", raw, raw.index(head) + place, 1)

    assert "Kennwort" in refused(bytes(raw))
    assert "beschädigt" in refused(bytes(spoiled))
