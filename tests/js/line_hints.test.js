import assert from "node:assert/strict";
import { test } from "node:test";

import { span } from "../../app/web/static/js/line_hints.js";

test("a line begins behind the break of the one before and ends before its own", () => {
  assert.deepEqual(span("eins\nzwei\n", 1), [0, 4]);
  assert.deepEqual(span("eins\nzwei\n", 2), [5, 9]);
});

test("a line that is there no more is the end of the text", () => {
  assert.deepEqual(span("eins", 9), [4, 4]);
  assert.deepEqual(span("", 1), [0, 0]);
});
