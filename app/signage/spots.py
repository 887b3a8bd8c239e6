"""Spot colours: lines to cut and fold along, and the white ink under the colours of clear film.

They are no part of what is read.  Lines overprint.  White lies over the page in the file, so that nothing knocks it
out, and is multiplied: that leaves all other inks as they are, and whoever knows no white ink shows the page as it is.
Overprinting it as well would count those inks twice.  Printing it below or above is up to the print shop.
"""

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from app.signage.overprint import STATE

CREASE = "Crease"
WHITE = "White"
WIDTH_PT = 0.25
MULTIPLIED = Name("/Multiplied")

Box = tuple[float, float, float, float]  # left, bottom, right, top
Inks = tuple[int, int, int, int]


class Spots:
    """Draws in spot colours over the pages of a file."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._made: dict[str, Object] = {}

    def stroke(self, page: Page, spot: str, inks: Inks, path: str) -> None:
        """Stroke a path over a page; ``inks`` (0 to 1) are how the spot colour looks where nobody knows it."""
        self._add(page, spot, inks, f"{STATE} gs {WIDTH_PT} w /{spot} CS 1 SCN {path} S")

    def underlay(self, page: Page, box: Box) -> None:
        """Put white ink on a box of a page; a page whose blending is in inks is said to be."""
        state = Dictionary(Type=Name.ExtGState, OP=False, op=False, BM=Name.Multiply)
        page.obj.Resources.ExtGState[MULTIPLIED] = self._pdf.make_indirect(state)
        page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
        left, bottom, right, top = box
        area = f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re"
        self._add(page, WHITE, (0, 0, 0, 0), f"{MULTIPLIED} gs /{WHITE} cs 1 scn {area} f")

    def _add(self, page: Page, spot: str, inks: Inks, drawing: str) -> None:
        resources = page.obj.Resources
        if "/ColorSpace" not in resources:
            resources.ColorSpace = Dictionary()
        resources.ColorSpace[f"/{spot}"] = self._space(spot, inks)
        page.contents_add(Stream(self._pdf, b"q"), prepend=True)
        page.contents_add(Stream(self._pdf, f"Q /Artifact BMC q {drawing} Q EMC".encode()))

    def _space(self, name: str, inks: Inks) -> Object:
        if name not in self._made:
            tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=list(inks), N=1)
            space = Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, tint])
            self._made[name] = self._pdf.make_indirect(space)
        return self._made[name]
