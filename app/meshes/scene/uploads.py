"""Reading the uploads of a scene: models made elsewhere that stand among the parts of the kit.

They have their own colours, and do not move.  Who builds the scene brings what was made of each, by its slug.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.i18n import N_
from app.meshes.dressed import Pose
from app.meshes.faults import Fault
from app.meshes.scene.fields import SLUG, UNFIT, Fields
from app.meshes.scene.lines import Path, nearest
from app.meshes.scene.placing import ROLES, UPLOAD, Role, for_editors, per_spot, standing

MOST_UPLOADS = 4
MOST_PLACES = 12  # of all of them; each place is drawn by itself
AT_MOST = N_("Erlaubt: höchstens %(most)s.")
A_SLUG = N_("Erlaubt: das Kürzel eines hochgeladenen 3D-Objekts; es steht in der Bibliothek auf der Seite des Objekts.")


@dataclass(frozen=True)
class Upload:
    """A model made elsewhere, by its slug, and everywhere it stands; ``line`` is where the text names it.

    ``source`` and ``per_spot`` are as a placement has them.
    """

    asset: str
    places: tuple[Pose, ...]
    when: tuple[str, ...]
    role: Role
    line: int
    field: str
    source: Path
    per_spot: int

    def fault(self, wrong: str, allowed: str, /, **values: object) -> Fault:
        """Return a fault of the line that names it."""
        return Fault(self.line, self.field, wrong, allowed, {"slug": self.asset, **values})


def is_upload(fields: Fields) -> bool:
    """Tell whether one [[parts]] places an upload."""
    return fields.table.get("part") == UPLOAD


def uploads(each: Sequence[Fields], scene_turn_deg: float, variants: tuple[str, ...]) -> tuple[Upload, ...]:
    """Read those of [[parts]] that place uploads, and note a fault where that is too many."""
    return tuple(_counted(each, [_upload(fields, scene_turn_deg, variants) for fields in each]))


def _upload(fields: Fields, scene_turn_deg: float, variants: tuple[str, ...]) -> Upload:
    fields.text("part")
    asset = fields.text("asset")
    if asset and not SLUG.fullmatch(asset):
        fields.fault("asset", UNFIT, A_SLUG, given=asset)
    places, _, _ = standing(fields, scene_turn_deg)
    for_editors(fields)
    when, role = fields.some("when", variants), fields.choice("role", ROLES, "planned")
    fields.end(known=("at", "group", "repeat", "spots"))
    path = (*fields.path, "asset")
    line, field = nearest(fields.lines, path), f"parts.{int(fields.path[-1]) + 1}.asset"
    return Upload(asset, places, when, role, line, field, fields.path, per_spot(places, fields))


def _counted(each: Sequence[Fields], found: Sequence[Upload]) -> Iterator[Upload]:
    """Yield all, with a fault for the first that is too many."""
    known: set[str] = set()
    pieces = 0
    for fields, upload in zip(each, found, strict=True):
        many, before = len(known | {upload.asset}), pieces
        if many > MOST_UPLOADS >= len(known):
            wrong, allowed = (
                N_("Das sind %(many)s verschiedene hochgeladene 3D-Objekte."),
                N_("Erlaubt: höchstens %(most)s."),
            )
            fields.fault("asset", wrong, allowed, many=many, most=MOST_UPLOADS)
        known.add(upload.asset)
        pieces += len(upload.places)
        if pieces > MOST_PLACES >= before:
            wrong, allowed = (
                N_("Hochgeladene 3D-Objekte stehen an %(pieces)s Stellen."),
                N_("Erlaubt: höchstens %(most)s."),
            )
            fields.fault("part", wrong, allowed, pieces=pieces, most=MOST_PLACES)
        yield upload
