// A form leaves the page only where somebody answers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { answers } from "../../app/web/static/js/connection.js";

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
