import assert from "node:assert/strict";
import { test } from "node:test";

import { levelOf } from "../../../app/web/static/js/scene_editor/things.js";

/** @type {(top: number, isGround?: boolean) => { top: number, isGround: boolean }} */
const thing = (top, isGround = false) => ({ top, isGround });
const parts = { table: "parts" };
const street = { table: "sections" };

test("what lies on a carriageway lies above the street, whatever stands on that", () => {
  const section = levelOf(street, [thing(0.05, true), thing(0.17, true), thing(1.5)]);
  const crossing = levelOf(parts, [thing(0.15, true)]);

  assert.ok(section < crossing);
});

test("ground lies below all that stands, and what is higher above what is lower", () => {
  const levels = [[thing(6, true)], [thing(0.1)], [thing(0.2), thing(8)]].map((things) => levelOf(parts, things));

  assert.deepEqual(levels, [...levels].sort((a, b) => a - b));
});
