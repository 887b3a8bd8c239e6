import assert from "node:assert/strict";
import { test } from "node:test";

import { snapped } from "../../../app/web/static/js/scene_editor/snapping.js";

/** @type {(x: number, z?: number) => Box} */
const box = (x, z = 0) => [x - 1, z - 1, x + 1, z + 1];

test("edges come to lie on edges of others", () => {
  const { way, guides } = snapped(box(0), [box(5, 7)], [2.9, 3], 0.2);

  assert.deepEqual(way.map((each) => Math.round(each * 1000) / 1000), [3, 3]);
  assert.deepEqual(guides[0], { axis: 0, at: 4, from: 2, to: 8 });
});

test("middles come to lie on middles", () => {
  const { way } = snapped([-0.5, -0.5, 0.5, 0.5], [box(5, 7)], [0.1, 7.08], 0.2);

  assert.equal(Math.round(way[1] * 1000) / 1000, 7);
});

test("distances become alike", () => {
  const { way, guides } = snapped(box(20), [box(0), box(5)], [-9.9, 0], 0.2);

  assert.equal(20 + way[0], 10);
  assert.equal(guides.filter(({ axis }) => axis === 0).length, 3);
});

test("a thing snaps into the middle between two", () => {
  const { way } = snapped(box(0), [box(-7), box(8)], [0.4, 0], 0.15);

  assert.equal(way[0], 0.5);
});

test("where there is nothing else the grid of half a metre counts", () => {
  assert.deepEqual(snapped(box(0), [], [1.44, 0.7], 0.1).way.map((each) => Math.round(each * 1000) / 1000), [1.5, 0.7]);
});

test("far from everything a thing stays where it was put", () => {
  assert.deepEqual(snapped(box(0), [box(50, 50)], [1.23, 1.27], 0.01), { way: [1.23, 1.27], guides: [] });
});
