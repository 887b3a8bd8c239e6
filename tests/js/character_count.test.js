import assert from "node:assert/strict";
import { test } from "node:test";

import { length } from "../../app/web/static/js/character_count.js";

test("a line break counts once, as it does on the server", () => {
  assert.equal(length("a\r\nb\n"), 4);
});

test("a character outside the basic plane counts once", () => {
  assert.equal(length("🌳 Baum"), 6);
});

test("letters with dots and cedillas count once", () => {
  assert.equal(length("ğüşİ"), 4);
});
