"""USDZ: the same scene for AR Quick Look on iPhone and iPad, the same bytes at every build.

One crate file and its pictures in a zip that is stored, not compressed, each content beginning at a
multiple of 64 bytes, as the format asks.  Materials are UsdPreviewSurface with textures, because Quick
Look ignores vertex colours.
"""

import binascii
import struct
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pxr import Gf, Kind, Sdf, Usd, UsdGeom, UsdShade, Vt

from app.meshes.dressed import Dressed, Finish, Node, Picture, Primitive
from app.meshes.motion import keys, loop_s, upright

TIME_CODES_PER_SECOND = 24
ALIGNMENT_BYTES = 64
SET = "state"  # the set of a file with several variants


_ZIP_DATE = (1980 - 1980) << 9 | 1 << 5 | 1  # 1 January 1980, the first day that a zip knows
_PADDING_ID = 0x1986  # an extra field that everybody skips


def write(dressed: Dressed) -> bytes:
    """Return the USDZ of a dressed scene."""
    stage = _stage(dressed.name, loop_s(dressed.nodes))
    _author(stage, dressed)
    return stored([(f"{dressed.name}.usdc", _exported(stage, dressed.name)), *_pictures(dressed)])


def write_variants(name: str, variants: Mapping[str, Dressed]) -> bytes:
    """Return one USDZ whose root has a set of variants, called ``SET``: a trial, since no phone of ours has shown one.

    The last one is chosen.
    """
    own = {each: _with_own_pictures(dressed, each) for each, dressed in variants.items()}
    stage = _stage(name, max(loop_s(dressed.nodes) for dressed in own.values()))
    root = stage.GetDefaultPrim()
    states = root.GetVariantSets().AddVariantSet(SET)
    for each, dressed in own.items():
        states.AddVariant(each)
        states.SetVariantSelection(each)
        with states.GetVariantEditContext():
            _author(stage, dressed)
    files = [(f"{name}.usdc", _exported(stage, name))]
    return stored(files + [found for dressed in own.values() for found in _pictures(dressed)])


def _with_own_pictures(dressed: Dressed, variant: str) -> Dressed:
    pictures = tuple(replace(each, name=f"{variant}_{each.name}") for each in dressed.pictures)
    return replace(dressed, pictures=pictures)


def _pictures(dressed: Dressed) -> list[tuple[str, bytes]]:
    used = {picture for finish in dressed.finishes for picture in finish.pictures}
    return [(_path(picture), picture.content) for i, picture in enumerate(dressed.pictures) if i in used]


def stored(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a zip of (name, content) without compression, every content at a multiple of 64 bytes."""
    body, directory = bytearray(), bytearray()
    for name, content in files:
        start, path = len(body), name.encode()
        gap = -(start + 30 + len(path) + 4) % ALIGNMENT_BYTES
        extra = struct.pack("<HH", _PADDING_ID, gap) + b"\0" * gap
        sizes = struct.pack("<III", binascii.crc32(content), len(content), len(content))
        shared = struct.pack("<HHHHH", 10, 0, 0, 0, _ZIP_DATE) + sizes
        body += b"PK\3\4" + shared + struct.pack("<HH", len(path), len(extra)) + path + extra + content
        directory += b"PK\1\2" + struct.pack("<H", 10) + shared
        directory += struct.pack("<HHHHHII", len(path), 0, 0, 0, 0, 0, start) + path
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return bytes(body + directory + b"PK\5\6" + end)


def _path(picture: Picture) -> str:
    return f"textures/{picture.name}.{'jpg' if picture.kind == 'jpeg' else 'png'}"


def _stage(name: str, loop: float) -> Usd.Stage:
    """Return a stage with nothing but its root; things move in a ``loop`` of so many seconds."""
    stage = Usd.Stage.CreateInMemory()
    UsdGeom.SetStageUpAxis(stage, UsdGeom.Tokens.y)
    UsdGeom.SetStageMetersPerUnit(stage, 1.0)
    root = UsdGeom.Xform.Define(stage, f"/{name}")
    stage.SetDefaultPrim(root.GetPrim())
    Usd.ModelAPI(root.GetPrim()).SetKind(Kind.Tokens.component)
    if loop:
        stage.SetTimeCodesPerSecond(TIME_CODES_PER_SECOND)
        stage.SetFramesPerSecond(TIME_CODES_PER_SECOND)
        stage.SetStartTimeCode(0)
        stage.SetEndTimeCode(loop * TIME_CODES_PER_SECOND)
    return stage


def _author(stage: Usd.Stage, dressed: Dressed) -> None:
    """Put what a dressed scene shows below the root of a stage."""
    loop = loop_s(dressed.nodes)
    UsdGeom.Scope.Define(stage, f"/{dressed.name}/materials")
    materials = [_material(stage, dressed, finish) for finish in dressed.finishes]
    for node in dressed.nodes:
        place = UsdGeom.Xform.Define(stage, f"/{dressed.name}/{node.name}")
        _stand(place, node, loop)
        for primitive in dressed.meshes[node.mesh].primitives:
            finish = dressed.finishes[primitive.finish]
            mesh = _mesh(stage, f"{place.GetPath()}/{finish.name}", primitive)
            if finish.two_sided:
                mesh.CreateDoubleSidedAttr(True)
            UsdShade.MaterialBindingAPI.Apply(mesh.GetPrim()).Bind(materials[primitive.finish])


def _exported(stage: Usd.Stage, name: str) -> bytes:
    """Return a stage as a USD crate file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.usdc"
        stage.GetRootLayer().Export(str(path))
        return path.read_bytes()


def _stand(xform: UsdGeom.Xform, node: Node, loop: float) -> None:
    """Put a node at its place, and let it move if it does."""
    place = node.place
    moves = keys(node, loop) if loop else []
    if not (moves or any(place.by) or place.turn_deg % 360 or place.scale != 1):
        return
    x, y, z, w = upright(place.turn_deg)
    shift, turn, size = xform.AddTranslateOp(), xform.AddOrientOp(), xform.AddScaleOp()
    shift.Set(Gf.Vec3d(*place.by))
    turn.Set(Gf.Quatf(w, x, y, z))
    size.Set(Gf.Vec3f(place.scale))
    for key in moves:
        at = Usd.TimeCode(round(key.at_s * TIME_CODES_PER_SECOND, 4))
        x, y, z, w = key.turn
        shift.Set(Gf.Vec3d(*key.by), at)
        turn.Set(Gf.Quatf(w, x, y, z), at)
        size.Set(Gf.Vec3f(key.scale), at)


def _mesh(stage: Usd.Stage, path: str, primitive: Primitive) -> UsdGeom.Mesh:
    mesh = UsdGeom.Mesh.Define(stage, path)
    flipped = np.column_stack([primitive.uvs[:, 0], 1 - primitive.uvs[:, 1]]).astype(np.float32)
    mesh.CreatePointsAttr(Vt.Vec3fArray.FromNumpy(primitive.positions))
    mesh.CreateNormalsAttr(Vt.Vec3fArray.FromNumpy(primitive.normals))
    mesh.SetNormalsInterpolation(UsdGeom.Tokens.vertex)
    mesh.CreateFaceVertexCountsAttr(Vt.IntArray.FromNumpy(np.full(len(primitive.triangles), 3, dtype=np.int32)))
    mesh.CreateFaceVertexIndicesAttr(Vt.IntArray.FromNumpy(primitive.triangles.astype(np.int32).reshape(-1)))
    mesh.CreateSubdivisionSchemeAttr(UsdGeom.Tokens.none)
    corners = np.stack([primitive.positions.min(axis=0), primitive.positions.max(axis=0)])
    mesh.CreateExtentAttr(Vt.Vec3fArray.FromNumpy(corners))
    places = UsdGeom.PrimvarsAPI(mesh).CreatePrimvar("st", Sdf.ValueTypeNames.TexCoord2fArray, UsdGeom.Tokens.vertex)
    places.Set(Vt.Vec2fArray.FromNumpy(flipped))
    return mesh


def _material(stage: Usd.Stage, dressed: Dressed, finish: Finish) -> UsdShade.Material:
    path = f"/{dressed.name}/materials/{finish.name}"
    material = UsdShade.Material.Define(stage, path)
    surface = _shader(stage, f"{path}/surface", "UsdPreviewSurface")
    material.CreateSurfaceOutput().ConnectToSource(surface.CreateOutput("surface", Sdf.ValueTypeNames.Token))
    colour = surface.CreateInput("diffuseColor", Sdf.ValueTypeNames.Color3f)
    rough = surface.CreateInput("roughness", Sdf.ValueTypeNames.Float)
    metal = surface.CreateInput("metallic", Sdf.ValueTypeNames.Float)
    rough.Set(finish.roughness)
    metal.Set(finish.metallic)
    st = _places(stage, path) if finish.pictures else None

    def texture(name: str, picture: int, *, raw: bool = False) -> UsdShade.Shader:
        return _texture(stage, f"{path}/{name}", dressed.pictures[picture], finish, st, raw=raw)

    base = None if finish.base is None else texture("colour", finish.base)
    if base is None:
        colour.Set(Gf.Vec3f(*finish.colour))
    else:
        colour.ConnectToSource(base.CreateOutput("rgb", Sdf.ValueTypeNames.Float3))
    if finish.is_clear or finish.cutoff:
        opacity = surface.CreateInput("opacity", Sdf.ValueTypeNames.Float)
        if base is None or not (finish.blends or finish.cutoff):
            opacity.Set(finish.opacity)
        else:
            opacity.ConnectToSource(base.CreateOutput("a", Sdf.ValueTypeNames.Float))
    if finish.cutoff:
        surface.CreateInput("opacityThreshold", Sdf.ValueTypeNames.Float).Set(finish.cutoff)
    if finish.rough is not None:
        both = texture("roughness", finish.rough, raw=True)
        rough.ConnectToSource(both.CreateOutput("g", Sdf.ValueTypeNames.Float))
        metal.ConnectToSource(both.CreateOutput("b", Sdf.ValueTypeNames.Float))
    emission, light = finish.glow
    if any(emission):
        shine = surface.CreateInput("emissiveColor", Sdf.ValueTypeNames.Color3f)
        if light is None:
            shine.Set(Gf.Vec3f(*emission))
        else:
            sent = texture("light", light)
            sent.CreateInput("scale", Sdf.ValueTypeNames.Float4).Set(Gf.Vec4f(*emission, 1))
            shine.ConnectToSource(sent.CreateOutput("rgb", Sdf.ValueTypeNames.Float3))
    return material


def _places(stage: Usd.Stage, path: str) -> UsdShade.Output:
    """Return what reads the texture coordinates of whatever wears a material."""
    reader = _shader(stage, f"{path}/places", "UsdPrimvarReader_float2")
    reader.CreateInput("varname", Sdf.ValueTypeNames.String).Set("st")
    return reader.CreateOutput("result", Sdf.ValueTypeNames.Float2)


def _texture(
    stage: Usd.Stage, path: str, picture: Picture, finish: Finish, st: UsdShade.Output | None, *, raw: bool
) -> UsdShade.Shader:
    texture = _shader(stage, path, "UsdUVTexture")
    texture.CreateInput("file", Sdf.ValueTypeNames.Asset).Set(Sdf.AssetPath(_path(picture)))
    texture.CreateInput("sourceColorSpace", Sdf.ValueTypeNames.Token).Set("raw" if raw else "sRGB")
    if st is not None:
        texture.CreateInput("st", Sdf.ValueTypeNames.Float2).ConnectToSource(st)
    for side, wrap in zip(("wrapS", "wrapT"), finish.sides, strict=True):
        texture.CreateInput(side, Sdf.ValueTypeNames.Token).Set(wrap)
    return texture


def _shader(stage: Usd.Stage, path: str, kind: str) -> UsdShade.Shader:
    shader = UsdShade.Shader.Define(stage, path)
    shader.CreateIdAttr(kind)
    return shader
