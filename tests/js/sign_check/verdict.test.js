import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { isFar, verdict } from "../../../app/web/static/js/sign_check/verdict.js";

const { cases, ...stock } = JSON.parse(readFileSync(new URL("../verdicts.json", import.meta.url), "utf8"));

for (const { name, texts, expected, found, code } of cases) {
  test(`verdict: ${name}`, () => assert.deepEqual(verdict(texts, stock, expected), { found, code }));
}

const SIGN = { lat: 51.505, lon: 7.09, uncertaintyM: 15 };

test("a phone beside the sign is not far, however vague its place", () => {
  assert.ok(!isFar(SIGN, { latitude: 51.5055, longitude: 7.0905, accuracy: 60 }));
});

test("a phone at the next stop is far, unless it hardly knows where it is", () => {
  assert.ok(isFar(SIGN, { latitude: 51.51, longitude: 7.09, accuracy: 30 }));
  assert.ok(!isFar(SIGN, { latitude: 51.51, longitude: 7.09, accuracy: 900 }));
});
