import assert from "node:assert/strict";
import test from "node:test";

import { hintFor } from "../../../app/site/static/ar/hints.js";

const PREFIX = "HTTPS://LINIE302.EXAMPLE/S/";

/** @type {(known: Partial<Parameters<typeof hintFor>[0]>) => Hint} */
function said(known) {
  return hintFor({ state: "searching", prefixes: [PREFIX], isOld: false, guide: null, ...known });
}

/** @type {[string, Parameters<typeof said>[0], string][]} */
const SAID = [
  ["before the first picture", {}, "loading"],
  ["where the search cannot run", { answer: { error: "no wasm" } }, "trouble"],
  ["without a code in view", { answer: { others: [] } }, "seeking"],
  ["with the sign in view", { answer: { others: [], code: "7K3M9Q", looks: 2 } }, "holding"],
  ["with the sign too far away", { answer: { others: [], code: "7K3M9Q", looks: 0, nearerM: 1.9 } }, "nearer"],
  ["with sensors that the picture contradicts", { answer: { others: [], code: "7K3M9Q", looks: 2, isContrary: true } }, "contrary"],
  ["after many looks without a lock", { answer: { others: [], code: "7K3M9Q", looks: 9 } }, "aside"],
  ["with a foreign code", { answer: { others: ["https://elsewhere.example"] } }, "foreign"],
  ["with a sign of another station", { answer: { others: [`${PREFIX}ABCDEF`] } }, "elsewhere"],
  ["with an old lock", { state: "locked", isOld: true }, "old"],
  ["with the planning ahead", { state: "locked", guide: { index: 0, turnDeg: 4, isAhead: true } }, "ahead"],
  ["with the planning to the right", { state: "locked", guide: { index: 0, turnDeg: 40, isAhead: false } }, "right"],
  ["with the planning to the left", { state: "panorama", guide: { index: 0, turnDeg: -40, isAhead: false } }, "left"],
];

for (const [name, known, word] of SAID) {
  test(`${name} the rider is told "${word}"`, () => {
    assert.equal(said(known).word, word);
  });
}

test("the sign of another station is told with its code, to lead there", () => {
  assert.equal(said({ answer: { others: [`${PREFIX}ABCDEF`] } }).code, "ABCDEF");
});

test("progress grows with the looks and is not full before the lock", () => {
  /** @param {number} looks */
  const share = (looks) => said({ answer: { others: [], code: "7K3M9Q", looks } }).share ?? NaN;

  assert.ok(share(1) > 0 && share(2) > share(1) && share(8) < 1);
});
