"""Ingest a mesh: an uploaded GLB, read in the sandbox, becomes one that phones can show, or a list of faults."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app import sandbox
from app.actions.library.build_assets import Order
from app.actions.records.record_json import stored
from app.exchange.stored import AssetFinding
from app.i18n import N_
from app.models.base import Json

LIMITS = sandbox.Limits()
DIED = {
    "time": N_("Die Datei ließ sich in %(seconds)s Sekunden nicht lesen."),
    "memory": N_("Die Datei braucht ausgepackt mehr Speicher, als ein Modell für Telefone brauchen darf."),
    "fault": N_("Die Datei hat den Leser zum Absturz gebracht."),
}
MEND = N_("Bitte das Modell vereinfachen und noch einmal als GLB ausgeben.")


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of a file: a clean GLB, what was mended and what its parts are taken for, or faults."""

    clean: bytes = b""
    notes: Sequence[AssetFinding] = ()
    nodes: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[AssetFinding] = ()


def take_in(source: Path, order: Order, *, limits: sandbox.Limits = LIMITS) -> Taken:
    """Return what comes of the file at ``source``, beside which a clean one is written."""
    goal = source.with_name("clean.glb")
    told: list[Json] = []
    arguments = [str(source), str(goal), order.name, json.dumps(order.wishes)]
    try:
        sandbox.run("app.meshes.upload.sandboxed", arguments, limits=limits, told=lambda line: told.append(dict(line)))
    except sandbox.DiedError as died:
        seconds = {"seconds": limits.cpu_s} if died.why == "time" else {}
        return Taken(faults=[AssetFinding(part="Datei", wrong=DIED[died.why], mend=MEND, values=seconds)])
    found = told[-1]
    if "faults" in found:
        return Taken(faults=[stored(AssetFinding, each) for each in found["faults"]])
    notes = [stored(AssetFinding, each) for each in found["notes"]]
    return Taken(clean=goal.read_bytes(), notes=notes, nodes=found["nodes"])
