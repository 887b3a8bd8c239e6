"""Budgets: what one variant of a scene may weigh, so that a phone at a stop can show it.

Faults are a list, so that whoever wrote the scene sees all of them at once.
"""

from dataclasses import dataclass, replace

from app.i18n import N_
from app.meshes.dressed import Dressed
from app.meshes.faults import Fault, grouped


@dataclass(frozen=True)
class Budget:
    """The most that one variant may have; sizes in bytes and pixels."""

    glb_bytes: int
    usdz_bytes: int
    triangles: int
    finishes: int
    draw_calls: int
    picture_px: int
    pictures_bytes: int


GLB = N_("Die GLB-Datei hat %(count)s Bytes.")
USDZ = N_("Die USDZ-Datei hat %(count)s Bytes.")
TRIANGLES = N_("Das Modell hat %(count)s Dreiecke.")
FINISHES = N_("Das Modell hat %(count)s Materialien.")
DRAW_CALLS = N_("Das Modell braucht %(count)s Zeichenaufrufe.")
PICTURE = N_("Die größte Textur hat eine Kante von %(count)s Pixeln.")
PICTURES = N_("Die Texturen haben zusammen %(count)s Bytes.")

PLANNING = Budget(
    glb_bytes=1_500_000,
    usdz_bytes=3_000_000,
    triangles=60_000,
    finishes=12,
    draw_calls=30,
    picture_px=1024,
    pictures_bytes=600_000,
)
PHONE = replace(PLANNING, finishes=13, draw_calls=31)  # with a mark or a plate
STATION = replace(
    PLANNING,
    glb_bytes=4_000_000,
    usdz_bytes=8_000_000,
    triangles=150_000,
    finishes=17,
    draw_calls=80,
    pictures_bytes=1_000_000,
)
LINE = replace(STATION, usdz_bytes=4_000_000)


def over(budget: Budget, dressed: Dressed, glb: bytes, usdz: bytes) -> list[Fault]:
    """Return a fault for everything that breaks the budget."""
    largest_px = max((max(p.width_px, p.height_px) for p in dressed.pictures), default=0)
    pictures_bytes = sum(len(picture.content) for picture in dressed.pictures)
    found = (
        (GLB, len(glb), budget.glb_bytes),
        (USDZ, len(usdz), budget.usdz_bytes),
        (TRIANGLES, dressed.triangles, budget.triangles),
        (FINISHES, len(dressed.finishes), budget.finishes),
        (DRAW_CALLS, dressed.draw_calls, budget.draw_calls),
        (PICTURE, largest_px, budget.picture_px),
        (PICTURES, pictures_bytes, budget.pictures_bytes),
    )
    return [
        Fault(0, "", wrong, N_("Erlaubt: höchstens %(most)s."), {"count": grouped(count), "most": grouped(most)})
        for wrong, count, most in found
        if count > most
    ]
