import assert from "node:assert/strict";
import { test } from "node:test";

import { asked, matching } from "../../app/web/static/js/mention.js";

const NAMES = ["Ada Öz", "Freigabe Nord", "Planung Nord (Team 1)"];

test("what follows an @ may be a name", () => {
  assert.deepEqual(asked("Bitte @Fr", 9), { from: 6, words: "Fr" });
  assert.deepEqual(asked("@", 1), { from: 0, words: "" });
  assert.deepEqual(asked("(@Ada Ö", 7), { from: 1, words: "Ada Ö" });
});

test("a mail address, another line and a long sentence are none", () => {
  assert.equal(asked("ada@ex", 6), null);
  assert.equal(asked("ö@ex", 4), null);
  assert.equal(asked("@Ada\nweiter", 11), null);
  assert.equal(asked(`@${"x".repeat(41)}`, 42), null);
  assert.equal(asked("ohne", 4), null);
});

test("only what is before the caret counts", () => {
  assert.deepEqual(asked("@Ad und @Bo", 3), { from: 0, words: "Ad" });
});

test("a name is found by the beginning of any of its parts, whatever the case", () => {
  assert.deepEqual(matching(NAMES, "nord"), ["Freigabe Nord", "Planung Nord (Team 1)"]);
  assert.deepEqual(matching(NAMES, "öz"), ["Ada Öz"]);
  assert.deepEqual(matching(NAMES, "planung n"), ["Planung Nord (Team 1)"]);
  assert.deepEqual(matching(NAMES, "team"), ["Planung Nord (Team 1)"]);
  assert.deepEqual(matching(NAMES, ""), NAMES);
  assert.deepEqual(matching(NAMES, "Ada Öz bitte"), []);
});

test("no more are offered than one can read", () => {
  assert.equal(matching(Array.from({ length: 9 }, (_, at) => `Ada ${at}`), "a").length, 6);
});
