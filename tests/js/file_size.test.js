import assert from "node:assert/strict";
import { test } from "node:test";

import { fileSize } from "../../app/web/static/js/file_size.js";

const plain = (/** @type {number} */ bytes, /** @type {string} */ language) => fileSize(bytes, language).replace(/\s/g, " ");

test("a small file is not nothing", () => {
  assert.equal(plain(0, "de"), "0 kB");
  assert.equal(plain(1, "de"), "1 kB");
  assert.equal(plain(41_200, "de"), "42 kB");
});

test("a size is written as the language does", () => {
  assert.equal(plain(3_449_000, "de"), "3,4 MB");
  assert.equal(plain(3_449_000, "en"), "3.4 MB");
});

test("no size is a thousand of the smaller unit", () => {
  assert.equal(plain(999_999, "de"), "999 kB");
  assert.equal(plain(1_000_000, "de"), "1 MB");
});
