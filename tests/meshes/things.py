"""Things of a planning as triangles, Y up and in metres, to try which way is up: (m, 3, 3) each, closed or open."""

import numpy as np

from tests.meshes.models import FACES


def prism(low, high, *, top=None, without=()):
    """Return a box; ``top`` pulls its upper corners in, as a share; ``without`` leaves out faces, by number."""
    low, high = np.array(low, float), np.array(high, float)
    corners = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)], float)
    if top is not None:
        lifted = corners[:, 1] == 1
        corners[lifted] = (corners[lifted] - [0.5, 0, 0.5]) * [top[0], 1, top[1]] + [0.5, 0, 0.5]
    points = low + corners * (high - low)
    quads = np.array([face for number, face in enumerate(FACES) if number not in without])
    return points[np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])]


BOTTOM, TOP = 2, 3  # places in FACES


def together(*pieces):
    return np.concatenate(pieces)


def moved(piece, by):
    return piece + np.array(by, float)


def gable_house(width=12.4, height=6.3, depth=9.8, *, open_below=False):
    walls = prism((0, 0, 0), (width, height * 0.6, depth), without=(TOP, BOTTOM) if open_below else (TOP,))
    return together(walls, prism((0, height * 0.6, 0), (width, height, depth), top=(1, 0), without=(BOTTOM,)))


def hip_house():
    return together(
        prism((0, 0, 0), (11, 4, 9), without=(TOP,)), prism((0, 4, 0), (11, 7, 9), top=(0.4, 0), without=(BOTTOM,))
    )


def lean_to():
    house = prism((0, 0, 0), (8, 3.4, 5))
    raised = (house[..., 1] > 1) & (house[..., 2] < 1)
    house[..., 1] += raised * 1.5
    return house


def flat_house():
    return together(prism((0, 0, 0), (15, 9, 11)), prism((3, 9, 3), (6, 11, 6)))


def row_of_houses():
    return together(
        *(moved(gable_house(8, h, 10), (n * 8.2, 0, d)) for n, (h, d) in enumerate([(9, 0), (11, 1), (8, -1)]))
    )


def tower():
    return together(prism((0, 0, 0), (6, 30, 6)), prism((0, 30, 0), (6, 38, 6), top=(0, 0)))


def pole():
    return together(
        prism((0, 0, 0), (0.3, 0.1, 0.3)), prism((0.1, 0.1, 0.1), (0.2, 5, 0.2)), prism((-0.2, 5, 0), (0.6, 5.2, 0.3))
    )


def tree():
    crown = prism((-2, 2, -2), (2, 7, 2), top=(0.1, 0.1))
    return together(prism((-0.15, 0, -0.15), (0.15, 2, 0.15)), crown)


def round_tree(rings=8):
    theta = np.linspace(0, np.pi, rings + 1)
    phi = np.linspace(0, 2 * np.pi, 13)
    ball = np.array([[(np.sin(t) * np.cos(p), np.cos(t), np.sin(t) * np.sin(p)) for p in phi] for t in theta]) * 1.8 + [
        0,
        3.6,
        0,
    ]
    a, b, c, d = ball[:-1, :-1], ball[:-1, 1:], ball[1:, 1:], ball[1:, :-1]
    faces = np.concatenate([np.stack([a, b, c], 2).reshape(-1, 3, 3), np.stack([a, c, d], 2).reshape(-1, 3, 3)])
    return together(prism((-0.12, 0, -0.12), (0.12, 1.9, 0.12)), faces)


def bench():
    legs = [prism((x, 0, 0.05), (x + 0.08, 0.42, 0.4)) for x in (0.15, 1.55)]
    return together(prism((0, 0.42, 0), (1.8, 0.46, 0.45)), *legs)


def bench_with_back():
    return together(bench(), prism((0, 0.46, 0), (1.8, 0.95, 0.05)))


def table():
    legs = [prism((x, 0, z), (x + 0.1, 0.7, z + 0.1)) for x in (0, 1.5) for z in (0, 0.7)]
    return together(prism((0, 0.7, 0), (1.6, 0.75, 0.8)), *legs)


def shelter():
    posts = [prism((x, 0, 1.3), (x + 0.1, 2.4, 1.4)) for x in (0, 3.9)]
    return together(prism((0, 0, 0), (4, 2.4, 0.05)), prism((0, 2.4, 0), (4, 2.5, 1.6)), *posts)


def room():
    return prism((0, 0, 0), (5, 2.8, 4), without=(TOP,))[:, ::-1]


def stairs():
    return together(*(prism((0, 0, -n * 0.3), (2, 0.16 * (n + 1), 0.3 - n * 0.3)) for n in range(8)))


def pavilion():
    posts = [prism((x, 0, z), (x + 0.2, 3, z + 0.2)) for x in (0, 5.8) for z in (0, 3.8)]
    return together(prism((-0.3, 3, -0.3), (6.3, 4, 4.3), top=(0, 0)), *posts)


def car():
    return together(prism((0, 0.3, 0), (1.8, 0.9, 4.4)), prism((0.1, 0.9, 1), (1.7, 1.45, 3.6), top=(0.9, 0.6)))


def board():
    return prism((-3, -1.5, 0), (3, 1.5, 0.1))


def standing_board():
    posts = [prism((x, 0, 0), (x + 0.08, 0.9, 0.08)) for x in (0.1, 1.3)]
    return together(prism((0, 0.8, 0.02), (1.5, 1.9, 0.06)), *posts)


def facade():
    """Only what faces the street, with windows set back."""
    sheet = prism((0, 0, -0.01), (14, 12, 0), without=(0, 1, 2, 3, 4, 5)[:0])
    windows = [prism((x, y, -0.3), (x + 1.2, y + 1.6, 0)) for x in (1, 4, 7, 10) for y in (1, 4, 7)]
    return together(sheet, *windows)


def slab():
    return prism((-3, 0, -2), (3, 0.1, 2))


def square():
    return together(prism((0, -0.2, 0), (30, 0, 22)), *(moved(bench(), (x, 0, 10)) for x in (4, 12, 20)))


def terrain(side=40.0, rise=0.8, steps=20):
    x, z = np.meshgrid(np.linspace(0, side, steps + 1), np.linspace(0, side, steps + 1), indexing="ij")
    y = rise * np.sin(x / 7) * np.cos(z / 9)
    grid = np.stack([x, y, z], axis=-1)
    a, b, c, d = grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]
    return np.concatenate([np.stack([a, d, c], 2).reshape(-1, 3, 3), np.stack([a, c, b], 2).reshape(-1, 3, 3)])


def wall_lamp():
    return prism((-0.1, -0.2, 0), (0.1, 0.2, 0.25), top=(0.6, 0.6))


def balcony():
    return together(
        prism((-1.5, -0.1, 0), (1.5, 0, 1.4)),
        prism((-1.5, 0, 1.35), (1.5, 1, 1.4)),
        prism((-1.5, 0, 0), (-1.45, 1, 1.4)),
    )


def sculpture():
    return together(prism((0, 0, 0), (1, 1, 1)), prism((0.2, 1, 0.1), (0.9, 2.2, 0.8), top=(0.3, 0.7)))


def facade_house():
    windows = [prism((x, 1.2, 9.8), (x + 0.9, 2.5, 9.9)) for x in (1, 2.7, 4.4, 6.1, 7.8, 9.5)]
    return together(prism((0, 0, 0), (12.4, 6.3, 9.8)), *windows)


THINGS = {each.__name__: each() for each in (
    gable_house, hip_house, lean_to, flat_house, row_of_houses, tower, pole, tree, round_tree, bench, bench_with_back,
    table, shelter, room, stairs, pavilion, car, board, standing_board, facade, slab, square, terrain, wall_lamp,
    balcony, sculpture, facade_house,
)}  # fmt: skip
THINGS["open_house"] = gable_house(open_below=True)
THINGS["hilly_terrain"] = terrain(120.0, 6.0)


def z_up(piece):
    """Return the same as a program with Z up has it."""
    return np.stack([piece[..., 0], -piece[..., 2], piece[..., 1]], axis=-1)


def placed(piece, where):
    """Return a thing, Y up, where people put it."""
    low, high = piece.min(axis=(0, 1)), piece.max(axis=(0, 1))
    middle = (low + high) / 2
    return {
        "made": piece,
        "middle": piece - [middle[0], low[1], middle[2]],
        "corner": piece - low,
        "sea": piece - low + [412.4, 48.25, -223.8],
        "survey": piece - low + [369_412.4, 48.25, -5_706_233.6],
    }[where]


NAMES = {
    **dict.fromkeys(("gable_house", "facade_house"), "haus"),
    **dict.fromkeys(("tree", "round_tree"), "baum"),
    "bench": "bank",
    "tower": "turm",
    "board": "tafel",
    "slab": "bodenplatte",
    "facade": "fassade",
    "standing_board": "schild",
    "pole": "laterne",
    "square": "platz",
    "terrain": "gelände",
}
PLACES = ("made", "middle", "corner", "sea", "survey")
