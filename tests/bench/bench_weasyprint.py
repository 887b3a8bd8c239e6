"""The same A3 sign set by WeasyPrint, side by side: the usual way from HTML to print.

Both set ten stations' signs with bleed, inks and embedded letters into one file; nothing is proof-read here.
WeasyPrint needs Pango from the system; where that is missing the row says so and there is no comparison.
"""

import html
import time
from collections.abc import Callable

from app import qr
from app.exchange.records import SignKind
from app.signage import profile
from app.signage.address import scan_address
from app.signage.order import Item, Order
from app.signage.pdf import finish
from app.signage.request import Output
from app.signage.sheet import SHEETS
from app.signage.sign_content import face
from app.signage.typeset import Press
from tests.bench.rows import Row
from tests.signage.orders import FONTS, every_station, order

try:
    import weasyprint
except (ImportError, OSError) as error:  # the library, or Pango below it
    weasyprint, WHY = None, str(error).splitlines()[0]

RUNS = 5
STANDARD = profile.load(profile.shipped("standard"))
STYLE = f"""
@font-face {{ font-family: sign; src: url({next(FONTS.rglob("*Bold*.ttf"), next(FONTS.rglob("*.ttf"))).as_uri()}) }}
@page {{ size: 297mm 420mm; bleed: 3mm; margin: 15mm }}
body {{ font-family: sign; margin: 0; color: device-cmyk(0 0 0 1) }}
section {{ break-after: page }}
header {{ margin: -18mm -18mm 10mm; padding: 28mm 18mm 8mm; background: device-cmyk(.45 .14 .03 0) }}
h1 {{ font-size: 38mm; line-height: 1; margin: 0 }}
li, p {{ font-size: 6mm }}
svg {{ width: 160mm; height: 160mm; fill: device-cmyk(0 0 0 1) }}
"""


def measure() -> list[Row]:
    wanted = order(*every_station(SignKind.A3))
    press = Press(FONTS)
    ours_s = _best(lambda: _set(press, wanted))
    what = f"one A3 sign set, from {len(wanted.items)} in a file"
    if weasyprint is None:
        return [Row(what=what, ours=_each(ours_s, wanted), other=f"WeasyPrint left out: {WHY}")]
    theirs_s = _best(lambda: weasyprint.HTML(string=_page(wanted)).write_pdf())
    return [
        Row(
            what=what,
            ours=_each(ours_s, wanted),
            other=f"WeasyPrint {weasyprint.__version__}: {_each(theirs_s, wanted)}",
            ratio=ours_s / theirs_s,
        )
    ]


def _set(press: Press, wanted: Order) -> bytes:
    return finish(press.pdf(wanted, wanted.items, Output.PRINT, STANDARD), STANDARD, SHEETS[wanted.items[0].kind])


def _page(wanted: Order) -> str:
    """Return the order as HTML with what the sign says; the line diagram is a list here."""
    return f"<style>{STYLE}</style>" + "".join(_sign(wanted, item) for item in wanted.items)


def _sign(wanted: Order, item: Item) -> str:
    given = face(wanted, item)
    said = [*(row["name"] for row in given["rows"]), *(seen["de"]["text"] for seen in given["seen"])]
    said += [words[name] for words in given["words"].values() for name in ("scan", "how", "free", "never")]
    items = "".join(f"<li>{html.escape(text)}</li>" for text in said)
    modules = qr.matrix(scan_address(wanted.public_url, item.code))
    side = qr.side(modules)
    code = f'<svg viewBox="0 0 {side} {side}"><path d="{qr.path(modules)}"/></svg>'
    foot = f"<p>{html.escape(given['partners']['text'])} · Schild {item.code}</p>"
    return (
        f"<section><header><h1>{html.escape(given['name']['text'])}</h1></header>{code}<ul>{items}</ul>{foot}</section>"
    )


def _best(do: Callable[[], object]) -> float:
    """Return the seconds of the quickest of some runs; the first warms up and does not count."""
    do()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        do()
        times.append(time.perf_counter() - start)
    return min(times)


def _each(seconds: float, wanted: Order) -> str:
    return f"{seconds / len(wanted.items) * 1000:.0f} ms"
