"""Standing: a model in metres, upright, on the ground at its origin, whatever its maker's program thinks.

glTF is in metres with Y up, but many programs write millimetres, or leave Z up.  What the numbers give away is mended
and said; what they do not, the person says in the form.
"""

import numpy as np

from app.i18n import N_
from app.meshes.deterministic_math import Floats
from app.meshes.upload.findings import Findings
from app.meshes.upload.wishes import Unit, Up

METRES = {"m": 1.0, "cm": 0.01, "mm": 0.001, "inch": 0.0254, "foot": 0.3048}
TOO_LARGE = 2000.0  # as metres; so large no planning is, so it is millimetres
LEAST_M, MOST_M = 0.02, 2000.0
NEAR = 0.02  # of the height: stands on the ground
LEVEL = 0.1  # of the depth: lies about the origin


def stood(positions: Floats, normals: Floats, unit: Unit, up: Up, findings: Findings) -> tuple[Floats, Floats]:
    """Return (m, 3, 3) positions in metres, upright and on the ground, and their normals."""
    low, high = _ends(positions)
    largest = float((high - low).max())
    if unit == "auto":
        unit = "mm" if largest > TOO_LARGE else "m"
        if unit == "mm":
            findings.note("Maß", N_("Maße in Millimetern gelesen: %(now)s m statt %(was)s."), **_sizes(largest))
    elif unit != "m":
        findings.note("Maß", N_("Maße von %(unit)s in Meter umgerechnet."), unit=unit)
    positions = positions * METRES[unit]
    if up == "z" or (up == "auto" and _lies(*_ends(positions))):
        positions, normals = _tipped(positions), _tipped(normals)
        findings.note("Lage", N_("Aufgerichtet: In der Datei zeigte Z nach oben, in AR ist es Y."))
    low, high = _ends(positions)
    size = float((high - low).max())
    if not LEAST_M <= size <= MOST_M:
        wrong = N_("Das Modell wäre %(size)s m groß.")
        mend = N_("Erlaubt sind 2 cm bis 2 km. Bitte die Einheit im Formular wählen.")
        findings.add("Maß", wrong, mend, size=_said(size))
    return positions - _moved(low, high, findings), normals


def _moved(low: Floats, high: Floats, findings: Findings) -> Floats:
    """Return by how much everything is to be moved: down to the ground, and to the origin if it is far away."""
    middle, reach = (low + high) / 2, float(np.hypot(high[0] - low[0], high[2] - low[2]))
    shift = np.array([0.0, low[1], 0.0])
    if abs(low[1]) > 0.005:
        findings.note("Lage", N_("Um %(by)s m auf den Boden gesetzt."), by=_said(-float(low[1])))
    away = float(np.hypot(middle[0], middle[2]))
    if away > max(reach, 1.0):
        shift += np.array([middle[0], 0.0, middle[2]])
        findings.note("Lage", N_("Auf den Ursprung gerückt: Es lag %(by)s m daneben."), by=_said(away))
    return shift


def _lies(low: Floats, high: Floats) -> bool:
    """Tell whether Z is up: the model stands on Z = 0 and lies about Y = 0 as only its middle does."""
    size = np.maximum(high - low, 1e-9)
    stands_on_z = abs(low[2]) < NEAR * size[2] and high[2] > 0
    stands_on_y = abs(low[1]) < NEAR * size[1]
    about_y = abs(low[1] + high[1]) < LEVEL * size[1]
    return bool(stands_on_z and about_y and not stands_on_y)


def _tipped(rows: Floats) -> Floats:
    return np.stack([rows[..., 0], rows[..., 2], -rows[..., 1]], axis=-1)


def _ends(positions: Floats) -> tuple[Floats, Floats]:
    rows = positions.reshape(-1, 3)
    return rows.min(axis=0), rows.max(axis=0)


def _sizes(largest: float) -> dict[str, str]:
    return {"was": _said(largest), "now": _said(largest / 1000)}


def _said(metres: float) -> str:
    """Return a length as one reads it in German."""
    return f"{metres:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
