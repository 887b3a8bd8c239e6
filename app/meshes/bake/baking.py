"""Baking: a dressed scene comes back with the light of its place multiplied into its colours.

baked   the scene in its baked colours, from a file that was kept, if that still fits
keep    that file

A scene gets two pages: one for the group that is also shown alone, so that its file carries no picture of anything
else, and one for all the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.meshes.bake import kept
from app.meshes.bake.colours import Colours
from app.meshes.bake.kept import Baked, as_corners, made_of
from app.meshes.bake.lighting import lit
from app.meshes.bake.painting import painted, uvs
from app.meshes.bake.plan import Page, planned
from app.meshes.bake.soup import Soup, soup, takes_light
from app.meshes.deterministic_math import Floats
from app.meshes.dress import welded
from app.meshes.dressed import Dressed, Finish, Mesh, Picture, Primitive
from app.meshes.fragments import Ints

EDGE_PX = 1024
QUALITY_ALONE, QUALITY_OF_REST = 80, 72  # what is shown alone is shown at its true size
WHITE = (1.0, 1.0, 1.0)


def baked(dressed: Dressed, *, towards: Floats, alone: str, file: bytes = b"", edge_px: int = EDGE_PX) -> Dressed:
    """Return a scene with sky and sun in its colours; the sun stands ``towards`` (3,).

    ``alone`` is the group that is also shown without the others.  ``file`` was kept of an earlier bake.  ``edge_px`` is
    that of each page.
    """
    ready = _prepared(dressed, alone, edge_px)
    source = made_of(dressed, ready.pages, towards)
    pages = (kept.read(file, source, ready.pages) if file else None) or _pages(dressed, ready, towards)
    return _worn(dressed, ready, pages)


def keep(dressed: Dressed, *, towards: Floats, alone: str, file: bytes = b"", edge_px: int = EDGE_PX) -> bytes:
    """Return the file to keep of a bake: ``file`` itself, if it still fits."""
    ready = _prepared(dressed, alone, edge_px)
    source = made_of(dressed, ready.pages, towards)
    if file and kept.read(file, source, ready.pages):
        return file
    return kept.written(source, _pages(dressed, ready, towards))


@dataclass(frozen=True, eq=False)
class _Prepared:
    soup: Soup
    colours: Colours
    pages: list[Page]
    qualities: list[int]


def _prepared(dressed: Dressed, alone: str, edge_px: int) -> _Prepared:
    """Plan the pages of a scene, what is shown alone first."""
    there, colours = soup(dressed), Colours(dressed)
    groups: dict[int, set[str]] = {}
    for node in dressed.nodes:
        groups.setdefault(node.mesh, set()).add(node.group)
    is_alone = np.array([groups.get(i) == {alone} for i in range(len(dressed.meshes))], dtype=bool)[there.mesh]
    wanted = [(is_alone, QUALITY_ALONE), (~is_alone, QUALITY_OF_REST)]
    found = [(np.flatnonzero(own), quality) for own, quality in wanted if own.any()]
    pages = [planned(there, triangles, colours, edge_px) for triangles, _ in found]
    return _Prepared(there, colours, pages, [quality for _, quality in found])


def _pages(dressed: Dressed, ready: _Prepared, towards: Floats) -> list[Baked]:
    light = lit(dressed, ready.soup, ready.pages, towards)
    return [
        painted("", ready.soup, page, shine, ready.colours, quality=quality)
        for page, shine, quality in zip(ready.pages, light, ready.qualities, strict=True)
    ]


def _worn(dressed: Dressed, ready: _Prepared, pages: Sequence[Baked]) -> Dressed:
    """Return the scene in its new pictures, and what takes no light in its own."""
    images: list[Picture] = []
    finishes: list[Finish] = []
    by_mesh: list[list[Primitive]] = [[] for _ in dressed.meshes]
    glows = np.array([finish.glows for finish in dressed.finishes], dtype=bool)[ready.soup.finish]
    for number, (page, found) in enumerate(zip(ready.pages, pages, strict=True), start=1):
        name = f"baked_{number}"
        places: Floats = np.zeros((len(page.triangles), 3, 2))
        places[page.is_flat], places[~page.is_flat] = uvs(page, as_corners(found.corners))
        for chosen, kind in ((~glows[page.triangles], ""), (glows[page.triangles], "_glow")):
            if chosen.any():
                _add(by_mesh, len(finishes), ready.soup, page.triangles[chosen], places[chosen])
                base = len(images)
                finishes.append(Finish(name + kind, WHITE, 1, 1, base=base, rough=base + 1, glows=bool(kind)))
        images += [replace(found.base, name=name), replace(found.gloss, name=f"{name}_gloss")]
    return _with_the_rest(dressed, by_mesh, finishes, images)


def _add(by_mesh: list[list[Primitive]], finish: int, there: Soup, triangles: Ints, places: Floats) -> None:
    """Give every mesh its part of the triangles, as one primitive."""
    for mesh in np.unique(there.mesh[triangles]).tolist():
        own = there.mesh[triangles] == mesh
        mine = triangles[own]
        by_mesh[mesh].append(welded(finish, there.own[mine], there.own_normals[mine], places[own]))


def _with_the_rest(
    dressed: Dressed, by_mesh: list[list[Primitive]], finishes: list[Finish], images: list[Picture]
) -> Dressed:
    """Add what takes no light, in its own finish and pictures."""
    clear = sorted({p.finish for mesh in dressed.meshes for p in mesh.primitives} - _lit_finishes(dressed))
    seen = sorted({picture for finish in clear for picture in dressed.finishes[finish].pictures})
    picture = {old: len(images) + new for new, old in enumerate(seen)}
    number = {old: len(finishes) + new for new, old in enumerate(clear)}
    finishes += [dressed.finishes[old].hung(picture.__getitem__) for old in clear]
    meshes = tuple(
        Mesh(
            mesh.name,
            (*new, *(replace(p, finish=number[p.finish]) for p in mesh.primitives if p.finish in number)),
        )
        for mesh, new in zip(dressed.meshes, by_mesh, strict=True)
    )
    pictures = (*images, *(dressed.pictures[each] for each in seen))
    return Dressed(dressed.name, dressed.nodes, meshes, tuple(finishes), pictures)


def _lit_finishes(dressed: Dressed) -> set[int]:
    return {number for number, finish in enumerate(dressed.finishes) if takes_light(finish)}
