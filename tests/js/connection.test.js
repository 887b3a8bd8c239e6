// A form leaves the page only where somebody answers, and once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answers, leaving } from "../../app/web/static/js/connection.js";

/** @type {(status: number) => () => Promise<Response>} */
const says = (status) => async () => new Response(null, { status });

test("a server that answers is there, whatever it says of the address", async () => {
  assert.equal(await answers("/x", says(200)), true);
  for (const status of [404, 500, 501]) assert.equal(await answers("/x", says(status)), true);
});

test("a proxy without its server is no answer", async () => {
  for (const status of [502, 503, 504]) assert.equal(await answers("/x", says(status)), false);
});

test("nobody at all is no answer", async () => {
  assert.equal(await answers("/x", () => Promise.reject(new TypeError("refused"))), false);
});

test("whoever presses twice means it once, and may press again later", () => {
  const hasGone = leaving();
  const [one, other] = [{}, {}];
  assert.deepEqual([hasGone(one, 10), hasGone(one, 300), hasGone(other, 400), hasGone(one, 2900)], [false, true, false, true]);
  assert.equal(hasGone(one, 3100), false);
});
