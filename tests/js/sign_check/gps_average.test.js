import assert from "node:assert/strict";
import { test } from "node:test";

import { distanceM, moved } from "../../../app/site/static/ar/geodesy.js";
import { average } from "../../../app/web/static/js/sign_check/gps_average.js";

/** @type {[number, number]} */
const TRUTH = [51.505, 7.09];

/**
 * A reading so many metres off the truth, in the nth quarter of a minute.
 *
 * @type {(slot: number, east: number, north: number, accuracyM?: number) => Fix}
 */
function fix(slot, east, north, accuracyM = 6) {
  const [lat, lon] = moved(TRUTH, east, north);
  return { lat, lon, accuracyM, atMs: slot * 15_000 };
}

/** @param {{ lat: number, lon: number }} found */
const off = ({ lat, lon }) => distanceM(TRUTH, [lat, lon]);

test("one reading is as good as it says", () => {
  const found = average([fix(0, 3, 4, 8)]);

  assert.ok(Math.abs(off(found) - 5) < 0.01);
  assert.equal(found.uncertaintyM, 8);
});

test("readings of the same moment do not make one another better", () => {
  const found = average([fix(0, 1, 0), fix(0, 1, 0), fix(0.3, 1, 0), fix(0.9, 1, 0)]);

  assert.equal(found.slots, 1);
  assert.ok(Math.abs(found.uncertaintyM - 6) < 1e-9);
});

test("with time the uncertainty falls, but never below a third of the best reading", () => {
  const series = [1, 2, 4, 8, 16, 100].map((count) =>
    average(Array.from({ length: count }, (_none, slot) => fix(slot, 0.5 * Math.sin(slot), 0.5 * Math.cos(slot)))).uncertaintyM);

  for (let at = 1; at < series.length; at += 1) assert.ok(series[at] <= series[at - 1]);
  assert.ok(Math.abs(series[2] - 3) < 0.01);
  assert.ok(Math.abs(series[series.length - 1] - 2) < 1e-9);
});

test("a bad reading hardly moves the place", () => {
  const found = average([fix(0, 0, 0, 4), fix(1, 0, 0, 4), fix(2, 100, 0, 100)]);

  assert.ok(off(found) < 0.2);
});

test("readings that contradict one another are told", () => {
  const found = average([fix(0, -30, 0), fix(1, 30, 0), fix(2, 0, 30), fix(3, 0, -30)]);

  assert.ok(off(found) < 0.01);
  assert.ok(found.uncertaintyM > 15);
});

test("the order of readings does not matter", () => {
  const fixes = [fix(0, 1, 2, 5), fix(1, -2, 1, 9), fix(2, 0, -3, 7)];
  const [one, other] = [average(fixes), average([...fixes].reverse())];

  assert.ok(distanceM([one.lat, one.lon], [other.lat, other.lon]) < 1e-6);
  assert.ok(Math.abs(one.uncertaintyM - other.uncertaintyM) < 1e-9);
});
