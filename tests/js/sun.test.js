// The sun of the 3D view, beside an almanac.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { momentOf, sunAt } from "../../app/site/static/viewer/sun.js";

const GIVEN = JSON.parse(readFileSync(new URL("../sun.json", import.meta.url), "utf8"));

test("the sun stands where an almanac says", () => {
  assert.ok(GIVEN.vectors.length > 20);
  for (const { place, at: [lat, lon], moment, up_deg, clockwise_deg } of GIVEN.vectors) {
    const { up, clockwise } = sunAt(new Date(moment), lat, lon);
    const aside = Math.abs(((clockwise - clockwise_deg + 540) % 360) - 180) * Math.cos((up * Math.PI) / 180);
    assert.ok(Math.abs(up - up_deg) < GIVEN.within_deg && aside < GIVEN.within_deg, `${place} ${moment}: ${up} ${clockwise}`);
  }
});

test("an hour is that of the line's own zone, in summer and in winter", () => {
  assert.equal(momentOf(2026, 6, 21, 15 * 60, "Europe/Berlin").toISOString(), "2026-06-21T13:00:00.000Z");
  assert.equal(momentOf(2026, 12, 21, 15 * 60, "Europe/Berlin").toISOString(), "2026-12-21T14:00:00.000Z");
  assert.equal(momentOf(2026, 3, 29, 4 * 60, "Europe/Berlin").toISOString(), "2026-03-29T02:00:00.000Z"); // an hour after the change
  assert.equal(momentOf(2026, 6, 21, 30, "Asia/Tokyo").toISOString(), "2026-06-20T15:30:00.000Z");
});
