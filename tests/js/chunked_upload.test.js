import assert from "node:assert/strict";
import { test } from "node:test";

import { moved } from "../../app/web/static/js/crop.js";
import { span } from "../../app/web/static/js/line_numbers.js";
import { next } from "../../app/web/static/js/picture_rows.js";
import { missing } from "../../app/web/static/js/upload_parts.js";

test("only what is missing is sent", () => {
  assert.deepEqual(missing(4, [2, 0]), [1, 3]);
  assert.deepEqual(missing(2, [0, 1]), []);
});

test("a line begins after the breaks before it", () => {
  assert.deepEqual(span("eins\nzwei\ndrei", 2), { from: 5, to: 9 });
  assert.deepEqual(span("eins", 9), { from: 4, to: 4 });
});

test("a crop keeps its edges apart and within the picture", () => {
  const cut = { left: 0, top: 0, right: 50, bottom: 100, focus_x: 50, focus_y: 50 };
  assert.equal(moved(cut, "left", 80).left, 45);
  assert.equal(moved(cut, "right", 120).right, 100);
  assert.equal(moved(cut, "focus_x", -3).focus_x, 0);
});

test("a row more has a number that no other has", () => {
  assert.equal(next([]), 0);
  assert.equal(next(["rows.pictures", "pictures.0.slug", "pictures.4.slug", "find.pictures.9.slug"]), 5);
  assert.equal(next(["pictures.4.slug", "documents.0.slug"], "documents"), 1);
});
