"""The keeper's story up to the print shop: new signs, an order, the proof, the files, and a retired sign's page."""

import io
import re
import zipfile

import openpyxl
import pypdfium2
import zxingcpp

from tests.browser import PATIENCE_MS, plain
from tests.flows.conftest import KEEPER
from tests.flows.test_looks import faults


def test_from_new_signs_to_proof_read_files(desk, page):
    keeper = desk(KEEPER, "bochum")
    keeper.get_by_role("link", name="Schilder", exact=True).click()
    keeper.get_by_role("link", name="Mehrere anlegen").click()
    keeper.get_by_label("Fensteraufkleber").fill("1")
    keeper.get_by_label("Mastschild").fill("1")
    for station in ("Bochumer Verein/Jahrhunderthalle", "Westpark", "Bochum Rathaus", "Mark 51°7"):
        keeper.get_by_label(station).uncheck()
    keeper.get_by_role("button", name="Anlegen").click()
    keeper.get_by_text("2 Schilder angelegt.").wait_for()

    keeper.goto("/studio/schilder/?q=O-Werk&kind=pole")
    code = keeper.get_by_role("rowheader").get_by_role("link").inner_text()
    keeper.goto("/studio/druck/neu?q=O-Werk&state=planned")
    keeper.get_by_label("Stück je Schild").first.fill("2")
    keeper.get_by_role("button", name="Auftrag erteilen").click()
    keeper.get_by_text(re.compile("Der Auftrag .* ist in Arbeit.")).wait_for()
    keeper.get_by_role("link", name="Alles als ZIP laden").wait_for()

    with keeper.expect_download() as download:
        keeper.get_by_role("link", name="Alles als ZIP laden").click()
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as packed:
        names = {re.sub(r"^\d{4}-\d{3}-", "", name): name for name in packed.namelist()}  # after the order's number
        assert {"window.pdf", "window-gespiegelt.pdf", "pole.pdf", "auftrag.pdf"} <= set(names)
        plate = pypdfium2.PdfDocument(packed.read(names["pole.pdf"]))[0].render(scale=1).to_pil()
    assert zxingcpp.read_barcodes(plate)[0].text.endswith(f"/S/{code}")
    assert faults(keeper, keeper.url) == []

    keeper.goto("/studio/schilder/karte/")
    keeper.get_by_role("link", name=f"Schild {code}").focus()
    keeper.keyboard.press("Enter")
    keeper.wait_for_url(f"**/schilder/{code}/")
    assert "Schild: gedruckt" in keeper.locator("main").inner_text()
    keeper.get_by_text("Außer Dienst nehmen").first.click()
    keeper.get_by_role("button", name="Außer Dienst nehmen").click()
    keeper.get_by_text("Notiert: außer Dienst.").wait_for()
    for _ in range(PATIENCE_MS // 200):
        if page.goto(f"/s/{code}").status == 410:
            break
        page.wait_for_timeout(200)
    assert "O-Werk" in plain(page.locator("main").inner_text())


def test_an_excel_sheet_goes_there_and_back(desk, tmp_path):
    keeper = desk(KEEPER, "bochum")
    keeper.goto("/studio/schilder/")
    with keeper.expect_download() as download:
        keeper.get_by_role("link", name="Excel-Datei laden").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[columns["station"] - 1].value == "westpark")
    code = row[0].value
    before_deg = row[columns["ausrichtung_grad"] - 1].value
    row[columns["ausrichtung_grad"] - 1].value = 234.5
    book.save(tmp_path / "schilder.xlsx")

    keeper.get_by_role("link", name="Tabelle einlesen").click()
    keeper.get_by_label("Tabelle", exact=True).set_input_files(tmp_path / "schilder.xlsx")
    keeper.get_by_role("button", name="Prüfen").click()
    keeper.get_by_role("heading", name="Das würde sich ändern").wait_for()
    changes = keeper.get_by_role("region", name="Änderungen").get_by_role("row")
    assert [cell.strip() for cell in changes.nth(1).locator("th, td").all_inner_texts()] == [
        str(row[0].row), code, "ausrichtung_grad", f"{before_deg:g}".replace(".", ","), "→ 234,5",
    ]  # fmt: skip
    assert changes.count() == 2

    keeper.get_by_role("button", name="Übernehmen").click()
    keeper.get_by_role("link", name="Zu den Schildern").wait_for()  # there as soon as all rows are taken over
    keeper.goto(f"/studio/schilder/{code}/")
    assert "234,5°" in keeper.locator("main").inner_text()

    keeper.goto("/studio/schilder/einlesen")
    keeper.get_by_label("Tabelle", exact=True).set_input_files(tmp_path / "schilder.xlsx")
    keeper.get_by_role("button", name="Prüfen").click()
    keeper.get_by_role("heading", name="Nichts würde sich ändern").wait_for()
