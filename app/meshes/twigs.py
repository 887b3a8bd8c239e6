"""Twigs: leaves as pictures that are clear between them, drawn in code, the same at every run.

A crown is made of cards that wear them.  Every twig of a scene, in each of its tints, has a square cell
on one sheet; what of a cell is clear is cut away by whoever shows it.
"""

import io
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw

from app.meshes.deterministic_math import Floats
from app.meshes.dressed import Picture
from app.meshes.materials import Rgb, rgb, twig

CELL_PX = 256
FINER = 2  # drawn larger by this, for smooth edges
CUTOFF = 0.42  # what is clearer than that is not there; below a half, as distant views blur it
CONTRAST = 0.75  # of the leaves' tones
TONES = 16  # steps of brightness
KEPT = 8  # sheets, drawn for whoever asks for the same again: a scene that is being built changes them seldom
COLOURS = 192  # of a whole sheet: a third of the bytes, and nobody sees it

Spot = tuple[float, float]


@dataclass(frozen=True)
class Leaf:
    """A leaf on its twig, in shares of the cell: its foot, where it points (radians, 0 is down), and its size."""

    foot: Spot
    turn: float
    length: float
    width: float
    tone: float


@lru_cache(maxsize=KEPT)
def sheet(names: tuple[str, ...]) -> Picture:
    """Return the picture that holds a cell for each twig of ``names``, as ``place`` finds them."""
    columns, rows = _grid(len(names))
    wide = Image.new("RGBA", (columns * CELL_PX, rows * CELL_PX))
    for number, name in enumerate(names):
        row, column = divmod(number, columns)
        wide.paste(_cell(*twig(name)), (column * CELL_PX, row * CELL_PX))
    stream = io.BytesIO()
    wide.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(stream, "PNG", optimize=True)
    return Picture("twigs", stream.getvalue(), "png", wide.width, wide.height)


def place(names: Sequence[str], name: str, shares: Floats) -> Floats:
    """Return (…, 2) uvs on the sheet, v downward, of shares 0…1 of a twig's cell, v upward."""
    columns, rows = _grid(len(names))
    row, column = divmod(names.index(name), columns)
    return np.stack([(column + shares[..., 0]) / columns, (row + 1 - shares[..., 1]) / rows], axis=-1)


def _grid(count: int) -> tuple[int, int]:
    """Return columns and rows of cells; both powers of two."""
    columns: int = 2 ** math.ceil(math.log2(count) / 2)
    return columns, 2 ** math.ceil(math.log2(math.ceil(count / columns)))


def _cell(kind: str, tint: str) -> Image.Image:
    """Draw one twig; between its leaves lies their colour, so that blurring brings no dark edge."""
    side = CELL_PX * FINER
    paint, cover = Image.new("RGB", (side, side), _toned(rgb(tint), 0.82)), Image.new("L", (side, side))
    pens = ImageDraw.Draw(paint), ImageDraw.Draw(cover)
    dice = random.Random(len(kind) * 97)  # noqa: S311 - growth, not secrets
    for leaf in sorted(DRAWN[kind](dice), key=lambda leaf: leaf.tone):
        colour = BLOSSOM if kind == "blossom" and leaf.tone > 1 else rgb(tint)
        left, right = _halves(leaf, side)
        for half, tone in ((left, leaf.tone * 0.94), (right, leaf.tone * 1.06)):
            pens[0].polygon(half, fill=_toned(colour, tone))
            pens[1].polygon(half, fill=255)
    paint.putalpha(cover)
    return paint.resize((CELL_PX, CELL_PX), Image.Resampling.BOX)


def _toned(colour: Rgb, tone: float) -> tuple[int, int, int]:
    step = round((1 + (tone - 1) * CONTRAST) * TONES) / TONES
    red, green, blue = (min(round(share * step * 255), 255) for share in colour)
    return red, green, blue


def _halves(leaf: Leaf, side: int) -> tuple[list[Spot], list[Spot]]:
    """Return the outlines of both halves of a leaf, left and right of its rib, in pixels."""
    along = math.sin(leaf.turn), math.cos(leaf.turn)
    across = -along[1], along[0]

    def at(far: float, aside: float) -> Spot:
        x, y = (leaf.foot[i] + along[i] * far * leaf.length + across[i] * aside * leaf.width for i in (0, 1))
        return round(x * side), round(y * side)

    rib = [at(0, 0), at(1, 0)]
    left, right = ([at(0.78, s * 0.3), at(0.5, s * 0.5), at(0.2, s * 0.42), at(0.04, s * 0.14)] for s in (-1, 1))
    return rib + left, rib + right


def _broad(dice: random.Random) -> list[Leaf]:
    """Lime, plane, maple: broad leaves that hang over one another like tiles."""
    return [_scattered(dice, (0.085, 0.125), 0.84, 0.41) for _ in range(230)]


def _small(dice: random.Random) -> list[Leaf]:
    """Birch, willow: small leaves along threads that hang down."""
    leaves = []
    for thread in range(15):
        x, top = 0.5 + (thread - 7) * 0.058, dice.uniform(0.05, 0.24)
        long = dice.uniform(0.5, 0.92) - top
        for step in range(11):
            sway = 0.03 * math.sin(step * 0.6 + thread)
            foot = x + sway, top + long * step / 11
            turn = dice.uniform(0.3, 1.2) * (1 if step % 2 else -1)
            leaves.append(Leaf(foot, turn, dice.uniform(0.07, 0.1), 0.062, dice.uniform(0.7, 1.22)))
    return leaves


def _needles(dice: random.Random) -> list[Leaf]:
    """Pine, spruce: brushes of needles."""
    leaves = []
    for _ in range(26):
        x, y = _in_disc(dice, 0.34)
        start = dice.uniform(0, math.tau)
        for needle in range(15):
            turn = start + math.tau * needle / 15 + dice.uniform(-0.12, 0.12)
            tone = dice.uniform(0.62, 1.2) - 0.1 * math.cos(turn)
            leaves.append(Leaf((x, y), turn, dice.uniform(0.12, 0.19), 0.017, tone))
    return leaves


def _blossom(dice: random.Random) -> list[Leaf]:
    """Cherry in flower: clusters of petals between young leaves."""
    leaves = [replace(_scattered(dice, (0.1, 0.14), 0.6, 0.36), tone=dice.uniform(0.6, 1.0)) for _ in range(44)]
    for _ in range(64):
        x, y = _in_disc(dice, 0.4)
        tone = dice.uniform(1.01, 1.3)
        leaves += [Leaf((x, y), math.tau * petal / 5 + tone * 9, 0.045, 0.05, tone) for petal in range(5)]
    return leaves


def _climbing(dice: random.Random) -> list[Leaf]:
    """Vine, ivy: leaves that lie flat on what they climb, from edge to edge."""
    return [
        Leaf(
            (dice.uniform(0.04, 0.96), dice.uniform(-0.02, 0.86)),
            dice.uniform(-0.7, 0.7),
            dice.uniform(0.11, 0.16),
            0.13,
            dice.uniform(0.66, 1.2),
        )
        for _ in range(150)
    ]


def _blades(dice: random.Random) -> list[Leaf]:
    """Grasses, reeds, herbs: blades that rise from one foot."""
    leaves = []
    for _ in range(46):
        x, turn = dice.uniform(0.3, 0.7), math.pi + dice.uniform(-0.5, 0.5)
        leaves.append(Leaf((x, 1.0), turn, dice.uniform(0.5, 1.0), 0.034, dice.uniform(0.66, 1.24)))
    return leaves


def _scattered(dice: random.Random, length: tuple[float, float], width: float, radius: float) -> Leaf:
    """A leaf somewhere on a round twig, that points outward and hangs."""
    x, y = _in_disc(dice, radius)
    turn = math.atan2((x - 0.5) * 0.7, y - 0.3) + dice.uniform(-0.5, 0.5)
    long = dice.uniform(*length)
    return Leaf((x, y), turn, long, long * width, dice.uniform(0.62, 1.22))


def _in_disc(dice: random.Random, radius: float) -> Spot:
    turn, away = dice.uniform(0, math.tau), radius * math.sqrt(dice.random())
    return 0.5 + math.cos(turn) * away, 0.48 + math.sin(turn) * away


BLOSSOM: Rgb = (0.93, 0.74, 0.79)
DRAWN: dict[str, Callable[[random.Random], list[Leaf]]] = {
    "broad": _broad,
    "small": _small,
    "needles": _needles,
    "blossom": _blossom,
    "climbing": _climbing,
    "blades": _blades,
}
