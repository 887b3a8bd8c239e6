"""MTL: the materials of an OBJ: colours as on the screen, opacity, roughness, and pictures beside it.

A picture takes the place of the colour, as modelling programs do it.  ``d`` is opacity; ``Tr``, what lets through, is
asked only where ``d`` is not given, because programs do not agree on it.
"""

import math
from dataclasses import dataclass

import numpy as np

from app.meshes.bake.colours import linear
from app.meshes.upload.assembly import Assembly

OPTIONS = {  # of a picture, and how many words follow each at most; numbers among them may be left out
    "-o": 3,
    "-s": 3,
    "-t": 3,
    "-mm": 2,
    "-blendu": 1,
    "-blendv": 1,
    "-boost": 1,
    "-texres": 1,
    "-clamp": 1,
    "-bm": 1,
    "-imfchan": 1,
    "-type": 1,
    "-cc": 1,
}
WHITE = (1.0, 1.0, 1.0)


@dataclass
class Picture:
    """A picture as MTL names it, with how often it repeats, how far it is moved, and whether it ends at its edge."""

    name: str
    scale: tuple[float, float] = (1.0, 1.0)
    moved: tuple[float, float] = (0.0, 0.0)
    clamped: bool = False


@dataclass
class Material:
    """One ``newmtl``; colours from 0 to 1."""

    colour: tuple[float, ...] = (0.8, 0.8, 0.8)
    glow: tuple[float, ...] = (0.0, 0.0, 0.0)
    opacity: float | None = None
    lets_through: float = 0.0
    roughness: float = 0.9
    metallic: float = 0.0
    picture: Picture | None = None


def read(text: bytes) -> dict[str, Material]:
    """Return name -> material.  Lines that are not understood change nothing."""
    found: dict[str, Material] = {}
    material = Material()
    for line in text.decode("utf-8", "replace").replace("\t", " ").splitlines():
        kind, _, rest = line.strip().partition(" ")
        kind = kind.capitalize()
        if kind == "Newmtl":
            material = found.setdefault(rest.strip(), Material())
        elif rest.strip():
            _take(material, kind, rest.strip())
    return found


def _take(material: Material, kind: str, rest: str) -> None:
    numbers = [float(word) for word in rest.split() if _is_number(word)]
    if kind == "Map_kd":
        material.picture = _picture(rest)
    elif not numbers:
        return
    elif kind in ("Kd", "Ke"):
        colour = tuple((numbers * 3)[:3]) if len(numbers) < 3 else tuple(numbers[:3])
        material.colour, material.glow = (colour, material.glow) if kind == "Kd" else (material.colour, colour)
    elif kind == "D":
        material.opacity = numbers[0]
    elif kind == "Tr":
        material.lets_through = numbers[0]
    elif kind == "Pr":
        material.roughness = numbers[0]
    elif kind == "Pm":
        material.metallic = numbers[0]
    elif kind == "Ns":
        material.roughness = max(0.3, 1 - math.sqrt(max(numbers[0], 0)) / 30)


def _picture(rest: str) -> Picture:
    words = rest.split(" ")
    found = Picture("")
    at = 0
    while at < len(words) and (option := words[at].lower()) in OPTIONS:
        end = at + 1
        while end < len(words) - 1 and end - at <= OPTIONS[option] and (_is_number(words[end]) or end == at + 1):
            end += 1
        numbers = [float(word) for word in words[at + 1 : end] if _is_number(word)]
        if option == "-s" and numbers:
            found.scale = (numbers[0], numbers[1] if len(numbers) > 1 else 1.0)
        elif option == "-o" and numbers:
            found.moved = (numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
        elif option == "-clamp":
            found.clamped = "on" in words[at + 1 : end]
        at = end
    found.name = " ".join(words[at:]).strip()
    return found


def added(name: str, material: Material, assembly: Assembly, *, texture: int | None, is_cut_out: bool) -> int:
    """Add a material with its picture, if that is there, and return its number."""
    opacity = 1 - material.lets_through if material.opacity is None else material.opacity
    if (
        material.opacity is None and opacity <= 0
    ):  # some write by Tr how opaque a material is: nobody draws what is not seen
        opacity = 1.0
    colour = WHITE if texture is not None else _linear(material.colour)
    picture = material.picture or Picture("")
    (wide, high), (right, up) = picture.scale, picture.moved
    return assembly.material(
        name=name,
        colour=colour,
        opacity=opacity,
        roughness=material.roughness,
        metallic=material.metallic,
        texture=texture,
        glow=_linear(material.glow),
        cutoff=0.5 if is_cut_out else None,
        two_sided=True,
        placed=((right, 1 - high - up), (wide, high)),
    )


def _linear(colour: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(linear(np.array(colour, dtype=np.float64)).tolist())


def _is_number(word: str) -> bool:
    try:
        return math.isfinite(float(word))
    except ValueError:
        return False


def base(name: str) -> str:
    """Return the end of a path, whichever way its slashes lean."""
    return name.replace("\\", "/").rpartition("/")[2][:60]
