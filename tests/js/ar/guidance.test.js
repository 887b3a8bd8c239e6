import assert from "node:assert/strict";
import test from "node:test";

import { filled, inOrder, isOld, nearest, ourCode, seenFrom } from "../../../app/site/static/ar/guidance.js";
import { near } from "./near.js";

const SIGN = { lat: 51.5, lon: 7.1 };

test("a planning is told from the sign: its way, how far, and its point above its ground", () => {
  const seen = seenFrom(SIGN, { lat: 51.5, lon: 7.1 + 50 / 69430, groundM: -2 });

  near(seen.distanceM, 50, 0.1);
  near(seen.bearingDeg, 90, 0.01);
  near(seen.point[2] - seen.at[2], 3);
  near(seen.at[2], -2);
});

test("the planning with the smallest turn is told first, left is negative", () => {
  const found = nearest(350, [{ bearingDeg: 90 }, { bearingDeg: 320 }, { bearingDeg: 180 }]);

  assert.deepEqual(found, { index: 1, turnDeg: -30, isAhead: false });
});

test("what lies ahead needs no turn", () => {
  assert.equal(nearest(5, [{ bearingDeg: 355 }]).isAhead, true);
});

test("a planning that is wanted comes before a nearer one, and one that is not here is forgotten", () => {
  const plannings = [{ slug: "a", bearingDeg: 10 }, { slug: "b", bearingDeg: 200 }];

  assert.deepEqual(nearest(180, plannings, "a"), { index: 0, turnDeg: -170, isAhead: false });
  assert.equal(nearest(180, plannings, "elsewhere").index, 1);
});

test("a lock is old after two minutes or a turn of more than 120 degrees", () => {
  const lock = { at_s: 100, headingDeg: 350 };

  assert.deepEqual([isOld(lock, 350, 219), isOld(lock, 350, 221), isOld(lock, 109, 110), isOld(lock, 111, 110)], [false, true, false, true]);
  assert.deepEqual([isOld({ ...lock, isTracked: true }, 170, 110), isOld({ ...lock, isTracked: true }, 350, 221)], [false, true]);
});

test("what is shown first is loaded first, near before far", () => {
  /** @type {(name: string, distanceM: number, first: string) => { distanceM: number, first: string, states: { when: string, glb: string }[] }} */
  const planning = (name, distanceM, first) => ({ distanceM, first, states: ["then", "today", "planned"].map((when) => ({ when, glb: `${name}-${when}` })) });

  const order = inOrder([planning("far", 80, "planned"), planning("near", 20, "then")]);

  assert.deepEqual(order.map(({ glb }) => glb), ["near-then", "far-planned", "near-today", "near-planned", "far-then", "far-today"]);
});

test("the code of a sign of the line is told from its address, others are none", () => {
  const prefixes = ["HTTPS://OLD.EXAMPLE/S/", "HTTPS://LINIE302.EXAMPLE/S/"];

  assert.equal(ourCode("https://linie302.example/s/7k3m9q", prefixes), "7k3m9q");
  assert.equal(ourCode("HTTPS://LINIE302.EXAMPLE/S/7K3M9Q?x=/../", prefixes), "7K3M9Qx");
  assert.equal(ourCode("https://elsewhere.example/s/7k3m9q", prefixes), "");
});

test("a sentence is filled, values are not looked into", () => {
  assert.equal(filled("{title}: {degrees} Grad", { title: "{degrees}", degrees: 20 }), "{degrees}: 20 Grad");
});
