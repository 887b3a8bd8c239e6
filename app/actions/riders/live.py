"""Live by decision: what riders get without a second person, each with what decided so; everything else is reviewed.

The record of an item is seen by two people, and so are the files that it shows (``library/pins.py``).  This is the one
list of the rest.  ``columns`` are those that public files are made from and that change on these grounds; the page
where somebody changes them says ``sentence``.  A test looks whether whatever is read for riders is accounted for.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Live:
    """Something that becomes public at once.  ``sentence`` is empty where the operator decides, who has no page."""

    why: str
    columns: tuple[str, ...] = ()
    sentence: str = ""


LIVE_BY_DECISION: Mapping[str, Live] = {
    "sign": Live(
        why="A sign hangs whether or not somebody approves; decision 5.",
        columns=(
            *("sign.code", "sign.state", "sign.record"),
            *("sign.station_id", "sign.planning_id", "sign.moved_to_id"),
            *("sign_goal.sign_id", "sign_goal.number", "sign_goal.kind", "sign_goal.item_id"),
            *("sign_goal.from_on", "sign_goal.until_on", "sign_goal.taken_back_at"),
        ),
        sentence=N_(
            "Gilt sofort und ohne Freigabe: Ort, Richtung, Ziel und Zustand des Schilds sehen Fahrgäste gleich danach."
        ),
    ),
    "print": Live(
        why="The on-site view measures against the code as it was printed.",
        columns=("print_run.sign_id", "print_run.address", "print_run.code_mm", "print_run.is_cancelled"),
        sentence=N_(
            "Gilt sofort: Mit dem Druck merkt sich die Ansicht vor Ort Adresse und Größe der gedruckten Codes."
        ),
    ),
    "surroundings": Live(
        why="Official buildings hide on site what is planned behind them, with their source named; decision 38.",
        columns=("surroundings.station_id", "surroundings.key", "surroundings.said"),
        sentence=N_("Gilt sofort: In der Ansicht vor Ort verdecken diese Gebäude, was dahinter geplant ist."),
    ),
    "address": Live(
        why="An address is no part of the words; the old one leads on.",
        columns=("item.slug", "item.station_id", "redirect.old", "redirect.new"),
        sentence=N_(
            "Das gilt sofort, auch für Fahrgäste: "
            "Die Seite bekommt eine neue Adresse, die alte führt für immer dorthin."
        ),
    ),
    "visibility": Live(
        why="Approvers show and withdraw what two people have seen.",
        columns=("item.current_id", "edition.published_at"),
        sentence=N_("Veröffentlichen und Zurückziehen gelten für Fahrgäste sofort."),
    ),
    "proven": Live(
        why="Who runs the line says whether phones have proven the on-site view; the journal keeps the grounds.",
        sentence=N_("Gilt sofort, auf allen Stationen: Fahrgäste sehen die Knöpfe gleich in der neuen Reihenfolge."),
    ),
    "load": Live(
        why="Who loads a folder with --publish publishes it; what a line says in words is reviewed, too; decision 23.",
        columns=(
            *("line.id", "line.slug", "line.record", "line.pages", "line.words"),
            *("stop.id", "stop.line_id", "stop.position", "stop.record", "item.stop_id"),
        ),
    ),
    "program": Live(
        why="Another version of the program draws pages, crops and 3D files anew; decision 23.",
        columns=("asset.build", "asset.posters", "picture.crops"),
    ),
    "settings": Live(why="Settings of the operator, as the address of the pages and who is responsible for them."),
    "counters": Live(why="Scans are sums that nobody types in; they are on no page of riders."),
}
