"""What runs in a process of its own: one code alone, set as SVG, PDF or PNG."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.signage.code_alone import TEMPLATE
from app.signage.faults import Refused
from app.signage.typeset import Press


def main(arguments: Sequence[str]) -> None:
    """Set the request in the file ``arguments[0]`` into ``arguments[1]``; then the form, pixels an inch, and fonts."""
    given, goal, form, ppi, fonts = arguments
    values = json.loads(Path(given).read_text("utf-8"))
    faults: list[object] = []
    try:
        options = {"ppi": float(ppi)} if form == "png" else {}
        Path(goal).write_bytes(Press(Path(fonts)).drawing(TEMPLATE, values, form, **options))
    except Refused as refused:
        faults += [asdict(fault) for fault in refused.faults]
    sys.stdout.write(json.dumps({"faults": faults}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
