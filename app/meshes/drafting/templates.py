"""Templates: scenes to start from, each a folder with its text, its words and a picture.

<slug>/scene.toml     the scene
<slug>/template.toml  [title] and [what]: a sentence, by language
<slug>/600.webp       what it shows, 600 x 375 pixels; written by `make assets`
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SCENE, WORDS, PICTURE = "scene.toml", "template.toml", "600.webp"


@dataclass(frozen=True)
class Template:
    """A scene to start from: ``title`` and ``what`` by language, ``text`` as of scene.toml, ``picture`` a file."""

    slug: str
    title: Mapping[str, str]
    what: Mapping[str, str]
    text: str
    picture: Path


def templates(root: Path) -> list[Template]:
    """Return all templates below ``root``, by slug; none if there is no such folder."""
    return [_template(folder) for folder in folders(root)]


def folders(root: Path) -> list[Path]:
    """Return the folders of the templates below ``root``, by slug."""
    return sorted(path.parent for path in root.glob(f"*/{SCENE}"))


def text_of(folder: Path) -> str:
    """Return the scene of a template, as it is written."""
    return (folder / SCENE).read_text("utf-8")


def _template(folder: Path) -> Template:
    words = tomllib.loads((folder / WORDS).read_text("utf-8"))
    return Template(folder.name, words["title"], words["what"], text_of(folder), folder / PICTURE)
