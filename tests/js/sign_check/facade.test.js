import assert from "node:assert/strict";
import { test } from "node:test";

import { moved } from "../../../app/site/static/ar/geodesy.js";
import { apart, nearer, normals, uncertaintyDeg } from "../../../app/web/static/js/sign_check/facade.js";

/** @type {[number, number]} */
const HERE = [51.505, 7.09];
/** @type {(found: number, wanted: number) => void} */
const near = (found, wanted) => assert.ok(apart(found, wanted) < 0.01, `${found} is not ${wanted}`);

test("a façade from west to east looks north or south", () => {
  const [left, right] = normals(HERE, moved(HERE, 20, 0));

  near(left, 0);
  near(right, 180);
});

test("a platform's edge from south-west to north-east looks north-west or south-east", () => {
  const [left, right] = normals(HERE, moved(HERE, 15, 15));

  near(left, 315);
  near(right, 135);
});

test("of the two ways the one nearer to what was known is proposed, also across north", () => {
  assert.equal(nearer([350, 170], 10), 350);
  assert.equal(nearer([350, 170], 181), 170);
});

test("a longer line is better, and none is perfect", () => {
  const lengths = [1, 5, 10, 30, 200].map((metres) => uncertaintyDeg(HERE, moved(HERE, metres, 0)));

  for (let at = 1; at < lengths.length; at += 1) assert.ok(lengths[at] <= lengths[at - 1]);
  assert.ok(Math.abs(lengths[2] - 4.04) < 0.05);
  assert.equal(lengths.at(-1), 1);
});

test("a line without length says nothing", () => {
  assert.equal(uncertaintyDeg(HERE, HERE), 90);
});
