// What keys lead to, one after another.

import assert from "node:assert/strict";
import { test } from "node:test";

import { step } from "../../app/web/static/js/shortcuts.js";

const KNOWN = ["/", "e", "g l", "g e"];

test("a single key is complete at once", () => {
  assert.deepEqual(step("", "/", KNOWN), { hit: "/", typed: "" });
});

test("the first of two keys is remembered, the second completes it", () => {
  assert.deepEqual(step("", "g", KNOWN), { hit: "", typed: "g" });
  assert.deepEqual(step("g", "l", KNOWN), { hit: "g l", typed: "" });
});

test("two keys that belong together are not taken for the second alone", () => {
  assert.deepEqual(step("g", "e", KNOWN), { hit: "g e", typed: "" });
});

test("a key that does not go on starts anew", () => {
  assert.deepEqual(step("g", "/", KNOWN), { hit: "/", typed: "" });
  assert.deepEqual(step("g", "g", KNOWN), { hit: "", typed: "g" });
});

test("what nobody knows is forgotten", () => {
  assert.deepEqual(step("", "x", KNOWN), { hit: "", typed: "" });
});
