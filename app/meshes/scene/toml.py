"""TOML read, or the line where a text is none."""

import re
import tomllib

from app.i18n import N_
from app.meshes.faults import Fault, MeshError
from app.meshes.scene.statements import BYTE_ORDER_MARK


def loads(text: str) -> dict[str, object]:
    """Return the table that a text says.  Raises MeshError with the line if it is no TOML, or nested beyond reading."""
    try:
        return tomllib.loads(text.removeprefix(BYTE_ORDER_MARK))
    except (ValueError, RecursionError) as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        wrong, values = N_("Der Text ist kein gültiges TOML (%(error)s)."), {"error": str(error)}
        raise MeshError([Fault(line, "TOML", wrong, N_("Erlaubt: TOML 1.0."), values)]) from error
