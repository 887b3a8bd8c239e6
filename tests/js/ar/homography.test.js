import assert from "node:assert/strict";
import test from "node:test";

import {
  UNIT_CORNERS, apply, cornerSlopes, fromCorners, shortestSidePx, toCorners,
} from "../../../app/site/static/ar/homography.js";
import { near } from "./near.js";
import { sure } from "../sure.js";

/** @type {[number, number][]} */
const SEEN = [[100, 120], [310, 100], [330, 340], [90, 300]];

test("corners go where they were seen", () => {
  near(toCorners(sure(fromCorners(SEEN))).flat(), SEEN.flat(), 1e-9);
});

test("a square face on is a plain scale", () => {
  near(sure(fromCorners(UNIT_CORNERS.map(([x, y]) => [50 + 20 * x, 60 + 20 * y]))), [20, 0, 50, 0, 20, 60, 0, 0, 1]);
});

test("diagonals meet where the middle is seen", () => {
  const [x, y] = apply(sure(fromCorners(SEEN)), 0, 0);
  /** @type {(a: Pixel, b: Pixel) => number} */
  const onLine = ([ax, ay], [bx, by]) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);

  near([onLine(SEEN[0], SEEN[2]), onLine(SEEN[1], SEEN[3])], [0, 0], 1e-6);
});

test("corners on one line are no code", () => {
  assert.equal(fromCorners([[0, 0], [1, 1], [2, 2], [3, 3]]), null);
});

test("slopes say how the corners move", () => {
  const m = sure(fromCorners(SEEN));
  const slopes = cornerSlopes(m);
  for (let at = 0; at < 8; at += 1) {
    const step = 1e-6;
    const moved = toCorners(m.map((value, index) => (index === at ? value + step : value))).flat();

    near(SEEN.flat().map((value, row) => (moved[row] - value) / step), Array.from({ length: 8 }, (_, row) => slopes[8 * row + at]), 0.05);
  }
});

test("the shortest side tells how small the code is seen", () => {
  near(shortestSidePx([[0, 0], [10, 0], [10, 6], [0, 6]]), 6);
});
