// Distances and bearings against geodesics that somebody else has reckoned, as tests/test_geodesy.py does.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { bearingDeg, bearingOf, distanceM, moved, toLocal, turnDeg, wrapDeg } from "../../../app/site/static/ar/geodesy.js";
import { near } from "./near.js";

const GIVEN = JSON.parse(readFileSync(new URL("../../geodesy.json", import.meta.url), "utf8"));
/** @type {[number, number]} */
const TOWN_HALL = [51.48192, 7.21545];
const RADIANS = Math.PI / 180;

for (const { place, from, to, distance_m: far, bearing_deg: bearing } of GIVEN.vectors) {
  test(`${place}, ${far} m: distance and bearing are those of the geodesic`, () => {
    near(distanceM(from, to), far, GIVEN.within_m);
    near(turnDeg(bearing, bearingDeg(from, to)) * RADIANS * far, 0, GIVEN.within_m);
  });

  test(`${place}, ${far} m: so many metres to the east and north one is there`, () => {
    const found = moved(from, far * Math.sin(bearing * RADIANS), far * Math.cos(bearing * RADIANS));

    near(distanceM(to, found), 0, 2 * GIVEN.within_m);
    assert.ok(Math.abs(found[1]) <= 180);
  });
}

test("the earth curves away, to all sides", () => {
  const [east, north, up] = toLocal([TOWN_HALL[0] + 0.009, TOWN_HALL[1]], TOWN_HALL);

  near(east, 0, 1e-6);
  near(up, -(north ** 2) / 2 / 6378000, 0.001);
});

test("a place is nowhere from itself", () => {
  near(toLocal(TOWN_HALL, TOWN_HALL), [0, 0, 0], 1e-8);
});

test("height is kept", () => {
  near(toLocal([...TOWN_HALL, 12.5], TOWN_HALL), [0, 0, 12.5], 1e-8);
});

test("bearings run clockwise from north", () => {
  near([[0, 5], [5, 0], [0, -5], [-5, 0], [1, 1]].map(bearingOf), [0, 90, 180, 270, 45]);
});

test("angles wrap and turns take the short way", () => {
  near([360, -1, 725].map(wrapDeg), [0, 359, 5]);
  near([turnDeg(350, 10), turnDeg(10, 350), turnDeg(0, 180)], [20, -20, 180]);
  assert.equal(turnDeg(90, 90), 0);
});
