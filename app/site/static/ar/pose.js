// Pose of a plane from its homography: both solutions (Collins and Bartoli, "Infinitesimal plane-based pose", 2014).
//
// Far away or nearly face on, a plane and its mirror image about the line of sight look almost the same.  Both poses
// are returned; more looks, the motion sensors and gravity choose between them (lock.js).

import { column, cross, fromColumns, multiply, rotation, transform } from "./linear_algebra.js";

/**
 * @param {Matrix} homography  from the plane, in units of `halfM`, to px
 * @param {Optics} camera
 * @param {number} halfM  metres that one unit of the plane stands for: half the code's width
 * @returns {Pose[]}  two poses: sign's axes in the camera's (3x3, columns), and the
 *   centre of the code in the camera's axes, metres
 */
export function planarPoses(homography, camera, halfM) {
  const h = normalised(homography, camera);
  const [p, q] = [h[2], h[5]];
  const slope = [h[0] - h[6] * p, h[1] - h[7] * p, h[3] - h[6] * q, h[4] - h[7] * q];
  const towards = rotationTo(p, q);
  const base = [
    towards[0] - p * towards[6], towards[1] - p * towards[7],
    towards[3] - q * towards[6], towards[4] - q * towards[7],
  ];
  const area = base[0] * base[3] - base[1] * base[2];
  const a = [
    (base[3] * slope[0] - base[1] * slope[2]) / area, (base[3] * slope[1] - base[1] * slope[3]) / area,
    (base[0] * slope[2] - base[2] * slope[0]) / area, (base[0] * slope[3] - base[2] * slope[1]) / area,
  ];
  const perDepth = largestSingularValue(a);
  const depth = halfM / perDepth;
  const position = [p * depth, q * depth, depth];
  return lifted(a.map((value) => value / perDepth)).map((turn) => ({ axes: multiply(towards, turn), position }));
}

/**
 * The homography to normalised picture coordinates, its last number 1.
 *
 * @type {(m: Matrix, camera: Optics) => number[]}
 */
function normalised(m, { focalPx, centreX, centreY }) {
  const out = [...m];
  for (let at = 0; at < 3; at += 1) {
    out[at] = (m[at] - centreX * m[6 + at]) / focalPx;
    out[3 + at] = (m[3 + at] - centreY * m[6 + at]) / focalPx;
  }
  return out.map((value) => value / m[8]);
}

/**
 * The smallest rotation that takes the optical axis to the ray (p, q, 1).
 *
 * @type {(p: number, q: number) => number[]}
 */
function rotationTo(p, q) {
  const length = Math.hypot(p, q);
  const angle = Math.atan(length);
  return length < 1e-12 ? rotation([0, 0, 0]) : rotation([(-q / length) * angle, (p / length) * angle, 0]);
}

/** @type {(m: readonly number[]) => number} */
function largestSingularValue([a, b, c, d]) {
  const sum = a * a + b * b + c * c + d * d;
  const det = a * d - b * c;
  return Math.sqrt((sum + Math.sqrt(Math.max(0, sum * sum - 4 * det * det))) / 2);
}

/** Both rotations whose upper left 2x2 block is given. @type {(m: readonly number[]) => number[][]} */
function lifted([a, b, c, d]) {
  const first = Math.sqrt(Math.max(0, 1 - a * a - c * c));
  const second = Math.sqrt(Math.max(0, 1 - b * b - d * d)) * (a * b + c * d > 0 ? -1 : 1);
  return [1, -1].map((sign) => {
    const x = [a, c, sign * first];
    const y = [b, d, sign * second];
    return orthonormal(fromColumns(x, y, cross(x, y)));
  });
}

/** The nearest rotation: rounding leaves the columns off by a hair. @type {(m: Matrix) => number[]} */
function orthonormal(m) {
  /** @type {(v: Vector) => number[]} */
  const unit = (v) => v.map((value) => value / Math.hypot(...v));
  const x = unit(column(m, 0));
  const z = unit(cross(x, column(m, 1)));
  return fromColumns(x, cross(z, x), z);
}

/**
 * Where a point of the sign (metres) lies in the picture, px; null behind the camera.
 *
 * @type {(pose: Pose, camera: Optics, point: Vector) => number[] | null}
 */
export function project({ axes, position }, { focalPx, centreX, centreY }, point) {
  const [x, y, z] = transform(axes, point).map((value, axis) => value + position[axis]);
  return z > 0 ? [centreX + (focalPx * x) / z, centreY + (focalPx * y) / z] : null;
}
