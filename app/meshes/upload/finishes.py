"""Materials and textures of a GLB: what phones show of them, and within the budget.

A factor on a texture is painted into it, because USD knows none; textures are made smaller where they are too large.
"""

import io
import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image

from app.i18n import N_
from app.meshes.check import Budget
from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Finish, Picture
from app.meshes.upload.arrays import view_of
from app.meshes.upload.findings import Findings
from app.meshes.upload.reading import MalformedError, inner, thing, things, whole
from app.meshes.upload.texture_places import TexturePlace, place_of

MOST_SIDE_PX = 8192
MOST_IMAGES = 64
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITIES = (88, 80, 72, 62, 52)
LEAST_PX = 256
CLAMPED = 33071
WHITE = (1.0, 1.0, 1.0)
LEFT_OUT = {
    "normalTexture": N_("Unebenheiten (Normal Map) weggelassen."),
    "occlusionTexture": N_("Eingebackene Schatten (Occlusion) weggelassen."),
    "emissiveTexture": N_("Leuchtende Texturen weggelassen."),
}


@dataclass(frozen=True)
class Worn:
    """An image in use: its number in the document, what is painted over it, and whether it keeps its transparency."""

    number: int
    tint: tuple[float, ...]
    is_clear: bool
    is_raw: bool  # numbers, not colours


@dataclass(frozen=True)
class Outfit:
    """What a material wears: the place of its finish, and how its textures are laid."""

    finish: int
    place: TexturePlace


@dataclass
class Wardrobe:
    """The finishes that grow while parts are read.  ``of`` maps a material's number to its finish."""

    document: dict[str, object]
    binary: memoryview
    findings: Findings
    finishes: list[Finish] = field(default_factory=list)
    images: list[Worn] = field(default_factory=list)
    of: dict[int | None, Outfit] = field(default_factory=dict)

    def outfit(self, number: object) -> Outfit:
        """Return what a material wears; the same look gets the same finish."""
        key = None if number is None else whole(number)
        if key not in self.of:
            material = {} if key is None else thing(things(self.document, "materials"), key)
            made = self._made(material)
            alike = [i for i, each in enumerate(self.finishes) if replace(each, name=made.name) == made]
            if not alike:
                self.finishes.append(replace(made, name=f"material_{len(self.finishes) + 1}"))
            place = place_of(inner(inner(material, "pbrMetallicRoughness"), "baseColorTexture"))
            self.of[key] = Outfit(alike[0] if alike else len(self.finishes) - 1, place)
        return self.of[key]

    def _made(self, material: dict[str, object]) -> Finish:
        surface = inner(material, "pbrMetallicRoughness")
        extensions = inner(material, "extensions")
        glows = _is_same(surface.get("baseColorTexture"), material.get("emissiveTexture"))
        for name, words in LEFT_OUT.items():
            if name in material and not (glows and name == "emissiveTexture"):
                self.findings.note("Textur", words)
        red, green, blue, alpha = _shares(surface.get("baseColorFactor", [1, 1, 1, 1]), 4)
        mode = material.get("alphaMode", "OPAQUE")
        base = self._image(surface.get("baseColorTexture"), (red, green, blue), is_clear=mode != "OPAQUE")
        roughness, metallic = (_share(surface.get(name, 1.0)) for name in ("roughnessFactor", "metallicFactor"))
        rough = None
        if base is not None and "metallicRoughnessTexture" in surface:
            rough = self._image(surface["metallicRoughnessTexture"], (1.0, roughness, metallic), is_raw=True)
        is_flat = "KHR_materials_unlit" in extensions
        return Finish(
            name="",
            colour=WHITE if base is not None else (red, green, blue),
            roughness=1.0 if rough is not None or is_flat else roughness,
            metallic=1.0 if rough is not None else 0.0 if is_flat else metallic,
            opacity=max(alpha, 0.02) if mode == "BLEND" else 1.0,
            base=base,
            rough=rough,
            glows=glows and base is not None,
            repeats=base is not None and not self._is_clamped(inner(surface, "baseColorTexture")),
            cutoff=_share(material.get("alphaCutoff", 0.5)) if mode == "MASK" and base is not None else 0.0,
            two_sided=material.get("doubleSided") is True,
        )

    def _image(
        self, given: object, tint: tuple[float, ...], *, is_clear: bool = False, is_raw: bool = False
    ) -> int | None:
        if given is None:
            return None
        if not isinstance(given, dict):
            raise MalformedError("texture")
        texture = thing(things(self.document, "textures"), given.get("index"))
        webp = inner(inner(texture, "extensions"), "EXT_texture_webp")
        number = webp.get("source", texture.get("source"))
        thing(things(self.document, "images"), number)
        wanted = Worn(whole(number), tint, is_clear, is_raw)
        if wanted not in self.images:
            self.images.append(wanted)
        return self.images.index(wanted)

    def _is_clamped(self, given: dict[str, object]) -> bool:
        texture = thing(things(self.document, "textures"), given.get("index"))
        if "sampler" not in texture:
            return False
        sampler = thing(things(self.document, "samplers"), texture["sampler"])
        return sampler.get("wrapS") == sampler.get("wrapT") == CLAMPED


def pictures(wardrobe: Wardrobe, budget: Budget) -> tuple[Picture, ...]:
    """Return the textures in use, all of them within the budget.  Faults go to the findings."""
    findings = wardrobe.findings
    if len(wardrobe.images) > MOST_IMAGES:
        wrong, mend = (
            N_("Das Modell trägt %(count)s Texturen."),
            N_("Höchstens %(most)s. Bitte zu einer zusammenfassen."),
        )
        findings.add("Textur", wrong, mend, count=len(wardrobe.images), most=MOST_IMAGES)
        return ()
    opened = {i: found for i, image in enumerate(wardrobe.images) if (found := _opened(wardrobe, image, budget))}
    if len(opened) < len(wardrobe.images):
        return ()
    return _within(opened, wardrobe, budget)


def _opened(wardrobe: Wardrobe, image: Worn, budget: Budget) -> Image.Image | None:
    """Return an image, no larger than the budget allows, with its tint; None after noting a fault."""
    findings, number = wardrobe.findings, image.number
    given = thing(things(wardrobe.document, "images"), number)
    raw = bytes(view_of(wardrobe.document, wardrobe.binary, given.get("bufferView")))
    again = N_("Bitte die Textur als JPEG oder PNG einbetten.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
                if max(picture.size) > MOST_SIDE_PX:
                    raise Image.DecompressionBombError
                return _fitted(picture, image, budget, findings)
    except Image.DecompressionBombError:
        wrong = N_("Textur %(number)s ist ausgepackt größer als %(most)s Pixel.")
        findings.add("Textur", wrong, N_("Bitte auf 1.024 Pixel verkleinern."), number=number + 1, most="8.192 × 8.192")
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, MalformedError):
            raise
        findings.add("Textur", N_("Textur %(number)s lässt sich nicht lesen."), again, number=number + 1)
    return None


def _fitted(picture: Image.Image, image: Worn, budget: Budget, findings: Findings) -> Image.Image:
    was = picture.size
    most = budget.picture_px
    picture.draft("RGB", (most, most))
    has_alpha = image.is_clear and (picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info)
    found = picture.convert("RGBA" if has_alpha else "RGB")
    if max(found.size) > most:
        found.thumbnail((most, most), Image.Resampling.BOX, reducing_gap=2.0)
        size = {"was": max(was), "now": max(found.size), "number": image.number + 1}
        findings.note("Textur", N_("Textur %(number)s von %(was)s auf %(now)s Pixel verkleinert."), **size)
    return _tinted(found, image)


def _tinted(picture: Image.Image, image: Worn) -> Image.Image:
    """Paint a linear factor for each channel over a picture."""
    if all(share >= 0.999 for share in image.tint):
        return picture
    steps = np.arange(256) / 255
    bands = list(picture.split())
    for i, share in enumerate(image.tint):
        shares = steps * share if image.is_raw else _screen(_linear(steps) * share)
        bands[i] = bands[i].point([round(float(value) * 255) for value in shares])
    return Image.merge(picture.mode, bands)


def _linear(shares: Floats) -> Floats:
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def _screen(shares: Floats) -> Floats:
    return np.where(shares <= 0.0031308, shares * 12.92, 1.055 * np.maximum(shares, 1e-9) ** (1 / 2.4) - 0.055)


def _within(opened: Mapping[int, Image.Image], wardrobe: Wardrobe, budget: Budget) -> tuple[Picture, ...]:
    """Pack pictures, more and more densely, then smaller and smaller, until all keep to the budget together."""
    images = dict(opened)
    while True:
        for quality in QUALITIES:
            made = [_packed(i, image, quality) for i, image in sorted(images.items())]
            if sum(len(each.content) for each in made) <= budget.pictures_bytes:
                return tuple(made)
        largest = max(images, key=lambda i: len(made[i].content))
        width, height = images[largest].size
        if max(width, height) <= LEAST_PX:
            wrong = N_("Die Texturen haben zusammen %(kilobytes)s kB.")
            mend = N_("Höchstens %(most)s kB. Bitte kleiner oder weniger.")
            kilobytes = sum(len(each.content) for each in made) // 1000
            wardrobe.findings.add("Textur", wrong, mend, kilobytes=kilobytes, most=budget.pictures_bytes // 1000)
            return ()
        size = (math.ceil(width / 2), math.ceil(height / 2))
        images[largest] = images[largest].resize(size, Image.Resampling.BOX)
        said = {"number": wardrobe.images[largest].number + 1, "now": max(size)}
        wardrobe.findings.note(
            "Textur", N_("Textur %(number)s wegen der Dateigröße auf %(now)s Pixel verkleinert."), **said
        )


def _packed(number: int, image: Image.Image, quality: int) -> Picture:
    stream = io.BytesIO()
    if image.mode == "RGBA":
        colours = max(16, quality * 3)
        image.quantize(min(colours, 256), Image.Quantize.FASTOCTREE).save(stream, "PNG", optimize=True)
        return Picture(f"texture_{number + 1}", stream.getvalue(), "png", *image.size)
    image.save(stream, "JPEG", quality=quality, subsampling="4:2:0", optimize=True)
    return Picture(f"texture_{number + 1}", stream.getvalue(), "jpeg", *image.size)


def _is_same(one: object, other: object) -> bool:
    """Tell whether two references lead to one texture."""
    return isinstance(one, dict) and isinstance(other, dict) and one.get("index") == other.get("index")


def _share(given: object) -> float:
    if not isinstance(given, int | float) or not math.isfinite(given):
        raise MalformedError("factor")
    return min(max(float(given), 0.0), 1.0)


def _shares(given: object, size: int) -> tuple[float, ...]:
    if not isinstance(given, list) or len(given) != size:
        raise MalformedError("factor")
    return tuple(_share(each) for each in given)
