"""Faults that every reader of a mesh may find, each said in the same words."""

from typing import NoReturn

from app.i18n import N_
from app.meshes.faults import grouped
from app.meshes.upload.findings import Findings

MOST_TRIANGLES = 3_000_000
AGAIN = N_("Bitte im 3D-Programm noch einmal ausgeben.")


def refuse(findings: Findings, part: str, wrong: str, mend: str = AGAIN, **values: object) -> NoReturn:
    """Raise RefusedError with one more fault."""
    findings.add(part, wrong, mend, **values)
    findings.settle()
    raise AssertionError("a fault was noted")


def cut_off(findings: Findings) -> NoReturn:
    """Raise RefusedError for a file that ends before its time."""
    refuse(findings, "Datei", N_("Die Datei bricht mitten im Modell ab."))


def unreadable(findings: Findings, where: str) -> NoReturn:
    """Raise RefusedError for a file that is not what it says at a place of it."""
    refuse(findings, "Datei", N_("Die Datei ist beschädigt (%(where)s)."), where=where[:60])


def check_count(triangles: int, findings: Findings) -> None:
    """Raise RefusedError for more triangles than are read, and for none."""
    if triangles > MOST_TRIANGLES:
        mend = N_("Gelesen werden höchstens %(most)s. Bitte vereinfachen oder in mehrere Dateien teilen.")
        values = {"count": grouped(triangles), "most": grouped(MOST_TRIANGLES)}
        refuse(findings, "Dreiecke", N_("Das Modell hat %(count)s Dreiecke."), mend, **values)
    if triangles < 1:
        mend = N_("Bitte das Modell auswählen und mit ausgeben.")
        refuse(findings, "Szene", N_("Die Datei zeigt kein einziges Dreieck."), mend)
