import assert from "node:assert/strict";
import { test } from "node:test";

import { typedNumber } from "../../app/web/static/js/typed_number.js";

test("numbers are read with comma and with point", () => {
  assert.equal(typedNumber(" 51,5 "), 51.5);
  assert.equal(typedNumber("-1.25"), -1.25);
  assert.ok(Number.isNaN(typedNumber("")));
  assert.ok(Number.isNaN(typedNumber("12 m")));
});
