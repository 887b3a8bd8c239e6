// What the small form makes of words and an address, and what it finds in the text.

import assert from "node:assert/strict";
import { test } from "node:test";

import { linkAt, linkOf } from "../../app/web/static/js/markdown_link.js";

test("words and an address become a link", () => {
  assert.equal(linkOf("Zum Park", "https://a.example/x"), "[Zum Park](https://a.example/x)");
  assert.equal(linkOf(" Zum\nPark ", " gelsenkirchen.de/park "), "[Zum Park](https://gelsenkirchen.de/park)");
  assert.equal(linkOf("", "https://www.gelsenkirchen.de/"), "[gelsenkirchen.de](https://www.gelsenkirchen.de/)");
  assert.equal(linkOf("Post", "mailto:rat@stadt.example"), "[Post](mailto:rat@stadt.example)");
});

test("what would break the marks is taken out of them", () => {
  assert.equal(linkOf("Plan [neu]", "https://a.example/x_(y)"), "[Plan neu](https://a.example/x_%28y%29)");
});

test("what is no address becomes nothing", () => {
  for (const address of ["", "https://", "im Rathaus", "javascript:alert(1)", "https://a b.example"]) {
    assert.equal(linkOf("Wort", address), "", address);
  }
});

test("a link in which one stands is changed as a whole", () => {
  const text = "Zum [Park](https://a.example) und weiter";

  assert.deepEqual(linkAt({ text, start: 6, end: 6 }), { from: 4, to: 29, words: "Park", address: "https://a.example" });
  assert.deepEqual(linkAt({ text, start: 0, end: 4 }), { from: 0, to: 3, words: "Zum", address: "" });
  assert.deepEqual(linkAt({ text, start: 29, end: 29 }), { from: 29, to: 29, words: "", address: "" });
});

test("an address that is selected is where it leads", () => {
  const text = "Siehe https://a.example.";

  assert.deepEqual(linkAt({ text, start: 6, end: 23 }), { from: 6, to: 23, words: "", address: "https://a.example" });
});
