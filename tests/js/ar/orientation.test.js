import test from "node:test";

import { multiply, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { attitude, axesFrom, between, cameraAxes, turned } from "../../../app/site/static/ar/orientation.js";
import { near } from "./near.js";

/** @type {(reported: { alpha: number, beta: number, gamma: number }, screenDeg: number) => number[]} */
function angles(reported, screenDeg) {
  const { headingDeg, pitchDeg, rollDeg } = attitude(cameraAxes(reported, screenDeg));
  return [headingDeg, pitchDeg, rollDeg];
}

test("held upright the camera looks north, level", () => {
  near(angles({ alpha: 0, beta: 90, gamma: 0 }, 0), [0, 0, 0]);
});

test("alpha turns it counter-clockwise, as the W3C defines", () => {
  near(angles({ alpha: 90, beta: 90, gamma: 0 }, 0), [270, 0, 0]);
});

test("beta below 90 degrees lowers it, above raises it", () => {
  near(angles({ alpha: 0, beta: 60, gamma: 0 }, 0), [0, -30, 0]);
  near(angles({ alpha: 0, beta: 110, gamma: 0 }, 0), [0, 20, 0]);
});

test("on its side, top to the left, the picture is upright at a screen angle of 90", () => {
  near(angles({ alpha: 0, beta: 0, gamma: -90 }, 90), [90, 0, 0]);
});

test("on its other side, top to the right, it is upright at 270", () => {
  near(angles({ alpha: 0, beta: 0, gamma: 90 }, 270), [270, 0, 0]);
});

test("upside down it is upright at 180", () => {
  near(angles({ alpha: 0, beta: -90, gamma: 0 }, 180), [180, 0, 0]);
});

test("a phone on its side without a turned screen is rolled", () => {
  near(angles({ alpha: 0, beta: 0, gamma: -90 }, 0)[2], -90);
});

test("axes and angles are each other's opposite", () => {
  for (const [headingDeg, pitchDeg, rollDeg] of [[10, 5, 3], [271, -40, -12], [180, 80, 170], [0.1, 0, 0]]) {
    const found = attitude(axesFrom({ headingDeg, pitchDeg, rollDeg }));

    near([found.headingDeg, found.pitchDeg, found.rollDeg], [headingDeg, pitchDeg, rollDeg]);
  }
});

test("axes are a rotation: right, down and forward are at right angles", () => {
  const axes = cameraAxes({ alpha: 33, beta: 71, gamma: -14 }, 90);

  near(multiply(axes, transpose(axes)), [1, 0, 0, 0, 1, 0, 0, 0, 1]);
});

test("a turn about the vertical lowers the heading by its angle and keeps pitch and roll", () => {
  const axes = axesFrom({ headingDeg: 40, pitchDeg: 12, rollDeg: -7 });

  const { headingDeg, pitchDeg, rollDeg } = attitude(turned(Math.PI / 6, axes));

  near([headingDeg, pitchDeg, rollDeg], [10, 12, -7]);
  near(between(axes, turned(0.2, axes)), 0.2);
});
