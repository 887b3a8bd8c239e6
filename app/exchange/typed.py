"""What people type, before anybody knows what it is for: whole numbers, and text as it is seen.

Text that is pasted brings along what nobody sees: byte order marks, zero-width spaces, soft hyphens, marks that turn
the direction of writing, and umlauts in two pieces from a Mac.  ``cleaned`` takes that out, wherever text comes in:
forms, tables, folders and names of files.  Joiners stay where they join, inside words and emoji; variation selectors
stay behind what they vary.  Control characters are not taken out in silence: see ``CONTROL``.
"""

import re
import unicodedata

LARGEST = 2**31 - 1  # what both databases hold as a number
DIGITS = re.compile(r"[0-9]{1,10}")
CONTROL = re.compile(  # tabs, breaks and page feeds come along with text, and become blanks and breaks
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
BREAK = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")  # of a line, of a page, of a paragraph
# Unicode's Default_Ignorable_Code_Point and what only steers writing, but for joiners and variation selectors.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e007f]+"  # tags, but for those of a flag
)
JOINER, SELECTOR = "\u200c\u200d", "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
PLAINER = {  # ligatures, as a PDF hands them out, and hyphens of Word: few typefaces have them, no search finds them
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x2010: "-", 0x2011: "-",
}  # fmt: skip
BESIDE_WORDS = r"\s!-/:-@\[-`{-~„“”‚‘’«»‹›…–—"
IDLE = re.compile(  # joiners that join nothing, selectors that vary nothing
    rf"(?<![^{BESIDE_WORDS}])[{JOINER}]+|[{JOINER}]+(?=[{BESIDE_WORDS}{JOINER}]|\Z)|(?<!\S)[{SELECTOR}{JOINER}]+"
)
SITE = re.compile(r"https?://(?:www\.)?([^/?#:]+)")
BARE_ADDRESS = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?")
UNUSUAL = re.compile(r"[^\t\n\r -~\xa0-\xac\xae-\u02ff\u2012-\u2027\u2030-\u205e]")  # what may need a closer look


def cleaned(text: str) -> str:
    """Return ``text`` without what nobody sees; letters one by one (NFC, no ligatures), odd breaks as line feeds."""
    if not UNUSUAL.search(text):
        return text
    text = IDLE.sub("", INVISIBLE.sub("", BREAK.sub("\n", text)))
    return unicodedata.normalize("NFC", text).translate(PLAINER)


def web_address(text: str) -> str:
    """Return what was typed as an address of the web: *gelsenkirchen.de/rat* is one without its ``https://``."""
    return f"https://{text}" if BARE_ADDRESS.fullmatch(text) else text


def site_of(address: str) -> str:
    """Return the name of the site that an address of the web is on, empty if it is none."""
    found = SITE.match(address)
    return found[1] if found else ""


def whole_number(text: str) -> int:
    """Return a whole number from 0 to ``LARGEST``.  Raises ValueError for everything else, as ``int`` does."""
    if not DIGITS.fullmatch(text) or int(text) > LARGEST:
        raise ValueError(text)
    return int(text)


def is_whole_number(text: str) -> bool:
    """Tell whether ``whole_number`` takes ``text``."""
    return bool(DIGITS.fullmatch(text)) and int(text) <= LARGEST
