"""Names in files as people see them: of parts, materials and textures."""

import re
import unicodedata

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # control, steering, nothing, private, halves, ends of lines
IGNORED = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0e\uffa0]")
JOINERS = "\u200c\u200d"


def seen_name(name: str) -> str:
    """Return a name without what nobody sees, its letters one by one (NFC); joiners stay inside."""
    kept = "".join(
        each for each in IGNORED.sub("", name) if each in JOINERS or unicodedata.category(each) not in UNSEEN
    )
    return unicodedata.normalize("NFC", kept).strip(" \t\u00a0" + JOINERS)
