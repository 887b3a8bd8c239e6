"""What runs in the sandbox: read a logo and say what came of it, as JSON."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from app.signage.logo.drawing import written
from app.signage.logo.faults import LogoError
from app.signage.logo.reading import drawing


def main(arguments: Sequence[str]) -> None:
    """Read the file ``arguments[0]`` and write its drawing to ``arguments[1]``."""
    source, goal = (Path(each) for each in arguments)
    try:
        goal.write_bytes(written(drawing(source.read_bytes())))
    except LogoError as error:
        _say(wrong=error.wrong, mend=error.mend, values=error.values)
        return
    _say()


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()
