"""The first steps on the start page: what to do first in each task, until the person wants to see it no more."""

from dataclasses import dataclass

from flask import g
from flask_babel import LazyString

from app.models import Role
from app.web.frame.access import holds
from app.web.frame.languages import _l

NAME = "first_steps"  # among a person's preferences


@dataclass(frozen=True)
class Step:
    """Something to do, and the topic of the help that tells how."""

    words: LazyString
    topic: str


MAKING = (
    Step(_l("Einen Text ändern, mit der Vorschau daneben"), "schreiben"),
    Step(_l("Ein Bild hochladen und einer Planung geben"), "bilder"),
    Step(_l("Eine Planung auf der Karte an ihren Ort setzen"), "ort"),
    Step(_l("Eine Szene in 3D bauen"), "szenen"),
)
STEPS = {
    Role.PLANNER: MAKING,
    Role.AGENCY: MAKING,
    Role.APPROVER: (Step(_l("Eine Fassung prüfen, freigeben und veröffentlichen"), "freigeben"),),
    Role.KEEPER: (Step(_l("Ein Schild finden und seinen Zustand notieren"), "schilder"),),
    Role.TRANSLATOR: (Step(_l("Einen Text in Ihre Sprache übersetzen"), "uebersetzen"),),
    Role.GUEST: (Step(_l("Eine Fassung ansehen und etwas dazu anmerken"), "anmerken"),),
    Role.ADMIN: (Step(_l("Jemanden einladen und Aufgaben geben"), "menschen"),),
}


def steps() -> list[Step]:
    """Return what the person who looks may begin with; nothing once they have put it away."""
    if g.account.preferences.get(NAME, True) is not True:
        return []
    return list(dict.fromkeys(each for role, found in STEPS.items() if holds(role) for each in found))
