import assert from "node:assert/strict";
import { test } from "node:test";

import { FIGURES, standing } from "../../../app/web/static/js/scene_editor/section_figures.js";
import { added, leftOver, moved, ofKind, rowsOf, said, slicesOf, stripsOf, sumOf, swapped } from "../../../app/web/static/js/scene_editor/section_strips.js";

/** @type {(name: string, more?: Partial<StripKind>) => StripKind} */
const kind = (name, more = {}) => ({ name, title: name, width_m: 2.5, top_m: 0.17, colour: "#bdb6aa", spacing_m: 0, has_direction: false, ...more });
const KINDS = new Map([kind("footway", { spacing_m: 14 }), kind("carriageway", { top_m: 0.05 }), kind("kerb"), kind("platform", { top_m: 0.31 })].map((each) => [each.name, each]));
const ROWS = [["footway", 2.5], ["carriageway", 6.5, { lanes: 2 }], ["cycle_track", 2, { direction: "back" }]];
const STRIPS = stripsOf(ROWS);

test("strips are read and written as the text has them", () => {
  assert.deepEqual(rowsOf(STRIPS), ROWS);
  assert.deepEqual(stripsOf([["footway"], "footway", ["footway", "2"], 3]), []);
  assert.deepEqual(stripsOf(null), []);
});

test("the sum and what is left of the measured width", () => {
  assert.equal(sumOf(stripsOf([["a", 0.1], ["b", 0.2]])), 0.3);
  assert.equal(leftOver(STRIPS, 11.5), 0.5);
  assert.equal(leftOver(STRIPS, 10), -1);
  assert.equal(leftOver(STRIPS, 11), 0);
  assert.equal(leftOver(STRIPS, undefined), 0);
});

test("swapping sides turns around what says where it goes, and twice is as before", () => {
  assert.deepEqual(rowsOf(swapped(STRIPS))[0], ["cycle_track", 2, { direction: "forward" }]);
  assert.deepEqual(swapped(swapped(STRIPS)), STRIPS);
});

test("a strip moves, is added behind another, and stays where there is no room", () => {
  assert.deepEqual(moved(STRIPS, 0, 1).map((each) => each.kind), ["carriageway", "footway", "cycle_track"]);
  assert.deepEqual(moved(STRIPS, 0, -1), STRIPS);
  assert.deepEqual(rowsOf(added(STRIPS, 0, kind("kerb", { width_m: 0.15 })))[1], ["kerb", 0.15]);
});

test("another kind keeps the width and only what it can have", () => {
  assert.deepEqual(rowsOf(ofKind(STRIPS, 1, kind("footway")))[1], ["footway", 6.5]);
  assert.deepEqual(rowsOf(ofKind(STRIPS, 2, kind("bus_lane", { has_direction: true })))[2], ["bus_lane", 2, { direction: "back" }]);
});

test("what else is said of a strip is said and taken back", () => {
  assert.deepEqual(rowsOf(said(STRIPS, 0, "spacing_m", 0))[0], ["footway", 2.5, { spacing_m: 0 }]);
  assert.deepEqual(rowsOf(said(STRIPS, 1, "lanes", null))[1], ["carriageway", 6.5]);
});

test("strips lie about the axis, and a kerb is as high as what it holds", () => {
  const found = slicesOf(stripsOf([["carriageway", 3], ["kerb", 0.2], ["platform", 2.8]]), KINDS);

  assert.deepEqual(found.map(({ left }) => left), [-3, 0, 0.2]);
  assert.deepEqual(found.map(({ top }) => top), [0.05, 0.31, 0.31]);
});

test("on every lane there is a car, and nothing where nothing is wanted", () => {
  assert.deepEqual(standing(STRIPS[1]), { name: "car", at: [-1.625, 1.625] });
  assert.deepEqual(standing({ kind: "footway", width: 2.5, more: { spacing_m: 0 } }).at, []);
  assert.ok(standing({ kind: "footway", width: 2.5, more: {} }).name in FIGURES);
  assert.deepEqual(standing({ kind: "kerb", width: 0.15, more: {} }), { name: "", at: [] });
});
