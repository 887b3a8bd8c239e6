"""The table of materials: what things are made of, as physically based values.

A surface names a material of this table, gives a plain colour "#rrggbb", or names a twig and its tint,
"broad#rrggbb".  Four kinds: solid (opaque; most things), glow (gives light of its own), clear (one looks
through it), cut (a picture of leaves with nothing between them).
Whatever exists already is shown in whites and greys: ``clay`` says how, by rule.  Nothing reflects more than
85 % of the light: fresh white paint hardly does, and brighter things burn out in a viewer's light.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from app.i18n import N_

Kind = Literal["solid", "glow", "clear", "cut"]
Rgb = tuple[float, float, float]

MOST_REFLECTED = 0.85  # of the light
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
TWIGS = ("blades", "blossom", "broad", "climbing", "needles", "small")
TWIG = re.compile(f"({'|'.join(TWIGS)})#[0-9a-f]{{6}}")


@dataclass(frozen=True)
class Material:
    """One material.  ``what`` is what it is called, in German.

    ``colour`` is sRGB "#rrggbb", with a texture its mean.  ``roughness``, ``metallic`` and
    ``opacity`` run from 0 to 1.  ``textured``: ``textures`` draws one of the same name.
    """

    name: str
    what: str
    colour: str
    roughness: float
    metallic: float = 0.0
    opacity: float = 1.0
    kind: Kind = "solid"
    textured: bool = True


def _clear(name: str, what: str, colour: str, opacity: float, roughness: float) -> Material:
    return Material(name, what, colour, roughness, opacity=opacity, kind="clear", textured=False)


def _plain(name: str, what: str, colour: str, roughness: float, metallic: float = 0.0) -> Material:
    return Material(name, what, colour, roughness, metallic, textured=False)


_TABLE = (
    # walls
    Material("brick", N_("roter Ziegel"), "#b17b67", 0.85),
    Material("brick_dark", N_("dunkler Klinker"), "#6b3f38", 0.75),
    Material("brick_white", N_("heller Ziegel"), "#d9d2c6", 0.85),
    Material("plaster", N_("heller Putz"), "#e7e0d2", 0.9),
    Material("stucco", N_("Stuck"), "#efe8da", 0.85),
    Material("stone", N_("Naturstein"), "#b9b0a0", 0.85),
    Material("concrete", N_("Beton"), "#b4b2ad", 0.85),
    Material("window_grid", N_("Fassade mit Fensterraster"), "#a9b4bd", 0.4),
    Material("curtain_wall", N_("Glasfassade mit Sprossen"), "#8fa9b8", 0.15),
    Material("corrugated", N_("Wellblech"), "#b3b8bb", 0.45, 0.6),
    # roofs
    Material("roof_tile", N_("Dachziegel"), "#9c5341", 0.8),
    Material("slate", N_("Schiefer"), "#565b61", 0.65),
    Material("green_roof", N_("Gründach"), "#8ba35e", 0.95),
    Material("solar", N_("Solarzellen"), "#1d2b4a", 0.2),
    # ground
    Material("paving", N_("Pflaster"), "#bdb6aa", 0.85),
    Material("slabs", N_("große Platten"), "#c9c3b8", 0.8),
    Material("permeable_paving", N_("Pflaster mit offenen Fugen"), "#b3ab97", 0.9),
    Material("asphalt", N_("Asphalt"), "#5b5c5f", 0.9),
    Material("cycle_red", N_("roter Radweg"), "#a5574b", 0.9),
    Material("gravel", N_("Kies"), "#b8ac98", 0.95),
    Material("ballast", N_("Gleisschotter"), "#8a8279", 0.95),
    Material("soil", N_("Erde"), "#6d5440", 0.95),
    Material("sand", N_("Sand"), "#d8c69f", 0.95),
    Material("grass", N_("Gras"), "#7fa653", 0.95),
    Material("meadow", N_("Wiese mit Blüten"), "#93a95a", 0.95),
    Material("tactile", N_("Blindenleitplatten"), "#eceae4", 0.8),
    _plain("road_marking", N_("Fahrbahnmarkierung"), "#ecece8", 0.7),
    # water
    Material("water", N_("Wasser"), "#6fb0cf", 0.08),
    Material("water_rain", N_("Wasser im Starkregen"), "#7f9daa", 0.2),
    _clear("water_clear", N_("durchsichtiges Wasser"), "#86c5e0", 0.55, 0.05),
    _clear("rain", N_("Regen"), "#b9d3e2", 0.45, 0.3),
    # plants
    Material("foliage", N_("Laub"), "#6f9a4c", 0.9),
    Material("foliage_light", N_("helles Laub"), "#9bbb62", 0.9),
    Material("foliage_dark", N_("dunkles Laub"), "#4d7a45", 0.9),
    Material("flowers", N_("Blüten"), "#9da074", 0.9),
    Material("bark", N_("Rinde"), "#7a624c", 0.95),
    Material("birch_bark", N_("Rinde der Birke"), "#d8d3c8", 0.85),
    Material("wood", N_("Holzbretter"), "#b98a58", 0.7),
    Material("timber", N_("Holz am Stück, aufrecht"), "#b98a58", 0.7),
    # metals
    _plain("steel", N_("Stahl"), "#a8adb2", 0.4, 0.8),
    _plain("steel_dark", N_("dunkler Stahl"), "#4a4f55", 0.5, 0.5),
    _plain("aluminium", N_("Aluminium"), "#d5d8da", 0.35, 0.8),
    Material("rust", N_("Rost"), "#93563a", 0.9, 0.1),
    Material("bronze", N_("Bronze"), "#8c6a3c", 0.38, 0.85),
    # thin and clear
    Material("fabric", N_("Stoff"), "#f1ead8", 0.9),
    _clear("glass", N_("Glas"), "#c9e2ec", 0.32, 0.05),
    _clear("glass_dark", N_("getöntes Glas"), "#5c7784", 0.6, 0.05),
    _clear("mist", N_("Nebel"), "#ffffff", 0.3, 1.0),
    _clear("warm_air", N_("warme Luft"), "#f0703c", 0.34, 1.0),
    _clear("cool_air", N_("kühle Luft"), "#5fb4e6", 0.3, 1.0),
    _clear("data", N_("Messwerte"), "#2f8fd0", 0.42, 1.0),
    # light
    Material("screen", N_("Bildschirm"), "#72a3a8", 0.4, kind="glow"),
    Material("glow", N_("Licht"), "#ffe3a3", 0.6, kind="glow", textured=False),
    # plain colours with a meaning
    _plain("white", N_("Weiß"), "#ecebe7", 0.8),
    _plain("grey", N_("Grau"), "#b9b8b4", 0.8),
    _plain("black", N_("Schwarz"), "#2a2b2d", 0.7),
    _plain("rubber", N_("Gummi"), "#2d2d2f", 0.95),
    _plain("pane", N_("Fensterscheibe, undurchsichtig"), "#71828e", 0.12),
)

MATERIALS: dict[str, Material] = {material.name: material for material in _TABLE}


@cache
def material(name: str) -> Material:
    """Return the material of that name, a plain one for "#rrggbb", or a twig's.  Raises KeyError for none of these."""
    if COLOUR.fullmatch(name):
        return _plain(name.lower(), "Farbe", dimmed(name.lower()), 0.75)
    if TWIG.fullmatch(name):
        return Material(name, "Zweige", twig(name)[1], 0.9, kind="cut", textured=False)
    return MATERIALS[name]


def twig(name: str) -> tuple[str, str]:
    """Return which twig of ``twigs`` a material "broad#rrggbb" wears, and its tint "#rrggbb"."""
    kind, hash_, digits = name.partition("#")
    return kind, hash_ + digits


def exists(name: str) -> bool:
    """Say whether ``name`` is a material of the table or a colour "#rrggbb"."""
    return name in MATERIALS or COLOUR.fullmatch(name) is not None


@cache
def clay(name: str) -> str:
    """Return the plain grey "#rrggbb" that stands for a material where it is only context; twigs share one."""
    if TWIG.fullmatch(name):
        return twig(name)[0] + clay("foliage")
    red, green, blue = rgb(material(name).colour)
    light = 0.3 * red + 0.59 * green + 0.11 * blue
    level = 0.66 + 0.26 * light
    return hexcode((min(level + 0.008, 1.0), level, level - 0.012))


@cache
def shade(name: str, share: float) -> str:
    """Return the plain colour "#rrggbb" of a material, darkened to ``share`` of its light."""
    red, green, blue = rgb(material(name).colour)
    return hexcode((red * share, green * share, blue * share))


def dimmed(colour: str) -> str:
    """Return "#rrggbb" as bright as a thing can be: no more than ``MOST_REFLECTED``."""
    shares = rgb(colour)
    while reflectance(hexcode(shares)) > MOST_REFLECTED:
        shares = (shares[0] * 0.99, shares[1] * 0.99, shares[2] * 0.99)
    return hexcode(shares)


def reflectance(colour: str) -> float:
    """Return the share 0…1 of white light that a matt "#rrggbb" sends back, as the eye weighs it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(colour: str) -> Rgb:
    """Return sRGB shares 0…1 of "#rrggbb"."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def hexcode(colour: Rgb) -> str:
    """Return "#rrggbb" of sRGB shares 0…1."""
    return "#" + "".join(f"{round(share * 255):02x}" for share in colour)


def linear(colour: str) -> Rgb:
    """Return the linear shares 0…1 of an sRGB "#rrggbb", as glTF and USD want factors."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour))
    return red, green, blue
