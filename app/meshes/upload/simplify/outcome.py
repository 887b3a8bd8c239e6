"""What came of simplifying, as pages and steps tell it."""

from dataclasses import dataclass

from app.i18n import N_
from app.meshes.faults import grouped
from app.meshes.upload.findings import Findings


@dataclass(frozen=True, kw_only=True)
class Lightened:
    """What simplifying came to: triangles before and after, how far the surface is off, and pieces that were left out.

    ``most_m`` is the farthest place that was measured, ``usual_m`` what 95 of 100 keep to; metres.  ``dropped``
    pieces went, the largest of them ``dropped_m`` across.
    """

    was: int
    now: int
    most_m: float
    usual_m: float
    dropped: int
    dropped_m: float


def note_lightened(found: Lightened, findings: Findings) -> None:
    """Say what simplifying came to."""
    said = N_(
        "Vereinfacht: %(now)s statt %(was)s Dreiecke. Gemessene Abweichung: höchstens %(most)s cm,"
        " fast überall unter %(usual)s cm."
    )
    sizes = {"most": centimetres(found.most_m), "usual": centimetres(found.usual_m)}
    findings.note("Dreiecke", said, was=grouped(found.was), now=grouped(found.now), **sizes)
    if found.dropped == 1:
        findings.note("Dreiecke", N_("Ein kleines Teil weggelassen: %(size)s cm."), size=centimetres(found.dropped_m))
    elif found.dropped:
        said = N_("%(count)s kleine Teile weggelassen: keines über %(size)s cm.")
        findings.note("Dreiecke", said, count=grouped(found.dropped), size=centimetres(found.dropped_m))


def centimetres(metres: float) -> str:
    """Return a length in centimetres as one reads it in German, never less than it is."""
    tenths = -(-metres * 1000 // 1)
    return f"{tenths / 10:.1f}".replace(".", ",")
