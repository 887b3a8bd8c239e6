"""Colours of a PDF: what the numbers of a colour space mean, on a screen or in inks.

Spot colours are printed as the file itself says to do without them; where it says that in a way that is no plain mix of
inks they are refused, and so are colours that belong to no ink.
"""

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object

from app.i18n import N_
from app.signage.logo.colours import Rgb
from app.signage.logo.faults import FLAT, LogoError
from app.signage.logo.svg_style import GRADIENT
from app.signage.profile import Cmyk

SPOT = N_("Die Sonderfarbe „%(name)s“ im Logo sagt nicht, aus welchen Druckfarben sie sich mischen lässt.")
SPACE = N_("Das Logo hat Farben in „%(name)s“, die sich nicht in Druckfarben umrechnen lassen.")
TO_CMYK = N_("Bitte in CMYK umwandeln.")
PROCESS = {"/Cyan": 0, "/Magenta": 1, "/Yellow": 2, "/Black": 3}
GREYS, COLOURS = {"/DeviceGray", "/CalGray", "/G"}, {"/DeviceRGB", "/CalRGB", "/RGB"}
INKS = {"/DeviceCMYK", "/CMYK"}
DEVICES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}

Found = Rgb | Cmyk | None  # None: nothing is painted


def initial(space: Object) -> list[float]:
    """Return the numbers of the colour that a space begins with."""
    name = _name(space)
    if name in ("/Separation", "/DeviceN"):
        return [1.0] * (len(space[1]) if name == "/DeviceN" else 1)
    return [0.0, 0.0, 0.0, 1.0] if name in INKS else [0.0] * 3


def colour(space: Object, given: Sequence[float]) -> Found:
    """Return what the numbers ``given`` mean in a colour space.  Raises LogoError."""
    name = _name(space)
    parts = [min(1.0, max(0.0, each)) for each in given]
    if name in GREYS:
        return 0.0, 0.0, 0.0, 100 - parts[0] * 100
    if name in COLOURS:
        red, green, blue = (round(each * 255) for each in parts[:3])
        return red, green, blue
    if name in INKS:
        cyan, magenta, yellow, black = (each * 100 for each in parts[:4])
        return cyan, magenta, yellow, black
    if name == "/Separation":
        return _mixed([str(space[1])], space, parts)
    if name == "/DeviceN":
        return _mixed([str(each) for each in space[1]], space, parts)
    if name == "/Pattern":
        raise LogoError(GRADIENT, FLAT)
    raise LogoError(SPACE, TO_CMYK, name=name.lstrip("/"))


def _name(space: Object) -> str:
    """Return which space it is; one with a profile by how many numbers it has."""
    if not isinstance(space, Array):
        return str(space)
    if space[0] == Name.ICCBased:
        return DEVICES.get(int(space[1].get("/N", 0)), "/ICCBased")
    return str(space[0])


def _mixed(names: Sequence[str], space: Object, tints: Sequence[float]) -> Found:
    """Return the inks of spot colours or of some of the four inks."""
    if all(name in PROCESS for name in names):
        inks = [0.0] * 4
        for name, tint in zip(names, tints, strict=True):
            inks[PROCESS[name]] = tint * 100
        cyan, magenta, yellow, black = inks
        return cyan, magenta, yellow, black
    if names == ["/None"]:
        return None
    if len(names) > 1 or names == ["/All"]:
        raise LogoError(SPOT, TO_CMYK, name=", ".join(name.lstrip("/") for name in names))
    return colour(space[2], _between(names[0], space[3], tints[0]))


def _between(name: str, function: Object, tint: float) -> list[float]:
    """Return what a tint is in the other space, where the file mixes evenly between two colours."""
    if not isinstance(function, Dictionary) or function.get("/FunctionType") != 2:
        raise LogoError(SPOT, TO_CMYK, name=name.lstrip("/"))
    low = [float(each) for each in function.get("/C0", Array([0]))]
    high = [float(each) for each in function.get("/C1", Array([1]))]
    share = tint ** float(function.get("/N", 1))
    return [one + share * (other - one) for one, other in zip(low, high, strict=True)]
