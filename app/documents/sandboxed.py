"""What runs in the sandbox: clean a document and say what came of it, as JSON."""

import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from app.documents.clean import clean
from app.documents.faults import DocumentError


def main(arguments: Sequence[str]) -> None:
    """Clean the file ``arguments[0]`` and write the document to ``arguments[1]``."""
    source, goal = (Path(each) for each in arguments)
    try:
        made = clean(source.read_bytes())
    except DocumentError as error:
        _say(wrong=error.wrong, mend=error.mend, values=error.values)
        return
    goal.write_bytes(made.content)
    said = {each.name: getattr(made, each.name) for each in dataclasses.fields(made) if each.name != "content"}
    _say(**said)


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()
