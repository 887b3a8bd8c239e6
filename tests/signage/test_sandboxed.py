"""A sign's picture is set in a process of its own: the picture comes back, or what does not fit."""

import io
import json

from PIL import Image

from app import sandbox
from app.exchange.records import SignKind
from app.signage.faults import Fault
from app.signage.profile import Profile
from app.signage.request import Output, request
from tests.signage.orders import FONTS, item, named, order


def drawn(folder, wanted):
    """Return the faults of a sign, and its picture 400 pixels wide."""
    source, goal = folder / "signs.json", folder / "0.png"
    given = request(order(wanted), [wanted], Output.DIGITAL, Profile(name=""))
    source.write_text(json.dumps([[wanted.kind.value, 400, given]]), "utf-8")
    told = []
    arguments = [str(source), str(folder), str(FONTS.absolute())]
    sandbox.run("app.signage.sandboxed", arguments, limits=sandbox.Limits(), told=told.append)
    return [Fault(**each) for each in told[-1]["faults"]], goal.read_bytes() if goal.exists() else b""


def test_a_sign_comes_back_as_a_picture(tmp_path):
    faults, picture = drawn(tmp_path, item(kind=SignKind.A4))

    assert not faults
    assert Image.open(io.BytesIO(picture)).size == (400, 566)


def test_what_does_not_fit_comes_back_as_the_field_to_shorten(tmp_path):
    faults, picture = drawn(tmp_path, named(item(), "Platz der Deutschen Einheit " * 3))

    assert [fault.field for fault in faults] == ["station.title"]
    assert "Bitte diesen Text kürzen" in str(faults[0])
    assert not picture
