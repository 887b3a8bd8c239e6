"""Style of an SVG: how its elements look, by attributes, by rules of their classes and by their own style.

Properties that would look otherwise without them, and that no plain shape has, are refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from PIL import ImageColor

from app.i18n import N_
from app.signage.logo.colours import Rgb
from app.signage.logo.faults import AS_PATHS, EXPORT, FLAT, NEVER, LogoError
from app.signage.logo.svg_numbers import odd

INHERITED = {
    "fill": "black",
    "stroke": "none",
    "color": "black",
    "fill-rule": "nonzero",
    "clip-rule": "nonzero",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "stroke-dasharray": "none",
    "stroke-dashoffset": "0",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "visibility": "visible",
}
OWN = {"opacity": "1", "display": "inline", "clip-path": "none"}
TRANSPARENT = N_("Das Logo ist zum Teil durchscheinend.")
GRADIENT = N_("Das Logo hat einen Verlauf oder ein Muster.")
EFFECT = N_("Das Logo hat einen Effekt („%(name)s“), den es im Druck nicht gibt.")
ARROWS = N_("Das Logo hat Linienenden aus einer anderen Zeichnung („%(name)s“).")
OUTSIDE = N_("Das Logo verweist auf etwas außerhalb der Datei.")
SELECTORS = N_("Der Stil „%(given)s“ im Logo ist zu verwickelt.")
UNKNOWN_COLOUR = N_("„%(given)s“ ist keine Farbe, die sich drucken lässt.")
REFUSED: Mapping[str, tuple[frozenset[str], str, str]] = {  # property -> values that do nothing, what is wrong, mend
    "filter": (frozenset({"none"}), EFFECT, NEVER),
    "mask": (frozenset({"none"}), EFFECT, NEVER),
    "mix-blend-mode": (frozenset({"normal"}), EFFECT, NEVER),
    "paint-order": (frozenset({"normal"}), EFFECT, AS_PATHS),
    "vector-effect": (frozenset({"none"}), EFFECT, AS_PATHS),
    "transform": (frozenset({"none"}), EFFECT, AS_PATHS),  # in a style, where it has another grammar
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), (frozenset({"none"}), ARROWS, AS_PATHS)),
}
ATTRIBUTES = {*INHERITED, *OWN, *REFUSED} - {"transform"}
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
SELECTOR = re.compile(r"(\*|[A-Za-z][\w-]*)?((?:[.#][\w-]+)?)")
AT = re.compile(r"@\s*([\w-]+)")
ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!\s*#)", re.IGNORECASE)
INSIDE = re.compile(r"url\(\s*['\"]?\s*#([^'\")]+?)\s*['\"]?\s*\)")
PARTS = re.compile(r"rgb\(\s*{0}(?:\s*,\s*|\s+){0}(?:\s*,\s*|\s+){0}\s*\)".format(r"(\d{1,3}(?:\.\d*)?%?)"))
MOST_RULES = 500

Properties = Mapping[str, str]


@dataclass(frozen=True)
class Rule:
    """What a sheet says of elements of a ``tag``, a class or an id; empty ones mean all."""

    tag: str
    of_class: str
    of_id: str
    says: Properties

    @property
    def weight(self) -> int:
        return bool(self.tag) + 10 * bool(self.of_class) + 100 * bool(self.of_id)

    def fits(self, element: Element) -> bool:
        return (
            self.tag in ("", element.tag.rpartition("}")[2])
            and (not self.of_class or self.of_class in element.get("class", "").split())
            and self.of_id in ("", element.get("id"))
        )


def rules(sheet: str) -> Iterator[Rule]:
    """Yield the rules of a ``<style>``.  Raises LogoError for what draws in something from outside."""
    sheet = COMMENT.sub("", sheet).replace("<!--", "").replace("-->", "")
    if "\\" in sheet:
        raise LogoError(SELECTORS, EXPORT, given="\\")
    if at := AT.search(sheet):
        refuse_outside(sheet)
        if at[1].lower() in ("import", "font-face"):
            raise LogoError(OUTSIDE, NEVER)
        raise LogoError(SELECTORS, EXPORT, given=at[0])
    for count, (selectors, said) in enumerate(RULE.findall(sheet)):
        if count > MOST_RULES:
            raise LogoError(SELECTORS, EXPORT, given=selectors.strip()[:40])
        says = properties(said)
        for selector in selectors.split(","):
            found = SELECTOR.fullmatch(selector.strip())
            if found is None:
                raise LogoError(SELECTORS, EXPORT, given=selector.strip()[:40])
            tag, of = found[1] or "", found[2]
            is_class = of.startswith(".")
            yield Rule("" if tag == "*" else tag, of[1:] if is_class else "", "" if is_class else of[1:], says)


def properties(said: str) -> Properties:
    """Return what a style says.  Raises LogoError for what draws in something from outside."""
    refuse_outside(said)
    pairs = (each.partition(":") for each in COMMENT.sub("", said).split(";"))
    return {
        name.strip().lower(): re.sub(r"\s*!\s*important$", "", value.strip(), flags=re.IGNORECASE)
        for name, _colon, value in pairs
    }


def refuse_outside(value: str) -> None:
    """Raise LogoError if a value names something outside the file."""
    if ELSEWHERE.search(value):
        raise LogoError(OUTSIDE, NEVER)


def style(element: Element, sheet: list[Rule], parent: Properties) -> Properties:
    """Return how an element looks that lies in ``parent``.  Raises LogoError for what no plain shape has."""
    said = {name: value.strip() for name, value in element.attrib.items() if name in ATTRIBUTES}
    for value in said.values():
        refuse_outside(value)
    for each in sheet:  # the weightiest last
        if each.fits(element):
            said |= each.says
    said |= properties(element.get("style", ""))
    for name, (harmless, wrong, mend) in REFUSED.items():
        if said.get(name, "inherit") not in {*harmless, "inherit", "initial", "unset"}:
            raise LogoError(wrong, mend, name=name)
    found = {**OWN, **{name: parent.get(name, default) for name, default in INHERITED.items()}}
    for name, value in said.items():
        if value == "initial" and name in INHERITED:
            found[name] = INHERITED[name]
        elif name in found and value and value not in ("inherit", "initial", "unset"):
            found[name] = value
    return found


def part(given: str) -> float:
    """Return an opacity, a number or a percentage.  Raises LogoError."""
    try:
        return float(given.removesuffix("%")) / (100 if given.endswith("%") else 1)
    except ValueError:
        raise odd(given) from None


def is_shown(opacity: str) -> bool:
    """Tell whether something of that opacity is to be seen.  Raises LogoError if it shines through."""
    found = part(opacity)
    if 0 < found < 1:
        raise LogoError(TRANSPARENT, FLAT)
    return found > 0


def colour(style: Properties, name: str) -> Rgb | None:
    """Return the colour of the ``fill`` or ``stroke``; None if there is none.  Raises LogoError."""
    given = style[name].strip()
    if given.lower() == "currentcolor":
        given = style["color"]
    if given.lower() in ("none", "transparent") or not is_shown(style[f"{name}-opacity"]):
        return None
    if given.lower().startswith(("url(", "context-")):
        raise LogoError(GRADIENT, FLAT)
    if given.startswith("#"):
        given = given.split()[0]  # behind it may stand the same in inks of some profile
    if parts := PARTS.fullmatch(given):  # with decimals, or without commas
        given = "rgb({},{},{})".format(*(_of_255(each) for each in parts.groups()))
    try:
        found = ImageColor.getcolor(given, "RGBA")
    except ValueError:
        raise LogoError(UNKNOWN_COLOUR, FLAT, given=given[:40]) from None
    red, green, blue, seen = found  # type: ignore[misc]  # of RGBA there are four
    return (red, green, blue) if is_shown(str(seen / 255)) else None


def _of_255(given: str) -> int:
    """Return one of red, green and blue, a number or a percentage."""
    return round(min(255.0, float(given.removesuffix("%")) * (2.55 if given.endswith("%") else 1)))


def named(value: str) -> str:
    """Return the id that a value names, ``url(#id)``; empty for none.  Raises LogoError."""
    if value in ("none", ""):
        return ""
    found = INSIDE.fullmatch(value)
    if found is None:
        raise odd(value)
    return found[1]
