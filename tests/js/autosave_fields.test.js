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

test("blanks that the server takes away are no difference", () => {
  assert.deepEqual(changed({ body: "Eins.\n\nZwei.", title: "Ein Platz" }, { body: "Eins. \n\nZwei.\n", title: " Ein  Platz" }), []);
  assert.deepEqual(changed({ body: "Eins.\nZwei." }, { body: "Eins. Zwei." }).length, 1);
});

test("what a form was filled with is no part of what is typed", () => {
  assert.equal(isTyped("about.picture.platz.was"), false);
  assert.equal(isTyped("about.picture.platz.texts.de.alt"), true);
});

test("what is said of the words is no part of them", () => {
  assert.equal(isTyped("remark.say.texts.de.title"), false);
  assert.equal(isTyped("texts.de.title"), true);
});
