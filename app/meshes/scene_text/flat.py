"""What a block says, path by path, so that two or three of them can be laid side by side."""

from collections.abc import Iterator, Mapping

from app.meshes.scene.statements import Name


def flat(values: Mapping[str, object], above: Name = ()) -> dict[Name, object]:
    """Return path -> value of everything that is no table itself."""
    return dict(_leaves(values, above))


def _leaves(values: Mapping[str, object], above: Name) -> Iterator[tuple[Name, object]]:
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, (*above, name))
        else:
            yield (*above, name), value
