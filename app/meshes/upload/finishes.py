"""Finishes: what phones show of the materials of a document.

What cannot be seen has no finish.  What phones show otherwise than its maker meant is noted.
"""

import math
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from PIL import Image

from app.i18n import N_
from app.meshes.dressed import DARK, Finish, Picture
from app.meshes.materials import Rgb
from app.meshes.upload.album import WHITE, Album, Worn, packed
from app.meshes.upload.corner_colours import Tint
from app.meshes.upload.findings import Findings
from app.meshes.upload.reading import MalformedError, inner, thing, things, whole
from app.meshes.upload.specular import DIELECTRIC, converted, shares_of
from app.meshes.upload.texture_places import TexturePlace, place_of
from app.meshes.wrapping import CLAMPED, REPEATED, Sides, Wrap

SPECULAR = "KHR_materials_pbrSpecularGlossiness"
STRENGTH = "KHR_materials_emissive_strength"
GLASS = "KHR_materials_transmission"
UNLIT = "KHR_materials_unlit"
MATERIAL_EXTENSIONS = {SPECULAR, STRENGTH, GLASS, UNLIT, "EXT_texture_webp", "KHR_texture_transform"}
NO_TINT: Tint = (1.0, 1.0, 1.0, 1.0)
WRAPS: dict[object, Wrap] = {33071: "clamp", 10497: "repeat", 33648: "mirror"}
LEAST_SEEN = 0.004  # of opacity: less is not to be seen
GLASS_SHOWS = 0.3  # how much of clear glass one sees
EVEN = 0.02  # what differs less is the same everywhere
HALF_CLEAR = 0.03  # of a picture: below that it is cut out rather than half clear
LEFT_OUT = {
    "normalTexture": N_("Unebenheiten (Normal Map) weggelassen."),
    "occlusionTexture": N_("Eingebackene Schatten (Occlusion) weggelassen."),
}


@dataclass(frozen=True)
class Outfit:
    """What a material wears: the place of its finish, and how its textures are laid."""

    finish: int
    place: TexturePlace


class _Surface(NamedTuple):
    """What a material says of its surface, in one of two ways: metal and roughness, or mirroring and gloss."""

    colour: Rgb
    alpha: float
    roughness: float
    metallic: float
    base: object = None  # textureInfos
    rough: object = None
    made: tuple[int | None, int | None] | None = None  # places of the two, where they were made of other pictures


class _Seen(NamedTuple):
    """How much one sees of a finish."""

    base: int | None
    opacity: float = 1.0
    cutoff: float = 0.0
    blends: bool = False


@dataclass
class Wardrobe:
    """The finishes that grow while parts are read.  ``of`` maps a material's number to what it wears."""

    document: dict[str, object]
    findings: Findings
    album: Album
    finishes: list[Finish] = field(default_factory=list)
    places: dict[Finish, int] = field(default_factory=dict)  # of nameless ones in that list
    of: dict[tuple[int | None, Tint], Outfit | None] = field(default_factory=dict)
    mirroring: dict[int, _Surface] = field(default_factory=dict)
    chart: int | None = None  # the place of the picture of colours of corners

    def outfit(self, number: object, tint: Tint = NO_TINT) -> Outfit | None:
        """Return what a material wears under a ``tint``, None if nobody sees it; the same look gets the same finish."""
        key = None if number is None else whole(number), tint
        if key not in self.of:
            made = self._made(self.material(number), tint)
            self.of[key] = None if made is None else Outfit(self._finish(made[0]), made[1])
        return self.of[key]

    def charted(self, number: object, alpha: float) -> Outfit | None:
        """Return what a material without a texture wears whose colours are looked up in the chart."""
        made = self._made(self.material(number), (1.0, 1.0, 1.0, alpha))
        if made is None:
            return None
        if self.chart is None:
            self.chart = self.album.kept(Image.new("RGB", (1, 1)), 0, is_exact=True)
        return Outfit(self._finish(replace(made[0], colour=WHITE, base=self.chart)), made[1])

    def material(self, number: object) -> dict[str, object]:
        """Return the material of that number, an empty one without."""
        return {} if number is None else thing(things(self.document, "materials"), number)

    def plain_colour(self, number: object) -> Rgb | None:
        """Return the linear colour of a material without any texture; None if it has one."""
        material = self.material(number)
        surface = self._surface(material)
        has_one = surface.base is not None or surface.rough is not None or "emissiveTexture" in material
        return None if has_one else surface.colour

    def worn(self) -> tuple[tuple[Finish, ...], tuple[Picture, ...]]:
        """Return all finishes, and the pictures that they wear, within the budget.  Faults go to the findings."""
        used = sorted({picture for finish in self.finishes for picture in finish.pictures})
        return tuple(finish.hung(used.index) for finish in self.finishes), packed(self.album, used)

    def _finish(self, made: Finish) -> int:
        if made not in self.places:
            self.places[made] = len(self.finishes)
            self.finishes.append(replace(made, name=f"material_{len(self.finishes) + 1}"))
        return self.places[made]

    def _made(self, material: dict[str, object], tint: Tint) -> tuple[Finish, TexturePlace] | None:
        for name, words in LEFT_OUT.items():
            if name in material:
                self.findings.note("Textur", words)
        extensions = inner(material, "extensions")
        surface = _tinted(self._surface(material), tint)
        shining = material.get("emissiveTexture")
        main = next((each for each in (surface.base, surface.rough, shining) if each is not None), None)
        place = _place(main)
        seen = self._seen(material, surface)
        if seen is None:
            self.findings.note("Szene", N_("Unsichtbares weggelassen: Sein Material ist ganz durchsichtig."))
            return None
        rough, roughness, metallic = self._rough(surface, place)
        emission, light = self._light(material, shining, place)
        is_flat = UNLIT in extensions
        sides = self._sides(main)
        return Finish(
            name="",
            colour=WHITE if seen.base is not None else surface.colour,
            roughness=1.0 if is_flat else roughness,
            metallic=0.0 if is_flat else metallic,
            opacity=seen.opacity,
            base=seen.base,
            rough=None if is_flat else rough,
            repeats=main is not None and sides != CLAMPED,
            cutoff=seen.cutoff,
            two_sided=material.get("doubleSided") is True,
            blends=seen.blends,
            emission=emission,
            light=light,
            wraps=sides if main is not None and sides not in (CLAMPED, REPEATED) else None,
        ), place

    def _surface(self, material: dict[str, object]) -> _Surface:
        extensions = inner(material, "extensions")
        said = inner(material, "pbrMetallicRoughness")
        if SPECULAR in extensions and not said:
            key = id(material)  # which lives as long as the document
            if key not in self.mirroring:
                self.mirroring[key] = self._mirroring(inner(extensions, SPECULAR), is_clear=_mode(material) != "OPAQUE")
            return self.mirroring[key]
        red, green, blue, alpha = _shares(said.get("baseColorFactor", [1, 1, 1, 1]), 4)
        roughness, metallic = (_share(said.get(name, 1.0)) for name in ("roughnessFactor", "metallicFactor"))
        textures = said.get("baseColorTexture"), said.get("metallicRoughnessTexture")
        return _Surface((red, green, blue), alpha, roughness, metallic, *textures)

    def _mirroring(self, said: dict[str, object], *, is_clear: bool) -> _Surface:
        """Return a surface that is told by what it mirrors and by its gloss."""
        *colour, alpha = _shares(said.get("diffuseFactor", [1, 1, 1, 1]), 4)
        textures = said.get("diffuseTexture"), said.get("specularGlossinessTexture")
        is_told = "specularFactor" in said or textures[1] is not None
        specular = _shares(said.get("specularFactor", [1, 1, 1] if is_told else [DIELECTRIC] * 3), 3)
        glossiness = _share(said.get("glossinessFactor", 1.0))
        numbers = [self._number(each) for each in textures]
        images = [None if each is None else self.album.opened(each, has_alpha=True) for each in numbers]
        size = max((each.size for each in images if each), default=(1, 1))
        (diffuse, seen), (mirrored, gloss) = (
            (np.ones((1, 1, 3)), np.ones((1, 1))) if each is None else shares_of(each, size) for each in images
        )
        found = converted(diffuse * np.array(colour), mirrored * np.array(specular), gloss * glossiness)
        roughness, metallic = float(found.roughness.mean()), float(found.metallic.mean())
        if not any(images):
            red, green, blue = found.base[0, 0].tolist()
            return _Surface((red, green, blue), alpha, roughness, metallic)
        number = next(each for each in numbers if each is not None)
        base = found.base_image()
        if is_clear and images[0] is not None and images[0].mode == "RGBA":
            base.putalpha(Image.fromarray(np.round(seen * alpha * 255).astype(np.uint8)))
        places = [self.album.kept(base, number), None]
        if np.ptp(found.roughness) > EVEN or np.ptp(found.metallic) > EVEN:
            places[1] = self.album.kept(found.rough_image(), number, is_exact=True)
            roughness = metallic = 1.0
        laid = next(each for each in textures if each is not None)
        return _Surface(WHITE, alpha, roughness, metallic, laid, made=(places[0], places[1]))

    def _seen(self, material: dict[str, object], surface: _Surface) -> _Seen | None:
        """Return how much one sees of a material, None if nothing."""
        mode, alpha = _mode(material), surface.alpha
        cutoff = _number(material.get("alphaCutoff", 0.5))
        base = self._base(surface, is_clear=mode != "OPAQUE")
        covers = None if base is None or mode == "OPAQUE" else self.album.alpha(base)
        if mode == "OPAQUE":
            return _Seen(base, self._glass(material))
        if alpha < (cutoff if mode == "MASK" else LEAST_SEEN):
            return None
        if base is None or covers is None:
            return _Seen(base) if mode == "MASK" else _Seen(base, alpha)
        least, most = float(covers.min()), float(covers.max())
        if mode == "MASK":
            return _Seen(self.album.opaque(base)) if least >= cutoff else _Seen(base, cutoff=cutoff)
        if most < LEAST_SEEN:
            return None
        if most - least < 2 * LEAST_SEEN:
            return _Seen(self.album.opaque(base), 1.0 if least > 1 - 2 * LEAST_SEEN else most)
        half = float(((covers > 0.1) & (covers < 0.9)).mean())
        if half < HALF_CLEAR and most > 0.9:
            return _Seen(base, cutoff=0.5)
        return _Seen(base, blends=True)

    def _base(self, surface: _Surface, *, is_clear: bool) -> int | None:
        if surface.made is not None:
            return surface.made[0]
        number = self._number(surface.base)
        if number is None:
            return None
        opacity = surface.alpha if is_clear else 1.0
        return self.album.place(Worn(number, surface.colour, opacity, is_clear))

    def _glass(self, material: dict[str, object]) -> float:
        """Return the opacity of what lets light through, as far as phones show that."""
        share = _share(inner(inner(material, "extensions"), GLASS).get("transmissionFactor", 0.0))
        if share > 0:
            self.findings.note("Material", N_("Glas wird halb durchsichtig gezeigt, ohne Lichtbrechung."))
        return 1.0 - share * (1 - GLASS_SHOWS)

    def _rough(self, surface: _Surface, place: TexturePlace) -> tuple[int | None, float, float]:
        """Return the picture of roughness and metal, and the two factors to it."""
        if surface.made is not None:
            return surface.made[1], surface.roughness, surface.metallic
        number = self._number(surface.rough)
        if number is None:
            return None, surface.roughness, surface.metallic
        found = self.album.place(Worn(number, (1.0, surface.roughness, surface.metallic), is_raw=True))
        if found is None:
            return None, surface.roughness, surface.metallic
        values = np.asarray(self.album.images[found], dtype=np.float64)[..., 1:3] / 255
        roughness, metallic = values.mean(axis=(0, 1)).tolist()
        is_even = bool(np.ptp(values, axis=(0, 1)).max() <= EVEN)
        if not is_even and _place(surface.rough) == place:
            return found, 1.0, 1.0
        if not is_even:
            said = N_("Die Glanz-Textur liegt anders auf dem Modell als die Farbe: Statt ihrer gilt ihr Mittelwert.")
            self.findings.note("Textur", said)
        return None, roughness, metallic

    def _light(self, material: dict[str, object], shining: object, place: TexturePlace) -> tuple[Rgb, int | None]:
        """Return the light that a material sends out by itself, and the picture that this is a factor to."""
        red, green, blue = _shares(material.get("emissiveFactor", [0, 0, 0]), 3)
        strength = _number(inner(inner(material, "extensions"), STRENGTH).get("emissiveStrength", 1.0))
        most = max(red, green, blue) * strength
        if most <= 0:
            return DARK, None
        if most > 1:
            self.findings.note(
                "Material", N_("Was heller leuchtet als Weiß, leuchtet wie Weiß: Mehr können Telefone nicht.")
            )
            strength = strength / most
        emission = (red * strength, green * strength, blue * strength)
        number = self._number(shining)
        if number is None:
            return emission, None
        if _place(shining) != place:
            said = N_("Die leuchtende Textur liegt anders auf dem Modell als die Farbe und wurde weggelassen.")
            self.findings.note("Textur", said)
            return DARK, None
        light = self.album.place(Worn(number))
        return (emission, light) if light is not None else (DARK, None)

    def _number(self, given: object) -> int | None:
        """Return the number of the image of a ``textureInfo``; None without one."""
        if given is None:
            return None
        if not isinstance(given, dict):
            raise MalformedError("texture")
        texture = thing(things(self.document, "textures"), given.get("index"))
        extensions = inner(texture, "extensions")
        number = inner(extensions, "EXT_texture_webp").get("source", texture.get("source"))
        if number is None:
            wrong, mend = N_("Eine Textur hat kein Bild, das wir lesen."), N_("Bitte als JPEG oder PNG einbetten.")
            self.findings.add("Textur", wrong, mend)
            return None
        thing(things(self.document, "images"), number)
        return whole(number)

    def _sides(self, given: object) -> Sides:
        """Return what is beyond the edges of the picture of a ``textureInfo``."""
        if not isinstance(given, dict):
            return CLAMPED
        texture = thing(things(self.document, "textures"), given.get("index"))
        if "sampler" not in texture:
            return REPEATED
        sampler = thing(things(self.document, "samplers"), texture["sampler"])
        return WRAPS.get(sampler.get("wrapS"), "repeat"), WRAPS.get(sampler.get("wrapT"), "repeat")


def _tinted(surface: _Surface, tint: Tint) -> _Surface:
    red, green, blue = (round(share * by, 6) for share, by in zip(surface.colour, tint[:3], strict=True))
    return surface._replace(colour=(red, green, blue), alpha=surface.alpha * tint[3])


def _mode(material: dict[str, object]) -> str:
    return str(material.get("alphaMode", "OPAQUE"))


def _place(given: object) -> TexturePlace:
    return place_of(given) if isinstance(given, dict) else TexturePlace()


def _number(given: object) -> float:
    if not isinstance(given, int | float) or not math.isfinite(given):
        raise MalformedError("factor")
    return max(float(given), 0.0)


def _share(given: object) -> float:
    return min(_number(given), 1.0)


def _shares(given: object, size: int) -> tuple[float, ...]:
    if not isinstance(given, list) or len(given) != size:
        raise MalformedError("factor")
    return tuple(_share(each) for each in given)
