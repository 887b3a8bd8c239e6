// What lies in the browser is compared with what stands in the form.

import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, isTyped } from "../../app/web/static/js/autosave_fields.js";

test("only what differs is named, and a missing field counts as empty", () => {
  const now = { title: "Alt", summary: "Gleich", body: "" };
  const then = { title: "Neu", summary: "Gleich", "sources.0.url": "https://302.example" };

  assert.deepEqual(changed(now, then), [
    ["title", "Alt", "Neu"],
    ["sources.0.url", "", "https://302.example"],
  ]);
  assert.deepEqual(changed(now, now), []);
});

test("what is said of the words is no part of them", () => {
  assert.equal(isTyped("remark.say.texts.de.title"), false);
  assert.equal(isTyped("texts.de.title"), true);
});
