// Marks go around words and before lines, and away again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { continued, marked } from "../../app/web/static/js/markdown_toolbar.js";

/**
 * Return the text after a mark, with the selection in ‹›.  `given` marks it the same way.
 *
 * @type {(mark: string, given: string) => string}
 */
function after(mark, given) {
  const start = given.indexOf("‹");
  const end = given.indexOf("›") - 1;
  const text = given.replace(/[‹›]/g, "");
  const done = marked(mark, { text, start, end });
  const result = text.slice(0, done.from) + done.put + text.slice(done.to);
  return `${result.slice(0, done.start)}‹${result.slice(done.start, done.end)}›${result.slice(done.end)}`;
}

test("bold goes around the words and away again", () => {
  assert.equal(after("bold", "Ein ‹großer› Platz"), "Ein **‹großer›** Platz");
  assert.equal(after("bold", "Ein **‹großer›** Platz"), "Ein ‹großer› Platz");
  assert.equal(after("bold", "Ein ‹›"), "Ein **‹›**");
});

test("a heading goes before its line and away again", () => {
  assert.equal(after("heading", "Eins\nZw‹›ei\nDrei"), "Eins\n## Zwei‹›\nDrei");
  assert.equal(after("heading", "## Zw‹›ei"), "Zwei‹›");
});

test("a list takes every line of the selection", () => {
  assert.equal(after("list", "‹Eins\nZwei›\nDrei"), "‹- Eins\n- Zwei›\nDrei");
  assert.equal(after("list", "- Ei‹ns\n- Zw›ei"), "‹Eins\nZwei›");
});

/** Return the text after Enter at the end of `given`, or "" where Enter is left to the browser. @type {(given: string, at?: number) => string} */
function entered(given, at = given.length) {
  const done = continued({ text: given, start: at, end: at });
  return done ? given.slice(0, done.from) + done.put + given.slice(done.to) : "";
}

test("Enter goes on with a list, counts on, and ends it at an empty item", () => {
  assert.equal(entered("- Bäume"), "- Bäume\n- ");
  assert.equal(entered("Kommt:\n  - Bäume"), "Kommt:\n  - Bäume\n  - ");
  assert.equal(entered("9. Bäume"), "9. Bäume\n10. ");
  assert.equal(entered("- Bäume und Bänke", 7), "- Bäume\n-  und Bänke");
  assert.equal(entered("- Bäume\n- "), "- Bäume\n");
  assert.equal(entered("- Bäume\n- \nMehr", 10), "- Bäume\n\nMehr");
  assert.equal(entered("Ein Satz."), "");
  assert.equal(entered("- Bäume", 0), "");
  assert.equal(entered("**fett**"), "");
});
