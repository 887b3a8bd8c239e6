import assert from "node:assert/strict";
import { test } from "node:test";

import { counted } from "../../app/web/static/js/exactness.js";

test("a number is read in groups or not", () => {
  for (const text of ["20000", "20.000", "20 000", " 20\u202f000 "]) assert.equal(counted(text), 20_000);
});

test("anything else is no number", () => {
  for (const text of ["", "viele", "-5", "1e4"]) assert.ok(Number.isNaN(counted(text)));
});
