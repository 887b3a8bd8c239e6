"""Clean: a PDF from anywhere in, one that only shows its pages out.

Programs that draw plans put scripts, launched programs and whole source files into a PDF without anybody having asked
for them, so such things are taken out and said, rather than refused: the pages look the same without.  Refused is what
cannot be read without a password, and a portfolio, whose pages are in what would be taken out.

What is removed: actions but those that lead to a page or to an address (``actions``), attached files, sound, film and
3D (``files``), names and traces of programs (``people``), notes that hang on pages (``notes``).
"""

import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from app.documents.faults import SAVE_AGAIN, DocumentError
from app.documents.found import MOST_BYTES, Clean
from app.documents.photographs import bare
from app.i18n import N_

LEADING = {"/GoTo", "/Named"}  # actions that stay, beside addresses
ADDRESS = re.compile(rb"(https?://|mailto:)", re.IGNORECASE)
HUNG_ON = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
PHOTOGRAPHS = {str(Name.DCTDecode), str(Array([Name.DCTDecode]))}
NOTES = {"/Text", "/Popup"}
NAME_TREES = {"/JavaScript": "actions", "/EmbeddedFiles": "files"}
OF_WHOLE = {"/OpenAction": "actions", "/AA": "actions", "/AF": "files", "/Perms": "people"}
ANYWHERE = {"/AA": "actions", "/JS": "actions", "/AF": "files", "/PieceInfo": "people"}
SAID = {"{http://purl.org/dc/elements/1.1/}title", "{http://www.aiim.org/pdfua/ns/id/}part"}  # metadata that stays
TITLE, UA_PART = "dc:title", "pdfuaid:part"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def clean(raw: bytes) -> Clean:
    """Return the clean PDF of ``raw``.  Raises DocumentError."""
    if len(raw) > MOST_BYTES:
        raise DocumentError(
            N_("Das PDF ist größer als %(most)s MB."),
            N_("Bitte kleiner ausgeben, zum Beispiel mit Bildern von 150 dpi."),
            most=MOST_BYTES // 1_000_000,
        )
    with _opened(raw) as pdf:
        if "/Collection" in pdf.Root:
            raise DocumentError(
                N_("Das PDF ist eine Mappe aus mehreren Dateien."), N_("Bitte jede für sich als PDF hochladen.")
            )
        if not len(pdf.pages):
            raise DocumentError(N_("Das PDF hat keine Seiten."), SAVE_AGAIN)
        removed = set(_removed(pdf))
        title = _told(pdf, removed)
        marks = pdf.Root.get("/MarkInfo", Dictionary())
        tagged = "/StructTreeRoot" in pdf.Root and bool(marks.get("/Marked", False))
        said = str(pdf.Root.get("/Lang", ""))
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Clean(
            content=made.getvalue(),
            pages=len(pdf.pages),
            is_tagged=tagged,
            has_title=bool(title),
            language=said.lower() if LANGUAGE.fullmatch(said) else "",
            removed=tuple(sorted(removed)),
        )


def _opened(raw: bytes) -> Pdf:
    if b"%PDF-" not in raw[:1024]:
        raise DocumentError(
            N_("Das ist kein PDF, auch wenn der Name so klingt."), N_("Bitte als PDF ausgeben und dann hochladen.")
        )
    locked = DocumentError(
        N_("Das PDF ist mit einem Kennwort geschützt oder verschlüsselt."),
        N_("Bitte ohne Schutz ausgeben; sonst können Vorleseprogramme es nicht lesen."),
    )
    try:
        pdf = pikepdf.open(io.BytesIO(raw), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise locked from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise DocumentError(N_("Das PDF ist beschädigt und lässt sich nicht lesen."), SAVE_AGAIN) from error
    if pdf.is_encrypted:
        pdf.close()
        raise locked
    return pdf


def _removed(pdf: Pdf) -> Iterator[str]:
    """Take out whatever acts, hangs on or tells of people; yield what it was."""
    trees = pdf.Root.get("/Names", Dictionary())
    yield from _without(pdf.Root, OF_WHOLE)
    yield from _without(trees, NAME_TREES)
    form = pdf.Root.get("/AcroForm", Dictionary())
    yield from _without(form, {"/XFA": "actions", "/SigFlags": "people"})
    for page in pdf.pages:
        yield from _annotations(page.obj)
    for each in _dictionaries(pdf):
        yield from _without(each, ANYWHERE)
        yield from _action(each)
        if each.get("/FT") == Name.Sig:
            yield from _without(each, {"/V": "people"})
        if isinstance(each, Stream) and str(each.get("/Filter", "")) in PHOTOGRAPHS:
            raw, how = each.read_raw_bytes(), each.get("/DecodeParms")
            if len(plain := bare(raw)) < len(raw):
                each.write(plain, filter=Name.DCTDecode, decode_parms=how if isinstance(how, Dictionary) else None)
                yield "people"


def _without(where: Object, names: dict[str, str]) -> Iterator[str]:
    for name, what in names.items():
        if name in where:
            del where[name]
            yield what


def _annotations(page: Object) -> Iterator[str]:
    """Take notes and what hangs on out of a page, and from the others who wrote them."""
    there = page.get("/Annots")
    if not isinstance(there, Array):
        return
    kept = []
    for each in there:
        kind = str(each.get("/Subtype", "")) if isinstance(each, Dictionary) else ""
        if kind in HUNG_ON or kind in NOTES or not kind:
            yield "notes" if kind in NOTES else "files"
            continue
        kept.append(each)
        if kind != "/Widget":  # of which it is the name of the field
            yield from _without(each, {"/T": "people", "/Popup": "notes"})
    if len(kept) < len(there):
        page["/Annots"] = Array(kept)


def _action(where: Object) -> Iterator[str]:
    """Take out of a dictionary what happens on a click, unless it only leads somewhere."""
    for name in ("/A", "/PA"):
        action = where.get(name)
        if not isinstance(action, Dictionary) or "/S" not in action:
            continue  # also the attributes of a tag, which are called alike
        yield from _without(action, {"/Next": "actions"})
        kind = str(action.get("/S"))
        leads = kind in LEADING or (kind == "/URI" and ADDRESS.match(bytes(action.get("/URI", b""))) is not None)
        if not leads:
            del where[name]
            yield "actions"


def _dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Yield every dictionary and stream of a file, also those inside of others."""
    for found in list(pdf.objects):
        waiting: list[Object] = [found]
        while waiting:
            each = waiting.pop()
            if isinstance(each, Dictionary | Stream):
                yield each
                inside = [value for _, value in each.items()]
            else:
                inside = list(each) if isinstance(each, Array) else []
            waiting += [one for one in inside if isinstance(one, Object) and not one.is_indirect]


def _told(pdf: Pdf, removed: set[str]) -> str:
    """Leave of what a file tells about itself nothing but its title, and return that."""
    found = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    title, part = str(found.get(TITLE) or pdf.docinfo.get("/Title", "")).strip(), str(found.get(UA_PART, ""))
    if {*found} - SAID or {*pdf.docinfo.keys()} - {"/Title"}:
        removed.add("people")
    for each in _dictionaries(pdf):
        if "/Metadata" in each:
            del each["/Metadata"]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if title or part:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            if title:
                said[TITLE] = title
            if part:
                said[UA_PART] = part
    if title:
        pdf.docinfo["/Title"] = title
    return title
