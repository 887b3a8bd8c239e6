"""Taking in, step by step: reader, outline, numbers, textures, standing, budget."""

import struct
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from app.i18n import N_
from app.meshes import check, glb
from app.meshes.compose import identifier
from app.meshes.dressed import GROUND, Dressed, Node, Pose
from app.meshes.upload.album import Album
from app.meshes.upload.clues import Clues, clues
from app.meshes.upload.fewer import fewer
from app.meshes.upload.findings import Finding, Findings
from app.meshes.upload.finishes import Wardrobe
from app.meshes.upload.formats import given
from app.meshes.upload.gathering import Key, Loose, gathered
from app.meshes.upload.given import Given, Place
from app.meshes.upload.origins import Origins
from app.meshes.upload.outline import Part, check_promises, count, parts
from app.meshes.upload.questions import Question
from app.meshes.upload.reading import MalformedError
from app.meshes.upload.simplify.outcome import Lightened
from app.meshes.upload.standing import Asked, stood
from app.meshes.upload.vanished import check_kept
from app.meshes.upload.weight import MOST_READ, Lightening, light, meshes_of
from app.meshes.upload.wishes import CALLED, GROUPS, HIDDEN, MOST_NODES_SAID, Wishes, role_of

AUTO = Wishes()
MALFORMED = (
    AttributeError,
    IndexError,
    KeyError,
    MalformedError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """What came of a file: a GLB that phones can show, what was mended, and how large it is in metres.

    ``nodes`` are the names of its parts, each with the role that it is taken for.  ``question`` is what the file leaves
    open, None if nothing; the GLB is then read by the best guess.  ``lightened`` is what simplifying came to, None for
    what was light enough.  ``place`` is where on earth it stands, if the file says.
    """

    glb: bytes
    notes: tuple[Finding, ...]
    triangles: int
    size_m: tuple[float, float, float]
    nodes: Mapping[str, str]
    question: Question | None = None
    lightened: Lightened | None = None
    place: Place | None = None


def take_in(
    raw: memoryview, *, name: str, wishes: Wishes = AUTO, file_name: str = "", lightening: Lightening | None = None
) -> TakenIn:
    """Return the clean GLB of an uploaded file, which is called ``file_name``.

    What is too heavy becomes as light as it has to be by ``lightening``; without that it is refused.  Raises
    RefusedError with every fault found.
    """
    findings = Findings()
    found = given(raw, wishes, findings, file_name=file_name)
    nodes = dict(found.parts)
    reading = _Reading(wishes, CALLED, nodes, mends=True, parts=found.parts, lightening=lightening)
    dressed, lightened = _dressed(found, name, findings, reading)
    content = glb.write(dressed, copyright="")
    _check_weight(dressed, content, findings)
    findings.settle()
    return TakenIn(
        glb=content,
        notes=tuple(findings.notes),
        triangles=dressed.triangles,
        size_m=dressed.size_m,
        nodes=dict(list(nodes.items())[:MOST_NODES_SAID]),
        question=findings.question,
        lightened=lightened,
        place=found.place,
    )


def _check_weight(dressed: Dressed, content: bytes, findings: Findings) -> None:
    """Note what of the budget is left to be broken: triangles, materials and textures kept to it on their way."""
    if len(content) > check.PLANNING.glb_bytes:
        wrong = N_("Für Telefone fertig gemacht hat das Modell %(kilobytes)s kB.")
        mend = N_("Höchstens %(most)s kB. Bitte Dreiecke verringern und gleiche Punkte verschmelzen.")
        sizes = {"kilobytes": len(content) // 1000, "most": check.PLANNING.glb_bytes // 1000}
        findings.add("Dateigröße", wrong, mend, **sizes)


def dressed_of(content: bytes, *, name: str) -> Dressed:
    """Return what a GLB that was taken in shows.  Raises RefusedError if it is none."""
    findings, wishes = Findings(), Wishes(unit="m", up="y", roles=GROUPS)
    found = given(memoryview(content), wishes, findings)
    return _dressed(found, name, findings, _Reading(wishes, {}, {}, mends=False))[0]


@dataclass(frozen=True)
class _Reading:
    """How a file is read: what is said of it, which words tell a role, and its parts as they are found."""

    wishes: Wishes
    called: Mapping[str, Sequence[str]]
    nodes: dict[str, str]
    mends: bool
    parts: Mapping[str, str] = field(default_factory=dict)  # what the format itself knows of them
    origins: Origins = field(default_factory=Origins)
    lightening: Lightening | None = None

    def role(self, names: Sequence[str]) -> str:
        """Return the role of a part, and keep the name by which a person speaks of it."""
        told = self.parts.get(names[-1]) if names else None
        role = told or role_of(names, self.wishes.roles, self.called)
        if names:
            self.nodes.setdefault(names[-1], role)
        return role


def _dressed(found: Given, name: str, findings: Findings, reading: _Reading) -> tuple[Dressed, Lightened | None]:
    document, binary = found.document, found.binary
    try:
        check_promises(document, findings)
        shown = _visible(parts(document, findings), reading, findings)
        count(document, shown, MOST_READ if reading.lightening else check.PLANNING.triangles, findings)
        findings.settle()
        album = Album(document, binary, findings, check.PLANNING, is_clean=not reading.mends)
        wardrobe = Wardrobe(document, findings, album)
        loose = gathered(document, binary, shown, wardrobe, findings, reading.role, reading.origins)
        findings.settle()
    except MALFORMED as error:
        if findings.faults:
            findings.settle()
        wrong = N_("Die Datei widerspricht sich selbst (%(where)s).")
        mend = N_("Bitte im 3D-Programm noch einmal als GLB ausgeben.")
        findings.add("Datei", wrong, mend, where=str(error)[:60] or type(error).__name__)
    findings.settle()
    if reading.mends:
        loose = _mended(loose, _asked(found, reading, loose, clues(document, shown, name)), findings)
    loose = fewer(loose, wardrobe, _most_finishes({role for role, _ in loose}), findings)
    finishes, textures = wardrobe.worn()
    findings.settle()
    lightened = None
    if reading.lightening is None:
        meshes = meshes_of(loose)
    else:
        most, how = reading.wishes.triangles, reading.lightening
        meshes, lightened = light(loose, finishes, textures, check.PLANNING, most=most, how=how, findings=findings)
    if not meshes:
        findings.add(
            "Szene", N_("Alle Dreiecke der Datei sind ohne Fläche."), N_("Stimmt die Einheit? Sie steht im Formular.")
        )
    elif reading.mends and lightened is None:
        check_kept([found[0] for found in loose.values()], meshes, findings)
    findings.settle()
    nodes = tuple(Node(f"{mesh.name}_merged", place, Pose(), mesh.name) for place, mesh in enumerate(meshes))
    return Dressed(identifier(name), nodes, tuple(meshes), finishes, textures), lightened


def _visible(shown: list[Part], reading: _Reading, findings: Findings) -> list[Part]:
    """Return the parts that nobody wants hidden."""
    visible = [part for part in shown if reading.role(part.names) != HIDDEN]
    if shown and not visible:
        findings.add("Szene", N_("Alle Teile sind ausgeblendet."), N_("Bitte wenigstens eines zeigen lassen."))
        findings.settle()
    return visible


def _asked(found: Given, reading: _Reading, loose: dict[Key, Loose], told: Clues) -> Asked:
    """Return how everything is to be read: a person's word counts before that of the format."""
    wishes, origins = reading.wishes, reading.origins
    return Asked(
        unit=found.unit if wishes.unit == "auto" else wishes.unit,
        up=found.up if wishes.up == "auto" else wishes.up,
        far=wishes.far,
        step=found.step,
        origins=origins,
        numbers=origins.numbers(loose),
        is_ground=np.repeat([role == GROUND for role, _ in loose], [len(each[0]) for each in loose.values()]),
        clues=told,
    )


def _most_finishes(roles: Set[str]) -> int:
    """Return how many finishes there may be, so that every role can wear each of them."""
    return min(check.PLANNING.finishes, check.PLANNING.draw_calls // max(len(roles), 1))


def _mended(loose: dict[Key, Loose], asked: Asked, findings: Findings) -> dict[Key, Loose]:
    """Return everything that is kept in metres, upright and on the ground; ``loose`` is emptied, to have the room."""
    positions, normals, uvs = (np.concatenate([found[i] for found in loose.values()]) for i in range(3))
    parts = list(loose)
    keys = np.repeat(np.arange(len(parts)), [len(found[0]) for found in loose.values()])
    loose.clear()
    made = stood(positions, normals, asked, findings)
    keys, uvs = keys[made.kept], uvs[made.kept]
    rows = [keys == number for number in range(len(parts))]
    pieces = {key: (made.positions[own], made.normals[own], uvs[own]) for key, own in zip(parts, rows, strict=True)}
    return {key: found for key, found in pieces.items() if len(found[0])}
