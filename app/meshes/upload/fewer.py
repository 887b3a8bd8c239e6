"""Fewer finishes: more than a phone draws quickly are brought together, what looks alike first.

Plain colours become places in a palette, which is one finish, or two where some are seen from behind as well.  Textures
come onto pages of an atlas; what is tiled too often for that and covers least has its mean colour instead.  Clear ones
take the looks of the nearest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from app.i18n import N_
from app.meshes.deterministic_math import Floats, crossed, lengths
from app.meshes.dressed import DARK, Finish
from app.meshes.upload.album import WHITE, Album, linear, screen
from app.meshes.upload.findings import Findings
from app.meshes.upload.finishes import Wardrobe
from app.meshes.upload.gathering import Key, Loose
from app.meshes.upload.texture_atlas import onto_pages

SWATCH_PX = 8
COLUMNS = 32
MOST_SWATCHES = COLUMNS**2
STEPS = (255, 63, 31, 15, 7)  # in which colours are told apart, ever coarser
CLEAR_KEPT = 2  # kinds of clear finishes that textures make room for


def fewer(loose: Mapping[Key, Loose], wardrobe: Wardrobe, most: int, findings: Findings) -> dict[Key, Loose]:
    """Return triangles in at most so many finishes, those that the wardrobe has afterwards."""
    loose = _in_use(loose, wardrobe)
    was = len(wardrobe.finishes)
    if was <= most:
        return loose
    loose = _in_few(loose, wardrobe, most, findings)
    said = N_("%(was)s Materialien zu %(now)s zusammengelegt: Mehr zeichnen Telefone nicht flüssig.")
    findings.note("Materialien", said, was=was, now=len(wardrobe.finishes))
    return loose


def _in_few(loose: dict[Key, Loose], wardrobe: Wardrobe, most: int, findings: Findings) -> dict[Key, Loose]:
    finishes = wardrobe.finishes
    textured = [i for i, each in enumerate(finishes) if each.pictures]
    clear = [i for i, each in enumerate(finishes) if not each.pictures and each.is_clear]
    plain = [i for i in range(len(finishes)) if i not in textured and i not in clear]
    room = most - (2 if plain or len(textured) > most else 0) - min(len(clear), CLEAR_KEPT)
    pages: set[int] = set()
    if len(textured) > room:
        areas = _areas(loose, len(finishes))
        loose, pages = onto_pages(loose, wardrobe, room=room, areas=areas, findings=findings)
        textured = sorted({i for _, i in loose if finishes[i].pictures})
    areas = _areas(loose, len(finishes))
    flattened = sorted(textured, key=lambda i: (i in pages, areas[i]))[: max(len(textured) - room, 0)]
    for i in flattened:
        finishes[i] = _flat(finishes[i], wardrobe.album)
    if flattened:
        findings.note("Textur", N_("%(count)s kleine Texturen durch ihre Farbe ersetzt."), count=len(flattened))
    clear += [i for i in flattened if finishes[i].is_clear]
    plain += [i for i in flattened if not finishes[i].is_clear]
    kept = len(textured) - len(flattened) + len({finishes[i].two_sided for i in plain})
    into = _nearest(finishes, clear, max(most - kept, 1), areas)
    return _in_use(_put_into_palette(_moved(loose, into), wardrobe, plain), wardrobe)


def _in_use(loose: Mapping[Key, Loose], wardrobe: Wardrobe) -> dict[Key, Loose]:
    """Let go of finishes that nothing wears, and return triangles with the places of those that are left."""
    used = {old: place for place, old in enumerate(sorted({finish for _, finish in loose}))}
    wardrobe.finishes = [replace(wardrobe.finishes[old], name=f"material_{i + 1}") for i, old in enumerate(used)]
    return {(role, used[finish]): found for (role, finish), found in loose.items()}


def _areas(loose: Mapping[Key, Loose], count: int) -> list[float]:
    """Return what each finish covers."""
    found = [0.0] * count
    for (_, finish), (positions, _, _) in loose.items():
        edges = positions[:, 1:] - positions[:, :1]
        found[finish] += float(lengths(crossed(edges[:, 0], edges[:, 1])).sum())
    return found


def _flat(finish: Finish, album: Album) -> Finish:
    """Return a finish with the mean colour of its pictures, and no picture."""
    colour, opacity = np.array(finish.colour), finish.opacity
    if finish.base is not None:
        shares = np.asarray(album.images[finish.base].convert("RGBA"), dtype=np.float64) / 255
        weights = shares[..., 3:] + 1e-6
        colour = (linear(shares[..., :3]) * weights).sum(axis=(0, 1)) / weights.sum()
        opacity = float(shares[..., 3].mean()) if finish.blends else opacity
    roughness, metallic = finish.roughness, finish.metallic
    if finish.rough is not None:
        values = np.asarray(album.images[finish.rough], dtype=np.float64)[..., 1:3].mean(axis=(0, 1)) / 255
        roughness, metallic = values.tolist()
    red, green, blue = colour.tolist()
    return Finish(
        finish.name, (red, green, blue), roughness, metallic, opacity=opacity, two_sided=finish.two_sided,
        emission=finish.emission if finish.light is None else DARK,
    )  # fmt: skip


def _nearest(finishes: Sequence[Finish], clear: Sequence[int], most: int, areas: Sequence[float]) -> dict[int, int]:
    """Return clear finish -> the one whose looks it takes, so that so many are left; the largest stay."""
    order = sorted(clear, key=lambda i: -areas[i])
    left = order[:most]
    looks = {i: np.array([*finishes[i].colour, finishes[i].opacity]) for i in order}
    return {i: min(left, key=lambda j: float(np.abs(looks[i] - looks[j]).sum())) for i in order[most:]}


def _moved(loose: Mapping[Key, Loose], into: Mapping[int, int]) -> dict[Key, Loose]:
    found: dict[Key, list[Loose]] = {}
    for (role, finish), each in loose.items():
        found.setdefault((role, into.get(finish, finish)), []).append(each)
    return {key: _joined(each) for key, each in found.items()}


def _joined(loose: Sequence[Loose]) -> Loose:
    positions, normals, uvs = (np.concatenate(rows) for rows in zip(*loose, strict=True))
    return positions, normals, uvs


def _put_into_palette(loose: Mapping[Key, Loose], wardrobe: Wardrobe, plain: Sequence[int]) -> dict[Key, Loose]:
    """Return triangles with plain finishes as places in a palette, which the wardrobe gets."""
    if not plain:
        return dict(loose)
    rows = np.array([_row(wardrobe.finishes[i]) for i in plain])
    kinds, which = _told_apart(rows)
    base, rough, light = _pictures(kinds, wardrobe.album)
    sides = sorted({wardrobe.finishes[i].two_sided for i in plain})
    first, numbers = len(wardrobe.finishes), {finish: number for number, finish in enumerate(plain)}
    wardrobe.finishes += [
        Finish(
            "palette", WHITE, 1.0, 1.0, base=base, rough=rough, two_sided=two_sided,
            emission=WHITE if light is not None else DARK, light=light,
        )
        for two_sided in sides
    ]  # fmt: skip
    found: dict[Key, list[Loose]] = {}
    for (role, finish), (positions, normals, uvs) in loose.items():
        if finish in plain:
            at = _place(int(which[numbers[finish]]), len(kinds))
            uvs = np.broadcast_to(at, (len(positions), 3, 2))
            finish = first + sides.index(wardrobe.finishes[finish].two_sided)
        found.setdefault((role, finish), []).append((positions, normals, uvs))
    return {key: _joined(each) for key, each in found.items()}


def _row(finish: Finish) -> list[float]:
    """Return what a palette says of a plain finish: colour, roughness, metal, light; colours as on a screen."""
    colours = screen(np.array([finish.colour, finish.emission]))
    return [*colours[0].tolist(), finish.roughness, finish.metallic, *colours[1].tolist()]


def _told_apart(rows: Floats) -> tuple[Floats, Floats]:
    """Return at most MOST_SWATCHES kinds of (n, 8) rows, and the (n,) kind of each."""
    for steps in STEPS:
        kinds, which = np.unique(np.round(rows * steps) / steps, axis=0, return_inverse=True)
        if len(kinds) <= MOST_SWATCHES:
            break
    kept = kinds[:MOST_SWATCHES]
    return kept, np.minimum(which.reshape(-1), len(kept) - 1)


def _height(count: int) -> int:
    """Return rows of swatches, a power of two."""
    return 1 << max(-(-count // COLUMNS) - 1, 0).bit_length()


def _place(number: int, count: int) -> Floats:
    row, column = divmod(number, COLUMNS)
    return np.array([(column + 0.5) / COLUMNS, (row + 0.5) / _height(count)])


def _pictures(kinds: Floats, album: Album) -> tuple[int, int, int | None]:
    """Put the pictures of colours, of roughness and metal, and of light into the album, and return their places."""
    rows = np.zeros((_height(len(kinds)) * COLUMNS, 9))
    rows[: len(kinds)] = np.column_stack([kinds[:, :3], np.ones(len(kinds)), kinds[:, 3:]])
    squares = np.round(rows.reshape(-1, COLUMNS, 9) * 255).astype(np.uint8).repeat(SWATCH_PX, 0).repeat(SWATCH_PX, 1)
    pictures = [Image.fromarray(np.ascontiguousarray(squares[..., i : i + 3])) for i in (0, 3, 6)]
    base, rough = (album.kept(each, 0, is_exact=True) for each in pictures[:2])
    return base, rough, album.kept(pictures[2], 0, is_exact=True) if kinds[:, 5:].any() else None
