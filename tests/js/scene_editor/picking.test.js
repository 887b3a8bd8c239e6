import assert from "node:assert/strict";
import { test } from "node:test";

import { faultOf } from "../../../app/web/static/js/scene_editor/field_faults.js";
import { pressedOn } from "../../../app/web/static/js/scene_editor/picking.js";
import { fitted, toScreen } from "../../../app/web/static/js/scene_editor/view.js";
import { thing } from "./model.js";

/** @type {import("../../../app/web/static/js/scene_editor/view.js").View} */
const view = { x: 0, z: 0, scale: 10, width: 800, height: 600 };
const bench = thing({ id: "bench" });
const fence = thing({ id: "fence", top: 2, box: [-9, -0.05, 9, 0.05], place: [0, 0, 1.5, 0, 1] });
const lawn = thing({ id: "lawn", isGround: true, box: [-20, -20, 20, 20] });

/** @type {(things: import("../../../app/web/static/js/scene_editor/things.js").Thing[], point: Spot) => string[]} */
const touched = (things, point) => pressedOn({ view, things }, toScreen(view, point), true).map(({ id }) => id);

test("what lies right under a finger wins over what is thin and near", () => {
  assert.deepEqual(touched([lawn, bench, fence], [0, 0.5]), ["bench", "lawn"]);
});

test("a finger beside something thin takes it, also on a lawn", () => {
  assert.deepEqual(touched([lawn, fence], [0, 0.5]), ["fence", "lawn"]);
});

test("what is no number is told so, what is too much hears its limits", () => {
  const say = { words: { no_number: "keine Zahl", allowed: "{low} bis {high}" }, number: String };

  assert.deepEqual([undefined, 21, 8, "Baum", true].map((value) => faultOf(value, { low: 2, high: 20 }, say)), ["keine Zahl", "2 bis 20", "", "", ""]);
});

test("what is shown as a whole lies below the toolbar, in the middle of what is left", () => {
  const shown = fitted(view, [10, -30, 30, 30], 0.9, 60);
  const [top, bottom] = [[10, -30], [30, 30]].map((corner) => toScreen(shown, corner)[1]);

  assert.ok(top > 60);
  assert.ok(Math.abs(top - 60 - (600 - bottom)) < 1e-6);
});
