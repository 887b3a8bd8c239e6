import assert from "node:assert/strict";
import { test } from "node:test";

import { applied, isPossible } from "../../../app/web/static/js/scene_editor/applying.js";
import { handlesOf, pulled } from "../../../app/web/static/js/scene_editor/handles.js";
import { lifted, moved, turnedBy } from "../../../app/web/static/js/scene_editor/moves.js";
import { pasted } from "../../../app/web/static/js/scene_editor/setting.js";
import { parallel, streetOf } from "../../../app/web/static/js/scene_editor/streets.js";
import { thingsOf, under } from "../../../app/web/static/js/scene_editor/things.js";
import { model } from "./model.js";

/** @type {(more?: Partial<SceneBlock>) => SceneBlock} */
const street = (more = {}) => ({
  id: "s1", table: "sections", line: 1, comment: "", when: ["today", "planned"], role: "ground", per_spot: 3,
  values: { name: "Hauptstraße", axis: [[0, 0], [20, 20]], strips: [["footway", 2], ["carriageway", 4]] },
  places: [[0, 0, 0, 0, 1], [0, 0, 0, 0, 1], [3, 0, 4, 45, 1]], ...more,
});
const SELECTED = { ids: ["s1"], spots: {} };
const PLAN = { symbols: {}, of: {}, checks: [], budget: {} };

test("a street is one thing, and lies only where its strips are", () => {
  const things = thingsOf(model([street()]), PLAN, "planned", new Set());

  assert.equal(things.length, 1);
  assert.deepEqual(things[0].box, [-3, -3, 23, 23]);
  assert.equal(under(things, [10, 12], 0).length, 1);
  assert.equal(under(things, [18, 2], 0).length, 0);
});

test("the edges of a street keep their distance round a bend", () => {
  const right = parallel([[0, 0], [0, -10], [10, -10]], 2);

  assert.deepEqual(right.map((point) => point.map(Math.round)), [[2, 0], [2, -8], [10, -8]]);
});

test("a street without an axis lies nowhere", () => {
  assert.deepEqual(streetOf(street({ values: { axis: "x" } }), 0), []);
});

test("a street moves with its axis, in the axes of a turned scene", () => {
  const turned = model([street()], { turn_deg: 90 });
  const ops = moved(turned, SELECTED, [0, 5]);

  assert.deepEqual(ops, [{ op: "set", id: "s1", values: { axis: [[5, 0], [25, 20]] } }]);
  const [{ places }] = applied(turned, { label: "", ops }).blocks;
  assert.deepEqual(places?.map((place) => place.map(Math.round)), [[0, 0, 5, 0, 1], [0, 0, 5, 0, 1], [3, 0, 9, 45, 1]]);
});

test("when a street gets another shape, it lies as it did until the server has drawn it", () => {
  const before = street();
  const [after] = applied(model([before]), { label: "", ops: [{ op: "set", id: "s1", values: { axis: [[0, 0], [30, 0]] } }] }).blocks;

  assert.deepEqual(after.places, before.places);
});

test("a street is turned about its middle, and is not lifted", () => {
  assert.deepEqual(turnedBy(model([street()]), SELECTED, 90), [{ op: "set", id: "s1", values: { axis: [[20, 0], [0, 20]] } }]);
  assert.deepEqual(lifted(model([street()]), SELECTED, 1), []);
});

test("the points of its axis are its handles", () => {
  const [thing] = streetOf(street(), 0);
  const handles = handlesOf(street(), thing, undefined, 10);
  const end = handles.find(({ kind, index }) => kind === "point" && index === 1);

  assert.deepEqual(handles.map(({ kind }) => kind), ["edge", "point", "point"]);
  assert.ok(end);
  assert.deepEqual(pulled(end, [30.2, 1], { block: street(), thing, part: undefined, stepM: 0.5 }), { axis: [[0, 0], [30, 1]] });
});

test("a copied street is set down aside", () => {
  const { ops: [op] } = pasted(model([]), [street()], [1, 2], () => "n1");

  assert.deepEqual(op.op === "insert" && [op.table, op.values.axis], ["sections", [[1, 2], [21, 22]]]);
});

test("what is changed of a street that the server does not know yet is not lost", () => {
  /** @type {SceneStep} */
  const made = { label: "", ops: [{ op: "insert", id: "n1", table: "sections", after: null, values: { axis: [[0, 0], [0, 9]] } }] };
  /** @type {SceneStep} */
  const measured = { label: "", ops: [{ op: "set", id: "n1", values: { measured_m: 12 } }] };

  assert.equal(isPossible(model([]), measured), false);
  assert.equal(isPossible(applied(model([]), made), measured), true);
});
