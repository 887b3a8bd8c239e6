import assert from "node:assert/strict";
import { test } from "node:test";

import { shortName, variantsOp } from "../../../app/web/static/js/scene_editor/states.js";
import { branchesOf } from "../../../app/web/static/js/scene_editor/branches.js";
import { setDown, statesAgain } from "../../../app/web/static/js/scene_editor/setting.js";
import { block, model, part } from "./model.js";

test("a name becomes a short one", () => {
  assert.equal(shortName(" Später, größer! "), "spaeter-groesser");
});

test("states are renamed, ordered, added and removed in one step", () => {
  const rows = [{ name: "now", was: "today", from: "" }, { name: "later", was: "", from: "planned" }];

  assert.deepEqual(variantsOp(rows), { op: "variants", values: ["now", "later"], renamed: { today: "now" }, from: { later: "planned" } });
});

test("what is set down stands in the shown state; what stands there today, later as well, as what is there already", () => {
  /** @type {(variants: string[], variant: string, more?: object) => unknown} */
  const values = (variants, variant, more = {}) => setDown(model([], { variants }), part(more), [1.04, 2], "n1", variant).ops.map((op) => op.op === "insert" && op.values);
  const tree = { part: "tree", at: [1, 2] };

  assert.deepEqual(values(["today", "planned"], "planned"), [{ ...tree, when: ["planned"] }]);
  assert.deepEqual(values(["today", "planned"], "today"), [{ ...tree, role: "context" }]);
  assert.deepEqual(values(["then", "today", "planned"], "today"), [{ ...tree, when: ["today", "planned"], role: "context" }]);
  assert.deepEqual(values(["today", "planned"], "today", { is_ground: true }), [tree]);
  assert.deepEqual(values(["variant-a", "variant-b"], "variant-a"), [{ ...tree, when: ["variant-a"] }]);
  assert.deepEqual(values(["planned"], "planned"), [tree]);
});

test("a state gets a copy of its own, and does not show it twice", () => {
  const made = statesAgain(model([block({ at: [0, 0] })]), { ids: ["p1"], spots: {} }, "planned", () => "n1");

  assert.deepEqual(made.ops, [
    { op: "copy", id: "n1", of: "p1", values: { when: ["planned"] } },
    { op: "set", id: "p1", values: { when: ["today"] } },
  ]);
  const there = model([block({ at: [0, 0] }, { when: ["planned"] })]);
  assert.deepEqual(statesAgain(there, { ids: ["p1"], spots: {} }, "planned", () => "n1").ops, []);
});

test("the list shows groups, roles, annotations and views of a state", () => {
  const blocks = [
    block({ spots: [[0, 0], [1, 0]] }, { places: [[0, 0, 0, 0, 1], [1, 0, 0, 0, 1]] }),
    block({ at: [0, 0], group: "Platz" }, { id: "p2" }),
    block({ at: [0, 0] }, { id: "p3", when: ["today"] }),
    block({ id: "sail", at: [0, 1, 0] }, { id: "a1", table: "annotations", when: ["planned"] }),
  ];
  const words = { roles_planned: "Geplant", annotations: "Erklärpunkte", views: "Kameras", locked: "", hidden: "" };
  const found = branchesOf({ model: model(blocks, { size: {} }), variant: "planned", hidden: new Set() }, { words, nameOf: (id) => id });

  assert.deepEqual(found.map(({ name, children }) => [name, children.map(({ name: inner }) => inner)]), [
    ["Platz", ["p2"]], ["Geplant", ["p1"]], ["Erklärpunkte", ["a1"]], ["Kameras", ["size"]],
  ]);
  assert.deepEqual(found[1].children[0].children.map(({ name, spot }) => [name, spot]), [["p1 1", 0], ["p1 2", 1]]);
});
