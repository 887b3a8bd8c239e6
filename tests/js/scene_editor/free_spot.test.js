import assert from "node:assert/strict";
import { test } from "node:test";

import { freeSpot, reachOf } from "../../../app/web/static/js/scene_editor/free_spot.js";
import { part, thing } from "./model.js";

test("the next one of a kind stands beside the last there, else in front, and nothing on something", () => {
  const first = thing({ box: [-2, -2, 2, 2] });
  const second = thing({ id: "p2", box: [-2, -2, 2, 2], place: [4, 0, 0, 0, 1] });
  const drawnLater = thing({ id: "p2", place: [4, 0, 0, 0, 1] });
  const all = () => true;

  assert.deepEqual(freeSpot([], all, [1, 1], 2), [1, 1]);
  assert.deepEqual(freeSpot([first], all, [0, 0], 2), [4, 0]);
  assert.deepEqual(freeSpot([first, second], all, [0, 0], 2), [8, 0]);
  assert.deepEqual(freeSpot([first, drawnLater], all, [0, 0], 2), [8, 0]);
  assert.deepEqual(freeSpot([first], () => false, [0, 0], 0.5), [0, 2.5]);
  assert.deepEqual(freeSpot([first, second], ({ id }) => id === "p1", [0, 0], 2), [0, 4]);
});

test("what reaches far stands further apart", () => {
  const settings = /** @type {PaletteSetting[]} */ ([{ name: "crown_m", default: 6 }, { name: "height_m", default: 9 }]);

  assert.equal(reachOf(part({ settings, handles: { width: "crown_m", height: "height_m" } })), 3.25);
  assert.equal(reachOf(part({ settings, handles: { radius: "crown_m" } })), 6.25);
  assert.ok(Math.abs(reachOf(part({ settings, handles: { height: "height_m" } })) - 2.95) < 1e-9);
  assert.equal(reachOf(part({ settings: [], handles: {} })), 0.75);
});

test("nothing is set down far off, wherever others of its kind stand", () => {
  const park = [-40, 40].map((x, i) => thing({ id: `p${i}`, box: [-1, -1, 1, 1], place: [x, 0, 0, 0, 1] }));
  const house = thing({ id: "house", box: [-30, -6, 30, 1] });

  assert.deepEqual(freeSpot(park, () => true, [0, 0], 1), [0, 0]);
  assert.deepEqual(freeSpot([...park, house], ({ id }) => id !== "house", [0, 0], 1), [0, 2]);
  assert.deepEqual(freeSpot([thing({ box: [-50, -50, 50, 50] })], () => false, [3, 4], 1), [3, 4]);
});

test("ten in a row stand clear of one another and near", () => {
  /** @type {ReturnType<typeof thing>[]} */
  const things = [];
  for (let i = 0; i < 10; i++) {
    const [x, z] = freeSpot(things, () => true, [0, 0], 2);
    assert.ok(Math.hypot(x, z) <= 12);
    assert.ok(things.every(({ place }) => Math.max(Math.abs(place[0] - x), Math.abs(place[2] - z)) >= 4 - 0.02));
    things.push(thing({ id: `p${i}`, box: [-2, -2, 2, 2], place: [x, 0, z, 0, 1] }));
  }
});
