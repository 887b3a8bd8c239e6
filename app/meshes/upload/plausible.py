"""Plausible: which unit a file may be in, told by how large it would be.

glTF is in metres, but many programs write what they have.  No planning is a kilometre long by accident: whatever reads
as larger than UNUSUAL_M, or as something else than its parts are called, is asked about.
"""

import re
from collections.abc import Sequence

import numpy as np

from app.meshes.deterministic_math import Floats
from app.meshes.upload.wishes import Unit

METRES: dict[Unit, float] = {"m": 1.0, "cm": 0.01, "mm": 0.001, "inch": 0.0254, "foot": 0.3048}
LEAST_M, MOST_M = 0.02, 2000.0
UNUSUAL_M = 500.0  # longer is hardly any planning
MASSIVE_M = 120.0  # in its least extent: so massive is no building
THINGS: tuple[tuple[tuple[float, float], tuple[str, ...]], ...] = (  # in metres, their longest extent
    ((0.8, 12.0), ("bank", "bench", "parkbank", "sitzbank")),
    ((0.3, 2.5), ("stuhl", "chair", "hocker", "sessel", "poller", "bollard", "papierkorb", "abfallkorb", "mensch")),
    ((0.8, 2.5), ("person", "figur", "fahrrad", "bike", "bicycle", "rad")),
    ((0.4, 6.0), ("tisch", "table", "schild", "sign", "tuer", "tür", "door", "fenster", "window")),
    ((1.0, 45.0), ("baum", "tree", "laterne", "leuchte", "lamp", "mast", "pole")),
    ((2.5, 25.0), ("auto", "pkw", "car", "bus", "wartehalle", "shelter", "unterstand", "haltestelle")),
    ((3.0, 150.0), ("haus", "house", "gebaeude", "gebäude", "building", "neubau", "wohnhaus", "turm", "tower")),
)


def units(size: Floats, named: Sequence[tuple[str, Floats]]) -> tuple[Unit, ...]:
    """Return the units that (3,) extents in the file's own may be in; of several the person chooses.

    ``named`` are names of parts with their extents: a bench of 180 m is none.
    """
    is_odd = not _is_usual(size) or _is_misnamed(named, 1.0)
    if not is_odd:
        return ("m",)
    found = [unit for unit, metres in METRES.items() if _is_usual(size * metres) and not _is_misnamed(named, metres)]
    others = found or [unit for unit, metres in METRES.items() if _is_usual(size * metres)]
    return ("m", *(unit for unit in others if unit != "m")) if size.max() <= MOST_M else tuple(others)


def guessed(size: Floats, found: Sequence[Unit]) -> Unit:
    """Return the unit by which a file is read until somebody says: metres, or where these are too many, millimetres."""
    if size.max() <= MOST_M:
        return "m"
    return "mm" if "mm" in found or not found else found[0]


def _is_usual(size_m: Floats) -> bool:
    return bool(LEAST_M <= size_m.max() <= UNUSUAL_M and size_m.min() <= MASSIVE_M)


def _is_misnamed(named: Sequence[tuple[str, Floats]], metres: float) -> bool:
    """Tell whether most parts that are called like a thing do not have its size."""
    fits = [
        least <= float(size.max()) * metres <= most
        for name, size in named
        for (least, most), words in THINGS
        if any(word in words for word in re.findall(r"[a-zäöüß]+", name.lower()))
    ]
    return bool(fits) and float(np.mean(fits)) < 0.5
