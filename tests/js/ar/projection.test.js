import assert from "node:assert/strict";
import test from "node:test";

import { axesFrom } from "../../../app/site/static/ar/orientation.js";
import { cover, focalOf, toScreen, viewDeg } from "../../../app/site/static/ar/projection.js";
import { near } from "./near.js";

const SCREEN = { width: 400, height: 800 };
const NORTH = axesFrom({ headingDeg: 0, pitchDeg: 0, rollDeg: 0 });

test("what lies ahead is in the middle", () => {
  const { x, y, depthM } = toScreen(NORTH, [0, 0, 1.5], 500, SCREEN, [0, 50, 1.5]);

  near([x, y, depthM], [200, 400, 50]);
});

test("ten degrees to the right lie f tan 10° to the right", () => {
  const angle = (10 * Math.PI) / 180;

  const { x } = toScreen(NORTH, [0, 0, 0], 500, SCREEN, [Math.sin(angle), Math.cos(angle), 0]);

  near(x, 200 + 500 * Math.tan(angle));
});

test("what stands higher is further up", () => {
  near(toScreen(NORTH, [0, 0, 0], 500, SCREEN, [0, 10, 2]).y, 300);
});

test("what lies behind has a depth below zero", () => {
  assert.ok(toScreen(NORTH, [0, 0, 0], 500, SCREEN, [0, -10, 0]).depthM < 0);
});

test("a picture that covers the screen is cut at the sides it is too long for", () => {
  assert.deepEqual(cover(720, 1280, 400, 800), { scale: 0.625, left: -25, top: 0 });
});

test("angle of view and focal length are each other's opposite", () => {
  near(viewDeg(1280, focalOf(1280, 66)), 66);
  near(focalOf(200, 90), 100);
});
