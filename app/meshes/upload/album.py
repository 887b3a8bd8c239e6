"""Album: the images of a document that are in use, opened, painted over as factors say, and kept within the budget.

A factor on a texture is painted into it, because USD knows none; textures are made smaller where they are too large.
"""

import io
import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from app.i18n import N_
from app.meshes.check import Budget
from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Picture
from app.meshes.upload.arrays import view_of
from app.meshes.upload.findings import Findings
from app.meshes.upload.reading import MalformedError, thing, things

MOST_SIDE_PX = 8192
MOST_IMAGES = 512
MANY_IMAGES = ((256, 4), (64, 2))  # from so many on each may be smaller by that, so that they keep to the memory
FORMATS = ("JPEG", "PNG", "WEBP")
QUALITIES = (88, 80, 72, 62, 52)
LEAST_PX = 256
MOST_SWATCHES = 1025  # colours of what is a palette rather than a picture, and packs well without loss
WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True)
class Worn:
    """An image in use: its number in the document, what is painted over it, and whether it keeps its transparency.

    ``tint`` and ``opacity`` are linear factors.
    """

    number: int
    tint: tuple[float, ...] = WHITE
    opacity: float = 1.0
    is_clear: bool = False
    is_raw: bool = False  # numbers, not colours


@dataclass
class Album:
    """The images in use, which grow while materials are read; ``numbers`` are those of their images in the document."""

    document: dict[str, object]
    binary: memoryview
    findings: Findings
    budget: Budget
    images: list[Image.Image] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    exact: set[int] = field(default_factory=set)  # places of those whose colours must not run into one another
    known: dict[Worn, int | None] = field(default_factory=dict)
    is_clean: bool = False  # made by us: pictures stay as they are, byte for byte

    def place(self, worn: Worn) -> int | None:
        """Return the place of an image in use; None after noting a fault."""
        if worn not in self.known:
            opened = self.opened(worn.number, has_alpha=worn.is_clear)
            self.known[worn] = (
                None if opened is None else self.kept(_painted(opened, worn), worn.number, is_exact=worn.is_raw)
            )
        return self.known[worn]

    def kept(self, image: Image.Image, number: int, *, is_exact: bool = False) -> int:
        """Put an image into the album that was made of the one of that number, and return its place."""
        if is_exact:
            self.exact.add(len(self.images))
        self.images.append(image)
        self.numbers.append(number)
        return len(self.images) - 1

    def opaque(self, place: int) -> int:
        """Return the place of the same image without its transparency."""
        return self.kept(self.images[place].convert("RGB"), self.numbers[place])

    def alpha(self, place: int) -> Floats | None:
        """Return the (h, w) alpha of an image, from 0 to 1; None if it has none."""
        image = self.images[place]
        return np.asarray(image.getchannel("A"), dtype=np.float64) / 255 if image.mode == "RGBA" else None

    def as_given(self, number: int, place: int) -> Picture | None:
        """Return a picture of a document that we made, byte for byte; None of any other."""
        if not self.is_clean:
            return None
        raw = self._content(self.numbers[place])
        is_png = raw.startswith(b"\x89PNG")
        return Picture(f"texture_{number + 1}", raw, "png" if is_png else "jpeg", *self.images[place].size)

    def _content(self, number: int) -> bytes:
        given = thing(things(self.document, "images"), number)
        return bytes(view_of(self.document, self.binary, given.get("bufferView")))

    def opened(self, number: int, *, has_alpha: bool = False) -> Image.Image | None:
        """Return an image of the document, no larger than the budget allows; None after noting a fault."""
        findings = self.findings
        if len(self.images) >= MOST_IMAGES:
            wrong = N_("Das Modell trägt mehr als %(most)s Texturen.")
            findings.add("Textur", wrong, N_("Bitte zu wenigen zusammenfassen."), most=MOST_IMAGES)
            return None
        raw = self._content(number)
        again = N_("Bitte die Textur als JPEG oder PNG einbetten.")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
                    if max(picture.size) > MOST_SIDE_PX:
                        raise Image.DecompressionBombError
                    return self._fitted(picture, number, has_alpha=has_alpha)
        except Image.DecompressionBombError:
            wrong, mend = (
                N_("Textur %(number)s ist ausgepackt größer als %(most)s Pixel."),
                N_("Bitte auf 1.024 Pixel verkleinern."),
            )
            findings.add("Textur", wrong, mend, number=number + 1, most="8.192 × 8.192")
        except (OSError, SyntaxError, ValueError) as error:
            if isinstance(error, MalformedError):
                raise
            findings.add("Textur", N_("Textur %(number)s lässt sich nicht lesen."), again, number=number + 1)
        return None

    def _fitted(self, picture: Image.Image, number: int, *, has_alpha: bool) -> Image.Image:
        was, most = picture.size, self._most_px()
        picture.draft("RGB", (most, most))
        has_alpha = has_alpha and (picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info)
        found = _eight_bits(picture).convert("RGBA" if has_alpha else "RGB")
        if max(found.size) > most:
            found.thumbnail((most, most), Image.Resampling.BOX, reducing_gap=2.0)
            if most < self.budget.picture_px:
                said = N_("Es sind viele Texturen: Jede wurde auf höchstens %(now)s Pixel verkleinert.")
                self.findings.note("Textur", said, now=most)
                return found
            size = {"was": max(was), "now": max(found.size), "number": number + 1}
            self.findings.note("Textur", N_("Textur %(number)s von %(was)s auf %(now)s Pixel verkleinert."), **size)
        return found

    def _most_px(self) -> int:
        """Return how large the next image may be."""
        many = max(len(things(self.document, "images")), len(self.images))
        return self.budget.picture_px // next((by for least, by in MANY_IMAGES if many > least), 1)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits in 8, where others stay as they are: converting it would make it white."""
    if not picture.mode.startswith("I"):
        return picture
    return Image.fromarray((np.asarray(picture, dtype=np.int64).clip(0, 65535) // 257).astype(np.uint8))


def _painted(picture: Image.Image, image: Worn) -> Image.Image:
    """Paint a linear factor for each channel over a picture."""
    bands = list(picture.split())
    steps = np.arange(256) / 255
    for i, share in enumerate(image.tint):
        if share < 0.999:
            shares = steps * share if image.is_raw else screen(linear(steps) * share)
            bands[i] = bands[i].point([round(float(value) * 255) for value in shares])
    if image.opacity < 0.999 and len(bands) == 4:
        bands[3] = bands[3].point([round(float(value) * 255) for value in steps * image.opacity])
    return Image.merge("RGB" if len(bands) == 3 else "RGBA", bands)


def linear(shares: Floats) -> Floats:
    """Return linear light of sRGB shares 0…1."""
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def screen(light: Floats) -> Floats:
    """Return sRGB shares 0…1 of linear light."""
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)


def packed(album: Album, used: Sequence[int]) -> tuple[Picture, ...]:
    """Pack the ``used`` images, ever more densely, then ever smaller, until they keep to the budget together.

    A fault goes to the findings, and nothing is returned.
    """
    images = [album.images[place] for place in used]
    while True:
        for quality in QUALITIES:
            made = [
                album.as_given(i, place) or _packed(i, image, quality, is_exact=place in album.exact)
                for i, (place, image) in enumerate(zip(used, images, strict=True))
            ]
            if sum(len(each.content) for each in made) <= album.budget.pictures_bytes:
                return tuple(made)
        largest = max(range(len(images)), key=lambda i: len(made[i].content))
        width, height = images[largest].size
        if max(width, height) <= LEAST_PX:
            wrong = N_("Die Texturen haben zusammen %(kilobytes)s kB.")
            mend = N_("Höchstens %(most)s kB. Bitte kleiner oder weniger.")
            kilobytes = sum(len(each.content) for each in made) // 1000
            album.findings.add("Textur", wrong, mend, kilobytes=kilobytes, most=album.budget.pictures_bytes // 1000)
            return ()
        size = (math.ceil(width / 2), math.ceil(height / 2))
        images[largest] = images[largest].resize(size, Image.Resampling.BOX)
        said = {"number": album.numbers[used[largest]] + 1, "now": max(size)}
        album.findings.note(
            "Textur", N_("Textur %(number)s wegen der Dateigröße auf %(now)s Pixel verkleinert."), **said
        )


def _packed(number: int, image: Image.Image, quality: int, *, is_exact: bool) -> Picture:
    stream = io.BytesIO()
    if image.mode == "RGBA":
        colours = max(16, quality * 3)
        image.quantize(min(colours, 256), Image.Quantize.FASTOCTREE).save(stream, "PNG", optimize=True)
        return Picture(f"texture_{number + 1}", stream.getvalue(), "png", *image.size)
    if is_exact and image.getcolors(MOST_SWATCHES) is not None:
        image.save(stream, "PNG", optimize=True)
        return Picture(f"texture_{number + 1}", stream.getvalue(), "png", *image.size)
    subsampling = "4:4:4" if is_exact else "4:2:0"
    image.save(stream, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
    return Picture(f"texture_{number + 1}", stream.getvalue(), "jpeg", *image.size)
