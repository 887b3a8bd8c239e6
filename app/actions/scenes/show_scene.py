"""Show a scene to the editor: its blocks as they are written, and where everything stands."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from app.actions.scenes.working_copy import Working
from app.meshes.dressed import Pose
from app.meshes.faults import Fault
from app.meshes.scene import Scene, look
from app.meshes.scene.lines import Path
from app.meshes.scene.placing import Placement
from app.meshes.scene.uploads import Upload
from app.meshes.scene_text.block_paths import by_path
from app.meshes.scene_text.source_text import Block
from app.meshes.street_section.hints import Hint, hints
from app.meshes.version import scene_hash
from app.models.base import Json


@dataclass(frozen=True, kw_only=True)
class ShownBlock:
    """A block of the text: ``values`` and ``comment`` as they are written, from ``line`` on.

    ``places`` are rows of x, y, z in world metres, degrees and a factor; ``per_spot`` in a row belong to one spot.
    They are missing where nothing can be read.
    """

    id: str
    table: str
    line: int
    values: Json
    comment: str
    places: Sequence[Sequence[float]] = ()
    per_spot: int = 1
    role: str = ""
    when: Sequence[str] = ()
    clay: bool = False
    looks: int = 1


@dataclass(frozen=True, kw_only=True)
class ShownFault:
    """What is wrong, at which block and line; the sentences are the reader's, for the web to translate."""

    id: str
    fault: Fault


@dataclass(frozen=True, kw_only=True)
class ShownHint:
    """What is to be looked at in a street section, and in which block it stands."""

    id: str
    hint: Hint


@dataclass(frozen=True, kw_only=True)
class ShownScene:
    """All that the editor's page knows of a scene."""

    version: int
    hash: str
    text: str
    can_undo: bool
    can_redo: bool
    head: Json
    blocks: Sequence[ShownBlock]
    faults: Sequence[ShownFault] = field(default_factory=tuple)
    hints: Sequence[ShownHint] = field(default_factory=tuple)

    def plain(self) -> Json:
        """Return it as JSON has it, without faults and hints, which have words."""
        return {name: value for name, value in asdict(self).items() if name not in ("faults", "hints")}


def shown(working: Working) -> ShownScene:
    """Return what the editor shows."""
    source = working.source
    scene, faults = look(source.text)
    standing, blocks = _standing(scene), by_path(source)
    return ShownScene(
        version=working.version,
        hash=hash_of(source.text),
        text=source.text,
        can_undo=working.can_undo,
        can_redo=working.can_redo,
        head=dict(source.head),
        blocks=[_block(block, standing.get(path, ())) for path, block in blocks.items()],
        faults=[ShownFault(id=source.at_line(each.line), fault=each) for each in faults],
        hints=[ShownHint(id=blocks[s.source].id, hint=each) for s in scene.sections for each in hints(s.section)],
    )


def hash_of(text: str) -> str:
    """Return what addresses of things that were made of a text are called by."""
    return scene_hash(text.encode())


def _standing(scene: Scene) -> dict[Path, list[Placement | Upload]]:
    found: dict[Path, list[Placement | Upload]] = {}
    there: list[Placement | Upload] = [*scene.placements, *scene.uploads]
    for each in there:
        found.setdefault(each.source, []).append(each)
    return found


def _block(block: Block, there: Sequence[Placement | Upload]) -> ShownBlock:
    plain = ShownBlock(
        id=block.id, table=block.table, line=block.line, values=dict(block.values), comment=block.comment
    )
    if not there:
        return plain
    first, places = there[0], [_row(place) for each in there for place in each.places]
    return replace(
        plain,
        places=places,
        per_spot=first.per_spot if len(there) == 1 else len(places),
        role=first.role,
        when=first.when,
        clay=isinstance(first, Placement) and first.clay,
        looks=first.looks if isinstance(first, Placement) else 1,
    )


def _row(place: Pose) -> list[float]:
    return [*(round(each, 4) for each in place.by), round(place.turn_deg, 3), round(place.scale, 4)]
