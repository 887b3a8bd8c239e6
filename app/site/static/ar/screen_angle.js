// Screen angle: by how many quarter turns the picture is turned against what the motion sensors call upright.
//
// Browsers tell it (`screen.orientation.angle`), and have told it wrongly or not at all.  So it is a guess that the sign
// has to bear out: of the four ways to hold a phone that one counts in which the sign hangs as it was put up.

import { column, dot, multiply, rotation, transform, transpose } from "./linear_algebra.js";

const QUARTERS_DEG = [0, 90, 180, 270];
const DOWN = [0, 0, -1];
const RADIANS = Math.PI / 180;

/**
 * A camera's axes after its picture was turned by an angle in degrees, as `cameraAxes` would have them for a screen angle that
 * is so much larger.
 *
 * @type {(axes: Matrix, deg: number) => number[]}
 */
export function rolled(axes, deg) {
  return multiply(axes, rotation([0, 0, deg * RADIANS]));
}

/**
 * How far the sign would hang askew in each of the four ways, the straightest first.
 *
 * @param {Pose[]} poses  those that its picture allows, of the sign in the camera
 * @param {Matrix} axes  of the camera in the phone's earth frame, if the screen angle is what was told
 * @returns {{ rollDeg: number, askewDeg: number }[]}  rollDeg: to be added to what was told
 */
export function waysToHold(poses, axes) {
  const ways = QUARTERS_DEG.map((rollDeg) => {
    const down = transform(transpose(rolled(axes, rollDeg)), DOWN);
    return { rollDeg, askewDeg: Math.min(...poses.map((pose) => angleDeg(down, column(pose.axes, 1)))) };
  });
  return ways.sort((a, b) => a.askewDeg - b.askewDeg);
}

/** Between two directions. @type {(a: Vector, b: Vector) => number} */
function angleDeg(a, b) {
  return Math.acos(Math.max(-1, Math.min(1, dot(a, b)))) / RADIANS;
}
