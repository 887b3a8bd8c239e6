"""Read a tile: a file of official data, in the sandbox, becomes excerpts for the stations near it, or faults."""

import json
from pathlib import Path

from app import sandbox
from app.actions.surroundings.tiles import Read, TileOrder
from app.exchange.stored import AssetFinding
from app.i18n import N_
from app.models.base import Json

LIMITS = sandbox.Limits(memory_bytes=300_000_000, cpu_s=120, wall_s=600.0)
DIED = {
    "time": N_("Die Datei ließ sich in %(seconds)s Sekunden nicht lesen."),
    "memory": N_("Die Datei braucht zum Lesen mehr Speicher, als eine Kachel brauchen darf."),
    "fault": N_("Die Datei hat den Leser zum Absturz gebracht."),
}
MEND = N_("Bitte eine einzelne Kachel von einem oder zwei Kilometern Kantenlänge hochladen.")


def read(source: Path, order: TileOrder, *, limits: sandbox.Limits = LIMITS) -> Read:
    """Return what comes of the tile at ``source``, beside which its excerpts are written."""
    folder = source.with_name("excerpts")
    folder.mkdir()
    told: list[Json] = []
    arguments = [str(source), str(folder), json.dumps(order.stations)]
    try:
        module = "app.meshes.surroundings.sandboxed"
        sandbox.run(module, arguments, limits=limits, told=lambda line: told.append(dict(line)))
    except sandbox.DiedError as died:
        seconds = {"seconds": limits.cpu_s} if died.why == "time" else {}
        return Read(kept={}, faults=[AssetFinding(part="Datei", wrong=DIED[died.why], mend=MEND, values=seconds)])
    found = told[-1]
    if "faults" in found:
        return Read(kept={}, faults=[AssetFinding(part="Datei", **each) for each in found["faults"]])
    kept = {key: ((folder / key).read_bytes(), count) for key, count in found["kept"].items()}
    return Read(content=found["content"], total=found["total"], kept=kept)
