// What stands below a picture of the 3D view, and what its file is called.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fileName, lines } from "../../app/site/static/viewer/snapshot.js";

const CAPTION = {
  title: "Solarsegel",
  place: "Heinrich-König-Platz",
  state: "geplant",
  note: "Schematisch, im wahren Maß.",
  address: "https://linie.example/de/302/platz/",
};

test("a file's name has only letters that every system takes", () => {
  assert.equal(fileName("Grüne Straße am Süder\u00admarkt", "geplant"), "grune-strasse-am-sudermarkt-geplant.jpg");
  assert.equal(fileName("Isı adası – Şehir İçi", "bugün"), "isi-adasi-sehir-ici-bugun.jpg");
});

test("the caption names what is shown, and where to find it", () => {
  const [first, second] = lines(CAPTION, 1000);

  assert.equal(first.text, "Solarsegel – geplant – Heinrich-König-Platz");
  assert.equal(second.text, "Schematisch, im wahren Maß. linie.example/de/302/platz");
});

test("the caption grows with the picture and stays within its strip", () => {
  for (const width of [300, 1200, 4000]) {
    const [first, second] = lines(CAPTION, width);
    assert.ok(first.size > second.size);
    assert.ok(first.down < second.down - second.size);
    assert.ok(second.down < width * 0.11);
  }
});
