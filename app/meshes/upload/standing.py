"""Standing: a model in metres, upright, on the ground at its origin, whatever its maker's program thinks.

glTF is in metres with Y up, but many programs write millimetres, leave Z up, or forget a marker at the origin of the
survey.  What the numbers give away is mended and said; what they leave open becomes a question, and the model is read
meanwhile by the best guess.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.i18n import N_
from app.meshes.deterministic_math import Floats, crossed, lengths
from app.meshes.upload import far_apart, upright
from app.meshes.upload.clues import Clues, Named
from app.meshes.upload.findings import Findings
from app.meshes.upload.ground_level import ground_level
from app.meshes.upload.origins import Origins, Source
from app.meshes.upload.plausible import LEAST_M, METRES, MOST_M, guessed, units
from app.meshes.upload.questions import Choice, Question
from app.meshes.upload.wishes import Far, Unit, Up

STEP_M = 0.002  # so finely points have to be stored
ON_MAP_M, FLAT_SHARE = 10_000.0, 0.25  # from so far away, with so many triangles without area, it was rounded
TO_ORIGIN = N_(
    "Bitte im 3D-Programm alles an den Nullpunkt schieben, die Verschiebung dort anwenden und neu ausgeben."
    " Wo es steht, sagt später die Karte der Planung."
)
MOST_NAMED = 200  # parts whose names are looked at


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a file is to be read as far as its format or a person says, and what tells of the rest."""

    unit: Unit
    up: Up
    far: Far
    step: float  # how finely the format stored all points, where the parts do not tell
    origins: Origins
    numbers: NDArray[np.int64]  # (m,) of each triangle: the place of its part in the origins
    is_ground: NDArray[np.bool_]  # (m,) of each triangle: whether things stand on it
    clues: Clues


@dataclass(frozen=True, kw_only=True)
class Stood:
    """(n, 3, 3) positions in metres and normals of what is ``kept`` (m,) of all triangles."""

    positions: Floats
    normals: Floats
    kept: NDArray[np.bool_]


def stood(positions: Floats, normals: Floats, asked: Asked, findings: Findings) -> Stood:
    """Return (m, 3, 3) positions and normals in metres, upright and on the ground."""
    kept = _together(positions, asked, findings)
    numbers = asked.numbers
    if not kept.all():
        positions, normals, numbers = positions[kept], normals[kept], numbers[kept]
    parts = _named(asked.origins.sources, numbers)
    unit = _unit(positions, asked, parts, findings)
    _check_steps(asked, numbers, METRES[unit], findings)
    positions = positions * METRES[unit]
    _check_flat(positions, findings)
    if _is_z_up(positions, asked, replace(asked.clues, parts=parts), findings):
        positions, normals = tipped(positions), tipped(normals)
        findings.note("Lage", N_("Aufgerichtet: In der Datei zeigte Z nach oben, in AR ist es Y."))
    low, high = _ends(positions)
    size = float((high - low).max())
    if not LEAST_M <= size <= MOST_M:
        wrong = N_("Das Modell wäre %(size)s m groß.")
        mend = N_("Erlaubt sind 2 cm bis 2 km. Bitte die Einheit im Formular wählen.")
        findings.add("Maß", wrong, mend, size=said(size))
    level = ground_level(positions, asked.is_ground[kept])
    return Stood(positions=positions - _moved(low, high, level, findings), normals=normals, kept=kept)


def tipped(rows: Floats) -> Floats:
    """Return (..., 3) rows with Z up as they are with Y up."""
    return np.stack([rows[..., 0], rows[..., 2], -rows[..., 1]], axis=-1)


def said(metres: float) -> str:
    """Return a length as one reads it in German."""
    return f"{metres:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _together(positions: Floats, asked: Asked, findings: Findings) -> NDArray[np.bool_]:
    """Return which triangles are read; ask if some of them lie far away from the rest."""
    everything = np.ones(len(positions), dtype=bool)
    near = everything if asked.far == "all" else far_apart.near(positions)
    if near.all():
        return everything
    metres = METRES[asked.unit if asked.unit != "auto" else "m"]
    names = sorted({asked.origins.sources[number].name for number in asked.numbers[~near]} - {""})
    middles = [np.mean(_ends(positions[rows]), axis=0) for rows in (near, ~near)]
    values = {
        "names": ", ".join(f"„{name}“" for name in names[:3]) or "–",
        "away_m": round(float(np.linalg.norm(middles[1] - middles[0])) * metres, 2),
        "size_m": round(float(np.subtract(*_ends(positions[~near])[::-1]).max()) * metres, 2),
    }
    if asked.far == "near":
        findings.note("Lage", N_("Weggelassen, weil es weit abseits liegt: %(names)s."), names=values["names"])
        return near
    whole = _extents(positions, metres)
    choices = [Choice(answer="near", size_m=_extents(positions[near], metres))]
    choices += [Choice(answer="all", size_m=whole)] if max(whole) <= MOST_M else []
    findings.ask(Question(kind="far", guess="near", choices=tuple(choices), values=values))
    return near


def _unit(positions: Floats, asked: Asked, parts: list[Named], findings: Findings) -> Unit:
    """Return the unit to read by; ask if it might be another."""
    if asked.unit != "auto":
        if asked.unit != "m":
            findings.note("Maß", N_("Maße von %(unit)s in Meter umgerechnet."), unit=asked.unit)
        return asked.unit
    low, high = _ends(positions)
    sized = [(name, np.subtract(*_ends(positions[rows])[::-1])) for name, rows in parts]
    found = units(high - low, [(asked.clues.name, high - low), *sized])
    unit = guessed(high - low, found)
    if unit == "mm":
        largest = float((high - low).max())
        now = N_("Maße in Millimetern gelesen: %(now)s m statt %(was)s.")
        findings.note("Maß", now, was=said(largest), now=said(largest / 1000))
    if found and found != ("m",):
        choices = tuple(Choice(answer=each, size_m=_extents(positions, METRES[each])) for each in found)
        findings.ask(Question(kind="unit", guess=unit, choices=choices))
    return unit


def _check_steps(asked: Asked, numbers: NDArray[np.int64], metres: float, findings: Findings) -> None:
    """Note if points are stored so far from zero that they moved when they were written."""
    steps = [asked.origins.sources[number].step for number in np.unique(numbers)]
    worst = max(asked.step, *steps) * metres
    if worst > STEP_M:
        wrong = N_(
            "Die Punkte des Modells liegen sehr weit vom Nullpunkt der Datei entfernt, wie in Landeskoordinaten (UTM)."
            " So weit draußen sind sie nur auf %(step)s cm genau gespeichert, und das Modell ist verzerrt."
        )
        findings.add("Lage", wrong, TO_ORIGIN, step=said(worst * 100))


def _check_flat(positions: Floats, findings: Findings) -> None:
    """Note if much of what lies on a map has no area, as when its coordinates were written with too few digits."""
    edges = positions[:, 1:] - positions[:, :1]
    share = float((lengths(crossed(edges[:, 0], edges[:, 1])) <= 0).mean())
    if share > FLAT_SHARE and float(np.abs(np.mean(_ends(positions), axis=0)).max()) > ON_MAP_M:
        wrong = N_(
            "%(share)s %% der Dreiecke haben keine Fläche: Die Koordinaten sind zu groß (Landeskoordinaten, UTM) und"
            " wurden beim Ausgeben gerundet."
        )
        findings.add("Lage", wrong, TO_ORIGIN, share=round(share * 100))


def _is_z_up(positions: Floats, asked: Asked, clues: Clues, findings: Findings) -> bool:
    """Return whether Z is up; ask if that is not sure."""
    if asked.up != "auto":
        return asked.up == "z"
    found = upright.looked_at(positions, clues)
    if not found.is_sure:
        ways = (("y", positions), ("z", tipped(positions)))
        choices = tuple(Choice(answer=up, size_m=_extents(each, 1.0)) for up, each in ways)
        findings.ask(Question(kind="up", guess="z" if found.is_z else "y", choices=choices))
    return found.is_z


def _named(sources: list[Source], numbers: NDArray[np.int64]) -> list[Named]:
    """Return the first names of parts, each with the places of its triangles."""
    order = np.argsort(numbers, kind="stable")
    present, starts = np.unique(numbers[order], return_index=True)
    rows = np.split(order, starts[1:])
    named = [(sources[number].name, each) for number, each in zip(present, rows, strict=True) if sources[number].name]
    return named[:MOST_NAMED]


def _moved(low: Floats, high: Floats, level: float, findings: Findings) -> Floats:
    """Return by how much everything is to be moved: its ground to zero, and to the origin if it is far away."""
    middle, reach = (low + high) / 2, float(np.hypot(high[0] - low[0], high[2] - low[2]))
    shift = np.array([0.0, level, 0.0])
    if abs(level) > 0.005:
        findings.note("Lage", N_("Um %(by)s m auf den Boden gesetzt."), by=said(-level))
    away = float(np.hypot(middle[0], middle[2]))
    if away > max(reach, 1.0):
        shift += np.array([middle[0], 0.0, middle[2]])
        findings.note("Lage", N_("Auf den Ursprung gerückt: Es lag %(by)s m daneben."), by=said(away))
    return shift


def _extents(positions: Floats, metres: float) -> tuple[float, float, float]:
    low, high = _ends(positions)
    x, y, z = ((high - low) * metres).round(4).tolist()
    return x, y, z


def _ends(positions: Floats) -> tuple[Floats, Floats]:
    rows = positions.reshape(-1, 3)
    return rows.min(axis=0), rows.max(axis=0)
