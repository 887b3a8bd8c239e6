"""Drafting server: the program that builds what somebody is making, question by question, in a warm sandbox.

``app/actions/scenes/drafting.py`` asks; what is needed comes with the question.  What was made last is kept.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from app.meshes import glb, raster
from app.meshes.drafting.budget import weigh
from app.meshes.drafting.checks import checks
from app.meshes.drafting.collisions import Outline
from app.meshes.drafting.finding import Finding
from app.meshes.drafting.pick import Targets, pick, targets
from app.meshes.drafting.plan_symbols import symbols
from app.meshes.dressed import Dressed
from app.meshes.faults import Fault, MeshError
from app.meshes.mixed import dressed_scene, with_models
from app.meshes.scene import Scene, read
from app.meshes.scene.fields import ONE_OF, UNFIT
from app.meshes.scene.lines import Path
from app.meshes.scene.placing import Placement
from app.meshes.scene.uploads import Upload
from app.meshes.scene_text.block_paths import by_path
from app.meshes.scene_text.source_text import SourceText
from app.meshes.surroundings.standing_about import piece

NAME = "draft"
POSTER_PX = (600, 375)
POSTER_QUALITY = 80
SHOWN: frozenset[str] = frozenset()  # nothing is hidden
KEPT = 12  # of what was made last: two scenes with all their states

Says = dict[str, object]
Answer = tuple[Says, Sequence[bytes]]


@dataclass(frozen=True)
class Asked:
    """A scene as it is asked about: its text, and the files of its uploads and of what stands about it."""

    text: str
    ids: tuple[str, ...]
    models: tuple[tuple[str, bytes], ...]
    around: bytes

    @classmethod
    def of(cls, says: Mapping[str, object], blobs: Sequence[bytes]) -> "Asked":
        """Read a question."""
        names, ids = says["models"], says["ids"]
        assert isinstance(names, list), "our own program asks"
        assert isinstance(ids, list), "our own program asks"
        models = zip(map(str, names), blobs, strict=False)
        return cls(str(says["text"]), tuple(map(str, ids)), tuple(models), blobs[-1])


def answer(says: Mapping[str, object], blobs: Sequence[bytes]) -> Answer:
    """Return the answer to a question; what is wrong with the scene comes as its faults."""
    try:
        return ANSWERS[str(says["kind"])](Asked.of(says, blobs), says)
    except MeshError as error:
        return {"faults": [_plain(each) for each in error.faults]}, ()


@lru_cache(maxsize=KEPT)
def _scene(asked: Asked) -> Scene:
    scene = with_models(read(asked.text), dict(asked.models))
    return replace(scene, around=(piece(asked.around),)) if asked.around else scene


@lru_cache(maxsize=KEPT)
def _seen(asked: Asked, hidden: frozenset[str]) -> Scene:
    """Return a scene without the blocks that somebody does not want to see."""
    scene, ids = _scene(asked), _ids(asked)
    placements = tuple(each for each in scene.placements if ids[each.source] not in hidden)
    return replace(
        scene, placements=placements, uploads=tuple(each for each in scene.uploads if ids[each.source] not in hidden)
    )


@lru_cache(maxsize=KEPT)
def _dressed(asked: Asked, variant: str, hidden: frozenset[str] = SHOWN) -> Dressed:
    scene = _seen(asked, hidden)
    return dressed_scene(NAME, scene, scene.variant(variant))


@lru_cache(maxsize=KEPT)
def _glb(asked: Asked, variant: str, hidden: frozenset[str] = SHOWN) -> bytes:
    return glb.write(_dressed(asked, variant, hidden), is_compact=True)


def _view(asked: Asked, says: Mapping[str, object]) -> Answer:
    return {}, [_glb(asked, str(says["variant"]), _hidden(says))]


def _hidden(says: Mapping[str, object]) -> frozenset[str]:
    found = says.get("hidden", [])
    assert isinstance(found, list), "our own program asks"
    return frozenset(map(str, found))


def _poster(asked: Asked, says: Mapping[str, object]) -> Answer:
    scene, name = _scene(asked), str(says["camera"])
    if name not in scene.cameras:
        values = {"given": name, "names": ", ".join(scene.cameras)}
        raise MeshError([Fault(0, "cameras", UNFIT, ONE_OF, values)])
    camera = scene.cameras[name]
    picture = raster.render(_dressed(asked, str(says["variant"])), camera, POSTER_PX)
    content = io.BytesIO()
    picture.save(content, "webp", quality=POSTER_QUALITY)
    return {}, [content.getvalue()]


def _plan(asked: Asked, says: Mapping[str, object]) -> Answer:
    scene = _scene(asked)
    drawn, ids = symbols(scene), _ids(asked)
    there: list[Placement | Upload] = [*scene.placements, *scene.uploads]
    of: dict[str, list[str]] = {}
    for each, keys in zip(there, [*drawn.placements, *drawn.uploads], strict=True):
        of.setdefault(ids[each.source], []).extend(_of_places(each, keys))
    weights = {each: weigh(_dressed(asked, each), _glb(asked, each)) for each in scene.variants}
    return {
        "symbols": {key: asdict(each) for key, each in drawn.symbols.items()},
        "of": of,
        "checks": [_said(each, ids) for each in checks(scene, _neighbours(says))],
        "budget": {variant: asdict(each) for variant, each in weights.items()},
    }, ()


def _of_places(there: Placement | Upload, keys: Sequence[str]) -> Iterable[str]:
    """Return the symbols of a block: one for each look; one for each place where a block is made of several things."""
    if there.source[0] != "sections":
        return keys
    return [keys[i % len(keys)] for i in range(len(there.places))]


def _said(finding: Finding, ids: Mapping[Path, str]) -> Says:
    found = asdict(finding)
    return {**found, "ids": [ids[each] for each in found.pop("sources")], "values": dict(finding.values)}


def _neighbours(says: Mapping[str, object]) -> list[tuple[str, Outline]]:
    found = says["neighbours"]
    assert isinstance(found, list), "our own program asks"
    return [(title, [(float(x), float(z)) for x, z in outline]) for title, outline in found]


def _hit(asked: Asked, says: Mapping[str, object]) -> Answer:
    ray = says["ray"]
    assert isinstance(ray, list), "our own program asks"
    x, y, z, to_x, to_y, to_z = map(float, ray)
    found = pick(_targets(asked, str(says["variant"]), _hidden(says)), (x, y, z), (to_x, to_y, to_z))
    if found is None:
        return {"id": None, "point": None}, ()
    return {"id": _ids(asked)[found.source] if found.source else None, "point": found.point}, ()


@lru_cache(maxsize=KEPT)
def _targets(asked: Asked, variant: str, hidden: frozenset[str]) -> Targets:
    scene = _seen(asked, hidden)
    return targets(scene, scene.variant(variant))


@lru_cache(maxsize=KEPT)
def _ids(asked: Asked) -> dict[Path, str]:
    blocks = by_path(SourceText.read(asked.text, asked.ids))
    return {path: block.id for path, block in blocks.items()}


ANSWERS: dict[str, Callable[[Asked, Mapping[str, object]], Answer]] = {
    "view": _view,
    "plan": _plan,
    "hit": _hit,
    "poster": _poster,
}


def _plain(fault: Fault) -> Says:
    return {**asdict(fault), "values": dict(fault.values)}
