"""Hashes of what was rendered, kept beside the pictures: a picture is stale where its hash is another's now."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path


def known(path: Path) -> dict[str, str]:
    """Return name -> hash as ``path`` keeps them; nothing if there is no such file yet."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def keep(path: Path, hashes: Mapping[str, str], *, names: Iterable[str], what: str) -> None:
    """Write the hashes of ``names`` in their order, under a line that says of ``what`` they are."""
    lines = [f"# Written by `make assets`: the hash of {what}."]
    lines += [f'{name} = "{hashes[name]}"' for name in names if name in hashes]
    path.write_text("\n".join(lines) + "\n", "utf-8")
