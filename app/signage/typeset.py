"""Setting type: an order's signs of one kind become pages.  What does not fit is found here.

Three outputs leave the workshop: ``PRINT`` (CMYK with bleed, finished by ``pdf.py``), ``DIGITAL`` (RGB, PDF/UA-1 and
PDF/A-2a, for screens and screen readers) and ``TRIAL`` (the same, several on A4, laid out by ``office.py``).  Nothing
depends on the machine: no system fonts, no clock, no network.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from app.exchange.records import SignKind
from app.i18n import N_
from app.signage.faults import Fault, Refused
from app.signage.order import Item, Order
from app.signage.picture import Read, laid
from app.signage.profile import Profile
from app.signage.request import Output, request
from app.signage.sheet import SHEETS

TEMPLATES = Path(__file__).parent / "templates"
ROOT = Path(TEMPLATES.anchor)  # pictures lie where temporary files do; no text of a sign is ever a path
REMEMBERED_PAGES = 4  # a preview is drawn again and again and should be quick
REMEMBERED_RUNS = 11
WORDS_FIELD = "words"  # of the words that every sign says: too long means too many languages
TOO_LONG = N_("„%(text)s“ (%(lang)s) passt auch in der kleinsten Schrift nicht. Bitte diesen Text kürzen.")
NO_LETTER = N_("Die Schrift der Schilder hat kein „%(letter)s“. Bitte anders schreiben.")
NOT_SET = N_("Das lässt sich nicht setzen. Bitte die Texte dieses Schilds ansehen und ungewöhnliche Zeichen weglassen.")
UNKNOWN = re.compile(r'(?:the text|codepoint) `"(.+?)"`')  # that could not be displayed, or is disallowed
BESIDE_ONE = re.compile(r"[\u200c\u200d\ufe00-\ufe0f]")  # joins or varies another, which is the one that lacks
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")  # of a letter that the typesetter does not show
TOO_MANY = N_("So viele Sprachen passen nicht auf diese Größe. Bitte weniger Sprachen wählen.")
NO_ROOM = N_("Die Logos „%(text)s“ passen nicht auf diese Größe. Bitte weniger oder schmalere Logos wählen.")
NO_LOGO = N_("Die Zeichnung des Logos „%(text)s“ ist nicht da. Bitte das Logo in der Gestaltung neu hochladen.")
OF_FIELD = {
    WORDS_FIELD: TOO_MANY,
    "design.logos": NO_ROOM,
    "design.funders": NO_ROOM,
    "design.logos.file": NO_LOGO,
    "design.funders.file": NO_LOGO,
}
FOR_SCREENS: list[Any] = ["a-2a", "ua-1"]
STANDARDS: dict[Output, list[Any]] = {
    Output.PRINT: ["1.6", "ua-1"],
    Output.DIGITAL: FOR_SCREENS,
    Output.TRIAL: FOR_SCREENS,
}


class Press:
    """The typesetter with the signs' fonts.  ``fonts`` is the folder they lie in; nothing else is used.

    ``read`` gives the pictures of signs by their keys.
    """

    def __init__(self, fonts: Path, read: Read = lambda _key: None) -> None:
        self._read = read
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        self._compilers: dict[str, typst.Compiler] = {}
        self._nothing = typst.Compiler(font_paths=self._fonts)

    def pdf(self, order: Order, items: Sequence[Item], output: Output, profile: Profile) -> bytes:
        """Return one page per item; all items are of one kind.  Raises Refused with every text that does not fit."""
        try:
            with TemporaryDirectory(prefix="linie302-") as folder:
                given = laid(request(order, items, output, profile), self._read, Path(folder))
                made = self._set(f"{items[0].kind}/sign.typ", given, format="pdf", pdf_standards=STANDARDS[output])
        except Refused as refused:
            if len(items) == 1 or any(fault.sentence != NOT_SET for fault in refused.faults):
                raise
            raise Refused(self._each(order, items, output, profile) or refused.faults) from refused
        if len(items) > REMEMBERED_PAGES:
            self._forget()
        return made

    def _each(self, order: Order, items: Sequence[Item], output: Output, profile: Profile) -> list[Fault]:
        """Return the faults of those items that cannot be set alone either."""
        found: list[Fault] = []
        for item in items:
            try:
                self.pdf(order, [item], output, profile)
            except Refused as refused:
                found += refused.faults
        return found

    def picture(self, kind: SignKind, given: Mapping[str, Any], *, width_px: int) -> bytes:
        """Return a sign as PNG, for previews; ``given`` is a ``request``.  Raises Refused as ``pdf`` does."""
        ppi = width_px / SHEETS[kind].width_mm * 25.4
        return self._set(f"{kind}/sign.typ", given, format="png", ppi=ppi)

    def document(self, template: str, given: Mapping[str, object]) -> bytes:
        """Return a document for a screen or an office printer; ``template`` is a file of the templates' folder."""
        return self._set(template, given, format="pdf", pdf_standards=FOR_SCREENS)

    def drawing(self, template: str, given: Mapping[str, object], form: str, **options: float) -> bytes:
        """Return one page of a template in a form that the typesetter writes: svg, pdf or png."""
        return self._set(template, given, format=form, **options)

    def _forget(self) -> None:
        """Let the typesetter drop the layout of long files, about 3 MB a page; it would keep it for ten more runs."""
        for _ in range(REMEMBERED_RUNS):
            self._nothing.compile(input=b" ", format="svg")

    def _set(self, template: str, given: Mapping[str, Any], **options: Any) -> bytes:
        compiler = self._compilers.get(template)
        if compiler is None:
            compiler = typst.Compiler(input=TEMPLATES / template, root=ROOT, font_paths=self._fonts)
            self._compilers[template] = compiler
        try:
            made = compiler.compile(sys_inputs={"order": json.dumps(given)}, timestamp=0, **options)
        except typst.TypstError as error:
            raise Refused(_faults(error, given)) from error
        refused = json.loads(compiler.query("<refused>", field="value"))
        if refused:
            once = [entry for place, entry in enumerate(refused) if entry not in refused[:place]]
            raise Refused(_too_long(**entry) for entry in once)
        assert isinstance(made, bytes), "a sign is one page"
        return made


def _faults(error: typst.TypstError, given: Mapping[str, Any]) -> list[Fault]:
    """Return why nothing was set: letters that the typeface lacks, each with its signs; at least one fault.

    Where the typesetter names no letter, or one that no sign has, every sign that was to be set may be at fault.
    """
    unknown = dict.fromkeys(ESCAPED.sub(_letter, each) for each in UNKNOWN.findall(error.diagnostic))
    letters = [letter for letter in unknown if not BESIDE_ONE.fullmatch(letter)] or list(unknown)
    texts = {str(sign["code"]): json.dumps(sign, ensure_ascii=False) for sign in given.get("signs", ())}
    named = [
        Fault(code, "", NO_LETTER, {"letter": _shown(letter)})
        for code, text in texts.items()
        for letter in letters
        if letter in text
    ]
    if not named and letters:
        return [Fault("", "", NO_LETTER, {"letter": _shown(letter)}) for letter in letters]
    return named or [Fault(code, "", NOT_SET) for code in texts or [""]]


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _shown(letter: str) -> str:
    """Return a letter as it can be told: one that nobody sees by its number."""
    return letter if letter.isprintable() else f"U+{ord(letter[0]):04X}"


def _too_long(*, code: str, field: str, text: str, lang: str) -> Fault:
    """Return the fault of a text that a template could not set."""
    return Fault(code, field, OF_FIELD.get(field, TOO_LONG), {"text": text, "lang": lang})
