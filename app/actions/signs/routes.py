"""Routes: the runs that trams make, each from the start of the line to the end of a branch.

The line is a tree: a stop behind a fork is no neighbour of one on the other arm, however close they stand in a list.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Line, Stop


def routes_of_line(session: Session) -> list[list[str]]:
    """Return the runs, each as the DHIDs of its stops; none before a line is loaded."""
    record = session.scalars(select(Line.record)).first()
    rows = session.execute(select(Stop.record["branch"].as_string(), Stop.dhid).order_by(Stop.position)).all()
    stops: dict[str, list[str]] = {}
    for branch, dhid in rows:
        stops.setdefault(branch, []).append(dhid)
    after = {branch["slug"]: branch.get("after", "") for branch in record["branches"]} if record else {}
    return runs(after, stops)


def runs(after: Mapping[str, str], stops: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the run to the end of each branch.  ``after``: branch -> stop that it forks from, or empty."""
    branch_of = {stop: branch for branch, found in stops.items() for stop in found}

    def run(branch: str) -> Iterator[str]:
        fork = after.get(branch, "")
        if fork in branch_of:
            for stop in run(branch_of[fork]):
                yield stop
                if stop == fork:
                    break
        yield from stops.get(branch, ())

    return [list(run(branch)) for branch in after]
