"""Draw code: a sign's code alone, in a chosen size and form, set in a process of its own like the sign itself."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from sqlalchemy.orm import Session

from app import sandbox
from app.actions.prints import draw_sign, print_content
from app.actions.records import record_json
from app.actions.records.line_record import catalogues, today
from app.exchange.catalogues import SIGNAGE
from app.exchange.languages import html_tag
from app.models import Sign
from app.signage import code_alone, words
from app.signage.address import scan_address
from app.signage.code_alone import Alone, Form
from app.signage.faults import Fault, Refused


def draw(session: Session, sign: Sign, wanted: Alone, *, public_url: str, fonts: Path) -> bytes:
    """Return a sign's code as a file.  Raises Refused with why it cannot be printed so."""
    address = scan_address(public_url, sign.code)
    wrong = code_alone.fault(address, wanted)
    if wrong is not None:
        raise Refused([wrong])
    first, on = print_content.languages(session)[0], today(session)
    given = code_alone.request(
        address,
        sign.code,
        wanted,
        words=words.words(first, brought=catalogues(session, SIGNAGE)),
        lang=html_tag(first),
        day={"year": on.year, "month": on.month, "day": on.day},
    )
    ppi = code_alone.ppi(address, wanted)
    with draw_sign.ONE_AT_A_TIME, TemporaryDirectory(prefix="linie302-") as folder:
        source, goal = Path(folder) / "code.json", Path(folder) / f"code.{wanted.form}"
        source.write_text(json.dumps(given), "utf-8")
        told: list[sandbox.Line] = []
        arguments = [str(source), str(goal), wanted.form.value, str(ppi), str(fonts.absolute())]
        try:
            sandbox.run("app.signage.code_sandboxed", arguments, limits=draw_sign.LIMITS, told=told.append)
        except sandbox.DiedError as died:
            raise Refused([Fault(sign.code, "", draw_sign.NOT_DRAWN)]) from died
        if told[-1]["faults"]:
            raise Refused(record_json.stored(Fault, each) for each in told[-1]["faults"])
        raw = goal.read_bytes()
    return _sized(raw, ppi) if wanted.form is Form.PNG else raw


def _sized(raw: bytes, ppi: float) -> bytes:
    """Return a picture as black and white that says how large it is."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(raw)) as picture:
        picture.convert("L").save(out, "PNG", dpi=(ppi, ppi), optimize=True)
    return out.getvalue()
