import assert from "node:assert/strict";
import { test } from "node:test";

import { copies, detached, freeName, lifted, moved, removed, turnedBy } from "../../../app/web/static/js/scene_editor/moves.js";
import { block, model } from "./model.js";

const ALL = { ids: ["p1"], spots: {} };
const ONE = { ids: ["p1"], spots: { p1: [1] } };
const id = () => "n1";

test("a way in the world is written in the scene's own axes", () => {
  assert.deepEqual(moved(model([block({ at: [1, 2] })], { turn_deg: 90 }), ALL, [0, 3]), [{ op: "set", id: "p1", values: { at: [4, 2] } }]);
});

test("a point keeps as many numbers as it had", () => {
  assert.deepEqual(moved(model([block({ at: [1, 0.02, 2] })]), ALL, [1, 0]), [{ op: "set", id: "p1", values: { at: [2, 0.02, 2] } }]);
  assert.deepEqual(lifted(model([block({ at: [1, 2] })]), ALL, 0.5), [{ op: "set", id: "p1", values: { at: [1, 0.5, 2] } }]);
});

test("of several spots only the selected one moves", () => {
  const ops = moved(model([block({ spots: [[0, 0], [5, 0], [9, 0]] })]), ONE, [0.1, 0]);

  assert.deepEqual(ops, [{ op: "set", id: "p1", values: { spots: [[0, 0], [5.1, 0], [9, 0]] } }]);
});

test("the size line and cameras move as a whole", () => {
  const head = { size: { from: [0, 0, 0], to: [4, 0, 0] }, cameras: { poster: { eye: [0, 5, 9], look: [0, 1, 0], fov_deg: 40 } } };

  assert.deepEqual(moved(model([], head), { ids: ["size", "cameras.poster"], spots: {} }, [1, 0]), [
    { op: "set", id: "size", values: { from: [1, 0, 0], to: [5, 0, 0] } },
    { op: "set", id: "cameras.poster", values: { eye: [1, 5, 9], look: [1, 1, 0] } },
  ]);
});

test("one thing turns about itself, several about their middle", () => {
  const one = block({ at: [0, 0], turn_deg: 350 }, { places: [[0, 0, 0, 350, 1]] });
  const two = block({ at: [4, 0] }, { id: "p2", places: [[4, 0, 0, 0, 1]] });

  assert.deepEqual(turnedBy(model([one]), ALL, 20), [{ op: "set", id: "p1", values: { turn_deg: 10 } }]);
  assert.deepEqual(turnedBy(model([one, two]), { ids: ["p1", "p2"], spots: {} }, 90), [
    { op: "set", id: "p1", values: { at: [2, -2], turn_deg: 80 } },
    { op: "set", id: "p2", values: { at: [2, 2], turn_deg: 90 } },
  ]);
});

test("turned back to nothing the line goes", () => {
  assert.deepEqual(turnedBy(model([block({ at: [0, 0], turn_deg: 5 }, { places: [[0, 0, 0, 5, 1]] })]), ALL, -5), [{ op: "set", id: "p1", values: { turn_deg: null } }]);
});

test("a spot that is copied or loosened stands for itself", () => {
  const here = model([block({ spots: [[0, 0], [5, 0], [9, 0]] })]);

  assert.deepEqual(copies(here, ONE, [1, 1], id).ops, [{ op: "copy", id: "n1", of: "p1", values: { spots: null, at: [6, 1] } }]);
  assert.deepEqual(detached(here, ONE, id).ops, [
    { op: "copy", id: "n1", of: "p1", values: { spots: null, at: [5, 0] } },
    { op: "set", id: "p1", values: { spots: [[0, 0], [9, 0]] } },
  ]);
});

test("the last but one spot is at, and the last takes its block along", () => {
  const two = model([block({ spots: [[0, 0], [5, 0]] })]);

  assert.deepEqual(removed(two, ONE), [{ op: "set", id: "p1", values: { spots: null, at: [0, 0] } }]);
  assert.deepEqual(removed(two, { ids: ["p1"], spots: { p1: [0, 1] } }), [{ op: "delete", ids: ["p1"] }]);
  assert.deepEqual(removed(two, { ids: ["p1", "cameras.poster"], spots: {} }), [{ op: "delete", ids: ["p1"] }]);
});

test("a copied annotation gets a name that is free", () => {
  const pin = block({ id: "sail", at: [0, 2, 0] }, { table: "annotations" });

  assert.equal(freeName(model([pin]), "sail"), "sail-2");
  assert.equal(freeName(model([pin]), "seat"), "seat");
});
