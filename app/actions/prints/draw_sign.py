"""Draw sign: as it would be printed today, in a process of its own, so that no web process carries the typesetter.

draw       one sign
pictures   each sign of an order, or what is wrong with it
"""

import json
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from app import sandbox
from app.actions.prints import print_content
from app.actions.records import dump, record_json, sign_designs, sign_pictures
from app.actions.records.line_record import today
from app.i18n import N_
from app.models import Sign
from app.signage.faults import Fault, Refused
from app.signage.order import Item, Order
from app.signage.picture import laid
from app.signage.profile import Profile
from app.signage.request import Output, request
from app.storage import Store

Wanted = tuple[str, int, dict[str, object]]  # kind, width in pixels, request
LIMITS = sandbox.Limits(cpu_s=20)
ONE_AT_A_TIME = threading.Lock()  # a page with many signs must not start many typesetters
NOT_PUBLIC = N_("Die Station dieses Schilds ist noch nicht veröffentlicht.")
NOT_DRAWN = N_("Das Schild ließ sich gerade nicht zeichnen. Bitte noch einmal versuchen.")


def draw(session: Session, media: Store, sign: Sign, *, public_url: str, fonts: Path, width_px: int) -> bytes:
    """Return a sign as PNG, ``width_px`` wide.

    Raises Refused with what keeps it from being printed: its station is not public, or words do not fit.
    """
    content = dump.words(session, [sign.code])
    order = print_content.chosen(
        content,
        {sign.code: 1},
        names=dump.names(session),
        languages=print_content.languages(session)[:2],
        looks=sign_designs.looks(session),
        pictures=sign_pictures.pictures(session, content),
        public_url=public_url,
        on=today(session),
    )
    if not order.items:
        raise Refused([Fault(sign.code, "", NOT_PUBLIC)])
    (found,) = pictures(media, order, fonts=fonts, width_px=width_px)
    if isinstance(found, Refused):
        raise found
    return found


def pictures(media: Store, order: Order, *, fonts: Path, width_px: int) -> list[bytes | Refused]:
    """Return each item of an order as PNG, ``width_px`` wide, or why there is none."""
    asked = [_asked(order, item) for item in order.items]
    wanted: list[Wanted] = [
        (item.kind.value, width_px, given)
        for item, given in zip(order.items, asked, strict=True)
        if not isinstance(given, Refused)
    ]
    with ONE_AT_A_TIME:
        drawn = iter(_set(media, wanted, fonts=fonts)) if wanted else iter(())
    return [given if isinstance(given, Refused) else next(drawn) for given in asked]


def _asked(order: Order, item: Item) -> dict[str, object] | Refused:
    try:
        return request(order, [item], Output.DIGITAL, Profile(name=""))
    except Refused as refused:
        return refused


def _set(media: Store, wanted: list[Wanted], *, fonts: Path) -> list[bytes | Refused]:
    told: list[sandbox.Line] = []
    with TemporaryDirectory(prefix="linie302-") as folder:
        source = Path(folder) / "signs.json"
        given = [(kind, width_px, laid(each, media.get, Path(folder))) for kind, width_px, each in wanted]
        source.write_text(json.dumps(given), "utf-8")
        arguments = [str(source), folder, str(fonts.absolute())]
        try:
            sandbox.run("app.signage.sandboxed", arguments, limits=LIMITS, told=told.append)
        except sandbox.DiedError:
            told += [{"faults": [{"code": "", "field": "", "sentence": NOT_DRAWN}]}] * (len(wanted) - len(told))
        return [_result(line, Path(folder) / f"{place}.png") for place, line in enumerate(told)]


def _result(line: sandbox.Line, picture: Path) -> bytes | Refused:
    if line["faults"]:
        return Refused(record_json.stored(Fault, each) for each in line["faults"])
    return picture.read_bytes()
