"""PDFs for tests: plain ones, accessible ones, and those that carry what nobody wants."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from tests.pictures.test_clean import picture


def made(pdf: Pdf, **how) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in how, **how)
    return out.getvalue()


def blank(pages: int = 1) -> Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def plan(pages: int = 2) -> bytes:
    return made(blank(pages))


def accessible() -> bytes:
    pdf = blank()
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("de-DE")
    pdf.docinfo["/Title"] = "Bebauungsplan 123"
    return made(pdf)


def action(kind: str, **more) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name(kind), **more)


def link(pdf: Pdf, what: Dictionary) -> Dictionary:
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=what))


def hostile() -> bytes:
    """Return a PDF with scripts, launched programs, attached files, a note, names and a photograph with its place."""
    pdf = blank()
    root, page = pdf.Root, pdf.pages[0].obj
    script = action("/JavaScript", JS=String("app.alert('here')"))
    root.OpenAction = pdf.make_indirect(script)
    root.AA = Dictionary(WC=script)
    attached = pikepdf.AttachedFileSpec(pdf, b"MZ secret", filename="start.exe")
    pdf.attachments["start.exe"] = attached
    root.Names["/JavaScript"] = Dictionary(Names=Array([String("0"), pdf.make_indirect(script)]))
    page.AA = Dictionary(O=action("/Launch", F=String("calc.exe")))
    leads = action("/URI", URI=String("https://www.bochum.de/"))
    leads.Next = action("/Launch", F=String("calc.exe"))
    page.Annots = Array(
        [
            link(pdf, leads),
            link(pdf, action("/URI", URI=String("javascript:alert(1)"))),
            link(pdf, action("/SubmitForm", F=String("https://evil.example/"))),
            pdf.make_indirect(
                Dictionary(Subtype=Name.Text, Rect=[0, 0, 9, 9], T=String("Erika Muster"), Contents=String("Intern!"))
            ),
            pdf.make_indirect(Dictionary(Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=attached.obj)),
            pdf.make_indirect(Dictionary(Subtype=Name.Highlight, Rect=[0, 0, 9, 9], T=String("Erika Muster"))),
        ]
    )
    photograph = picture(comment=b"Erika Muster")
    image = Stream(pdf, photograph, Type=Name.XObject, Subtype=Name.Image, Width=800, Height=500)
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Array([Name.DCTDecode])
    image.Metadata = pdf.make_indirect(Stream(pdf, b"<x>Erika Muster</x>"))
    page.Resources = Dictionary(XObject=Dictionary(Im0=pdf.make_indirect(image)))
    page.PieceInfo = Dictionary(CAD=Dictionary(Private=String("Erika Muster")))
    pdf.docinfo["/Author"], pdf.docinfo["/Producer"] = "Erika Muster", "CAD 2026"
    pdf.docinfo["/Title"] = "Lageplan"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
        said["dc:creator"] = ["Erika Muster"]
        said["dc:title"] = "Lageplan"
    return made(pdf)


def portfolio() -> bytes:
    pdf = blank()
    pdf.Root.Collection = Dictionary(Type=Name.Collection)
    return made(pdf)


def locked(*, user: str = "") -> bytes:
    return made(blank(), encryption=pikepdf.Encryption(owner="geheim", user=user))
