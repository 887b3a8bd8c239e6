"""Where the reader has the blocks of a text."""

from app.meshes.scene.lines import Path
from app.meshes.scene_text.source_text import Block, SourceText


def by_path(source: SourceText) -> dict[Path, Block]:
    """Return the blocks by their paths, like ("parts", 3)."""
    counts: dict[str, int] = {}
    found: dict[Path, Block] = {}
    for block in source.blocks:
        number = counts.get(block.table, 0)
        found[block.table, number] = block
        counts[block.table] = number + 1
    return found
