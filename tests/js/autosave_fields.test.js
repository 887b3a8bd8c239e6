// What lies in the browser is compared with what stands in the form.

import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, hasArrived, isTyped } from "../../app/web/static/js/autosave_fields.js";

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

test("what was sent has arrived where the page is the answer, or was filled from something newer", () => {
  const sent = { at: 0, origin: { base: "7", number: "2" }, fields: {}, isSent: true };

  assert.equal(hasArrived(sent, sent.origin, true), true);
  assert.equal(hasArrived(sent, { base: "9", number: "3" }, false), true);
  assert.equal(hasArrived(sent, sent.origin, false), false);
  assert.equal(hasArrived({ ...sent, isSent: false }, sent.origin, true), false);
  assert.equal(hasArrived(null, sent.origin, true), false);
});
