// What a phone that tracks itself (WebXR) tells: its pose and its lens, and where its own world lies in ours.
//
// Its world is the scene's: x right, y up, z back, in metres; up is true, the rest is arbitrary.  As the phone's earth
// frame (README.md) that is x, -z, y.

import { IDENTITY, fromColumns, transform } from "./linear_algebra.js";
import { turned } from "./orientation.js";

/**
 * The camera in the phone's earth frame.
 *
 * @param {ArrayLike<number>} matrix  of an XRRigidTransform: 16 numbers column by column; the camera looks along its -z
 * @returns {{ axes: number[], place: number[] }}  right, down, forward as columns; metres
 */
export function poseOf(matrix) {
  /** @type {(at: number, sign: number) => number[]} */
  const column = (at, sign) => [sign * matrix[at], -sign * matrix[at + 2], sign * matrix[at + 1]];
  return { axes: fromColumns(column(0, 1), column(4, -1), column(8, -1)), place: column(12, 1) };
}

/**
 * The lens of a picture that fills its view.
 *
 * @param {ArrayLike<number>} projection  of an XRView: 16 numbers column by column
 * @param {Size} size
 * @returns {Optics}  px from the picture's upper left
 */
export function lensFrom(projection, { width, height }) {
  return {
    focalPx: (Math.sqrt(projection[0] * width * projection[5] * height)) / 2,
    centreX: ((1 - projection[8]) * width) / 2,
    centreY: ((1 + projection[9]) * height) / 2,
  };
}

/**
 * Where the world's origin lies in the phone's own world, as the scene counts: x, y, z.
 *
 * @param {number} yaw  as above; `eye` in the world and `place` in the phone's earth frame are the same point
 * @param {Vector} eye
 * @param {Vector} place
 * @returns {[number, number, number]}
 */
export function originIn(yaw, eye, place) {
  const [x, y, z] = transform(turned(-yaw, IDENTITY), eye).map((value, axis) => place[axis] - value);
  return [x, z, -y];
}
