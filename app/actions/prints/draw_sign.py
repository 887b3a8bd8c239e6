"""Draw sign: as it would be printed today, in a process of its own, so that no web process carries the typesetter."""

import json
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from app import sandbox
from app.actions.prints import print_content
from app.actions.records import dump, record_json
from app.actions.records.line_record import today
from app.i18n import N_
from app.models import Sign
from app.models.base import Json
from app.signage.faults import Fault, Refused
from app.signage.profile import Profile
from app.signage.request import Output, request

LIMITS = sandbox.Limits(cpu_s=20)
ONE_AT_A_TIME = threading.Lock()  # a page with many signs must not start many typesetters
NOT_PUBLIC = N_("Die Station dieses Schilds ist noch nicht veröffentlicht.")
NOT_DRAWN = N_("Das Schild ließ sich gerade nicht zeichnen. Bitte noch einmal versuchen.")


def draw(session: Session, sign: Sign, *, public_url: str, fonts: Path, width_px: int) -> bytes:
    """Return a sign as PNG, ``width_px`` wide.

    Raises Refused with what keeps it from being printed: its station is not public, or words do not fit.
    """
    order = print_content.chosen(
        dump.words(session, [sign.code]),
        {sign.code: 1},
        names=dump.names(session),
        languages=print_content.languages(session)[:2],
        public_url=public_url,
        on=today(session),
    )
    if not order.items:
        raise Refused([Fault(sign.code, "", NOT_PUBLIC)])
    given = request(order, order.items, Output.DIGITAL, Profile(name=""))
    with ONE_AT_A_TIME:
        return _set(given, sign.code, kind=order.items[0].kind.value, fonts=fonts, width_px=width_px)


def _set(given: Json, code: str, *, kind: str, fonts: Path, width_px: int) -> bytes:
    told: list[sandbox.Line] = []
    with TemporaryDirectory(prefix="linie302-") as folder:
        source, goal = Path(folder) / "sign.json", Path(folder) / "sign.png"
        source.write_text(json.dumps(given), "utf-8")
        arguments = [str(source), str(goal), kind, str(width_px), str(fonts.absolute())]
        try:
            sandbox.run("app.signage.sandboxed", arguments, limits=LIMITS, told=told.append)
        except sandbox.DiedError as died:
            raise Refused([Fault(code, "", NOT_DRAWN)]) from died
        if told[-1]["faults"]:
            raise Refused(record_json.stored(Fault, each) for each in told[-1]["faults"])
        return goal.read_bytes()
