"""Materials come out as they went in, for both kinds of phone: read as numbers from the GLB and from the USDZ."""

import io

import numpy as np
import pytest
from PIL import Image
from pxr import Usd, UsdShade, UsdUtils

from app.meshes import glb, raster, usdz
from app.meshes.upload.taking_in import dressed_of, take_in
from tests.meshes.gltf import opened, validated
from tests.meshes.models import box, image, pack

CLAMP, REPEAT, MIRROR = 33071, 10497, 33648
TEXTURE = {"index": 0}


def picture(rows, mode="RGB"):
    """Return a PNG of rows of colours."""
    stream = io.BytesIO()
    Image.fromarray(np.array(rows, dtype=np.uint8), mode).resize((64, 64), Image.Resampling.NEAREST).save(stream, "PNG")
    return stream.getvalue()


TWICE = {"emissiveStrength": 2}
CHEQUERED = picture([[(200, 30, 30), (30, 30, 200)]])


def wearing(material, texture=b"", *, samplers=(), extra=b""):
    """Return the box in a material; ``texture`` is its image 0, ``extra`` its image 1."""
    document, binary = box((1, 1, 1), picture=texture)
    document["materials"] = [material]
    if extra:
        binary += b"\0" * (-len(binary) % 4)
        document["bufferViews"].append({"buffer": 0, "byteOffset": len(binary), "byteLength": len(extra)})
        document["images"].append({"bufferView": 4, "mimeType": "image/png"})
        document["textures"].append({"source": 1})
        binary += extra
    if samplers:
        document["samplers"] = [{"wrapS": samplers[0], "wrapT": samplers[1]}]
        document["textures"][0]["sampler"] = 0
    return take_in(memoryview(pack(document, binary)), name="probe")


def said(made):
    return " ".join(str(note) for note in made.notes)


def finish_of(made):
    (finish,) = dressed_of(made.glb, name="probe").finishes
    return finish


def colours(made, place):
    """Return the pixels of a picture of the only material, (h, w, bands)."""
    dressed = dressed_of(made.glb, name="probe")
    with Image.open(io.BytesIO(dressed.pictures[place].content)) as picture:
        return np.asarray(picture.convert("RGBA" if picture.mode == "P" else "RGB"))


def shown_on_iphones(made, tmp_path):
    """Return input -> value of the only material of the USDZ; of a texture what it reads."""
    path = tmp_path / "probe.usdz"
    path.write_bytes(usdz.write(dressed_of(made.glb, name="probe")))
    stage = Usd.Stage.Open(str(path))
    (surface,) = [
        shader
        for prim in stage.Traverse()
        if (shader := UsdShade.Shader(prim)) and shader.GetIdAttr().Get() == "UsdPreviewSurface"
    ]
    found = {}
    for each in surface.GetInputs():
        sources = each.GetConnectedSources()[0]
        if sources:
            texture = UsdShade.Shader(sources[0].source.GetPrim())
            names = [name for name in ("wrapS", "wrapT", "scale") if texture.GetInput(name)]
            read = {name: texture.GetInput(name).Get() for name in names}
            found[each.GetBaseName()] = (sources[0].sourceName, read)
        else:
            value = each.Get()
            found[each.GetBaseName()] = tuple(value) if hasattr(value, "__len__") else value
    return found


def test_metal_and_roughness_by_a_texture_need_no_colour_by_one(tmp_path):
    rough = picture([[(0, 200, 0), (0, 90, 0)]])
    material = {"pbrMetallicRoughness": {"baseColorFactor": [0.9, 0.5, 0.1, 1], "metallicRoughnessTexture": TEXTURE}}

    made = wearing(material, rough)

    surface = opened(made.glb)[0]["materials"][0]["pbrMetallicRoughness"]
    iphone = shown_on_iphones(made, tmp_path)
    assert surface["metallicRoughnessTexture"] == {"index": 0}
    assert surface["baseColorFactor"] == [0.9, 0.5, 0.1, 1]
    assert colours(made, 0)[..., 2].max() < 12  # blue is metal: none
    assert iphone["diffuseColor"] == pytest.approx((0.9, 0.5, 0.1))
    assert (iphone["metallic"][0], iphone["roughness"][0]) == ("b", "g")


def test_a_texture_of_metal_that_is_the_same_everywhere_becomes_two_numbers():
    material = {"pbrMetallicRoughness": {"metallicRoughnessTexture": TEXTURE, "roughnessFactor": 0.5}}

    finish = finish_of(wearing(material, image(colour=(0, 204, 0))))

    assert finish.rough is None
    assert (finish.roughness, finish.metallic) == pytest.approx((0.4, 0), abs=0.005)


@pytest.mark.parametrize(
    ("material", "emission", "words"),
    [
        ({"emissiveFactor": [1, 0.8, 0.3]}, (1, 0.8, 0.3), ""),
        ({"emissiveFactor": [0.5, 0, 0]}, (0.5, 0, 0), ""),
        (
            {"emissiveFactor": [1, 0.5, 0], "extensions": {"KHR_materials_emissive_strength": {"emissiveStrength": 4}}},
            (1, 0.5, 0),
            "leuchtet wie Weiß",
        ),
        (
            {
                "emissiveFactor": [0.4, 0.2, 0],
                "extensions": {"KHR_materials_emissive_strength": TWICE},
            },
            (0.8, 0.4, 0),
            "",
        ),
    ],
)
def test_a_lamp_glows_on_every_phone_and_in_its_picture(material, emission, words, tmp_path):
    black = {"pbrMetallicRoughness": {"baseColorFactor": [0, 0, 0, 1], "metallicFactor": 0}}

    made = wearing({**black, **material})

    dressed = dressed_of(made.glb, name="probe")
    shown = raster.render(dressed, raster.camera_for(dressed), (80, 50)).convert("RGB").getpixel((40, 25))
    assert opened(made.glb)[0]["materials"][0]["emissiveFactor"] == pytest.approx(emission)
    assert shown_on_iphones(made, tmp_path)["emissiveColor"] == pytest.approx(emission)
    assert shown[0] > 100 and shown[0] > shown[2]
    assert words in said(made) and bool(words) == bool(made.notes)


def test_a_texture_that_glows_glows_as_much_as_its_factor_says(tmp_path):
    material = {"emissiveFactor": [1, 0.5, 0.25], "emissiveTexture": {"index": 1}}
    material["pbrMetallicRoughness"] = {"baseColorTexture": TEXTURE}

    made = wearing(material, CHEQUERED, extra=image(colour=(255, 255, 0)))

    written = opened(made.glb)[0]["materials"][0]
    assert (written["emissiveFactor"], written["emissiveTexture"]) == ([1, 0.5, 0.25], {"index": 1})
    assert shown_on_iphones(made, tmp_path)["emissiveColor"] == (
        "rgb", {"wrapS": "repeat", "wrapT": "repeat", "scale": (1, 0.5, 0.25, 1)},
    )  # fmt: skip
    assert made.notes == ()


@pytest.mark.parametrize("across", [CLAMP, REPEAT, MIRROR])
@pytest.mark.parametrize("down", [CLAMP, REPEAT, MIRROR])
def test_what_is_beyond_the_edges_of_a_texture_stays(across, down, tmp_path):
    made = wearing({"pbrMetallicRoughness": {"baseColorTexture": TEXTURE}}, CHEQUERED, samplers=(across, down))

    sampler = opened(made.glb)[0]["samplers"][0]
    words = {CLAMP: "clamp", REPEAT: "repeat", MIRROR: "mirror"}
    assert (sampler["wrapS"], sampler["wrapT"]) == (across, down)
    assert shown_on_iphones(made, tmp_path)["diffuseColor"][1] == {"wrapS": words[across], "wrapT": words[down]}


@pytest.mark.parametrize(
    "material",
    [
        {"alphaMode": "MASK", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0]}},
        {"alphaMode": "MASK", "alphaCutoff": 0.9, "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0.5]}},
        {"alphaMode": "BLEND", "pbrMetallicRoughness": {"baseColorFactor": [1, 1, 1, 0]}},
        {
            "alphaMode": "BLEND",
            "extensions": {"KHR_materials_pbrSpecularGlossiness": {"diffuseFactor": [1, 1, 1, 0]}},
        },
    ],
)
def test_an_invisible_hull_stays_invisible(material):
    document, binary = box((1, 1, 1))
    document["materials"].append(material)
    document["meshes"].append({"primitives": [{**document["meshes"][0]["primitives"][0], "material": 1}]})
    document["nodes"].append({"mesh": 1, "scale": [9, 9, 9]})
    document["scenes"] = [{"nodes": [0, 1]}]

    made = take_in(memoryview(pack(document, binary)), name="probe")

    assert (made.triangles, made.size_m) == (12, (1, 1, 1))
    assert "Unsichtbares weggelassen" in said(made)


LEAF = picture([[(10, 120, 10, 255), (10, 120, 10, 0)]], "RGBA")
VEIL = picture([[(10, 120, 10, 200), (10, 120, 10, 60)]], "RGBA")


@pytest.mark.parametrize(
    ("material", "texture", "cutoff", "blends", "opacity"),
    [
        ({"alphaMode": "BLEND"}, LEAF, 0.5, False, 1),
        ({"alphaMode": "BLEND"}, VEIL, 0, True, 1),
        ({"alphaMode": "BLEND"}, CHEQUERED, 0, False, 1),
        ({"alphaMode": "BLEND", "factor": [1, 1, 1, 0.5]}, CHEQUERED, 0, False, 0.5),
        ({"alphaMode": "BLEND", "factor": [1, 1, 1, 0.5]}, LEAF, 0, True, 1),
        ({"alphaMode": "MASK", "alphaCutoff": 0.3}, LEAF, 0.3, False, 1),
        ({"alphaMode": "MASK", "alphaCutoff": 0.1}, VEIL, 0, False, 1),
        ({"alphaMode": "MASK", "factor": [1, 1, 1, 0.6]}, VEIL, 0.5, False, 1),
        ({"alphaMode": "OPAQUE"}, LEAF, 0, False, 1),
    ],
)
def test_how_much_one_sees_of_a_texture_stays(material, texture, cutoff, blends, opacity, tmp_path):
    factor = material.pop("factor", [1, 1, 1, 1]) if "factor" in material else [1, 1, 1, 1]
    surface = {"baseColorTexture": TEXTURE, "baseColorFactor": factor}

    made = wearing({**material, "pbrMetallicRoughness": surface}, texture)

    finish = finish_of(made)
    iphone = shown_on_iphones(made, tmp_path)
    assert (finish.cutoff, finish.blends, finish.opacity) == (pytest.approx(cutoff), blends, pytest.approx(opacity))
    assert iphone.get("opacityThreshold", 0) == pytest.approx(cutoff)
    assert iphone.get("opacity", 1) == (("a", iphone["diffuseColor"][1]) if cutoff or blends else opacity)
    if blends:
        most = factor[3] * (255 if texture is LEAF else 200)
        assert colours(made, 0)[..., 3].max() == pytest.approx(most, abs=9)


def test_half_clear_pictures_are_half_clear_in_the_poster():
    def greens(mode):
        surface = {"baseColorTexture": TEXTURE}
        dressed = dressed_of(wearing({"alphaMode": mode, "pbrMetallicRoughness": surface}, VEIL).glb, name="probe")
        shown = raster.render(dressed, raster.camera_for(dressed), (160, 100)).convert("RGB")
        red, green, _blue = np.asarray(shown, dtype=int)[35:65, 65:95].mean(axis=(0, 1))
        return green - red

    assert 0 < greens("BLEND") < greens("OPAQUE") / 2


@pytest.mark.parametrize(
    ("specular", "texture", "base", "metallic", "roughness"),
    [
        ({"diffuseFactor": [0.5, 0.2, 0.1, 1], "specularFactor": [0.04] * 3, "glossinessFactor": 0.2}, b"",
         (0.5, 0.2, 0.1), 0, 0.8),
        ({"diffuseFactor": [0, 0, 0, 1], "specularFactor": [1, 0.8, 0.3], "glossinessFactor": 0.9}, b"",
         (1, 0.8, 0.3), 1, 0.1),
        ({"diffuseTexture": TEXTURE, "specularFactor": [0.04] * 3, "glossinessFactor": 0}, CHEQUERED, None, 0, 1),
        ({"diffuseTexture": TEXTURE, "glossinessFactor": 0.5}, CHEQUERED, None, 0, 0.5),
    ],
)  # fmt: skip
def test_mirroring_and_gloss_become_metal_and_roughness(specular, texture, base, metallic, roughness):
    made = wearing({"extensions": {"KHR_materials_pbrSpecularGlossiness": specular}}, texture)

    finish = finish_of(made)
    assert made.notes == ()
    assert (finish.metallic, finish.roughness) == pytest.approx((metallic, roughness), abs=0.02)
    if base:
        assert finish.colour == pytest.approx(base, abs=0.03)
    else:
        shown = colours(made, finish.base)
        assert shown[32, 10] == pytest.approx((200, 30, 30), abs=8)
        assert shown[32, 54] == pytest.approx((30, 30, 200), abs=8)


def test_a_texture_of_gloss_becomes_one_of_roughness():
    gloss = picture([[(10, 10, 10, 255), (10, 10, 10, 50)]], "RGBA")
    said = {"diffuseTexture": TEXTURE, "specularGlossinessTexture": {"index": 1}}

    made = wearing({"extensions": {"KHR_materials_pbrSpecularGlossiness": said}}, CHEQUERED, extra=gloss)

    finish = finish_of(made)
    rough = colours(made, finish.rough)
    assert rough[32, 10, 1] < 12 and rough[32, 54, 1] == pytest.approx(205, abs=8)
    assert rough[..., 2].max() < 12


def test_a_grey_texture_of_sixteen_bits_is_as_grey_as_it_was():
    stream = io.BytesIO()
    steps = np.repeat(np.array([[8_000, 40_000]], np.uint16), 32, axis=1).repeat(64, axis=0)
    Image.fromarray(steps).save(stream, "PNG")

    made = wearing({"pbrMetallicRoughness": {"baseColorTexture": TEXTURE}}, stream.getvalue())

    shown = colours(made, 0)[32, :, 0]
    assert (shown[8], shown[56]) == pytest.approx((31, 156), abs=4)


def test_two_textures_that_lie_differently_cannot_both_be_laid_and_that_is_said():
    moved = {"KHR_texture_transform": {"scale": [3, 3]}}
    surface = {"baseColorTexture": TEXTURE, "metallicRoughnessTexture": {"index": 1, "extensions": moved}}
    rough = picture([[(0, 255, 0), (0, 51, 0)]])

    made = wearing({"pbrMetallicRoughness": surface}, CHEQUERED, extra=rough)

    assert (finish_of(made).roughness, finish_of(made).rough) == (pytest.approx(0.6, abs=0.01), None)
    assert "gilt ihr Mittelwert" in said(made)


def test_glass_is_half_clear():
    made = wearing({"extensions": {"KHR_materials_transmission": {"transmissionFactor": 1}}})

    assert finish_of(made).opacity == pytest.approx(0.3)
    assert "Glas wird halb durchsichtig gezeigt" in said(made)


@pytest.mark.parametrize("compact", [False, True])
def test_what_comes_out_is_valid(compact, tmp_path):
    surface = {"baseColorTexture": TEXTURE, "metallicRoughnessTexture": {"index": 1}}
    material = {"alphaMode": "BLEND", "emissiveFactor": [0.2, 0.1, 0], "pbrMetallicRoughness": surface}
    made = wearing(material, VEIL, samplers=(MIRROR, CLAMP), extra=picture([[(0, 255, 0), (0, 51, 90)]]))
    path = tmp_path / "probe.glb"
    path.write_bytes(rewritten(made, compact=compact))

    assert validated(path)["issues"]["messages"] == []


@pytest.mark.filterwarnings("ignore:Use of UsdUtils.ComplianceChecker is deprecated")
@pytest.mark.parametrize("mode", ["BLEND", "MASK", "OPAQUE"])
def test_what_comes_out_keeps_apple_s_rules(mode, tmp_path):
    surface = {"baseColorTexture": TEXTURE, "metallicRoughnessTexture": {"index": 1}}
    material = {"alphaMode": mode, "emissiveFactor": [0.2, 0.1, 0], "pbrMetallicRoughness": surface}
    made = wearing(material, VEIL, samplers=(MIRROR, CLAMP), extra=picture([[(0, 255, 0), (0, 51, 90)]]))
    path = tmp_path / "probe.usdz"
    path.write_bytes(usdz.write(dressed_of(made.glb, name="probe")))

    checker = UsdUtils.ComplianceChecker(arkit=True)
    checker.CheckCompliance(str(path))

    assert checker.GetErrors() + checker.GetFailedChecks() + checker.GetWarnings() == []


def rewritten(made, *, compact):
    return glb.write(dressed_of(made.glb, name="probe"), is_compact=compact)
