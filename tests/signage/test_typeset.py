"""Signs are set in every kind and language, with long names too; what does not fit is refused by name."""

import io
import json
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
import typst
import zxingcpp
from PIL import Image

from app.exchange.records import SignKind
from app.signage import profile
from app.signage.faults import Refused
from app.signage.look import Look
from app.signage.request import Output, request
from app.signage.sheet import SHEETS
from app.signage.typeset import TEMPLATES
from tests.signage.orders import (
    EIGHTY,
    FONTS,
    FUNDING,
    HOST,
    LONG,
    TURKISH,
    every_station,
    item,
    named,
    order,
    press,
    titled,
)

KINDS = pytest.mark.parametrize("kind", list(SignKind))
STANDARD = profile.load(profile.shipped("standard"))
POINTS_PER_MM = 72 / 25.4


def set_in(output, *items, funding=""):
    return press().pdf(order(*items, funding=funding), items, output, STANDARD)


def words_of(pdf, page=0):
    return pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_range()


@KINDS
@pytest.mark.parametrize("languages", [("de",), ("de", "en"), ("de", "en", "tr")], ids="-".join)
def test_every_kind_is_set_in_every_language_for_every_station(kind, languages):
    items = list(every_station(kind, languages))

    pdf = set_in(Output.PRINT, *items, funding=FUNDING)

    assert len(pypdfium2.PdfDocument(pdf)) == len(items) == 10


@KINDS
def test_the_code_is_read_from_every_kind_at_72_dpi(kind):
    page = pypdfium2.PdfDocument(set_in(Output.PRINT, item(kind=kind)))[0]

    found = zxingcpp.read_barcodes(page.render(scale=1).to_pil())

    assert [barcode.text for barcode in found] == [f"HTTPS://{HOST.upper()}/S/RE3UUM"] * SHEETS[kind].codes


@KINDS
def test_a_sign_says_what_has_to_be_said(kind):
    said = " ".join(words_of(set_in(Output.DIGITAL, item(kind=kind), funding=FUNDING)).split())

    for words in (
        "AR-Station",
        "Heinrich-König-Platz",
        "Du bist hier",
        "You are here",
        "Kamera auf den Code halten.",
        "Point your camera at the code.",
        f"{HOST}/s/RE3UUM",
        "Schild RE3UUM",
        "Kostenlos, ohne App.",
        "Wir fragen hier nie nach Zahlungsdaten.",
        "Stadt Gelsenkirchen, Stadt Bochum und BOGESTRA",
        "Gefördert durch",
        "Langendreer S",
        "O-Werk",
    ):
        assert words in said.replace("- ", "-"), words


@KINDS
def test_no_letter_is_smaller_than_its_distance_allows(kind):
    document = pypdfium2.PdfDocument(set_in(Output.PRINT, item(kind=kind, languages=("de", "en", "tr"))))

    texts = [each for each in document[0].get_objects(max_depth=9) if each.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]

    smallest_mm = min(text.get_font_size() for text in texts) / POINTS_PER_MM
    assert smallest_mm >= SHEETS[kind].sizes_mm["small"] - 0.01


@KINDS
@pytest.mark.parametrize("name", [LONG, TURKISH, "O-Werk"])
def test_long_and_turkish_names_fit_and_are_read_from_afar(kind, name):
    document = pypdfium2.PdfDocument(set_in(Output.PRINT, named(item(kind=kind, languages=("de", "tr")), name)))

    texts = [each for each in document[0].get_objects(max_depth=9) if each.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]

    assert max(text.get_font_size() for text in texts) / POINTS_PER_MM >= SHEETS[kind].sizes_mm["name"] - 0.01
    assert "".join(name.split()) in "".join(words_of(document_bytes(document)).split())


def document_bytes(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@KINDS
def test_a_name_of_80_letters_is_refused_with_the_field_to_shorten(kind):
    with pytest.raises(Refused, match=r"Schild RE3UUM: „Platz der .* Bitte diesen Text kürzen") as refused:
        set_in(Output.PRINT, named(item(kind=kind), EIGHTY))

    assert {fault.field for fault in refused.value.faults} == {"station.title"}
    assert len({str(fault) for fault in refused.value.faults}) == len(refused.value.faults)


def test_only_the_signs_that_do_not_fit_are_named():
    with pytest.raises(Refused) as refused:
        set_in(Output.PRINT, item("o-werk"), named(item(), EIGHTY), item("westpark"))

    assert {fault.code for fault in refused.value.faults} == {"RE3UUM"}


def test_a_planning_title_without_end_is_refused_by_its_field():
    with pytest.raises(Refused) as refused:
        set_in(Output.PRINT, titled(item("mark-51-7", SignKind.POLE), "Sehr lang und noch viel länger " * 6))

    assert [fault.field for fault in refused.value.faults] == ["plannings.mark-51-7.title"]


def test_letters_that_the_typeface_lacks_are_refused():
    with pytest.raises(Refused) as refused:
        set_in(Output.PRINT, item("westpark"), titled(item("o-werk"), "O-Werk 🚋"))

    assert [str(fault) for fault in refused.value.faults] == [
        "Schild E2VQ6B: Die Schrift der Schilder hat kein „🚋“. Bitte anders schreiben."
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\ufeffO-Werk", "kein „U.FEFF“"),
        ("O-Werk \ue000", "kein „U.E000“"),
        ("O-Werk \u0378", "kein „U.0378“"),
        ("O-\x01Werk", "kein „U.0001“"),
        ("\u00a0", "lässt sich nicht setzen"),
        ("\U0001f469\u200d\U0001f4bb", "kein „\U0001f469“"),
    ],
    ids=ascii,
)
def test_whatever_cannot_be_set_is_refused_with_a_sentence(text, told):
    with pytest.raises(Refused, match=told) as refused:
        set_in(Output.PRINT, item("westpark"), named(item("o-werk"), text))

    assert {fault.code for fault in refused.value.faults} & {"E2VQ6B", ""}


def test_a_sign_of_a_planning_speaks_of_no_other():
    said = words_of(set_in(Output.PRINT, item(planning="solarsegel")))

    assert "Schatten, der Strom liefert" in said
    assert "Hitzeinsel" not in said


def test_a_station_with_nothing_to_see_is_refused():
    with pytest.raises(Refused, match="noch nichts zu sehen"):
        set_in(Output.PRINT, replace(item(), plannings=()))


def test_a_stop_that_is_not_on_the_line_is_refused():
    wanted = item()
    elsewhere = replace(wanted, station=replace(wanted.station, stop="de:05911:1"))

    with pytest.raises(Refused, match="gehört nicht zur Linie"):
        press().pdf(order(wanted), [elsewhere], Output.PRINT, STANDARD)


@KINDS
def test_the_same_order_gives_the_same_bytes(kind):
    assert set_in(Output.DIGITAL, item(kind=kind)) == set_in(Output.DIGITAL, item(kind=kind))


@KINDS
def test_a_digital_sign_can_be_read_aloud(kind):
    pdf = pikepdf.open(io.BytesIO(set_in(Output.DIGITAL, item(kind=kind))))

    metadata = pdf.open_metadata()
    assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "de"
    figures = [element for element in tags(pdf.Root.StructTreeRoot) if element.get("/S") == "/Figure"]
    alts = {str(figure.Alt) for figure in figures}
    assert any("HTTPS://302.EXAMPLE/S/RE3UUM" in alt for alt in alts)
    assert any("Du bist hier: Heinrich-König-Platz" in alt for alt in alts)
    assert "/H1" in {str(element.get("/S")) for element in tags(pdf.Root.StructTreeRoot)}


def tags(element):
    """Yield all elements of a tree of tags."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from tags(child)


@KINDS
def test_a_preview_shows_the_trimmed_sign(kind):
    given = request(order(item(kind=kind)), [item(kind=kind)], Output.DIGITAL, STANDARD)

    picture = Image.open(io.BytesIO(press().picture(kind, given, width_px=400)))

    assert picture.width == 400
    assert picture.height == pytest.approx(400 * SHEETS[kind].height_mm / SHEETS[kind].width_mm, abs=1)


@KINDS
def test_the_sample_beside_a_template_is_what_it_is_really_given(kind):
    sample = json.loads((TEMPLATES / kind / "sample.json").read_text())
    given = request(order(item(kind=kind)), [item(kind=kind)], Output.DIGITAL, STANDARD)

    assert shape(sample) == shape(json.loads(json.dumps(given)))


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*/*.typ")), ids=lambda path: path.parent.name)
def test_a_template_can_be_opened_by_itself(template):
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])

    pdf = typst.Compiler(input=template, root=TEMPLATES, font_paths=fonts).compile(format="pdf", timestamp=0)

    assert len(pypdfium2.PdfDocument(pdf)) == 1


def shape(value):
    """Return the names and kinds in a JSON value, without what is said."""
    if isinstance(value, dict):
        return {name: shape(entry) for name, entry in value.items()}
    return [shape(entry) for entry in value[:1]] if isinstance(value, list) else type(value).__name__


FORTY = "planungen.beteiligung.gelsenkirchen.ruhr"
LOOKS = {
    "plain": Look(),
    "light": Look(colour="#ffd500", second_colour="#e6f0d8", fault={"de": "Schild beschädigt? 0209 123456"}),
    "dark": Look(
        colour="#003366",
        second_colour="#7a003c",
        fault={"de": "Ist dieses Schild beschädigt? 0209 1234567 oder schilder@gelsenkirchen.example"},
        funding={"de": FUNDING},
    ),
}


@KINDS
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("languages", [("de", "en"), ("de", "tr"), ("de-simple", "de"), ("de", "de-simple")])
def test_every_kind_is_set_in_every_design_with_a_host_of_forty_letters(kind, look, languages):
    wanted = named(item(kind=kind, languages=languages), LONG)
    whole = replace(order(wanted, public_url=f"https://{FORTY}"), looks={wanted.station.partner: LOOKS[look]})

    made = press().pdf(whole, [wanted], Output.PRINT, STANDARD)

    said = "".join(words_of(made).split())
    assert f"{FORTY}/s/RE3UUM" in said
    for text in LOOKS[look].fault.values():
        assert "".join(text.split()) in said
