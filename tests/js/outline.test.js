import { test } from "node:test";

import { toLocal } from "../../app/site/static/ar/geodesy.js";
import { standing } from "../../app/web/static/js/outline.js";
import { near } from "./ar/near.js";

/** @type {[number, number]} */
const HERE = [51.51042, 7.094];

test("north of the outline is where it is turned to", () => {
  const [corner] = standing(HERE, [[0, -10]], 90);

  near(toLocal(corner, HERE).slice(0, 2), [10, 0], 0.001);
});

test("x is east and z is south as long as nothing is turned", () => {
  const [corner] = standing(HERE, [[3, 4]], 0);

  near(toLocal(corner, HERE).slice(0, 2), [3, -4], 0.001);
});
