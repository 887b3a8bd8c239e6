// Sums on the ground, against values of the geodesic on WGS 84.

import assert from "node:assert/strict";
import { test } from "node:test";

import { full, moved, number, offset, sight, standing } from "../../app/web/static/js/ground.js";

const HERE = [51.51042, 7.094];
const near = (found, expected, within) => assert.ok(Math.abs(found - expected) < within, `${found} is not ${expected}`);

test("a point a thousandth of a degree away", () => {
  const { east, north } = offset(HERE, [HERE[0] + 0.001, HERE[1] + 0.001]);

  near(north, 111.26, 0.05);
  near(east, 69.43, 0.05);
});

test("going there and looking back agree", () => {
  const there = moved(HERE, 120, -80);
  const { distance, bearing } = sight(HERE, there);

  near(distance, Math.hypot(120, 80), 0.01);
  near(bearing, 123.69, 0.01);
  near(sight(there, HERE).bearing, 303.69, 0.01);
});

test("north of the outline is where it is turned to", () => {
  const [corner] = standing(HERE, [[0, -10]], 90);
  const { east, north } = offset(HERE, corner);

  near(east, 10, 0.001);
  near(north, 0, 0.001);
});

test("x is east and z is south as long as nothing is turned", () => {
  const { east, north } = offset(HERE, standing(HERE, [[3, 4]], 0)[0]);

  near(east, 3, 0.001);
  near(north, -4, 0.001);
});

test("angles come round", () => {
  assert.equal(full(-10), 350);
  assert.equal(full(360), 0);
  assert.equal(full(725), 5);
});

test("numbers are read with comma and with point", () => {
  assert.equal(number(" 51,5 "), 51.5);
  assert.equal(number("-1.25"), -1.25);
  assert.ok(Number.isNaN(number("")));
  assert.ok(Number.isNaN(number("12 m")));
});
