import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { farness, nearest, octant, ride, rounded } from "../../app/site/static/js/whereabouts.js";

/** @type {{ vectors: { place: string, from: [number, number], to: [number, number], distance_m: number, bearing_deg: number }[], within_m: number }} */
const GIVEN = JSON.parse(readFileSync(new URL("../geodesy.json", import.meta.url), "utf8"));

/** @type {(at: Place, after?: number) => LineStop} */
const stop = (at, after = -1) => ({ name: String(at), at, after });

test("how far a stop is and which way is that of the geodesic", () => {
  for (const { place, from, to, distance_m, bearing_deg } of GIVEN.vectors) {
    const found = nearest(from, [stop(to)]);
    assert.ok(Math.abs((found?.farM ?? 0) - distance_m) < GIVEN.within_m, place);
    const off = Math.abs(((bearing_deg + 22.5) % 45) - 22.5);
    if (off < 22) assert.equal(octant(from, to), Math.round(bearing_deg / 45) % 8, place);
  }
});

test("the nearest stop is found, and the nearest of some; none where there is none", () => {
  const stops = [stop([51.5, 7.1]), stop([51.51, 7.1]), stop([51.52, 7.1])];
  assert.equal(nearest([51.512, 7.1], stops)?.number, 1);
  assert.equal(nearest([51.512, 7.1], stops, ({ at }) => at[0] !== 51.51)?.number, 2);
  assert.equal(nearest([51.512, 7.1], []), null);
});

test("a distance is told no finer than the place is known", () => {
  /** @type {[number, number, number][]} */
  const told = [[4, 5, 10], [117, 8, 120], [130, 150, 100], [438, 8, 450], [438, 180, 400], [438, 300, 400], [438, 480, 500], [1273, 8, 1300], [4810, 400, 4800], [57_700, 8, 58_000], [0, 5, 10]];
  for (const [metres, accuracyM, roundM] of told) assert.equal(rounded(metres, accuracyM), roundM, `${metres} ± ${accuracyM}`);
});

test("who stands there as well as a phone can tell is told so, and a way only where it is sure", () => {
  const here = [[59, 5], [61, 5], [99, 100], [40, 101], [240, 250]].map(([farM, accuracyM]) => farness(farM, accuracyM).isHere);
  assert.deepEqual(here, [true, false, true, false, false]);
  assert.deepEqual([farness(100, 51).isSure, farness(100, 50).isSure], [false, true]);
});

//  0 – 1 – 2 – 3 – 4 – 5      a trunk up to 2, then a long branch
//          └ 6 – 7            and a short one
const TREE = [-1, 0, 1, 2, 3, 4, 2, 6].map((after, number) => stop([51 + number / 100, 7], after));

test("a ride leads towards an end of the line", () => {
  assert.deepEqual(ride(TREE, 4, 1), { count: 3, end: 0, fork: -1 });
  assert.deepEqual(ride(TREE, 0, 1), { count: 1, end: 5, fork: -1 });
  assert.deepEqual(ride(TREE, 1, 7), { count: 3, end: 7, fork: -1 });
  assert.deepEqual(ride(TREE, 2, 3), { count: 1, end: 5, fork: -1 });
  assert.deepEqual(ride(TREE, 7, 2), { count: 2, end: 0, fork: -1 });
});

test("from one branch to another one changes where they part", () => {
  assert.deepEqual(ride(TREE, 7, 4), { count: 4, end: 5, fork: 2 });
});
