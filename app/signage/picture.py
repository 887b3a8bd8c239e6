"""Pictures and logos of signs, brought to where the typesetter finds them."""

import io
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from app.signage import logo

Read = Callable[[str], bytes | None]  # key in the media store -> bytes
QUALITY = 90
MOST_PX = 40_000_000


def laid(given: Mapping[str, Any], read: Read, folder: Path) -> Mapping[str, Any]:
    """Return a request whose pictures are files in ``folder``; one that is not there or cannot be read is left out.

    The drawings of its logos are in it, each once, by their keys.
    """
    signs = given["signs"]
    keys = {each["file"] for sign in signs for name in ("logos", "funders") for each in sign.get(name, ())}
    drawings = {key: asdict(drawing) for key in sorted(keys) if (drawing := logo.read(read(key) or b""))}
    return {**given, "signs": [_with_file(sign, read, folder) for sign in signs], "drawings": drawings}


def _with_file(sign: Mapping[str, Any], read: Read, folder: Path) -> Mapping[str, Any]:
    picture = sign.get("picture")
    if not picture or picture.get("file"):
        return sign
    path = folder / f"{picture['key'].partition('/')[0]}.jpg"
    if not path.exists() and not _written(read(picture["key"]), path):
        return {**sign, "picture": None}
    return {**sign, "picture": {**picture, "file": str(path.absolute())}}


def _written(raw: bytes | None, path: Path) -> bool:
    if raw is None:
        return False
    try:
        with Image.open(io.BytesIO(raw)) as opened:
            if opened.width * opened.height > MOST_PX:
                return False
            opened.convert("RGB").save(path, "JPEG", quality=QUALITY, subsampling=0)
    except (UnidentifiedImageError, OSError, ValueError):
        return False
    return True
