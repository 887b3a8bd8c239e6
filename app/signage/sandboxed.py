"""What runs in a process of its own: signs set as pictures, or what does not fit on each, as JSON a line."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.exchange.records import SignKind
from app.signage.faults import Refused
from app.signage.typeset import Press


def main(arguments: Sequence[str]) -> None:
    """Set each request of the file ``arguments[0]`` as ``<place>.png`` in the folder ``arguments[1]``; then fonts.

    The file has a list of kind, width in pixels, and request.
    """
    given, goal, fonts = arguments
    press = Press(Path(fonts))
    for place, (kind, width_px, values) in enumerate(json.loads(Path(given).read_text("utf-8"))):
        faults: list[object] = []
        try:
            (Path(goal) / f"{place}.png").write_bytes(press.picture(SignKind(kind), values, width_px=width_px))
        except Refused as refused:
            faults += [asdict(fault) for fault in refused.faults]
        sys.stdout.write(json.dumps({"faults": faults}, ensure_ascii=False) + "\n")
        sys.stdout.flush()
