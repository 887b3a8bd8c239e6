"""Documents come out as pages alone, whatever was in them; what cannot be read is refused with a sentence."""

import io

import pikepdf
import pypdfium2
import pytest

from app.documents import MOST_BYTES, DocumentError
from app.documents.clean import clean
from app.documents.photographs import bare
from tests.documents import papers
from tests.pictures.test_clean import picture

UNWANTED = (
    "/JavaScript",
    "/JS",
    "/Launch",
    "/SubmitForm",
    "/EmbeddedFiles",
    "/OpenAction",
    "/AA",
    "/PieceInfo",
    "/Author",
    "/Producer",
    "/Next",
)


def told(raw: bytes) -> bytes:
    """Return everything that a PDF says, unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
        parts = [str(each) for each in pdf.objects]
    return out.getvalue() + "".join(parts).encode()


def test_what_acts_hangs_on_or_tells_of_people_is_gone():
    made = clean(papers.hostile())

    said = told(made.content)
    assert [each for each in UNWANTED if each.encode() in said] == []
    assert [each for each in (b"Muster", b"Intern", b"MZ secret", b"calc.exe", b"evil.example") if each in said] == []
    assert b"https://www.bochum.de/" in said and b"Lageplan" in said
    assert made.removed == ("actions", "files", "notes", "people")


def test_what_is_clean_stays_so_and_nothing_is_said_to_be_removed():
    once = clean(papers.hostile())
    again = clean(once.content)

    assert (again.removed, again.pages, again.has_title) == ((), 1, True)


@pytest.mark.parametrize("raw", [papers.plan(14), papers.accessible()], ids=["plain", "accessible"])
def test_an_honest_pdf_loses_nothing_and_opens(raw):
    made = clean(raw)

    assert made.removed == ()
    with pypdfium2.PdfDocument(made.content) as opened:
        assert len(opened) == made.pages


def test_what_programs_that_read_aloud_find_is_said():
    plain, ready = clean(papers.plan(14)), clean(papers.accessible())

    assert (plain.pages, plain.is_tagged, plain.has_title, plain.language) == (14, False, False, "")
    assert (ready.pages, ready.is_tagged, ready.has_title, ready.language) == (1, True, True, "de-de")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "kein PDF"),
        (b"GIF89a", "kein PDF"),
        (b"%PDF-1.7\nand no more", "beschädigt"),
        (papers.plan()[:200], "beschädigt"),
        (papers.locked(), "Kennwort"),
        (papers.locked(user="geheim"), "Kennwort"),
        (papers.portfolio(), "Mappe"),
        (papers.made(pikepdf.new()), "keine Seiten"),
        (b"%PDF-1.7" + b"\0" * MOST_BYTES, "größer als 25 MB"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(raw, why):
    with pytest.raises(DocumentError, match=why):
        clean(raw)


def test_a_loop_of_objects_is_no_way_to_keep_it_busy():
    pdf = papers.blank()
    deep = pikepdf.Array()
    for _ in range(200):
        deep = pikepdf.Array([deep])
    pdf.Root["/Deep"] = deep
    here = pdf.make_indirect(pikepdf.Dictionary())
    here["/Here"] = here
    pdf.Root["/Loop"] = here

    assert clean(papers.made(pdf)).pages == 1


def test_a_photograph_keeps_its_pixels_and_loses_its_words():
    raw = picture(comment=b"Erika Muster")

    assert b"Muster" in raw and b"Muster" not in bare(raw)
    assert bare(bare(raw)) == bare(raw)
    assert bare(b"\xff\xd8\xff\xe1\x00\x00") == b"\xff\xd8\xff\xe1\x00\x00"
    assert bare(b"no picture") == b"no picture"
