"""Texture atlas: many textures come onto few pages, which are one material each, instead of losing all but a colour.

A page has what is seen of each texture, also several times over where it is tiled a little.  What is tiled often stays
a texture of its own, and so does what covers most.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.dressed import DARK, Finish
from app.meshes.upload.album import WHITE, Album, linear, screen
from app.meshes.upload.atlas_layout import BLOCK_PX, GUTTER_PX, Layout, laid_out
from app.meshes.upload.findings import Findings
from app.meshes.upload.finishes import Wardrobe
from app.meshes.upload.gathering import Key, Loose
from app.meshes.wrapping import Sides, within

MOST_TILES = 16  # that a texture is laid out on a page
ROUGH_SHRINK = 4  # the picture of roughness and metal is smaller by this
HALF = 0.5  # at which all of a page is cut out
NEAR = 1e-4  # of a picture: whoever lies over its edge by less does not tile it


class _Kind(NamedTuple):
    """What finishes share that can be one."""

    blends: bool
    is_cut_out: bool
    two_sided: bool

    @property
    def is_clear(self) -> bool:
        return self.blends or self.is_cut_out


@dataclass(frozen=True, eq=False)
class _Cutting:
    """What is seen of a texture: from ``low`` on so many pixels of its pictures, if these were ``size_px`` large."""

    finish: int
    low: NDArray[np.int64]
    seen: tuple[int, int]
    size_px: tuple[int, int]


def onto_pages(
    loose: Mapping[Key, Loose], wardrobe: Wardrobe, *, room: int, areas: Sequence[float], findings: Findings
) -> tuple[dict[Key, Loose], set[int]]:
    """Return triangles with their textures on pages, where there are more textured finishes than ``room``.

    ``areas`` tells what each finish covers.  Returns the places of the pages' finishes as well, which the wardrobe
    gets; those that nothing wears any more stay in it.
    """
    finishes, album = wardrobe.finishes, wardrobe.album
    textured = [i for i, each in enumerate(finishes) if each.pictures]
    placed = {key: _near_nought(found, finishes[key[1]].sides) for key, found in loose.items() if key[1] in textured}
    cuttings = {i: _cutting(i, placed, finishes[i], album) for i in textured}
    packable = {i: each for i, each in cuttings.items() if each is not None}
    chosen = _chosen(sorted(textured, key=lambda i: (i in packable, -areas[i])), packable, finishes, room)
    found, pages = dict(loose), set()
    for is_clear in (False, True):
        wanted = [packable[i] for i in chosen if _kind(finishes[i]).is_clear == is_clear]
        layout, own = _laid_out(wanted, areas, album.budget.picture_px)
        if layout is None:
            continue
        worn = _page(own, layout, wardrobe, is_clear=is_clear)
        pages |= set(worn.values())
        found = _moved(found, placed, own, layout, worn)
        said = N_("Texturen zu einem Bild zusammengefügt (Textur-Atlas): %(count)s, jede höchstens %(now)s Pixel groß.")
        findings.note("Textur", said, count=len(own), now=layout.most_px)
    return found, pages


def _chosen(order: Sequence[int], packable: Mapping[int, _Cutting], finishes: Sequence[Finish], room: int) -> list[int]:
    """Return which come onto pages, if the first in order stay as they are as far as there is room."""
    for kept in range(min(room, len(order)), 0, -1):
        rest = [i for i in order[kept:] if i in packable]
        if kept + len({_kind(finishes[i]) for i in rest}) <= room:
            return rest
    return list(packable)


def _kind(finish: Finish) -> _Kind:
    return _Kind(finish.blends, finish.cutoff > 0, finish.two_sided)


def _near_nought(loose: Loose, sides: Sides) -> Floats:
    """Return (m, 3, 2) uvs that show the same with as little tiling as can be."""
    uvs = loose[2]
    step = np.array([{"clamp": 0, "repeat": 1, "mirror": 2}[side] for side in sides])
    if not len(uvs) or not step.any():
        return uvs
    over = np.maximum(step, 1)
    whole: Floats = uvs - np.floor(uvs.min(axis=(0, 1)) / over + NEAR) * step
    if np.prod(np.maximum(np.ceil(whole.max(axis=(0, 1)) - NEAR), 1)) <= MOST_TILES:
        return whole
    return np.asarray(uvs - np.floor(uvs.min(axis=1, keepdims=True) / over + NEAR) * step)


def _cutting(number: int, placed: Mapping[Key, Floats], finish: Finish, album: Album) -> _Cutting | None:
    """Return what is seen of a texture; None if that is for no page."""
    if finish.opacity < 1 or any(each in album.exact for each in (finish.base, finish.light) if each is not None):
        return None
    rows = [uvs.reshape(-1, 2) for (_, of), uvs in placed.items() if of == number and len(uvs)]
    if not rows:
        return None
    low, high = np.min([each.min(axis=0) for each in rows], 0), np.max([each.max(axis=0) for each in rows], 0)
    for axis, side in enumerate(finish.sides):
        if side == "clamp":
            low[axis], high[axis] = np.clip([low[axis], high[axis]], 0, 1)
    if np.prod(np.maximum(high - low, 1)) > MOST_TILES:
        return None
    size = np.max([album.images[each].size for each in finish.pictures], axis=0)
    first = np.floor(low * size + NEAR).astype(np.int64)
    wide, high_px = np.maximum(np.ceil(high * size - NEAR).astype(np.int64) - first, 1).tolist()
    return _Cutting(number, first, (wide, high_px), (int(size[0]), int(size[1])))


def _laid_out(
    cuttings: Sequence[_Cutting], areas: Sequence[float], page_px: int
) -> tuple[Layout | None, list[_Cutting]]:
    """Return a layout of as many as fit onto a page, the largest ones, and which these are."""
    own = sorted(cuttings, key=lambda each: (-areas[each.finish], each.finish))
    while own:
        if layout := laid_out([each.seen for each in own], page_px):
            return layout, own
        own = own[: len(own) * 3 // 4]
    return None, []


def _page(own: Sequence[_Cutting], layout: Layout, wardrobe: Wardrobe, *, is_clear: bool) -> dict[int, int]:
    """Draw a page, and return finish -> the new one that wears it."""
    finishes, album = wardrobe.finishes, wardrobe.album
    worn = [finishes[each.finish] for each in own]
    sources = [[_source(each, name, album) for each in worn] for name in ("base", "rough", "light")]
    number = album.numbers[worn[0].pictures[0]]
    base = album.kept(_drawn(own, layout, sources[0], worn, "RGBA" if is_clear else "RGB"), number)
    roughness, metallic, rough, light = worn[0].roughness, worn[0].metallic, None, None
    if any(each.rough is not None or (each.roughness, each.metallic) != (roughness, metallic) for each in worn):
        drawn = _drawn(own, layout, sources[1], worn, "RGB")
        rough, roughness, metallic = album.kept(drawn.reduce(ROUGH_SHRINK), number, is_exact=True), 1.0, 1.0
    if any(each.emission != DARK for each in worn):
        light = album.kept(_drawn(own, layout, sources[2], worn, "RGB"), number)
    made: dict[_Kind, int] = {}
    for kind in sorted({_kind(each) for each in worn}):
        made[kind] = len(finishes)
        finishes.append(
            Finish(
                "page", WHITE, roughness, metallic, base=base, rough=rough, light=light,
                cutoff=HALF if kind.is_cut_out else 0.0, two_sided=kind.two_sided, blends=kind.blends,
                emission=DARK if light is None else WHITE,
            )
        )  # fmt: skip
    return {each.finish: made[_kind(finishes[each.finish])] for each in own}


def _source(finish: Finish, name: str, album: Album) -> Image.Image:
    """Return one of the pictures of a finish, of one pixel where a factor says it all."""
    place: int | None = getattr(finish, name)
    if name == "rough" and place is None:
        return Image.new("RGB", (1, 1), (255, round(finish.roughness * 255), round(finish.metallic * 255)))
    if name == "base" and place is None:
        return Image.new("RGB", (1, 1), _bytes(screen(np.array(finish.colour))))
    if name == "light" and place is None:
        return Image.new("RGB", (1, 1), _bytes(screen(np.array(finish.emission))))
    image = album.images[place or 0]
    if name == "light" and finish.emission != WHITE:
        shares = linear(np.asarray(image.convert("RGB"), dtype=np.float64) / 255) * np.array(finish.emission)
        return Image.fromarray(np.round(screen(shares) * 255).astype(np.uint8))
    if name == "base" and finish.cutoff > 0 and finish.cutoff != HALF and image.mode == "RGBA":
        image = image.copy()
        image.putalpha(image.getchannel("A").point([min(round(i * HALF / finish.cutoff), 255) for i in range(256)]))
    return image


def _bytes(shares: Floats) -> tuple[int, ...]:
    return tuple(round(float(share) * 255) for share in shares)


def _drawn(
    own: Sequence[_Cutting], layout: Layout, sources: Sequence[Image.Image], worn: Sequence[Finish], mode: str
) -> Image.Image:
    """Return a page: of each picture what is seen of it, and around that what goes on there."""
    page = np.zeros((layout.size_px[1], layout.size_px[0], len(mode)), dtype=np.uint8)
    for each, image, finish, corner, size in zip(own, sources, worn, layout.corners, layout.sizes, strict=True):
        pixels = np.asarray(_as_large(image, each, size).convert(mode))
        column, row = (_pixels(each, axis, size[axis], pixels.shape[1 - axis], finish.sides) for axis in (0, 1))
        left, top = corner[0] - GUTTER_PX, corner[1] - GUTTER_PX
        page[top : top + len(row), left : left + len(column)] = pixels[row][:, column]
    return Image.fromarray(page)


def _as_large(image: Image.Image, cutting: _Cutting, size: tuple[int, int]) -> Image.Image:
    """Return a picture no finer than the page shows it."""
    wide, high = (min(image.size[i], math.ceil(cutting.size_px[i] * size[i] / cutting.seen[i])) for i in (0, 1))
    return image if image.size == (wide, high) else image.resize((wide, high), Image.Resampling.BOX)


def _pixels(cutting: _Cutting, axis: int, length: int, source: int, sides: Sides) -> NDArray[np.int64]:
    """Return which columns or rows of a picture a page shows, with the gutters and up to the end of a block."""
    whole = -(-(length + 2 * GUTTER_PX) // BLOCK_PX) * BLOCK_PX
    steps = (np.arange(whole) - GUTTER_PX + 0.5) / length
    places = (cutting.low[axis] + steps * cutting.seen[axis]) / cutting.size_px[axis]
    along = within(np.stack([places, places], axis=1), sides)[:, axis]
    return np.minimum((along * source).astype(np.int64), source - 1)


def _moved(
    loose: Mapping[Key, Loose],
    placed: Mapping[Key, Floats],
    own: Sequence[_Cutting],
    layout: Layout,
    worn: Mapping[int, int],
) -> dict[Key, Loose]:
    """Return triangles with places on the page where their texture is on it."""
    at = {each.finish: number for number, each in enumerate(own)}
    found: dict[Key, list[Loose]] = {}
    for (role, finish), (positions, normals, uvs) in loose.items():
        if finish in at:
            number = at[finish]
            cutting, corner, size = own[number], np.array(layout.corners[number]), np.array(layout.sizes[number])
            shares = (placed[role, finish] * cutting.size_px - cutting.low) / cutting.seen
            uvs = (np.clip(shares, 0, 1) * size + corner) / layout.size_px
        found.setdefault((role, worn.get(finish, finish)), []).append((positions, normals, uvs))
    return {key: each[0] if len(each) == 1 else _joined(each) for key, each in found.items()}


def _joined(loose: Sequence[Loose]) -> Loose:
    positions, normals, uvs = (np.concatenate(rows) for rows in zip(*loose, strict=True))
    return positions, normals, uvs
