"""Drafting: asks the process that builds what somebody is making, as soon as they let go of it.

view    the 3D view of one state, as riders will get it but for the light, which is not worked into its colours
plan    what the plan draws, what is to be said of the scene, and how heavy it is
hit     what a ray meets first
poster  a picture as the cameras of the scene see it, quickly drawn
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import placed_uploads
from app.i18n import N_
from app.meshes.surroundings.names import SURROUNDINGS
from app.models import Account, Asset
from app.models.base import Json
from app.sandbox import Limits
from app.storage import Store
from app.warm_sandbox import Frame, WarmSandbox

SERVER = "app.meshes.drafting.server"
LIMITS = Limits(memory_bytes=1_000_000_000, cpu_s=1_000_000, wall_s=60.0)  # cpu: of all answers together
MOST_WAITING = 3  # of the threads that answer planners
DIED = {
    "time": N_("Diese Szene ließ sich in 60 Sekunden nicht bauen. Bitte weniger Teile hineinstellen."),
    "memory": N_("Diese Szene braucht beim Bauen zu viel Speicher. Bitte weniger Teile hineinstellen."),
    "fault": N_("Beim Bauen dieser Szene ist ein Fehler aufgetreten. Bitte den letzten Schritt rückgängig machen."),
}


@dataclass(frozen=True)
class Drawn:
    """A scene to ask about: its text, and the files that stand in it or about it."""

    text: str
    ids: tuple[str, ...]
    models: dict[str, bytes]
    around: bytes = b""


def warm() -> WarmSandbox:
    """Return the process; it is started by the first question."""
    return WarmSandbox(SERVER, limits=LIMITS, most_waiting=MOST_WAITING)


def drawn(session: Session, media: Store, asset: Asset, text: str, ids: tuple[str, ...]) -> Drawn:
    """Return the text of a scene with the files that it needs."""
    slugs = placed_uploads.named(text)
    library = session.scalars(select(Asset).where(Asset.slug.in_(slugs))).all() if slugs else []
    models = {slug: media.get(key) or b"" for slug, key in placed_uploads.models(library).items()}
    around = (media.get(asset.files[SURROUNDINGS]) or b"") if SURROUNDINGS in asset.files else b""
    return Drawn(text, ids, models, around)


def ask(sandbox: WarmSandbox, kind: str, scene: Drawn, more: Json, *, about: str, by: Account) -> Frame:
    """Return what the process answers.  Raises as ``WarmSandbox.ask`` does."""
    says = {**more, "kind": kind, "text": scene.text, "ids": scene.ids, "models": list(scene.models)}
    frame = Frame(says, [*scene.models.values(), scene.around])
    return sandbox.ask(frame, person=by.id, about=f"{about} {kind}")
