import assert from "node:assert/strict";
import { test } from "node:test";

import { spoken } from "../../app/web/static/js/schedule.js";

test("a typed moment is said as it was typed, in whatever zone the computer is", () => {
  assert.match(spoken("2026-12-24T08:05", "de"), /24\. Dez\.? 2026.*08:05/);
  assert.match(spoken("2026-12-24T08:05", "en"), /24 Dec 2026.*08:05/);
});

test("half a moment is none", () => {
  assert.equal(spoken("", "de"), "");
  assert.equal(spoken("2026-12", "de"), "");
});
