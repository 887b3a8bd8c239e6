"""Whoever can die dies, one after the other, while people scan and work; and what came of it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Planning, Revision, State
from tests.factories import code
from tests.large.scanning import Seen, scanning
from tests.large.service import Service
from tests.large.setup import SIGNS, Setup
from tests.large.studio import Desk

SCANS_PER_S = 50
QUIET_S = 4.0
VALKEY_S, SEAWEED_S, POSTGRES_S = 4.0, 10.0, 15.0
Look = Callable[[], Session]


@dataclass
class Outcome:
    """What phones got, and what people asked for: it all has to be there, once."""

    seen: Seen
    published: dict[int, str] = field(default_factory=dict)  # planning -> its new summary
    ordered: list[int] = field(default_factory=list)
    uploaded: list[int] = field(default_factory=list)
    web_deaths: int = 0


class People:
    """A planner, an approver and a keeper at work; each deed is noted in the outcome."""

    def __init__(self, setup: Setup, look: Look, outcome: Outcome, model: Path) -> None:
        self.look, self.outcome, self.model = look, outcome, model
        self.planner, self.approver, self.keeper = (Desk(setup, role) for role in ("planner", "approver", "keeper"))
        with look() as session:
            self.plannings = list(session.scalars(select(Planning.id).order_by(Planning.id)))

    def publish(self) -> None:
        """Bring new words of a planning that had none yet to the riders."""
        planning_id = self.plannings.pop()
        summary = f"Während eines Ausfalls neu erzählt: Planung {planning_id}."
        self.planner.hand_in(planning_id, summary)
        with self.look() as session:
            submitted = select(Revision.id).where(Revision.item_id == planning_id, Revision.state == State.SUBMITTED)
            revision_id = session.scalars(submitted).one()
        self.approver.publish(revision_id)
        self.outcome.published[planning_id] = summary

    def order(self) -> None:
        self.outcome.ordered.append(self.keeper.order_all())

    def upload(self) -> None:
        self.outcome.uploaded.append(self.planner.upload(self.model, f"Bank {len(self.outcome.uploaded)}"))


@contextmanager
def away(service: Service, seconds: float) -> Iterator[None]:
    """Kill a service and let it be away for at least so many seconds, and for as long as the block takes."""
    with service.away():
        until = time.monotonic() + seconds
        yield
        time.sleep(max(0.0, until - time.monotonic()))


def struck(setup: Setup, look: Look, model: Path) -> Outcome:
    """Let everybody work and scan while one after the other dies, and return what was seen and asked for."""
    codes = [code(number) for number in range(1, SIGNS + 1)]
    with scanning(setup.url, setup.authority, codes, per_s=SCANS_PER_S) as seen:
        outcome = Outcome(seen)
        people = People(setup, look, outcome, model)
        time.sleep(QUIET_S)
        for host in setup.hosts:
            people.publish()
            host.web.kill()
            outcome.web_deaths += 1
            host.web.wait()
        for host in setup.hosts:
            people.upload()
            people.order()
            host.worker.kill()
            people.publish()
        with away(setup.valkey, VALKEY_S):
            people.publish()
        people.upload()
        people.publish()
        with away(setup.seaweedfs, SEAWEED_S):
            people.publish()
        people.order()
        people.publish()
        with away(setup.postgresql, POSTGRES_S):
            setup.hosts[0].web.kill()
            outcome.web_deaths += 1
            setup.hosts[0].web.wait()
        time.sleep(QUIET_S)
    return outcome
