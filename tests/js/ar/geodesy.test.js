import assert from "node:assert/strict";
import test from "node:test";

import { bearingDeg, toLocal, turnDeg, wrapDeg } from "../../../app/site/static/ar/geodesy.js";
import { near } from "./near.js";

const TOWN_HALL = { lat: 51.48192, lon: 7.21545 };
const EQUATOR_M = 6378137;
const E2 = 0.00669437999014; // WGS84

/** Metres per degree of latitude and of longitude from the radii of curvature: another way to the same answer. */
function perDegree(lat) {
  const sin = Math.sin((lat * Math.PI) / 180);
  const w = Math.sqrt(1 - E2 * sin * sin);
  const meridian = (EQUATOR_M * (1 - E2)) / w ** 3;
  const parallel = (EQUATOR_M / w) * Math.cos((lat * Math.PI) / 180);
  return [meridian, parallel].map((radius) => (radius * Math.PI) / 180);
}

test("a place is nowhere from itself", () => {
  near(toLocal(TOWN_HALL, TOWN_HALL), [0, 0, 0], 1e-8);
});

test("a kilometre to the north is right to a centimetre", () => {
  const step = 0.009;

  const [east, north, up] = toLocal({ lat: TOWN_HALL.lat + step, lon: TOWN_HALL.lon }, TOWN_HALL);

  near(north, perDegree(TOWN_HALL.lat + step / 2)[0] * step, 0.002);
  near(east, 0, 1e-6);
  near(up, -(north ** 2) / 2 / 6378000, 0.001); // the earth curves away
});

test("a kilometre to the east is right to a centimetre", () => {
  const step = 0.0144;

  const [east, north] = toLocal({ lat: TOWN_HALL.lat, lon: TOWN_HALL.lon + step }, TOWN_HALL);

  near(east, perDegree(TOWN_HALL.lat)[1] * step, 0.002);
  near(north, (east ** 2 * Math.tan((TOWN_HALL.lat * Math.PI) / 180)) / 2 / 6390000, 0.002); // parallels bend
});

test("height is kept", () => {
  near(toLocal({ ...TOWN_HALL, upM: 12.5 }, TOWN_HALL), [0, 0, 12.5], 1e-8);
});

test("bearings run clockwise from north", () => {
  near([[0, 5], [5, 0], [0, -5], [-5, 0], [1, 1]].map(bearingDeg), [0, 90, 180, 270, 45]);
});

test("angles wrap and turns take the short way", () => {
  near([360, -1, 725].map(wrapDeg), [0, 359, 5]);
  near([turnDeg(350, 10), turnDeg(10, 350), turnDeg(0, 180)], [20, -20, 180]);
  assert.equal(turnDeg(90, 90), 0);
});
