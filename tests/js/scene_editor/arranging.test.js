import assert from "node:assert/strict";
import { test } from "node:test";

import { aligned, distributed, repeatedAlong, spacedAlong } from "../../../app/web/static/js/scene_editor/arranging.js";
import { placesOf } from "../../../app/web/static/js/scene_editor/places.js";
import { withValues } from "../../../app/web/static/js/scene_editor/applying.js";
import { block, model, thing } from "./model.js";

/** @type {(x: number, z: number, id: string) => [SceneBlock, import("../../../app/web/static/js/scene_editor/things.js").Thing]} */
function stood(x, z, id) {
  return [block({ at: [x, z] }, { id, places: [[x, 0, z, 0, 1]] }), thing({ id, place: [x, 0, z, 0, 1] })];
}

test("things line up by an edge", () => {
  const [[one, first], [two, second]] = [stood(0, 0, "p1"), stood(3, 5, "p2")];

  assert.deepEqual(aligned(model([one, two]), [first, second], "left"), [
    { op: "set", id: "p1", values: { at: [0, 0] } },
    { op: "set", id: "p2", values: { at: [0, 5] } },
  ]);
});

test("distances become alike while the outer two stay", () => {
  const found = [stood(0, 0, "p1"), stood(3, 0, "p2"), stood(10, 0, "p3")];

  const ops = distributed(model(found.map(([each]) => each)), found.map(([, each]) => each), 0);

  assert.deepEqual(ops.map((op) => (op.op === "set" ? op.values.at : null)), [[0, 0], [5, 0], [10, 0]]);
});

test("spots of one block are set in one go", () => {
  const trees = block({ spots: [[0, 0], [4, 2]] }, { places: [[0, 0, 0, 0, 1], [4, 0, 2, 0, 1]], per_spot: 1 });
  const [first, second] = [thing({ place: [0, 0, 0, 0, 1] }), thing({ spot: 1, place: [4, 0, 2, 0, 1] })];

  assert.deepEqual(aligned(model([trees]), [first, second], "top"), [{ op: "set", id: "p1", values: { spots: [[0, 0], [4, 0]] } }]);
});

test("along a straight line something is repeated in its own directions", () => {
  const tree = block({ at: [0, 0], turn_deg: 30 });
  const here = model([tree], { turn_deg: 20 });
  const values = repeatedAlong(here, tree, [[2, 1], [2, 18]], 8);

  assert.equal(values["repeat.count"], 3);
  const places = placesOf(withValues(tree.values, values), 20);
  assert.deepEqual(places.map(([x, , z]) => [x, z].map((each) => Math.round(each * 100) / 100)), [[2, 1], [2, 9], [2, 17]]);
});

test("a line with bends becomes single spots", () => {
  const tree = block({ at: [0, 0] });

  assert.deepEqual(repeatedAlong(model([tree]), tree, [[0, 0], [4, 0], [4, 4]], 3), { at: null, repeat: null, spots: [[0, 0], [3, 0], [4, 2]] });
});

test("the distance runs on around a corner", () => {
  assert.deepEqual(spacedAlong([[0, 0], [1, 0], [1, 9]], 5), [[0, 0], [1, 4], [1, 9]]);
});
