import assert from "node:assert/strict";
import test from "node:test";

import { housesOf, isAt, wallAheadM } from "../../../app/site/static/ar/houses.js";
import { near } from "./near.js";

const FACES = [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]];

/** A box on the ground, its middle at x, z, two metres in all directions. @type {(x: number, z: number) => number[]} */
function box(x, z) {
  const corners = Array.from({ length: 8 }, (_, at) => [x + (at & 4 ? 1 : -1), at & 2 ? 2 : 0, z + (at & 1 ? 1 : -1)]);
  return FACES.flatMap(([a, b, c, d]) => [a, b, c, a, c, d]).flatMap((at) => corners[at]);
}

test("triangles that share corners are one house, others are others", () => {
  const houses = housesOf([...box(0, 0), ...box(10, -5), ...box(12, -5)]);

  assert.deepEqual(houses.map(({ triangles }) => triangles.length), [12, 24]);
  const [{ west, east, north, south }, row] = houses;
  assert.deepEqual([west, east, north, south], [-1, 1, -1, 1]);
  assert.deepEqual([row.west, row.east, row.north, row.south], [9, 13, -6, -4]);
});

test("no triangles are no houses", () => {
  assert.deepEqual(housesOf([]), []);
});

test("what stands in a house, or within a metre of it, stands at it", () => {
  const [house] = housesOf(box(0, 0));
  const cases = /** @type {const} */ ([[0, 0, true], [1.9, 0, true], [0, -1.9, true], [2.1, 0, false], [0, 2.1, false], [2.1, 2.1, false]]);

  for (const [x, z, wanted] of cases) assert.equal(isAt(house, { west: x, east: x, north: z, south: z }), wanted, `${x} ${z}`);
});

test("the nearest wall ahead is told in metres", () => {
  const triangles = [...box(0, -30), ...box(0, -10)];

  near(wallAheadM(triangles, [0, 1.6, 0], [0, 0, -1]), 9);
  near(wallAheadM(triangles, [0.5, 1.6, 0], [0, 0, -1]), 9);
  assert.equal(wallAheadM(triangles, [0, 5, 0], [0, -Math.SQRT1_2, -Math.SQRT1_2]), Infinity); // into the ground before it
});

test("nothing is ahead behind one's back, beside, or of a house in which one stands", () => {
  const triangles = box(0, -10);

  for (const way of [[0, 0, 1], [1, 0, 0], [0, 1, 0]]) assert.equal(wallAheadM(triangles, [0, 1.6, 0], way), Infinity);
  assert.equal(wallAheadM(triangles, [0, 1, -10], [0, 0, -1]), Infinity);
});
