// The sums of the 3D view's camera.

import assert from "node:assert/strict";
import { test } from "node:test";

import { between, eyeOf, fitted, framing, isSame, middle } from "../../app/site/static/viewer/orbit.js";
import { point, shifted, side, toward, turned, zoomed } from "../../app/site/static/viewer/orbit.js";

const START = { theta: 25, phi: 62, radius: 60 };

test("turning changes the direction and nothing else", () => {
  assert.deepEqual(turned(START, 30), { theta: 55, phi: 62, radius: 60 });
  assert.deepEqual(turned(turned(START, 30), -30), START);
});

test("zooming stops at an eighth and at five times the distance at which it began", () => {
  assert.equal(zoomed(START, 0.8, 60).radius, 48);
  assert.equal(zoomed(START, 0.001, 60).radius, 7.5);
  assert.equal(zoomed(START, 100, 60).radius, 300);
});

test("an eye in the south looks from theta 0, one in the east from 90", () => {
  const south = between([1, 5, 12], [1, 5, 2]);
  assert.deepEqual(south, { theta: 0, phi: 90, radius: 10 });
  const east = between([13, 3, 0], [3, 3, 0]);
  assert.ok(Math.abs(east.theta - 90) < 1e-9);
  const above = between([0, 10, 0], [0, 0, 0]);
  assert.equal(above.phi, 0);
});

test("an eye comes back to where it stood, and stays above the ground and below the very top", () => {
  const [eye, look] = [[13, 8, -4], [3, 1, 2]];
  eyeOf(between(eye, look), look).forEach((value, axis) => assert.ok(Math.abs(value - eye[axis]) < 1e-9));
  assert.equal(turned(START, 0, 90).phi, 88);
  assert.equal(turned(START, 0, -90).phi, 5);
});

test("a room that is taller than wide shows as much from side to side as a square one", () => {
  assert.equal(fitted(40, 1.6), fitted(40, 1));
  const wide = Math.tan((fitted(40, 0.5) * Math.PI) / 360) * 0.5;
  assert.ok(Math.abs(wide - Math.tan((40 * Math.PI) / 360)) < 1e-9);
});

test("what has no camera of its own is seen as a whole", () => {
  const { orbit, target } = framing({ low: [-10, 0, -10], high: [10, 8, 10] });
  assert.deepEqual(target, [0, 4, 0]);
  assert.ok(orbit.radius > 20 && orbit.radius < 60);
});

test("on its way a camera comes nearer, and arrives", () => {
  const to = { orbit: { ...START, theta: 85 }, target: [0, 0, 0], fieldDeg: 33 };
  /** @type {Camera} */
  let now = { ...to, orbit: START };
  for (let step = 0; step < 100 && !isSame(now, to); step += 1) now = toward(now, to, 0.3);
  assert.deepEqual(now.orbit, to.orbit);
});

test("the target moves as the picture does, along the ground", () => {
  const seen = { orbit: { theta: 90, phi: 60, radius: 10 }, target: [0, 2, 0], fieldDeg: 90 };
  const [x, y, z] = shifted(seen, 1, 0);
  assert.ok(Math.abs(x) < 1e-9 && y === 2 && Math.abs(z + 20) < 1e-9);
});

test("where one looks from is said by the side, from above or not", () => {
  assert.equal(side({ theta: 10, phi: 60, radius: 1 }), "front");
  assert.equal(side({ theta: -80, phi: 30, radius: 1 }), "upper-left");
  assert.equal(side({ theta: 450, phi: 80, radius: 1 }), "right");
});

test("points are read and halved", () => {
  assert.deepEqual(point(" 1 -2.5  3 "), [1, -2.5, 3]);
  assert.deepEqual(middle([0, 0, 0], [12, 2, -4]), [6, 1, -2]);
});
