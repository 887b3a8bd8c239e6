// Which way a face looks, from a line drawn along it on a map: a façade, the edge of a platform, a track.

import { bearingDeg, distanceM, turnDeg, wrapDeg } from "/static/ar/geodesy.js";

const POINT_M = 0.5; // how well one meets a point on the map
const LEAST_DEG = 1; // a face is never put up exactly along its wall
const RAD = Math.PI / 180;

/**
 * @param {Place} from
 * @param {Place} to
 * @returns {[number, number]} the two ways a face along the line from one point to another may look, degrees
 */
export function normals(from, to) {
  const along = bearingDeg(from, to);
  return [wrapDeg(along - 90), wrapDeg(along + 90)];
}

/**
 * @param {Place} from
 * @param {Place} to
 * @returns {number} how far the line may be off, degrees: the longer it is, the better
 */
export function uncertaintyDeg(from, to) {
  const off = Math.atan2(Math.SQRT2 * POINT_M, distanceM(from, to)) / RAD;
  return Math.max(LEAST_DEG, Math.min(90, off));
}

/**
 * @param {number} one
 * @param {number} other
 * @returns {number} how far two ways are apart, degrees, 0 to 180
 */
export function apart(one, other) {
  return Math.abs(turnDeg(one, other));
}

/**
 * @param {[number, number]} ways
 * @param {number} wanted
 * @returns {number} that of the two ways which is nearer
 */
export function nearer(ways, wanted) {
  return apart(ways[0], wanted) <= apart(ways[1], wanted) ? ways[0] : ways[1];
}
