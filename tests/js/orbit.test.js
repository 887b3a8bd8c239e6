// The sums of the 3D view's camera.

import assert from "node:assert/strict";
import { test } from "node:test";

import { asAttribute, asPosition, between, fromRadians, middle } from "../../app/site/static/js/orbit.js";
import { point, reach, toAsk, turned, widening, zoomed } from "../../app/site/static/js/orbit.js";

const START = { theta: 25, phi: 62, radius: 60 };

test("turning changes the direction and nothing else", () => {
  assert.deepEqual(turned(START, 30), { theta: 55, phi: 62, radius: 60 });
  assert.deepEqual(turned(turned(START, 30), -30), START);
});

test("zooming stops at an eighth and at five times the distance at which it began", () => {
  assert.equal(zoomed(START, 0.8, 60).radius, 48);
  assert.equal(zoomed(START, 0.001, 60).radius, 7.5);
  assert.equal(zoomed(START, 100, 60).radius, 300);
  assert.deepEqual(reach(60), { nearest: 7.5, farthest: 300 });
});

test("an eye in the south looks from theta 0, one in the east from 90", () => {
  const south = between([1, 5, 12], [1, 5, 2]);
  assert.deepEqual(south, { theta: 0, phi: 90, radius: 10 });
  const east = between([13, 3, 0], [3, 3, 0]);
  assert.ok(Math.abs(east.theta - 90) < 1e-9);
  const above = between([0, 10, 0], [0, 0, 0]);
  assert.equal(above.phi, 0);
});

test("a widened field of view is asked for so that it comes out the same", () => {
  const widened = widening(33, 50);
  assert.ok(widened > 1);
  assert.ok(Math.abs(toAsk(50, widened) - 33) < 1e-9);
  assert.ok(Math.abs(toAsk(40, 1) - 40) < 1e-9);
});

test("an orbit goes to model-viewer and comes back", () => {
  assert.equal(asAttribute(START), "25.000deg 62.000deg 60.0000m");
  const back = fromRadians({ theta: Math.PI / 2, phi: Math.PI / 4, radius: 2 });
  assert.deepEqual(back, { theta: 90, phi: 45, radius: 2 });
});

test("points are read, halved and written", () => {
  assert.deepEqual(point(" 1 -2.5  3 "), [1, -2.5, 3]);
  assert.deepEqual(middle([0, 0, 0], [12, 2, -4]), [6, 1, -2]);
  assert.equal(asPosition([1, -2.5, 3]), "1m -2.5m 3m");
});
