"""Ingest a mesh: an uploaded GLB, read in the sandbox, becomes one that phones can show, or a list of faults."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app import sandbox
from app.actions.library.build_orders import MEND, Order
from app.actions.records.record_json import stored
from app.exchange.stored import AssetFinding, AssetQuestion, FoundPlace, Simplified
from app.i18n import N_
from app.models.base import Json

LIMITS = sandbox.Limits(memory_bytes=2_000_000_000, cpu_s=120, wall_s=300.0)
DIED = {
    "time": N_("Die Datei ließ sich in %(seconds)s Sekunden nicht lesen."),
    "memory": N_("Die Datei braucht ausgepackt mehr Speicher, als ein Modell für Telefone brauchen darf."),
    "fault": N_("Die Datei hat den Leser zum Absturz gebracht."),
}


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of a file: a clean GLB, what was mended, what its parts are and where it stands, or faults.

    Where it can be read in several ways, ``question`` says so, and ``pictures`` show them: answer -> WebP.  If it was
    too heavy, ``simplified`` says what that came to, and ``looks`` are its pictures "before" and "after".
    """

    clean: bytes = b""
    notes: Sequence[AssetFinding] = ()
    nodes: Mapping[str, str] = field(default_factory=dict)
    place: FoundPlace | None = None
    faults: Sequence[AssetFinding] = ()
    question: AssetQuestion | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    simplified: Simplified | None = None
    looks: Mapping[str, bytes] = field(default_factory=dict)


def take_in(source: Path, order: Order, *, limits: sandbox.Limits = LIMITS) -> Taken:
    """Return what comes of the file at ``source``, beside which a clean one is written."""
    goal = source.with_name("clean.glb")
    told: list[Json] = []
    wishes = order.wishes if order.asks else {"far": "all", **order.wishes}
    arguments = [str(source), str(goal), order.name, json.dumps(wishes)]
    try:
        sandbox.run("app.meshes.upload.sandboxed", arguments, limits=limits, told=lambda line: told.append(dict(line)))
    except sandbox.DiedError as died:
        seconds = {"seconds": limits.cpu_s} if died.why == "time" else {}
        return Taken(faults=[AssetFinding(part="Datei", wrong=DIED[died.why], mend=MEND, values=seconds)])
    found = told[-1]
    if "faults" in found:
        return Taken(faults=[stored(AssetFinding, each) for each in found["faults"]])
    notes = [stored(AssetFinding, each) for each in found["notes"]]
    question = stored(AssetQuestion, found["question"]) if found["question"] else None
    return Taken(
        clean=goal.read_bytes(),
        notes=notes,
        nodes=found["nodes"],
        place=stored(FoundPlace, found["place"]) if found["place"] else None,
        question=question,
        pictures=_pictures(source, [each.answer for each in question.choices] if question else []),
        simplified=stored(Simplified, found["lightened"]) if found["lightened"] else None,
        looks=_pictures(source, ("before", "after")),
    )


def _pictures(source: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return those of the pictures that the sandbox left beside a file."""
    paths = {name: source.with_name(f"{name}.webp") for name in names}
    return {name: path.read_bytes() for name, path in paths.items() if path.exists()}
