// How the phone is held: from what `deviceorientation` reports to the axes of its camera.

import { fromColumns, multiply } from "./linear_algebra.js";

const RADIANS = Math.PI / 180;

/**
 * The camera's axes in the phone's own earth frame (up is true, its north is arbitrary).
 *
 * @param {{ alpha: number, beta: number, gamma: number }} reported  degrees, as the W3C defines them
 * @param {number} screenDeg  `screen.orientation.angle`: 0, 90, 180 or 270
 * @returns {number[]} 3x3, columns are the camera's right, down and forward
 */
export function cameraAxes({ alpha, beta, gamma }, screenDeg) {
  const device = multiply(multiply(aboutZ(alpha), aboutX(beta)), aboutY(gamma));
  const s = Math.sin(screenDeg * RADIANS);
  const c = Math.cos(screenDeg * RADIANS);
  const picture = fromColumns([c, -s, 0], [-s, -c, 0], [0, 0, -1]); // right, down, forward in the device's axes
  return multiply(device, picture);
}

/**
 * A turn about the vertical by an angle in radians, counter-clockwise seen from above.
 *
 * @type {(angle: number, axes: Matrix) => number[]}
 */
export function turned(angle, axes) {
  return multiply(aboutZ(angle / RADIANS), axes);
}

/**
 * Heading, pitch and roll of a camera whose axes are given in east, north, up.
 *
 * @param {Matrix} axes
 * @returns {{ headingDeg: number, pitchDeg: number, rollDeg: number }}  heading of the camera's axis clockwise from
 *   true north; pitch above the horizon; roll positive where the picture's right side is lowered
 */
export function attitude(axes) {
  const heading = Math.atan2(axes[2], axes[5]) / RADIANS;
  return {
    headingDeg: heading < 0 ? heading + 360 : heading,
    pitchDeg: Math.asin(Math.max(-1, Math.min(1, axes[8]))) / RADIANS,
    rollDeg: Math.atan2(-axes[6], -axes[7]) / RADIANS,
  };
}

/**
 * The opposite of `attitude`: axes of a camera from its angles in degrees.
 *
 * @type {(angles: { headingDeg: number, pitchDeg: number, rollDeg: number }) => number[]}
 */
export function axesFrom({ headingDeg, pitchDeg, rollDeg }) {
  const level = fromColumns([1, 0, 0], [0, 0, -1], [0, 1, 0]);
  const rolled = multiply(multiply(aboutX(pitchDeg), aboutY(rollDeg)), level);
  return multiply(aboutZ(-headingDeg), rolled);
}

/** The turn between two orientations in radians. @type {(a: Matrix, b: Matrix) => number} */
export function between(a, b) {
  let trace = 0;
  for (let at = 0; at < 9; at += 1) trace += a[at] * b[at];
  return Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2)));
}

/** @type {(deg: number) => number[]} */
function aboutX(deg) {
  const [s, c] = [Math.sin(deg * RADIANS), Math.cos(deg * RADIANS)];
  return [1, 0, 0, 0, c, -s, 0, s, c];
}

/** @type {(deg: number) => number[]} */
function aboutY(deg) {
  const [s, c] = [Math.sin(deg * RADIANS), Math.cos(deg * RADIANS)];
  return [c, 0, s, 0, 1, 0, -s, 0, c];
}

/** @type {(deg: number) => number[]} */
function aboutZ(deg) {
  const [s, c] = [Math.sin(deg * RADIANS), Math.cos(deg * RADIANS)];
  return [c, -s, 0, s, c, 0, 0, 0, 1];
}
