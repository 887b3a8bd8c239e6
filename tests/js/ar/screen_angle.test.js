import assert from "node:assert/strict";
import test from "node:test";

import { multiply, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { screenDeg } from "../../../app/site/static/ar/motion_sensors.js";
import { axesFrom, cameraAxes, turned } from "../../../app/site/static/ar/orientation.js";
import { rolled, waysToHold } from "../../../app/site/static/ar/screen_angle.js";
import { signAxes } from "../../../app/site/static/ar/sign_geometry.js";
import { near } from "./near.js";

const REPORTED = { alpha: 40, beta: 80, gamma: -12 };
const FACING_DEG = 145;

for (const deg of [0, 90, 180, 270]) {
  test(`a picture turned by ${deg} degrees is what a screen angle of so much more says`, () => {
    for (const told of [0, 90, 180, 270]) {
      near(rolled(cameraAxes(REPORTED, told), deg), cameraAxes(REPORTED, (told + deg) % 360), 1e-9);
    }
  });

  test(`a phone whose screen angle is told ${deg} degrees short is held as the sign says`, () => {
    const axes = axesFrom({ headingDeg: FACING_DEG + 180 + 25, pitchDeg: -20, rollDeg: 7 });
    const pose = { axes: multiply(transpose(axes), signAxes(FACING_DEG)), position: [0, 0, 1] };

    const ways = waysToHold([pose], rolled(turned(-2.2, axes), -deg));

    assert.equal(ways[0].rollDeg, deg);
    near(ways[0].askewDeg, 0, 1e-6);
    assert.ok(ways[1].askewDeg > 60);
  });
}

/** @type {[string, Parameters<typeof screenDeg>[0], number][]} */
const TOLD = [
  ["as every browser of today", { screen: { orientation: { angle: 90 } }, orientation: 0 }, 90],
  ["as an iPhone before iOS 16.4, held to the right", { screen: {}, orientation: -90 }, 270],
  ["not at all", { screen: {} }, 0],
];

for (const [how, page, deg] of TOLD) {
  test(`the screen angle is told ${how}`, () => assert.equal(screenDeg(page), deg));
}
