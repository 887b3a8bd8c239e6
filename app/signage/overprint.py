"""Overprint: black type and the code are printed over what is below them, so that no gap of paper shows beside them.

Only objects in black alone (K 100) do, and of drawings only the code; everything else knocks out, white most of all: it
would vanish.  The typesetter puts each object between a ``q`` and a ``Q`` of its own, so what is set there ends there.
"""

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Dictionary, Name, Operator, Page, Pdf

STATE = Name("/Overprint")
BLACK = (0.0, 0.0, 0.0, 1.0)
CODE_PARTS = 100  # closed parts of one path without a curve: nothing else that is drawn on a sign has as many
COLOURS = {"k", "K", "g", "G", "rg", "RG", "cs", "CS", "sc", "SC", "scn", "SCN"}
TEXT = {"Tj", "TJ", "'", '"'}
PATHS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"}
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage
Instructions = Sequence[Instruction]


def overprint(pdf: Pdf, page: Page) -> None:
    """Let black type and the code of a page overprint, in place."""
    add_state(pdf, page)
    written = [each for block in _blocks(pikepdf.parse_content_stream(page)) for each in _overprinted(block)]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))


def add_state(pdf: Pdf, page: Page) -> None:
    """Give a page the state in which inks that an object does not have are left as they are."""
    states = page.obj.Resources.get("/ExtGState")
    if states is None:
        states = page.obj.Resources.ExtGState = Dictionary()
    states[STATE] = pdf.make_indirect(Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1))


def _blocks(instructions: Instructions) -> Iterator[list[Instruction]]:
    """Yield the instructions in runs; a run that begins with ``q`` and ends with ``Q`` has none of them between."""
    run: list[Instruction] = []
    for each in instructions:
        name = str(each.operator)
        if name == "q":
            yield run
            run = []
        run.append(each)
        if name == "Q":
            yield run
            run = []
    yield run


def _overprinted(block: list[Instruction]) -> Iterator[Instruction]:
    is_black = _is_black_type_or_code(block)
    for each in block:
        yield each
        if is_black and str(each.operator) == "k":
            yield pikepdf.ContentStreamInstruction([STATE], Operator("gs"))


def _is_black_type_or_code(block: Instructions) -> bool:
    names = [str(each.operator) for each in block]
    if not names or (names[0], names[-1]) != ("q", "Q"):
        return False
    colours = [each for each, name in zip(block, names, strict=True) if name in COLOURS]
    if len(colours) != 1 or str(colours[0].operator) != "k":
        return False
    painted = {name for name in names if name in TEXT | PATHS}
    is_type = bool(painted) and painted <= TEXT
    is_code = painted == {"f"} and names.count("f") == 1 and names.count("h") >= CODE_PARTS and "c" not in names
    return (is_type or is_code) and tuple(float(part) for part in colours[0].operands) == BLACK
