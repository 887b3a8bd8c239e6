import assert from "node:assert/strict";
import test from "node:test";

import {
  IDENTITY, cholesky, inverse, invert, multiply, rotation, sandwich, solve, transform, transpose,
} from "../../../app/site/static/ar/linear_algebra.js";
import { near } from "./near.js";
import { sure } from "../sure.js";

const SPD = Float64Array.from([4, 2, 0.4, 2, 5, 1, 0.4, 1, 3]);

test("a rotation by a quarter about the vertical takes east to north", () => {
  near(transform(rotation([0, 0, Math.PI / 2]), [1, 0, 0]), [0, 1, 0]);
});

test("a rotation keeps lengths and is undone by its transpose", () => {
  for (const by of [[0.3, -1.2, 0.8], [1e-7, 0, 0], [0, 0, 0]]) {
    const m = rotation(by);

    near(multiply(m, transpose(m)), [...IDENTITY], 1e-12);
  }
});

test("an inverse undoes a matrix", () => {
  const m = [2, 1, 0, -1, 3, 4, 0.5, 0, 1];

  near(multiply(m, invert(m)), [...IDENTITY], 1e-12);
});

test("equations are solved by the Cholesky factor", () => {
  const x = solve(sure(cholesky(SPD, 3)), [8, 15, 11.4], 3);

  near([0, 1, 2].map((row) => SPD.slice(3 * row, 3 * row + 3).reduce((sum, value, at) => sum + value * x[at], 0)), [8, 15, 11.4]);
});

test("the inverse from the Cholesky factor is the inverse", () => {
  near([...inverse(sure(cholesky(SPD, 3)), 3)], invert([...SPD]));
});

test("a matrix that is not positive definite has no factor", () => {
  assert.equal(cholesky(Float64Array.from([1, 2, 2, 1]), 2), null);
});

test("a covariance is carried through a linear map", () => {
  near([...sandwich([1, 1, 0, 0, 2, -1], SPD, 2, 3)], [13, 12.6, 12.6, 19]);
});
