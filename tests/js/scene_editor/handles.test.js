import assert from "node:assert/strict";
import { test } from "node:test";

import { handlesOf, pulled, turnTo } from "../../../app/web/static/js/scene_editor/handles.js";
import { block, part, setting, thing } from "./model.js";

const SAIL = part({ handles: { width: "width_m", depth: "depth_m" }, settings: [setting({ name: "width_m", default: 2, low: 1, high: 6 }), setting({ name: "depth_m", default: 2 })] });
const LAWN = part({ points: "outline", settings: [setting({ name: "points", unit: "points", default: [[0, 0], [4, 0], [4, 4]] })] });

test("a side that is pulled grows to both sides, in steps and within limits", () => {
  const here = thing({ place: [5, 0, 5, 90, 1] });
  const width = handlesOf(block({}), here, SAIL, 10)[0];
  const of = { block: block({}), thing: here, part: SAIL, stepM: 0.1 };

  assert.deepEqual(width.at.map(Math.round), [5, 6]);
  assert.deepEqual(pulled(width, [5, 6.52], of), { width_m: 3 });
  assert.deepEqual(pulled(width, [5, 60], of), { width_m: 6 });
});

test("points are moved, and one is made on an edge", () => {
  const here = thing({ place: [10, 0, 0, 0, 1] });
  const handles = handlesOf(block({}), here, LAWN, 10);
  const of = { block: block({}), thing: here, part: LAWN, stepM: 0.5 };
  const corner = handles.find(({ kind, index }) => kind === "point" && index === 1);
  const edge = handles.find(({ kind, index }) => kind === "edge" && index === 3);

  assert.ok(corner && edge);
  assert.deepEqual(pulled(corner, [15.1, 1], of), { points: [[0, 0], [5, 1], [4, 4]] });
  assert.deepEqual(pulled(edge, [11, 3], of), { points: [[0, 0], [4, 0], [4, 4], [1, 3]] });
});

test("what is locked cannot be taken hold of", () => {
  assert.deepEqual(handlesOf(block({}), thing({ isLocked: true }), SAIL, 10), []);
});

test("a front looks where its handle lies, in steps", () => {
  const here = thing({ place: [1, 0, 1, 0, 1] });

  assert.equal(turnTo([1, 9], here, 15), 0);
  assert.equal(turnTo([-9, 1], here, 15), 90);
  assert.equal(turnTo([-9, 1.3], here, 15), 90);
  assert.equal(turnTo([-9, 3], here, 0), 78.7);
});
