// Which sentence explains why the browser gave no passkey.

import assert from "node:assert/strict";
import { test } from "node:test";

import { reason } from "../../app/web/static/js/passkey.js";

test("a device that has one already says so", () => {
  assert.equal(reason({ name: "InvalidStateError" }), "known");
});

test("an address of numbers, or one without HTTPS, is no address for passkeys", () => {
  assert.equal(reason({ name: "SecurityError" }), "barred");
  assert.equal(reason(new TypeError("navigator.credentials is undefined")), "barred");
  assert.equal(reason(new ReferenceError("PublicKeyCredential is not defined")), "barred");
});

test("whoever said no, or took too long, may try again", () => {
  assert.equal(reason({ name: "NotAllowedError" }), "failed");
  assert.equal(reason({ name: "AbortError" }), "failed");
});
