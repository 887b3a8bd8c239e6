import assert from "node:assert/strict";
import { test } from "node:test";

import { applied, isPossible, withValues } from "../../../app/web/static/js/scene_editor/applying.js";
import { block, model } from "./model.js";

/** @type {(...ops: SceneOp[][]) => SceneStep} */
const step = (...ops) => ({ label: "", ops: ops.flat() });

test("dotted names reach into tables, which are made and go", () => {
  const made = withValues({ part: "tree" }, { "repeat.count": 3 });

  assert.deepEqual(made, { part: "tree", repeat: { count: 3 } });
  assert.deepEqual(withValues(made, { "repeat.count": null }), { part: "tree" });
});

test("a value is taken away by null", () => {
  assert.deepEqual(withValues({ at: [0, 0], turn_deg: 9 }, { turn_deg: null }), { at: [0, 0] });
});

test("what was thrown by dice moves along", () => {
  const before = block({ at: [1, 0], repeat: { count: 2, step: [4, 0, 0], vary: 0.2 } }, { places: [[1.3, 0, 0.2, 5, 1.1], [5.1, 0, -0.2, -7, 0.9]], per_spot: 2 });
  const after = applied(model([before]), step([{ op: "set", id: "p1", values: { at: [2, 3], turn_deg: 0 } }]));

  assert.deepEqual(after.blocks[0].places?.map((place) => place.map((each) => Math.round(each * 100) / 100)), [[2.3, 0, 3.2, 5, 1.1], [6.1, 0, 2.8, -7, 0.9]]);
});

test("a block that was not touched is the same object", () => {
  const [one, two] = [block({ at: [0, 0] }), block({ at: [5, 5] }, { id: "p2" })];
  const after = applied(model([one, two]), step([{ op: "set", id: "p1", values: { at: [1, 1] } }]));

  assert.equal(after.blocks[1], two);
  assert.notEqual(after.blocks[0], one);
});

test("steps run in the directions of the part itself", () => {
  const after = applied(model([], { turn_deg: 90 }), step([{ op: "insert", id: "n1", table: "parts", after: null, values: { part: "tree", at: [1, 0], repeat: { count: 2, step: [2, 0, 0] } } }]));

  assert.deepEqual(after.blocks[0].places?.map(([x, , z, deg]) => [Math.round(x), Math.round(z), deg]), [[0, 1, 90], [0, 3, 90]]);
});

test("a copy lies below its model and a new block behind those of its table", () => {
  const pin = block({ id: "sail", at: [0, 1, 0] }, { id: "a1", table: "annotations" });
  const after = applied(model([pin, block({ at: [0, 0] }), block({ at: [1, 0] }, { id: "p2" })]), step(
    [{ op: "copy", id: "n1", of: "p1", values: { at: [3, 3] } }],
    [{ op: "insert", id: "n2", table: "parts", after: null, values: { part: "bench", at: [0, 0] } }],
    [{ op: "insert", id: "n3", table: "annotations", after: null, values: { id: "seat", at: [0, 1, 0] } }],
  ));

  assert.deepEqual(after.blocks.map(({ id }) => id), ["a1", "n3", "p1", "n1", "p2", "n2"]);
  assert.deepEqual(after.blocks[3].values.at, [3, 3]);
});

test("a block goes where it is ordered to", () => {
  const three = ["p1", "p2", "p3"].map((id) => block({ at: [0, 0] }, { id }));

  assert.deepEqual(applied(model(three), step([{ op: "order", id: "p1", after: "p3" }])).blocks.map(({ id }) => id), ["p2", "p3", "p1"]);
  assert.deepEqual(applied(model(three), step([{ op: "order", id: "p3", after: null }])).blocks.map(({ id }) => id), ["p3", "p1", "p2"]);
});

test("turning the scene moves all that stands in it", () => {
  const after = applied(model([block({ at: [1, 0] }, { places: [[1, 0, 0, 0, 1]] })]), step([{ op: "set", id: "", values: { turn_deg: 90 } }]));

  assert.deepEqual(after.blocks[0].places?.[0].map(Math.round), [0, 0, 1, 90, 1]);
  assert.equal(after.head.turn_deg, 90);
});

test("cameras and the size line are set in the head", () => {
  const after = applied(model([]), step([{ op: "set", id: "cameras.poster", values: { eye: [1, 2, 3] } }], [{ op: "set", id: "size", values: { to: [4, 0, 0] } }]));

  assert.deepEqual([after.head.cameras?.poster, after.head.size], [{ eye: [1, 2, 3] }, { to: [4, 0, 0] }]);
});

test("a step about something that is gone is not possible, one about what it makes itself is", () => {
  const here = model([block({ at: [0, 0] })]);

  assert.equal(isPossible(here, step([{ op: "set", id: "p9", values: {} }])), false);
  assert.equal(isPossible(here, step([{ op: "insert", id: "n1", table: "parts", after: null, values: {} }], [{ op: "set", id: "n1", values: {} }])), true);
});
