"""A print run gives files that were read, an order sheet, the same bytes each time, or nothing at all."""

import hashlib
import io
import zipfile

import pypdfium2
import pytest
import zxingcpp

from app.exchange.records import SignKind
from app.signage import profile
from app.signage.faults import Refused
from app.signage.office import trial_sheet
from app.signage.order import batches
from app.signage.print import make, write_zip
from app.signage.typeset import Output
from tests.signage.orders import EIGHTY, every_station, item, named, order, press

STANDARD = profile.load("standard")


def run(wanted, out, **options):
    return write_zip(press(), wanted, out, output=Output.PRINT, profile=STANDARD, **options)


def small_order():
    return order(
        item(kind=SignKind.POLE, copies=3), item("o-werk", SignKind.A3), item("mark-51-7", SignKind.A3, copies=2)
    )


def test_an_order_becomes_one_file_per_kind_and_an_order_sheet(tmp_path):
    told = []

    names = run(small_order(), tmp_path / "run.zip", progress=lambda done, total: told.append((done, total)))

    with zipfile.ZipFile(tmp_path / "run.zip") as archive:
        assert archive.namelist() == names == ["a3.pdf", "pole.pdf", "auftrag.pdf"]
        assert [len(pypdfium2.PdfDocument(archive.read(name))) for name in names] == [2, 1, 1]
    assert told == [(1, 2), (2, 2)]
    assert [path.name for path in tmp_path.iterdir()] == ["run.zip"]


def test_the_order_sheet_says_how_many_of_which_and_what_was_read(tmp_path):
    run(small_order(), tmp_path / "run.zip")

    with zipfile.ZipFile(tmp_path / "run.zip") as archive:
        sheet = pypdfium2.PdfDocument(archive.read("auftrag.pdf"))[0].get_textpage().get_text_range()
        hashes = [hashlib.sha256(archive.read(name)).hexdigest() for name in ("a3.pdf", "pole.pdf")]
    said = "".join(sheet.split())
    assert "LINIE302:AUFTRAG2026-001" in said.upper()
    assert "AushangA3,297×420mm,2Seiten,zusammen3Stück" in said
    assert "Mastschild,100×150mm,1Seite,zusammen3Stück" in said
    assert all(code in said for code in ("RE3UUM", "E2VQ6B", "UXY7FE"))
    assert all(sha256 in said for sha256 in hashes)


def test_the_same_order_gives_the_same_bytes(tmp_path):
    run(small_order(), tmp_path / "first.zip")
    run(small_order(), tmp_path / "second.zip")

    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_nothing_is_released_if_one_sign_is_wrong_and_all_wrong_ones_are_named(tmp_path):
    (tmp_path / "run.zip").write_bytes(b"an older run")
    wanted = order(
        named(item(kind=SignKind.POLE), EIGHTY), item("westpark", SignKind.A4), named(item("o-werk"), EIGHTY)
    )

    with pytest.raises(Refused) as refused:
        run(wanted, tmp_path / "run.zip")

    assert {fault.code for fault in refused.value.faults} >= {"RE3UUM", "E2VQ6B"}
    assert (tmp_path / "run.zip").read_bytes() == b"an older run"
    assert [path.name for path in tmp_path.iterdir()] == ["run.zip"]


def test_a_file_says_its_hash_and_how_wide_its_codes_are():
    wanted = small_order()

    made = make(press(), wanted, batches(wanted)[0], output=Output.PRINT, profile=STANDARD)

    assert made.sha256 == hashlib.sha256(made.pdf).hexdigest()
    assert made.code_mm == 160


@pytest.mark.parametrize("output", list(Output))
def test_both_outputs_are_read(output):
    wanted = order(*every_station(SignKind.WINDOW))

    made = make(press(), wanted, batches(wanted)[0], output=output, profile=STANDARD)

    assert len(pypdfium2.PdfDocument(made.pdf)) == 10


def test_the_offices_trial_sheet_holds_four_signs_a_page_that_can_be_scanned():
    wanted = order(*every_station(SignKind.A3), item(kind=SignKind.CITY_LIGHT))
    files = [make(press(), wanted, each, output=Output.PRINT, profile=STANDARD).pdf for each in batches(wanted)]

    sheet = pypdfium2.PdfDocument(trial_sheet(files))

    assert [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in sheet] == [(210, 297)] * 3
    read = [barcode.text for page in sheet for barcode in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    assert sorted(read) == sorted(f"HTTPS://302.EXAMPLE/S/{each.code}" for each in wanted.items)
    assert trial_sheet(files) == trial_sheet(files)


def test_a_zip_holds_the_same_files_whenever_it_is_written(tmp_path):
    run(small_order(), tmp_path / "run.zip")

    with zipfile.ZipFile(io.BytesIO((tmp_path / "run.zip").read_bytes())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
