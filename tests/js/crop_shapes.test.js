import assert from "node:assert/strict";
import { test } from "node:test";

import { large, small } from "../../app/web/static/js/crop_shapes.js";

const WHOLE = { left: 0, top: 0, right: 100, bottom: 100, focus_x: 50, focus_y: 50 };

test("the large one is the crop as it was drawn", () => {
  assert.deepEqual(large({ ...WHOLE, left: 25, top: 50 }, { width: 800, height: 600 }), { x: 200, y: 300, width: 600, height: 300 });
});

test("what is taller than a phone loses as much above as below", () => {
  assert.deepEqual(large(WHOLE, { width: 400, height: 1000 }), { x: 0, y: 200, width: 400, height: 600 });
});

test("the small one lies around the focal point, and within the crop", () => {
  const wide = { width: 1600, height: 500 };
  assert.deepEqual(small(WHOLE, wide), { x: 400, y: 0, width: 800, height: 500 });
  assert.deepEqual(small({ ...WHOLE, focus_x: 95 }, wide), { x: 800, y: 0, width: 800, height: 500 });
  assert.deepEqual(small({ ...WHOLE, right: 50, focus_x: 0 }, wide), { x: 0, y: 0, width: 800, height: 500 });
});
