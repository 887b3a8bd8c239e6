"""Page picture: a page of an order's file as one will see it, drawn apart when somebody looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from app import sandbox
from app.actions.prints import draw_sign, print_files
from app.errors import Missing
from app.models import OrderOutput, OrderState, PrintOrder
from app.signage.sheet import PER_TRIAL_SHEET
from app.storage import Store

WIDTH_PX = 480
SEEN = (OrderState.CHECKED, OrderState.RELEASED, OrderState.CANCELLED)


@dataclass(frozen=True)
class Page:
    """One page of a file: its number from 1, and the codes of the signs on it."""

    file: str
    number: int
    codes: tuple[str, ...]


def pages(order: PrintOrder) -> list[Page]:
    """Return the pages of an order that may be looked at, in the order of its files."""
    return list(_pages(order)) if order.state in SEEN else []


def _pages(order: PrintOrder) -> Iterator[Page]:
    by_kind: dict[str, list[str]] = {}
    for item in order.content["items"]:
        by_kind.setdefault(item["sign"].get("kind", "a3"), []).append(item["sign"]["code"])
    each = PER_TRIAL_SHEET if order.output is OrderOutput.TRIAL else 1
    codes: list[str] = []
    for file in print_files.files(order):
        if not file.is_mirrored:
            codes = by_kind.get(file.kind, [])[: file.signs] if file.kind else []
            by_kind[file.kind] = by_kind.get(file.kind, [])[file.signs :]
        for number, start in enumerate(range(0, len(codes), each), start=1):
            yield Page(file.name, number, tuple(codes[start : start + each]))


def draw(media: Store, order: PrintOrder, name: str, number: int) -> bytes:
    """Return a page as PNG.  Raises Missing unless the order has such a page and its file is there."""
    if not any((page.file, page.number) == (name, number) for page in pages(order)):
        raise Missing("Eine solche Seite hat dieser Auftrag nicht.")
    raw = print_files.read(media, order, name)
    with draw_sign.ONE_AT_A_TIME, TemporaryDirectory(prefix="linie302-") as folder:
        source, goal = Path(folder) / "file.pdf", Path(folder) / "page.png"
        source.write_bytes(raw)
        arguments = [str(source), str(goal), str(number), str(WIDTH_PX)]
        try:
            sandbox.run("app.signage.page_sandboxed", arguments, limits=draw_sign.LIMITS, told=lambda _line: None)
        except sandbox.DiedError as died:
            raise Missing("Die Seite ließ sich gerade nicht zeichnen. Bitte die Seite neu laden.") from died
        return goal.read_bytes()
