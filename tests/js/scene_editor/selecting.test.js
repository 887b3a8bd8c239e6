import assert from "node:assert/strict";
import { test } from "node:test";

import { cleaned, nextUnder, toggled } from "../../../app/web/static/js/scene_editor/selecting.js";
import { under, within } from "../../../app/web/static/js/scene_editor/things.js";
import { block, model, thing } from "./model.js";

/** @type {SceneSelection} */
const NOTHING = { ids: [], spots: {} };

test("spots of a block come and go one by one, and all of them are the block", () => {
  const one = toggled(NOTHING, { id: "p1", spot: 1 }, 2);
  const both = toggled(one, { id: "p1", spot: 0 }, 2);

  assert.deepEqual(one, { ids: ["p1"], spots: { p1: [1] } });
  assert.deepEqual(both, { ids: ["p1"], spots: {} });
  assert.deepEqual(toggled(both, { id: "p1", spot: 0 }, 2), { ids: ["p1"], spots: { p1: [1] } });
  assert.deepEqual(toggled(one, { id: "p1", spot: 1 }, 2), NOTHING);
});

test("a second click takes what lies below", () => {
  const [sail, bench] = [thing({ id: "sail" }), thing({ id: "bench" })];

  assert.equal(nextUnder([sail, bench], NOTHING, false), sail);
  assert.equal(nextUnder([sail, bench], { ids: ["sail"], spots: {} }, true), bench);
  assert.equal(nextUnder([sail, bench], { ids: ["bench"], spots: {} }, true), sail);
  assert.equal(nextUnder([sail, bench], { ids: ["sail"], spots: {} }, false), sail);
});

test("what is gone is not selected any more", () => {
  const selection = { ids: ["p1", "p2", "size"], spots: { p1: [0, 4] } };

  assert.deepEqual(cleaned(selection, model([block({ spots: [[0, 0], [1, 0]] })])), { ids: ["p1", "size"], spots: { p1: [0] } });
});

test("a turned thing is hit where it lies, a thin one beside it, too", () => {
  const wall = thing({ place: [10, 0, 0, 90, 1], box: [-5, -0.1, 5, 0.1] });

  assert.equal(under([wall], [10, 4], 0).length, 1);
  assert.equal(under([wall], [10.2, 4], 0).length, 0);
  assert.equal(under([wall], [10.2, 4], 0.3).length, 1);
});

test("a frame takes what lies wholly in it", () => {
  const [near, far] = [thing({ id: "near" }), thing({ id: "far", place: [9, 0, 0, 0, 1] })];

  assert.deepEqual(within([near, far], [-2, -2, 9, 2]), [near]);
});
