import assert from "node:assert/strict";
import test from "node:test";

import { fromCorners } from "../../../app/site/static/ar/homography.js";
import { multiply, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { axesFrom, between } from "../../../app/site/static/ar/orientation.js";
import { planarPoses, project } from "../../../app/site/static/ar/pose.js";
import { codeCorners, signAxes } from "../../../app/site/static/ar/sign_geometry.js";
import { near } from "./near.js";
import { sure } from "../sure.js";

const CAMERA = { focalPx: 985, centreX: 360, centreY: 640 };

/** @type {(headingDeg: number, pitchDeg: number, rollDeg: number, position: Vector) => Pose} */
function posed(headingDeg, pitchDeg, rollDeg, position) {
  const axes = multiply(transpose(axesFrom({ headingDeg, pitchDeg, rollDeg })), signAxes(180));
  return { axes, position };
}

/** @type {(pose: Pose, codeMm: number) => number[][]} */
function seen(pose, codeMm) {
  return codeCorners(codeMm).map((corner) => sure(project(pose, CAMERA, corner)));
}

/** @type {[number, number, number, number[]][]} */
const POSES = [
  [12, -4, 2, [0.03, -0.02, 1]],
  [-48, 10, -5, [-0.2, 0.3, 1.6]],
  [0.5, 0.5, 0, [0, 0, 0.5]],
  [30, 0, 90, [0.1, 0.1, 3]],
];

for (const [heading, pitch, roll, position] of POSES) {
  test(`one of the two poses is the true one at ${heading}°`, () => {
    const truth = posed(heading, pitch, roll, position);

    const poses = planarPoses(sure(fromCorners(seen(truth, 160))), CAMERA, 0.08);

    const best = poses.reduce((a, b) => (between(a.axes, truth.axes) < between(b.axes, truth.axes) ? a : b));
    near(best.axes, truth.axes, 1e-6);
    near(best.position, position, 1e-6);
  });
}

test("the other pose is tilted the other way and looks almost the same from afar", () => {
  const truth = posed(20, 0, 0, [0, 0, 5]);

  const [first, second] = planarPoses(sure(fromCorners(seen(truth, 70))), CAMERA, 0.035);

  assert.ok(between(first.axes, second.axes) > 0.6);
  near(seen(second, 70).flat(), seen(first, 70).flat(), 0.15);
});

test("a point behind the camera is not in the picture", () => {
  assert.equal(project(posed(0, 0, 0, [0, 0, 1]), CAMERA, [0, 0, -2]), null);
});

test("a sign that faces south has its right in the east", () => {
  near(signAxes(180), [1, 0, 0, 0, 0, 1, 0, -1, 0]);
});

test("the code's corners are told clockwise from the upper left, in metres", () => {
  near(codeCorners(160).flat(), [-0.08, -0.08, 0, 0.08, -0.08, 0, 0.08, 0.08, 0, -0.08, 0.08, 0]);
});
