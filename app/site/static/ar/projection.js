// From the world to the screen, and back to angles.

import { transform, transpose } from "./linear_algebra.js";

/**
 * How a camera picture that fills a viewport (`object-fit: cover`) lies in it.
 *
 * @param {number} pictureWidth
 * @param {number} pictureHeight
 * @param {number} width
 * @param {number} height
 * @returns {{ scale: number, left: number, top: number }}  screen px for each picture px; where its corner lies, px
 */
export function cover(pictureWidth, pictureHeight, width, height) {
  const scale = Math.max(width / pictureWidth, height / pictureHeight);
  return { scale, left: (width - pictureWidth * scale) / 2, top: (height - pictureHeight * scale) / 2 };
}

/**
 * Where a point of the world lies on the screen.
 *
 * @param {Matrix} axes    camera's right, down, forward in east, north, up (3x3, columns)
 * @param {Vector} eye     camera's place, metres east, north, up
 * @param {number} focalPx   focal length in screen px
 * @param {{ width: number, height: number, centreX?: number, centreY?: number }} size  of the viewport, and where its
 *   optical axis is, px; the middle if left out
 * @param {Vector} point
 * @returns {{ x: number, y: number, depthM: number }}  px from the viewport's upper left; depth below 0 is behind
 */
export function toScreen(axes, eye, focalPx, { width, height, centreX = width / 2, centreY = height / 2 }, point) {
  const [x, y, z] = transform(transpose(axes), point.map((value, axis) => value - eye[axis]));
  return { x: centreX + (focalPx * x) / z, y: centreY + (focalPx * y) / z, depthM: z };
}

/** Angle of view of a length in px, degrees. @type {(lengthPx: number, focalPx: number) => number} */
export function viewDeg(lengthPx, focalPx) {
  return (2 * Math.atan(lengthPx / 2 / focalPx) * 180) / Math.PI;
}

/**
 * Focal length in px from the angle of view of a length in px.
 *
 * @type {(lengthPx: number, angleDeg: number) => number}
 */
export function focalOf(lengthPx, angleDeg) {
  return lengthPx / 2 / Math.tan((angleDeg * Math.PI) / 360);
}
