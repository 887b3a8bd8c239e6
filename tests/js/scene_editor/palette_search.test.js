import assert from "node:assert/strict";
import { test } from "node:test";

import { counted, matching } from "../../../app/web/static/js/scene_editor/palette_search.js";
import { part } from "./model.js";

const BENCH = part({ name: "bench", title: "Bank", search: "Sitzbank, bench, seat" });
const TREE = part({ name: "tree", title: "Baum", search: "tree, Laubbaum" });
const ROW = part({ name: "tree_row", title: "Reihe aus Bäumen", search: "row of trees" });
const ALL = [ROW, TREE, BENCH];

test("a part is found by its German and its English name", () => {
  assert.deepEqual(matching(ALL, "bank"), [BENCH]);
  assert.deepEqual(matching(ALL, "Seat"), [BENCH]);
});

test("a title that begins with it comes first, and marks over letters do not count", () => {
  assert.deepEqual(matching(ALL, "baum"), [TREE, ROW]);
  assert.deepEqual(matching(ALL, "bäum"), [TREE, ROW]);
});

test("several are found by the word for several, and counted", () => {
  for (const search of ["3 Bäume", "3x Bäume", "3 × baeume"]) {
    assert.equal(matching(ALL, search)[0], TREE);
    assert.equal(counted(search).count, 3);
  }
  assert.deepEqual(matching(ALL, "2 Bänke"), [BENCH]);
  assert.deepEqual(counted("Baum 3"), { count: 1, what: "Baum 3" });
  assert.equal(counted("0 Bäume").count, 1);
});

test("without words all are there, and every word counts", () => {
  assert.deepEqual(matching(ALL, " "), ALL);
  assert.deepEqual(matching(ALL, "row bank"), []);
});
