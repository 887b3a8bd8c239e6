// Assertions on numbers that come out of sums.

import assert from "node:assert/strict";

/** @typedef {number | readonly number[]} Many */

/** Every number of a list lies within `within` of the wanted one. @type {(found: Many, wanted: Many, within?: number) => void} */
export function near(found, wanted, within = 1e-9) {
  const [a, b] = [[found].flat(), [wanted].flat()];
  assert.equal(a.length, b.length);
  a.forEach((value, at) => assert.ok(Math.abs(value - b[at]) <= within, `${at}: ${value} is not ${b[at]} ± ${within}`));
}
