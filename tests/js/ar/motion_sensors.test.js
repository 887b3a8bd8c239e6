import test from "node:test";

import { grey } from "../../../app/site/static/ar/greyscale.js";
import { axesFrom } from "../../../app/site/static/ar/orientation.js";
import { rateOf, recent } from "../../../app/site/static/ar/motion_sensors.js";
import { near } from "./near.js";

/** @type {(headingDeg: number, at: number) => Reading} */
function held(headingDeg, at) {
  return { at, axes: axesFrom({ headingDeg, pitchDeg: 0, rollDeg: 0 }) };
}

test("the rate is the turn over its time", () => {
  near(rateOf([held(10, 0), held(11, 0.05), held(13, 0.1)]), 30, 1e-6);
});

test("one reading tells no rate", () => {
  near(rateOf([held(10, 0)]), 0);
});

test("green weighs most in grey, white stays white", () => {
  near([...grey(Uint8ClampedArray.of(255, 255, 255, 255, 0, 255, 0, 255, 255, 0, 0, 255, 0, 0, 255, 255))], [255, 149, 76, 28]);
});

test("a phone that reports only when it moves is still when it is silent", () => {
  const past = [held(10, 0), held(40, 0.02)];
  near(rateOf(recent(past, 5)), 0);
  near(rateOf(recent(past, 0.03)), 1500, 1e-6);
});
