// What a test knows to be there.

import assert from "node:assert/strict";

/**
 * @template T
 * @param {T} value
 * @returns {NonNullable<T>}
 */
export function sure(value) {
  assert.ok(value !== null && value !== undefined, "it is not there");
  return value;
}
