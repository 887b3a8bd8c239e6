import assert from "node:assert/strict";
import { test } from "node:test";

import { axisAbout } from "../../../app/web/static/js/scene_editor/section_begin.js";
import { dragged } from "../../../app/web/static/js/scene_editor/section_edges.js";
import { stripsOf } from "../../../app/web/static/js/scene_editor/section_strips.js";

/** @type {(points: Spot[]) => number[][]} */
const roundly = (points) => points.map((point) => point.map((each) => Math.round(each * 100) / 100 + 0));

test("a new axis lies from south to north where no track is near", () => {
  assert.deepEqual(roundly(axisAbout([5, 7], [])), [[5, 37], [5, -23]]);
  assert.deepEqual(roundly(axisAbout([5, 7], [[[500, 0], [600, 0]]])), [[5, 37], [5, -23]]);
  assert.deepEqual(roundly(axisAbout([5, 7], [[[5, 7], [5, 7]], [[5, 7]], []])), [[5, 37], [5, -23]]);
});

test("beside a track it lies along it, through the middle, the same way round however the track was drawn", () => {
  const east = roundly(axisAbout([0, 0], [[[-50, 20], [50, 20]]]));
  assert.deepEqual(east, [[-30, 0], [30, 0]]);
  assert.deepEqual(roundly(axisAbout([0, 0], [[[50, 20], [-50, 20]]])), east);
  const slanting = roundly(axisAbout([0, 0], [[[-10, 10], [10, -10]], [[-50, 20], [50, 20]]]));
  assert.deepEqual(slanting, [[-21.21, 21.21], [21.21, -21.21]]);
});

test("of a track with bends the nearest piece counts", () => {
  const bent = /** @type {Spot[]} */ ([[-40, 0], [20, 0], [20, -80]]);
  assert.deepEqual(roundly(axisAbout([22, -40], [bent])), [[22, -10], [22, -70]]);
  assert.deepEqual(roundly(axisAbout([-20, 5], [bent])), [[-50, 5], [10, 5]]);
});

test("an edge moves between its neighbours in whole steps, and the outer one changes the sum", () => {
  /** @type {(at: number, metres: number) => number[]} */
  const widths = (at, metres) => dragged(stripsOf([["footway", 2.5], ["carriageway", 6.53]]), at, metres).map(({ width }) => width);
  assert.deepEqual(widths(0, 0.31), [2.8, 6.23]);
  assert.deepEqual(widths(0, -0.31), [2.2, 6.83]);
  assert.deepEqual(widths(0, 0.02), [2.5, 6.53]);
  assert.deepEqual(widths(0, 99), [8.98, 0.05]);
  assert.deepEqual(widths(0, -99), [0.05, 8.98]);
  assert.deepEqual(widths(1, 1), [2.5, 7.53]);
  assert.deepEqual(widths(1, -99), [2.5, 0.05]);
  assert.deepEqual(widths(1, 9999), [2.5, 150]);
});
