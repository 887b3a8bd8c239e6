import assert from "node:assert/strict";
import test from "node:test";

import { readsCentimetres } from "../../../app/site/static/ar/quick_look.js";

for (const [system, expected, browser] of [
  ["iPhone; CPU iPhone OS 17_6_1 like Mac OS X", true],
  ["iPhone; CPU iPhone OS 15_0 like Mac OS X", true],
  ["iPhone; CPU iPhone OS 18_0 like Mac OS X", false],
  ["iPhone; CPU iPhone OS 26_2 like Mac OS X", false],
  ["Linux; Android 16; Pixel 9", false],
  ["Macintosh; Intel Mac OS X 10_15_7", true, "Version/17.6 Safari/605.1.15"],
  ["Macintosh; Intel Mac OS X 10_15_7", false, "Version/26.0 Safari/605.1.15"],
]) {
  test(`the picture's width is read in ${expected ? "centimetres" : "metres"} by ${system} ${browser ?? ""}`, () => {
    assert.equal(readsCentimetres(`Mozilla/5.0 (${system}) AppleWebKit/605.1.15 ${browser ?? ""}`), expected);
  });
}
