// Field faults: what is wrong with what was typed into a field, in few words.  Pure.

import { filled } from "./readout.js";

/** What a field says of its value; "" where it may stand. @type {(value: string | number | boolean | undefined, limits: { low?: number, high?: number }, say: { words: Values, number: (value: number) => string }) => string} */
export function faultOf(value, { low = -Infinity, high = Infinity }, { words, number }) {
  if (value === undefined) return words.no_number;
  if (typeof value !== "number" || (value >= low && value <= high)) return "";
  return filled(words.allowed, { low: number(low), high: number(high) });
}
