"""Figures, table and plot of the on-site bench."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.bench.rows import Row

HERE = Path(__file__).parent
LEAST_PX = 120  # the goals hold where the code is at least this wide
KNOWN_FROM_DEG = 10
WRONG_DEG = 3
LIGHTS = ("good", "dim", "harsh")
MARK = "<!-- figures -->"

Result = dict[str, Any]


def figures(results: list[Result]) -> list[Row]:
    """Return the figures that have a goal."""
    wide = [each for each in results if each["widthPx"] >= LEAST_PX]
    locks = _locks(wide)
    every = _locks(results)
    known = [_error(lock) for lock in _locks([each for each in wide if knows_view(each)])]
    other = [_error(lock) for lock in _locks([each for each in wide if not knows_view(each)])]
    wrong = [lock for lock in every if _is_wrong(lock)]
    covered = sum(_error(lock) <= lock["claimedDeg"] for lock in every) / len(every)
    errors = [_error(lock) for lock in locks]
    after = [lock["after_s"] for lock in locks]
    points = [lock["pointDeg"] for lock in locks]
    busy = [each["busy_s"] for each in results if each["refined"] > 5]
    of = f"on site, {len(wide)} scenes with the code ≥ {LEAST_PX} px: "
    return [
        _at_most(f"{of}heading error, median", quantile(errors, 0.5), 0.3, "°"),
        _at_most(f"{of}p95, view known ({len(known)})", quantile(known, 0.95), 1.0, "°"),
        _at_most(f"{of}p95, elsewhere ({len(other)})", quantile(other, 0.95), 3.0, "°"),
        _at_most(f"{of}first lock, median", quantile(after, 0.5), 1.0, " s"),
        _at_most(f"{of}planning's point after a turn of 90°, p95", quantile(points, 0.95), 1.5, "°"),
        Row(what=f"{of}locked within a second", ours=f"{len(locks) / len(wide):.0%}"),
        Row(
            what=f"on site, all {len(results)} scenes: own error covers the true one",
            ours=f"{covered:.1%} of {len(every)} locks",
            goal="≥ 90 %",
            met=covered >= 0.9,
        ),
        Row(what="on site: wrong locks", ours=str(len(wrong)), goal="0", met=not wrong),
        _at_most("on site: one picture through decoder and fit, median", quantile(busy, 0.5) * 1000, 100, " ms"),
    ]


def troubles(results: list[Result]) -> list[Row]:
    """Return the figures of scenes with a trouble."""
    locks = _locks(results)
    wrong = [lock for lock in locks if _is_wrong(lock)]
    covered = sum(_error(lock) <= lock["claimedDeg"] for lock in locks) / len(locks)
    of = f"on site, {len(results)} scenes with a trouble: "
    return [
        Row(what=f"{of}wrong locks", ours=f"{len(wrong)} of {len(locks)}", goal="0", met=not wrong),
        Row(what=f"{of}own error covers the true one", ours=f"{covered:.1%}", goal="≥ 95 %", met=covered >= 0.95),
    ]


def _is_wrong(lock: Result) -> bool:
    return _error(lock) > WRONG_DEG and _error(lock) > lock["claimedDeg"]


def knows_view(result: Result) -> bool:
    """Tell whether the angle of view can be known: seen obliquely, or from two places."""
    return abs(result["angleDeg"]) >= KNOWN_FROM_DEG or result["move"] == "step"


def quantile(values: Iterable[float], share: float) -> float:
    """Return the value below which a share of all lies; nan of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def write_report(results: list[Result], troubled: list[Result]) -> None:
    """Write the plot, and the tables into the README below its mark."""
    (HERE / "errors.svg").write_text(_plot(results))
    path = HERE / "README.md"
    head = path.read_text().split(MARK)[0]
    played = f"The first {len(results)} scenes of the grid; `ONSITE_SCENES` says how many to play."
    goals = ["| what | measured | goal | met |", "|---|---|---|---|"]
    for row in (*figures(results), *troubles(troubled)):
        met = {None: "", True: "yes", False: "**no**"}[row.met]
        goals.append(f"| {row.what} | {row.ours} | {row.goal} | {met} |")
    path.write_text(f"{head}{MARK}\n\n{played}\n\n" + "\n".join([*goals, "", _cells(results), _by_trouble(troubled)]))


def _cells(results: list[Result]) -> str:
    """Return a table of cells: light, how the phone moved, how wide the code was seen."""
    lines = [
        "| light | move | code, px | scenes | locked | median | p95 | worst | claimed | angle of view off, p95 |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for light in LIGHTS:
        for move in ("still", "pan", "step"):
            for low, high in ((0, LEAST_PX), (LEAST_PX, 10_000)):
                cell = [
                    each
                    for each in results
                    if each["light"] == light and each["move"] == move and low <= each["widthPx"] < high
                ]
                lines.append(_cell(light, move, f"< {high}" if low == 0 else f"≥ {low}", cell))
    return "\n".join(line for line in lines if line) + "\n"


def _by_trouble(results: list[Result]) -> str:
    """Return a table of troubles."""
    lines = [
        "| trouble | scenes | locked | median | worst | claimed | wrong | refused at first |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for trouble in dict.fromkeys(each["trouble"] for each in results):
        cell = [each for each in results if each["trouble"] == trouble]
        locks = _locks(cell)
        errors, claimed = [_error(lock) for lock in locks], [lock["claimedDeg"] for lock in locks]
        shown = (
            f"{quantile(errors, 0.5):.2f}° | {max(errors):.2f}° | {quantile(claimed, 0.5):.2f}°"
            if locks
            else "– | – | –"
        )
        wrong, refused = sum(map(_is_wrong, locks)), sum(bool(each.get("contrary")) for each in cell)
        lines.append(f"| {trouble} | {len(cell)} | {len(locks)} | {shown} | {wrong} | {refused} |")
    return "\n".join(lines) + "\n"


def _cell(light: str, move: str, width: str, cell: list[Result]) -> str:
    locks = _locks(cell)
    if not cell:
        return ""
    errors = [_error(lock) for lock in locks]
    shown = "| – | – | – | – | – |"
    if locks:
        off = quantile([abs(lock["focal"]) for lock in locks], 0.95)
        claimed = quantile([lock["claimedDeg"] for lock in locks], 0.5)
        shown = (
            f"| {quantile(errors, 0.5):.2f}° | {quantile(errors, 0.95):.2f}° | {max(errors):.2f}° "
            f"| {claimed:.2f}° | {off:.1%} |"
        )
    return f"| {light} | {move} | {width} | {len(cell)} | {len(locks)} {shown}"


def _locks(results: list[Result]) -> list[Result]:
    return [each["lock"] for each in results if "lock" in each]


def _error(lock: Result) -> float:
    return abs(float(lock["headingDeg"]))


def _at_most(what: str, value: float, goal: float, unit: str) -> Row:
    return Row(what=what, ours=f"{value:.2f}{unit}", goal=f"≤ {goal:g}{unit}", met=value <= goal)


def _plot(results: list[Result]) -> str:
    """Return an SVG: the true error of every lock over the error that the page claimed."""
    side, edge, most = 420, 44, 1.5
    place: Callable[[float], float] = lambda value: edge + (side - 2 * edge) * min(1.0, value / most)  # noqa: E731
    dots = "".join(
        f'<circle cx="{place(lock["claimedDeg"]):.1f}" cy="{side - place(_error(lock)):.1f}" r="2.2"/>'
        for lock in _locks(results)
    )
    ticks = "".join(
        f'<text x="{place(value):.0f}" y="{side - edge + 18}" text-anchor="middle">{value:g}°</text>'
        f'<text x="{edge - 8}" y="{side - place(value) + 4:.0f}" text-anchor="end">{value:g}°</text>'
        for value in (0, 0.5, 1, 1.5)
    )
    low, high = edge, side - edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" font-family="sans-serif" font-size="13">'
        f'<rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path d="M{low} {low}V{high}H{high}" fill="none" stroke="#000"/>'
        f'<path d="M{low} {high}L{high} {low}" stroke="#888" stroke-dasharray="4 4"/>'
        f'<g fill="#1a5f8a" fill-opacity=".55">{dots}</g>{ticks}'
        f'<text x="{side / 2}" y="{side - 6}" text-anchor="middle">claimed error (below the line: covered)</text>'
        f'<text transform="rotate(-90)" x="{-side / 2}" y="14" text-anchor="middle">true error</text></svg>\n'
    )
