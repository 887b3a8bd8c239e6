"""One measured figure, and how a table of them is printed."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Row:
    """``ratio`` is ours to the other, measured in the same run; ``met`` is None where there is no goal."""

    what: str
    ours: str
    other: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


def table(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | ours | beside it | ratio | goal | met |", "|---|---|---|---|---|---|"]
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        met = {None: "", True: "yes", False: "**no**"}[row.met]
        lines.append(f"| {row.what} | {row.ours} | {row.other} | {ratio} | {row.goal} | {met} |")
    return "\n".join(lines)
