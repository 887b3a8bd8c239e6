"""Names of parts as people see them, whatever a program has put between their letters."""

import pytest

from app.meshes.upload.findings import Findings
from app.meshes.upload.names import seen_name
from app.meshes.upload.taking_in import take_in
from tests.meshes.models import box, pack


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("\ufeffDach", "Dach"),
        ("Wa\u00adnd\u200b", "Wand"),
        ("\u202eDach\u202c", "Dach"),
        ("Tu\u0308r", "Tür"),
        (" \u200dBank\u200d ", "Bank"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("Boden\x00\n", "Boden"),
        ("\u3164", ""),
        ("Straße 1. OG", "Straße 1. OG"),
    ],
)
def test_nothing_stays_that_nobody_sees(given, wanted):
    assert seen_name(given) == wanted


def test_parts_and_what_is_said_of_them_have_such_names():
    document, binary = box()
    document["nodes"][0]["name"] = "\ufeffGie\u00adbel\u200b"
    findings = Findings()

    made = take_in(memoryview(pack(document, binary)), name="probe")
    findings.note("Textur", "„%(name)s“ fehlt.", name="Ho\u200blz")

    assert "Giebel" in made.nodes
    assert str(findings.notes[0]) == "Textur: „Holz“ fehlt."
