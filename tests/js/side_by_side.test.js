import assert from "node:assert/strict";
import { test } from "node:test";

import { turnedAlike } from "../../app/web/static/js/side_by_side.js";

const ONE = { orbit: { theta: 10, phi: 60, radius: 20 }, target: [0, 1, 0], fieldDeg: 40 };
const OTHER = { orbit: { theta: 100, phi: 70, radius: 10 }, target: [50, 2, 50], fieldDeg: 30 };

test("with one camera for both, both see from the same place", () => {
  const to = { orbit: { theta: 35, phi: 40, radius: 12 }, target: [3, 1, -2], fieldDeg: 40 };
  assert.deepEqual(turnedAlike(to, ONE, ONE), to);
});

test("another scene turns by as much, from where it stood, and comes as much nearer", () => {
  const to = { orbit: { theta: 30, phi: 50, radius: 10 }, target: [4, 1, 0], fieldDeg: 40 };
  assert.deepEqual(turnedAlike(to, ONE, OTHER), {
    orbit: { theta: 120, phi: 60, radius: 5 },
    target: [52, 2, 50],
    fieldDeg: 30,
  });
});

test("nobody looks from below the ground", () => {
  const low = { ...ONE, orbit: { ...ONE.orbit, phi: 85 } };
  assert.equal(turnedAlike(low, ONE, OTHER).orbit.phi, 88);
});
