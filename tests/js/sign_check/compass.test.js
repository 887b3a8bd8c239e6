import assert from "node:assert/strict";
import { test } from "node:test";

import { told } from "../../../app/web/static/js/sign_check/compass.js";

test("an iPhone says its heading itself", () => {
  assert.equal(told({ webkitCompassHeading: 140, alpha: 3 }), 140);
});

test("elsewhere alpha counts against the clock, and only where it knows north", () => {
  assert.equal(told({ absolute: true, alpha: 90 }), 270);
  assert.equal(told({ absolute: true, alpha: 0 }), 0);
  assert.equal(told({ absolute: false, alpha: 90 }), null);
  assert.equal(told({ absolute: true, alpha: null }), null);
});
