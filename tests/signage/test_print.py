"""A print run gives files that were read, an order sheet, the same bytes each time, or nothing at all."""

import hashlib
import io
import zipfile

import pypdfium2
import pytest
import zxingcpp

from app.exchange.records import SignKind
from app.signage import profile
from app.signage.archive import zipped
from app.signage.faults import Refused
from app.signage.order import batches, with_mirrored
from app.signage.order_sheet import order_sheet
from app.signage.print import made, make
from app.signage.request import Output
from tests.signage.orders import EIGHTY, every_station, item, named, order, press

STANDARD = profile.load(profile.shipped("standard"))


def run(wanted, output=Output.PRINT):
    """Return what comes of an order: a file or a refusal each."""
    return list(made(press(), wanted, batches(wanted), output=output, profile=STANDARD))


def small_order():
    return order(
        item(kind=SignKind.POLE, copies=3), item("o-werk", SignKind.A3), item("mark-51-7", SignKind.A3, copies=2)
    )


def test_an_order_becomes_one_file_per_kind():
    files = run(small_order())

    assert [each.batch.name for each in files] == ["a3.pdf", "pole.pdf"]
    assert [len(pypdfium2.PdfDocument(each.pdf)) for each in files] == [2, 1]
    assert [each.code_mm for each in files] == [160, 52]
    assert all(each.sha256 == hashlib.sha256(each.pdf).hexdigest() for each in files)


def test_the_order_sheet_says_how_many_of_which_and_what_was_read():
    wanted = small_order()
    files = run(wanted)

    sheet = order_sheet(press(), wanted, [(each.batch, each.sha256) for each in files], STANDARD)

    said = "".join(pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range().split())
    assert "LINIE302:AUFTRAG2026-001" in said.upper()
    assert "AushangA3,297×420mm,2Seiten,zusammen3Stück" in said
    assert "Mastschild,100×150mm,1Seite,zusammen3Stück" in said
    assert "2026-001-a3.pdf" in said and "2026-001-pole.pdf" in said  # as they are called in the ZIP
    assert all(code in said for code in ("RE3UUM", "E2VQ6B", "UXY7FE"))
    assert all(each.sha256 in said for each in files)


def test_the_same_order_gives_the_same_bytes():
    assert [each.pdf for each in run(small_order())] == [each.pdf for each in run(small_order())]


def test_all_wrong_signs_are_named_and_the_other_files_are_made():
    wanted = order(
        named(item(kind=SignKind.POLE), EIGHTY), item("westpark", SignKind.A4), named(item("o-werk"), EIGHTY)
    )

    found = {batch.kind: result for batch, result in zip(batches(wanted), run(wanted), strict=True)}

    assert [kind for kind, result in found.items() if isinstance(result, Refused)] == [SignKind.A3, SignKind.POLE]
    assert {fault.code for fault in found[SignKind.POLE].faults} == {"RE3UUM"}
    assert {fault.code for fault in found[SignKind.A3].faults} == {"E2VQ6B"}


@pytest.mark.parametrize("output", [Output.PRINT, Output.DIGITAL])
def test_both_outputs_are_read(output):
    wanted = order(*every_station(SignKind.WINDOW))

    made = make(press(), wanted, batches(wanted)[0], output=output, profile=STANDARD)

    assert len(pypdfium2.PdfDocument(made.pdf)) == 10


def test_the_offices_trial_sheet_holds_four_signs_a_page_that_can_be_scanned():
    wanted = order(*every_station(SignKind.A3), item(kind=SignKind.CITY_LIGHT))

    sheets = [pypdfium2.PdfDocument(each.pdf) for each in run(wanted, Output.TRIAL)]

    sizes = [[tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in sheet] for sheet in sheets]
    assert sizes == [[(210, 297)] * 3, [(210, 297)]]
    pictures = [page.render(scale=2).to_pil() for sheet in sheets for page in sheet]
    read = [barcode.text for picture in pictures for barcode in zxingcpp.read_barcodes(picture)]
    assert sorted(read) == sorted(f"HTTPS://302.EXAMPLE/S/{each.code}" for each in wanted.items)


def test_a_zip_holds_the_files_and_has_the_same_bytes_whenever_it_is_written():
    files = [("a3.pdf", b"first" * 1000), ("pole.pdf", b"second" * 1000)]

    packed = b"".join(zipped(files))

    assert packed == b"".join(zipped(files))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == files


def test_a_zip_is_given_out_piece_by_piece():
    asked = []

    def files():
        for name in ("1.pdf", "2.pdf"):
            asked.append(name)
            yield name, b"x" * 100

    pieces = zipped(files())
    next(pieces)

    assert asked == ["1.pdf"]


def test_the_order_sheet_says_what_lines_and_inks_are_for():
    wanted = order(item(kind=SignKind.FLOOR), item(kind=SignKind.WINDOW, copies=4), item(kind=SignKind.TABLE))
    entries = [(batch, "0" * 64) for batch in with_mirrored(batches(wanted))]

    pages = pypdfium2.PdfDocument(order_sheet(press(), wanted, entries, STANDARD))

    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
    for words in ("White unter den Farben", "statt der Datei davor", "an der Kontur", "Klebelasche"):
        assert "".join(words.split()) in said
    assert said.count("zusammen4Stück") == 1  # film is printed one way or the other
