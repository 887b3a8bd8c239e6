"""Looks of USD: preview surfaces (UsdPreviewSurface) with their textures, or the colour that a mesh shows itself."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pxr import Sdf, Usd, UsdGeom, UsdShade

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.upload.archive import Archive
from app.meshes.upload.assembly import Assembly
from app.meshes.upload.findings import Findings

AT_REST = Usd.TimeCode.EarliestTime()
GREY = (0.6, 0.6, 0.6)
LEFT_OUT = {  # maps that phones do not need for what the studio shows
    "normal": N_("Unebenheiten (Normal Map) weggelassen."),
    "occlusion": N_("Eingebackene Schatten (Occlusion) weggelassen."),
    "roughness": N_("Die Karte der Rauheit (Roughness) weggelassen: Das Material ist überall gleich rau."),
    "metallic": N_("Die Karte des Metallischen (Metallic) weggelassen: Das Material ist überall gleich."),
    "emissiveColor": N_("Die Karte des Leuchtens (Emissive) weggelassen."),
    "displacement": N_("Die Karte der Höhen (Displacement) weggelassen."),
}
MISSING = N_("Die Textur „%(name)s“ fehlt in der Datei.")


@dataclass(frozen=True, eq=False)
class Look:
    """A material's number, and where its texture lies: the name of the coordinates, turned and moved by a matrix.

    ``turn`` (2, 2) and ``shift`` (2,) are for rows of coordinates as USD has them, v pointing up.
    """

    material: int
    uvs: str
    turn: Floats
    shift: Floats
    shows_points: bool = False  # the colours of points show, as no material hides them


class Looks:
    """The materials of a stage, each added to the document once."""

    def __init__(self, assembly: Assembly, findings: Findings, archive: Archive | None) -> None:
        self._assembly, self._findings, self._archive = assembly, findings, archive
        self._known: dict[tuple[str, bool, tuple[float, ...]], Look] = {}
        self._textures: dict[tuple[str, bool], int] = {}

    def of(self, prim: Usd.Prim, mesh: UsdGeom.Mesh) -> Look:
        """Return the look of a prim, a mesh or a part of it."""
        bound = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()[0]
        surface = bound.ComputeSurfaceSource()[0] if bound else None
        shown = _shown_colour(mesh)
        two_sided = bool(mesh.GetDoubleSidedAttr().Get())
        key = (str(surface.GetPath()) if surface else "", two_sided, () if surface else shown)
        if key not in self._known:
            self._known[key] = self._made(surface, shown, two_sided=two_sided)
        return self._known[key]

    def _made(self, surface: UsdShade.Shader | None, shown: tuple[float, ...], *, two_sided: bool) -> Look:
        if surface is None or surface.GetIdAttr().Get() != "UsdPreviewSurface":
            bare = _look(self._assembly.material(colour=shown, two_sided=two_sided))
            return replace(bare, shows_points=True)
        for name, said in LEFT_OUT.items():
            if _source(surface, name):
                self._findings.note("Material", said)
        texture, image = _source(surface, "diffuseColor"), None
        if texture:
            image = self._texture(texture)
        tint = _rgb(texture.GetInput("scale").Get(AT_REST), (1.0, 1.0, 1.0)) if texture else (1.0, 1.0, 1.0)
        threshold = float(_value(surface, "opacityThreshold", 0.0))
        is_clear = bool(_source(surface, "opacity")) and image is not None
        material = self._assembly.material(
            name=surface.GetPrim().GetParent().GetName(),
            colour=tint if image is not None else _rgb(_value(surface, "diffuseColor", (0.18,) * 3), GREY),
            opacity=1.0 if is_clear else float(_value(surface, "opacity", 1.0)),
            roughness=float(_value(surface, "roughness", 0.5)),
            metallic=float(_value(surface, "metallic", 0.0)),
            texture=image,
            glow=_rgb(_value(surface, "emissiveColor", (0.0,) * 3), (0.0,) * 3),
            cutoff=threshold if is_clear and threshold > 0 else None,
            is_clear=is_clear,
            two_sided=two_sided,
        )
        return _look(material, *_coordinates(texture)) if texture else _look(material)

    def _texture(self, shader: UsdShade.Shader) -> int | None:
        given = shader.GetInput("file").Get(AT_REST)
        if not isinstance(given, Sdf.AssetPath) or self._archive is None:
            return None
        inner = given.resolvedPath.rpartition("[")[2].rstrip("]")
        path = self._archive.beside("", inner or given.path) or self._archive.beside("", given.path)
        if not path:
            self._findings.note("Textur", MISSING, name=given.path.rpartition("/")[2][:60])
            return None
        clamped = all(_token(shader, name) in ("clamp", "black") for name in ("wrapS", "wrapT"))
        if (path, clamped) not in self._textures:
            self._textures[path, clamped] = self._assembly.texture(self._archive.content(path), clamped=clamped)
        return self._textures[path, clamped]


def _look(material: int, uvs: str = "st", turn: Floats | None = None, shift: Floats | None = None) -> Look:
    return Look(material, uvs, np.eye(2) if turn is None else turn, np.zeros(2) if shift is None else shift)


def _coordinates(texture: UsdShade.Shader) -> tuple[str, Floats, Floats]:
    """Return the name of a texture's coordinates, and what a UsdTransform2d makes of them: scale, turn, move."""
    turn, shift = np.eye(2), np.zeros(2)
    shader = _source(texture, "st")
    if shader and shader.GetIdAttr().Get() == "UsdTransform2d":
        angle = math.radians(float(_value(shader, "rotation", 0.0)))
        scale, moved = (_value(shader, name, default) for name, default in (("scale", (1, 1)), ("translation", (0, 0))))
        turned = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
        turn, shift = np.diag([float(scale[0]), float(scale[1])]) @ turned, np.array([float(moved[0]), float(moved[1])])
        shader = _source(shader, "in")
    name = _value(shader, "varname", "st") if shader else "st"
    return str(name) or "st", turn, shift


def _source(shader: UsdShade.Shader, name: str) -> UsdShade.Shader | None:
    """Return the shader that an input is connected to, through the inputs of materials; None if to none."""
    given = shader.GetInput(name)
    found = given.GetValueProducingAttributes() if given else []
    prim = found[0].GetPrim() if found else None
    return UsdShade.Shader(prim) if prim and prim.IsA(UsdShade.Shader) and prim != shader.GetPrim() else None


def _value(shader: UsdShade.Shader, name: str, default: Any) -> Any:
    """Return the value of an input, also one that comes from an input of its material."""
    given = shader.GetInput(name)
    found = given.GetValueProducingAttributes() if given else []
    value = found[0].Get(AT_REST) if found and not _source(shader, name) else None
    return default if value is None else value


def _token(shader: UsdShade.Shader, name: str) -> str:
    return str(_value(shader, name, ""))


def _rgb(given: Any, default: tuple[float, ...]) -> tuple[float, ...]:
    try:
        found = tuple(float(each) for each in tuple(given)[:3])
    except (TypeError, ValueError):
        return default
    return found if len(found) == 3 else default


def _shown_colour(mesh: UsdGeom.Mesh) -> tuple[float, ...]:
    """Return the one colour that a mesh shows without a material; white where each point has its own."""
    found = mesh.GetDisplayColorAttr().Get(AT_REST) or []
    return (1.0, 1.0, 1.0) if len(found) > 1 else _rgb(found[0], GREY) if found else GREY
