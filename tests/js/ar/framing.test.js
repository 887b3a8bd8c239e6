import assert from "node:assert/strict";
import test from "node:test";

import { framed, wayTo } from "../../../app/site/static/ar/framing.js";
import { axesFrom } from "../../../app/site/static/ar/orientation.js";
import { focalOf, toScreen } from "../../../app/site/static/ar/projection.js";
import { near } from "./near.js";

const EYE = [0, 0, 1.6];
const SIZES = [{ width: 390, height: 844 }, { width: 1440, height: 900 }];

/** @type {(at: Vector, half: Vector) => Vector[]} */
function box(at, half) {
  return [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z) => [at[0] + x * half[0], at[1] + y * half[1], at[2] + z * half[2]])));
}

for (const size of SIZES) {
  for (const [what, corners] of /** @type {const} */ ([["a hall", box([30, 60, 4], [8, 6, 4])], ["a tower", box([-20, 90, 12], [3, 3, 12])]])) {
    test(`${what} fills three fifths of ${size.width} x ${size.height} and lies in its middle`, () => {
      const { headingDeg, pitchDeg, viewDeg } = framed(corners, EYE, size);

      const focalPx = focalOf(Math.max(size.width, size.height), viewDeg);
      const axes = axesFrom({ headingDeg, pitchDeg, rollDeg: 0 });
      const seen = corners.map((corner) => toScreen(axes, EYE, focalPx, size, corner));
      const shares = [
        Math.max(...seen.map(({ x }) => Math.abs(x - size.width / 2))) / (size.width / 2),
        Math.max(...seen.map(({ y }) => Math.abs(y - size.height / 2))) / (size.height / 2),
      ];
      near(Math.max(...shares), 0.6, 1e-6);
    });
  }
}

test("who stands within something looks to its middle, and a little down", () => {
  const { headingDeg, pitchDeg, viewDeg } = framed(box([10, 0, 4], [30, 30, 4]), EYE, SIZES[0]);

  near(headingDeg, 90);
  assert.ok(pitchDeg < 0 && viewDeg > 60);
});

test("what is far away is no spot, what is near no wall", () => {
  assert.ok(framed(box([0, 900, 2], [2, 2, 2]), EYE, SIZES[0]).viewDeg >= 6);
  assert.ok(framed(box([0, 6, 4], [4, 4, 4]), EYE, SIZES[0]).viewDeg <= 100);
});

test("what lies between the eye and a thing is in its way, wherever the thing is; what is beside, beyond or behind is not", () => {
  for (const headingDeg of [0, 45, 135, 180, 250, 359]) {
    const turn = (headingDeg * Math.PI) / 180;
    /** From ahead and to the right, east and north of an eye that is no origin. @type {(ahead: number, right: number) => Vector} */
    const at = (ahead, right) => [7 + ahead * Math.sin(turn) + right * Math.cos(turn), -3 + ahead * Math.cos(turn) - right * Math.sin(turn), 0];
    const corners = [[50, -6], [50, 6], [62, -6], [62, 6]].map(([ahead, right]) => at(ahead, right));
    const way = wayTo(corners, [7, -3, 1.6]);
    /** @type {(place: Vector) => boolean} */
    const isIn = ([x, y]) => way.every(({ east, north, less }) => east * x + north * y < less);

    assert.deepEqual([[5, 0], [49, 0], [40, 30], [40, -30]].map(([ahead, right]) => isIn(at(ahead, right))), [true, true, true, true]);
    assert.deepEqual([[51, 0], [70, 0], [10, 40], [10, -40], [-5, 0], [-40, 3]].map(([ahead, right]) => isIn(at(ahead, right))), Array(6).fill(false));
  }
});

test("nothing is in the way of something in which one stands", () => {
  assert.deepEqual(wayTo(box([1, 1, 2], [20, 20, 2]), EYE), []);
});
