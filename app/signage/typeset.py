"""Setting type: an order's signs of one kind become pages.  What does not fit is found here.

Three outputs leave the workshop: ``PRINT`` (CMYK with bleed, finished by ``pdf.py``), ``DIGITAL`` (RGB, PDF/UA-1 and
PDF/A-2a, for screens and screen readers) and ``TRIAL`` (the same, several on A4, laid out by ``office.py``).  Nothing
depends on the machine: no system fonts, no clock, no network.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from app.exchange.records import SignKind
from app.i18n import N_
from app.signage.faults import Fault, Refused
from app.signage.order import Item, Order
from app.signage.profile import Profile
from app.signage.request import Output, request
from app.signage.sheet import SHEETS

TEMPLATES = Path(__file__).parent / "templates"
REMEMBERED_PAGES = 4  # a preview is drawn again and again and should be quick
REMEMBERED_RUNS = 11
WORDS_FIELD = "words"  # of the words that every sign says: too long means too many languages
TOO_LONG = N_("„%(text)s“ (%(lang)s) passt auch in der kleinsten Schrift nicht. Bitte diesen Text kürzen.")
NO_LETTER = N_("Die Schrift der Schilder hat kein „%(letter)s“. Bitte anders schreiben.")
UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
TOO_MANY = N_("So viele Sprachen passen nicht auf diese Größe. Bitte weniger Sprachen wählen.")
FOR_SCREENS: list[Any] = ["a-2a", "ua-1"]
STANDARDS: dict[Output, list[Any]] = {
    Output.PRINT: ["1.6", "ua-1"],
    Output.DIGITAL: FOR_SCREENS,
    Output.TRIAL: FOR_SCREENS,
}


class Press:
    """The typesetter with the signs' fonts.  ``fonts`` is the folder they lie in; nothing else is used."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
        self._compilers: dict[str, typst.Compiler] = {}
        self._nothing = typst.Compiler(font_paths=self._fonts)

    def pdf(self, order: Order, items: Sequence[Item], output: Output, profile: Profile) -> bytes:
        """Return one page per item; all items are of one kind.  Raises Refused with every text that does not fit."""
        given = request(order, items, output, profile)
        made = self._set(f"{items[0].kind}/sign.typ", given, format="pdf", pdf_standards=STANDARDS[output])
        if len(items) > REMEMBERED_PAGES:
            self._forget()
        return made

    def picture(self, kind: SignKind, given: Mapping[str, Any], *, width_px: int) -> bytes:
        """Return a sign as PNG, for previews; ``given`` is a ``request``.  Raises Refused as ``pdf`` does."""
        ppi = width_px / SHEETS[kind].width_mm * 25.4
        return self._set(f"{kind}/sign.typ", given, format="png", ppi=ppi)

    def document(self, template: str, given: Mapping[str, object]) -> bytes:
        """Return a document for a screen or an office printer; ``template`` is a file of the templates' folder."""
        return self._set(template, given, format="pdf", pdf_standards=FOR_SCREENS)

    def _forget(self) -> None:
        """Let the typesetter drop the layout of long files, about 3 MB a page; it would keep it for ten more runs."""
        for _ in range(REMEMBERED_RUNS):
            self._nothing.compile(input=b" ", format="svg")

    def _set(self, template: str, given: Mapping[str, Any], **options: Any) -> bytes:
        compiler = self._compilers.get(template)
        if compiler is None:
            compiler = typst.Compiler(input=TEMPLATES / template, root=TEMPLATES, font_paths=self._fonts)
            self._compilers[template] = compiler
        try:
            made = compiler.compile(sys_inputs={"order": json.dumps(given)}, timestamp=0, **options)
        except typst.TypstError as error:
            raise Refused(_unknown_letters(error, given["signs"])) from error
        refused = json.loads(compiler.query("<refused>", field="value"))
        if refused:
            once = [entry for place, entry in enumerate(refused) if entry not in refused[:place]]
            raise Refused(_too_long(**entry) for entry in once)
        assert isinstance(made, bytes), "a sign is one page"
        return made


def _unknown_letters(error: typst.TypstError, signs: Sequence[Mapping[str, object]]) -> list[Fault]:
    """Return the faults of letters that the typeface lacks; any other error of a template is ours and goes on."""
    letters = UNKNOWN.findall(error.diagnostic)
    if not letters:
        raise error
    return [
        Fault(str(sign["code"]), "", NO_LETTER, {"letter": letter})
        for sign in signs
        for letter in dict.fromkeys(letters)
        if letter in json.dumps(sign, ensure_ascii=False)
    ]


def _too_long(*, code: str, field: str, text: str, lang: str) -> Fault:
    """Return the fault of a text that a template could not set."""
    sentence = TOO_MANY if field == WORDS_FIELD else TOO_LONG
    return Fault(code, field, sentence, {"text": text, "lang": lang})
