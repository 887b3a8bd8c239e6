// The sums of the 3D view's camera.

import assert from "node:assert/strict";
import { test } from "node:test";

import { asAttribute, asPosition, fromRadians, middle, point, reach, turned, zoomed } from "../../app/site/static/js/orbit.js";

const START = { theta: 25, phi: 62, radius: 60 };

test("turning changes the direction and nothing else", () => {
  assert.deepEqual(turned(START, 30), { theta: 55, phi: 62, radius: 60 });
  assert.deepEqual(turned(turned(START, 30), -30), START);
});

test("zooming stops at a tenth and at twice the distance from which all is seen", () => {
  assert.equal(zoomed(START, 0.8, 60).radius, 48);
  assert.equal(zoomed(START, 0.001, 60).radius, 6);
  assert.equal(zoomed(START, 100, 60).radius, 120);
  assert.deepEqual(reach(60), { nearest: 6, farthest: 120 });
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
