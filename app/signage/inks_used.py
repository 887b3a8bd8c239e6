"""The inks that a page is painted with, found by following its content: how much of them, and what is overprinted.

Spot colours of lines (cut, score, registration) and white ink count as no ink: the first are not printed, the second
lies below.
"""

import io
from dataclasses import dataclass, field, replace

import numpy as np
import pikepdf
from pikepdf import Name, Object, Page
from PIL import Image

from app.signage.overprint import BLACK, TEXT

Cmyk = tuple[float, ...]
SPOT: Cmyk = ()
FILLS, STROKES = {"f", "F", "f*"}, {"S", "s"}
BOTH = {"B", "B*", "b", "b*"}
OTHERS = {"g", "G", "rg", "RG", "sc", "SC", "sh", "BI", "INLINE IMAGE"}


@dataclass
class Used:
    """``most`` ink of a place, from 0 to 4; whether anything has colours that are no inks, or overprints wrongly."""

    most: float = 0.0
    has_others: bool = False
    has_wrong_overprint: bool = False


@dataclass(frozen=True)
class _State:
    fill: Cmyk = BLACK
    stroke: Cmyk = BLACK
    fills_over: bool = False
    strokes_over: bool = False


@dataclass
class _Follower:
    page: Page
    used: Used = field(default_factory=Used)
    now: _State = _State()
    kept: list[_State] = field(default_factory=list)

    def follow(self, instruction: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage) -> None:
        name, given = str(instruction.operator), list(instruction.operands)
        if name == "q":
            self.kept.append(self.now)
        elif name == "Q":
            self.now = self.kept.pop()
        elif name == "gs":
            self._overprint(self.page.obj.Resources.ExtGState[str(given[0])])
        elif name in ("k", "K"):
            self._colour(tuple(float(part) for part in given), is_fill=name == "k")
        elif name in ("cs", "CS"):
            self.used.has_others |= self.page.obj.Resources.ColorSpace[str(given[0])][0] != Name.Separation
            self._colour(SPOT, is_fill=name == "cs")
        elif name == "Do":
            self._picture(self.page.obj.Resources.XObject[str(given[0])])
        elif name in OTHERS:
            self.used.has_others = True
        else:
            self._paint(name)

    def _colour(self, inks: Cmyk, *, is_fill: bool) -> None:
        self.now = replace(self.now, fill=inks) if is_fill else replace(self.now, stroke=inks)

    def _overprint(self, given: Object) -> None:
        over = bool(given.get("/OP", False))
        self.now = replace(self.now, fills_over=bool(given.get("/op", over)), strokes_over=over)

    def _paint(self, name: str) -> None:
        if name in TEXT | FILLS | BOTH:
            self._painted(self.now.fill, is_over=self.now.fills_over)
        if name in STROKES | BOTH:
            self._painted(self.now.stroke, is_over=self.now.strokes_over)

    def _painted(self, inks: Cmyk, *, is_over: bool) -> None:
        self.used.most = max(self.used.most, sum(inks))
        self.used.has_wrong_overprint |= is_over and inks not in (BLACK, SPOT)

    def _picture(self, given: Object) -> None:
        if given.get("/Subtype") != Name.Image or given.get("/ColorSpace") != Name.DeviceCMYK:
            self.used.has_others = True
            return
        with Image.open(io.BytesIO(given.read_raw_bytes())) as picture:
            small = picture.resize((64, 64), Image.Resampling.BOX)
        self.used.most = max(self.used.most, float((np.asarray(small) / 255).sum(axis=2).max()))
        self.used.has_wrong_overprint |= self.now.fills_over


def inks_used(page: Page) -> Used:
    """Return what a page is painted with."""
    follower = _Follower(page)
    for instruction in pikepdf.parse_content_stream(page):
        follower.follow(instruction)
    return follower.used
