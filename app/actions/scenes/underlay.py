"""Underlay: a drawing below the plan of a scene, for everybody who builds it.  Nothing of it becomes part of the scene.

find        that of a scene, or of the version that it follows
may_change  whether somebody may lay, place or remove one
read        a DXF, in the sandbox
lay         what was read, where its coordinates say, else in the middle
place       it elsewhere, fade it, hide layers of it
remove      it
sweep       forget those of scenes that were deleted

A version shows what the one before has until somebody changes it there: then it has its own.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app import sandbox
from app.actions.library.build_assets import SCENE
from app.actions.people import rights
from app.actions.scenes import show_site
from app.errors import Forbidden, Invalid, Missing
from app.exchange.stored import AssetFinding
from app.geodesy import to_local
from app.i18n import N_
from app.models import Account, Asset, Role, SceneUnderlay, now
from app.models.base import Json

WORKER = "app.meshes.underlay.sandboxed"
LIMITS = sandbox.Limits(memory_bytes=900_000_000, cpu_s=40, wall_s=90.0)
MOST_BYTES = 20_000_000
LONGEST = 120  # letters of a name
NEAR_M = 3_000.0  # from the planning: what lies farther off belongs elsewhere
KEPT = timedelta(days=14)  # after a scene was deleted
BOUNDS = {"x": (-5000, 5000), "z": (-5000, 5000), "turn_deg": (-360, 360), "scale": (0.001, 1000), "opacity": (0.05, 1)}
START: Json = {"x": 0.0, "z": 0.0, "turn_deg": 0.0, "scale": 1.0, "opacity": 0.6, "hidden": []}
KIND = N_("Bitte eine DXF-Zeichnung wählen: eine Datei, die auf .dxf endet.")
TOO_LARGE = N_("Die Zeichnung hat mehr als %(most)s MB. Bitte nur die Ebenen ausgeben, die gebraucht werden.")
DIED = {
    "time": N_("Die Zeichnung ließ sich in %(seconds)s Sekunden nicht lesen. Bitte weniger Ebenen ausgeben."),
    "memory": N_("Die Zeichnung braucht zum Lesen zu viel Speicher. Bitte weniger Ebenen ausgeben."),
    "fault": N_("Die Zeichnung hat den Leser zum Absturz gebracht. Bitte in einer anderen Fassung ausgeben."),
}
NOT_READ = N_("Diese Zeichnung lässt sich nicht unterlegen.")
WRONG = N_("So lässt sich der Plan nicht legen.")
NONE = N_("Unter dieser Szene liegt kein Plan.")


@dataclass(frozen=True, kw_only=True)
class Read:
    """What came of a drawing: its layers as JSON, and what its reader says of it."""

    name: str
    layers: str
    said: Json


def find(session: Session, asset: Asset) -> SceneUnderlay | None:
    """Return what lies below a scene, or below the version that it follows."""
    version: Asset | None = asset
    while version is not None:
        if (found := session.get(SceneUnderlay, version.id)) is not None:
            return found if found.name else None
        version = version.follows
    return None


def check(asset: Asset, by: Account) -> None:
    """Raise Forbidden unless ``by`` may change files of its partner; a scene that was loaded has none."""
    if not may_change(asset, by):
        if asset.partner is None:
            raise Forbidden("Das darf nur, wer bei einem Partner plant.")
        raise Forbidden(rights.REFUSALS[Role.PLANNER], partner=asset.partner.name)


def may_change(asset: Asset, account: Account) -> bool:
    """Tell whether ``check`` would let ``account`` go on."""
    if asset.partner is not None:
        return rights.may_file(account, asset.partner, asset.by_id)
    return rights.plans(account)


def read(raw: bytes, name: str, *, limits: sandbox.Limits = LIMITS) -> Read:
    """Return what a plan shows of a DXF.  Raises Invalid with a sentence for whoever sent it."""
    if not name.lower().endswith(".dxf") or not raw:
        raise Invalid(KIND)
    if len(raw) > MOST_BYTES:
        raise Invalid(TOO_LARGE, most=MOST_BYTES // 1_000_000)
    told: list[sandbox.Line] = []
    with TemporaryDirectory(prefix="linie302-") as folder:
        source, goal = Path(folder) / "given.dxf", Path(folder) / "made.json"
        source.write_bytes(raw)
        try:
            sandbox.run(WORKER, [str(source), str(goal)], limits=limits, told=told.append)
        except sandbox.DiedError as died:
            raise Invalid(DIED[died.why], seconds=limits.cpu_s) from died
        said = dict(told[-1])
        if "faults" in said:
            raise Invalid(NOT_READ, faults=[AssetFinding(**each) for each in said["faults"]])
        return Read(name=name[:LONGEST], layers=goal.read_text(), said=said)


def lay(session: Session, asset: Asset, read: Read, *, by: Account) -> SceneUnderlay:
    """Lay what was read below a scene, in place of what lay there.  Raises Forbidden, as place and remove do."""
    check(asset, by)
    spot = _spot(session, asset, read.said.get("place"), by)
    made = _put(session, asset, read.name, read.layers, {**read.said, "is_placed": spot is not None}, by)
    made.placed = {**START, **(spot or {})}
    session.flush()
    return made


def place(session: Session, asset: Asset, placed: Mapping[str, object], *, by: Account) -> SceneUnderlay:
    """Lay it elsewhere.  Raises Missing if there is none, and Invalid for what is no number or out of bounds."""
    check(asset, by)
    found = find(session, asset)
    if found is None:
        raise Missing(NONE)
    values: Json = {name: _number(placed.get(name), *bounds) for name, bounds in BOUNDS.items()}
    names, hidden = {each["name"] for each in json.loads(found.layers)}, placed.get("hidden")
    if not isinstance(hidden, list):
        raise Invalid(WRONG)
    own = found if found.asset_id == asset.id else _put(session, asset, found.name, found.layers, found.said, by)
    own.placed = {**values, "hidden": [each for each in hidden if each in names]}
    own.changed_at = now()
    session.flush()
    return own


def remove(session: Session, asset: Asset, *, by: Account) -> None:
    """Take away what lies below a scene, if something does; below the version that it follows it stays."""
    check(asset, by)
    if find(session, asset) is not None:
        _put(session, asset, "", "[]", {}, by)
        session.flush()


def sweep(session: Session, *, at: datetime) -> int:
    """Forget what lies below scenes that are none any more, and return how many those were."""
    followed = select(Asset.follows_id).where(Asset.follows_id.is_not(None))
    is_scene = Asset.files[(SCENE,)].as_string().is_not(None)
    gone = select(Asset.id).where(or_(Asset.deleted_at < at - KEPT, ~is_scene), Asset.id.not_in(followed))
    old = delete(SceneUnderlay).where(SceneUnderlay.asset_id.in_(gone)).returning(SceneUnderlay.asset_id)
    return len(session.execute(old, execution_options={"synchronize_session": False}).all())


def _put(session: Session, asset: Asset, name: str, layers: str, said: Json, by: Account) -> SceneUnderlay:
    """Return the own row of a version with what is given; without a name it hides that of the version before."""
    own = session.get(SceneUnderlay, asset.id) or SceneUnderlay(asset_id=asset.id, placed=START)
    own.name, own.layers, own.said, own.by, own.changed_at = name, layers, said, by, now()
    session.add(own)
    return own


def _spot(session: Session, asset: Asset, where: object, by: Account) -> Json | None:
    """Return where a drawing with coordinates lies in the world of a scene; None without those, or far from it."""
    planning = show_site.planning_of(session, asset)
    site = show_site.site(session, planning, (), of=by) if planning is not None and where else None
    if site is None or not isinstance(where, list):
        return None
    east, north, _ = to_local((where[0], where[1]), (site.lat, site.lon))
    if math.hypot(east, north) > NEAR_M:
        return None
    x, z = show_site.turned((east, -north), -site.rotation_deg)
    return {"x": x, "z": z, "turn_deg": -site.rotation_deg}


def _number(value: object, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise Invalid(WRONG)
    return float(value)
