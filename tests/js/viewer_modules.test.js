// What is asked for at once when a 3D view opens.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

import { VIEWER_MODULES } from "../../app/site/static/js/viewer_modules.js";

test("every module of the viewer is asked for at once, and nothing else", () => {
  const files = readdirSync(new URL("../../app/site/static/viewer/", import.meta.url));
  assert.deepEqual(VIEWER_MODULES.map((name) => `${name}.js`), files.sort());
});
