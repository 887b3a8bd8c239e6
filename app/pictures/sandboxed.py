"""What runs in the sandbox: clean a picture and say what came of it, as JSON."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from app.pictures.clean import clean
from app.pictures.faults import PictureError


def main(arguments: Sequence[str]) -> None:
    """Clean the file ``arguments[0]`` and write the source to ``arguments[1]``."""
    source, goal = (Path(each) for each in arguments)
    try:
        made = clean(source.read_bytes())
    except PictureError as error:
        _say(wrong=error.wrong, mend=error.mend, values=error.values)
        return
    goal.write_bytes(made.content)
    _say(width_px=made.width_px, height_px=made.height_px)


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()
