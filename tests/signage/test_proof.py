"""The proof-reader passes good pages, and says which page is wrong and why."""

import io
import random
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Stream

from app.exchange import codes
from app.exchange.records import SignKind
from app.signage import profile
from app.signage.order import batches
from app.signage.print import expected
from app.signage.proof import proof
from app.signage.request import Output
from app.signage.sheet import SHEETS
from tests.signage.orders import every_station, item, order, press

KINDS = pytest.mark.parametrize("kind", list(SignKind))
STANDARD = profile.load(profile.shipped("standard"))
STATIONS = ("westpark", "o-werk")


def pages(*items):
    """Return the print file of these signs, and what is expected of it."""
    wanted = order(*items)
    return press().pdf(wanted, items, Output.PRINT, STANDARD), [expected(wanted, each) for each in items]


def painted(pdf, drawing, page=1):
    """Return the file with something painted over one page; lengths in mm from the lower left of the paper."""
    opened = pikepdf.open(io.BytesIO(pdf))
    opened.pages[page].contents_add(Stream(opened, b"q"), prepend=True)
    opened.pages[page].contents_add(Stream(opened, f" Q q 2.834646 0 0 2.834646 0 0 cm {drawing} Q".encode()))
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def sentences(faults):
    return [str(fault) for fault in faults]


# The A3 sign's code is 160 mm wide, its left edge 115 mm and its lower edge 92 mm from the trimmed corner.
LEFT, BOTTOM, WIDTH = 3 + 115, 3 + 92, 160


@KINDS
def test_good_pages_of_every_kind_pass(kind):
    pdf, wanted = pages(*every_station(kind, ("de", "en", "tr")))

    assert proof(pdf, wanted) == []


@pytest.mark.parametrize(
    ("drawing", "why"),
    [
        (f"0 0 0 0 k {LEFT} {BOTTOM} {WIDTH} {WIDTH} re f", "Der Code ist nicht lesbar"),
        (f"0 0 0 1 k {LEFT - 12} {BOTTOM + 60} 4 4 re f", "In der Ruhezone"),
        (f"0 0 0 0 k {LEFT} {BOTTOM} {WIDTH / 3} {WIDTH / 3} re f", "nicht lesbar"),
    ],
    ids=["gone", "crowded", "torn"],
)
def test_a_spoilt_code_is_named_with_its_page(drawing, why):
    pdf, wanted = pages(*(item(station) for station in STATIONS))

    found = proof(painted(pdf, drawing), wanted)

    assert {fault.code for fault in found} == {wanted[1].code}
    assert any(why in sentence and sentence.startswith("Seite 2, Schild E2VQ6B") for sentence in sentences(found))


def test_a_code_that_is_read_but_leaves_no_room_for_a_sticker_is_refused():
    pdf, wanted = pages(*(item(station) for station in STATIONS))
    stained = painted(pdf, f"0 0 0 0 k {LEFT + 50} {BOTTOM + 48} 56 56 re f")

    found = sentences(proof(stained, wanted))

    assert any("wenn ein Aufkleber" in sentence for sentence in found)
    assert "Seite 2, Schild E2VQ6B: Der Code ist nicht lesbar." not in found


def test_a_pale_code_is_refused():
    pdf, wanted = pages(item())
    opened = pikepdf.open(io.BytesIO(pdf))
    content = opened.pages[0].Contents.read_bytes()
    opened.pages[0].Contents = Stream(opened, content.replace(b"0 0 0 1 k", b"0 0 0 0.5 k"))
    out = io.BytesIO()
    opened.save(out)

    assert "Seite 1, Schild RE3UUM: Der Kontrast des Codes ist zu schwach." in sentences(proof(out.getvalue(), wanted))


@KINDS
def test_type_that_is_too_small_for_its_distance_is_refused(kind):
    pdf, wanted = pages(item(kind=kind))

    found = proof(pdf, [replace(wanted[0], least_mm=wanted[0].least_mm * 3)])

    assert [str(fault) for fault in found] == [
        "Seite 1, Schild RE3UUM: Die kleinste Schrift ist zu klein für ihren Leseabstand."
    ]


def test_the_code_of_another_sign_is_refused_twice_over():
    pdf, wanted = pages(*(item(station) for station in STATIONS))

    found = sentences(proof(pdf, wanted[::-1]))

    assert "Seite 1, Schild E2VQ6B: Der Code führt nicht zu HTTPS://302.EXAMPLE/S/E2VQ6B." in found
    assert any("Die Adresse zum Eintippen fehlt" in sentence for sentence in found)
    assert any("Der Name der Station fehlt" in sentence for sentence in found)


def test_another_host_is_refused():
    wanted = order(item())
    elsewhere = replace(wanted, public_url="https://302.example.org")
    pdf = press().pdf(elsewhere, elsewhere.items, Output.PRINT, STANDARD)

    found = sentences(proof(pdf, [expected(wanted, wanted.items[0])]))

    assert any("führt nicht zu HTTPS://302.EXAMPLE/S/RE3UUM" in sentence for sentence in found)


def test_a_code_too_near_the_edge_is_refused():
    pdf, wanted = pages(item())
    opened = pikepdf.open(io.BytesIO(pdf))
    trim = [float(edge) for edge in opened.pages[0].obj.TrimBox]
    opened.pages[0].obj.TrimBox = [trim[0], trim[1], trim[2] - 20, trim[3]]
    out = io.BytesIO()
    opened.save(out)

    assert any("zu nah am Rand" in sentence for sentence in sentences(proof(out.getvalue(), wanted)))


def test_a_missing_page_is_refused():
    pdf, wanted = pages(item())

    assert sentences(proof(pdf, wanted * 2)) == ["Die Datei hat 1 statt 2 Seiten."]


def test_a_table_tent_is_read_from_both_sides():
    pdf, wanted = pages(item(kind=SignKind.TABLE))
    covered = painted(pdf, "0 0 0 0 k 0 200 216 103 re f", page=0)

    assert SHEETS[SignKind.TABLE].codes == wanted[0].codes == 2
    assert any("nicht lesbar" in sentence for sentence in sentences(proof(covered, wanted)))


def test_an_order_is_cut_into_files_by_kind_and_length():
    many = order(*(item(kind=kind) for kind in (SignKind.POLE, SignKind.A3) for _ in range(60)))

    assert [(batch.name, len(batch.items)) for batch in batches(many)] == [
        ("a3-1.pdf", 50),
        ("a3-2.pdf", 10),
        ("pole-1.pdf", 50),
        ("pole-2.pdf", 10),
    ]


def test_any_code_that_is_drawn_can_be_released():
    source = random.Random(302)
    sample = item("o-werk")
    pdf, wanted = pages(*(replace(sample, sign=replace(sample.sign, code=codes.draw(source))) for _ in range(50)))

    assert proof(pdf, wanted) == []
