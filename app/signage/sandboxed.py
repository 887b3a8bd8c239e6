"""What runs in a process of its own: one sign set as a picture, or what does not fit, as JSON."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.exchange.records import SignKind
from app.signage.faults import Refused
from app.signage.typeset import Press


def main(arguments: Sequence[str]) -> None:
    """Set the request in the file ``arguments[0]`` as a PNG in ``arguments[1]``; then kind, width in pixels, fonts."""
    given, goal, kind, width_px, fonts = arguments
    values = json.loads(Path(given).read_text("utf-8"))
    faults: list[object] = []
    try:
        Path(goal).write_bytes(Press(Path(fonts)).picture(SignKind(kind), values, width_px=int(width_px)))
    except Refused as refused:
        faults += [asdict(fault) for fault in refused.faults]
    sys.stdout.write(json.dumps({"faults": faults}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
