// Framing: which way to look, and through which angle, so that something takes up much of the picture; and what would
// stand in the way.

import { axesFrom } from "./orientation.js";
import { transform, transpose } from "./linear_algebra.js";

const SHARE = 0.6; // of the picture's width or height, whichever is reached first
const [NARROWEST_DEG, WIDEST_DEG] = [6, 90]; // of the picture's longer side
const AROUND = { pitchDeg: -4, viewDeg: 75 }; // of something in which one stands: a little of the ground tells where
const [BESIDE_DEG, ASIDE_DEG] = [40, 89]; // so much to each side of a thing is its way, too: more than the picture shows
const RADIANS = Math.PI / 180;

/**
 * @param {Vector[]} corners  of the thing, metres east, north, up
 * @param {Vector} eye  metres east, north, up
 * @param {Size} size  of the picture, px
 * @returns {{ middle: Vector, headingDeg: number, pitchDeg: number, viewDeg: number }}  middle: of the thing, as its
 *   corners; viewDeg: of the longer side; of something about the eye only the way to its middle is told
 */
export function framed(corners, eye, { width, height }) {
  const [midEast, midNorth, midUp] = [0, 1, 2].map((axis) => corners.map((each) => each[axis])).map((each) => (Math.min(...each) + Math.max(...each)) / 2);
  /** @type {Vector} */
  const middle = [midEast, midNorth, midUp];
  const [east, north, up] = middle.map((value, axis) => value - eye[axis]);
  const headingDeg = (Math.atan2(east, north) / RADIANS + 360) % 360;
  const pitchDeg = Math.atan2(up, Math.hypot(east, north)) / RADIANS;
  const back = transpose(axesFrom({ headingDeg, pitchDeg, rollDeg: 0 }));
  const seen = corners.map((corner) => transform(back, corner.map((value, axis) => value - eye[axis])));
  if (seen.some(([, , ahead]) => ahead < 1)) return { middle, headingDeg, ...AROUND };
  const across = Math.max(...seen.map(([x, , ahead]) => Math.abs(x / ahead)));
  const along = Math.max(...seen.map(([, y, ahead]) => Math.abs(y / ahead)));
  const longer = Math.max(width, height);
  const half = Math.max((across * longer) / width, (along * longer) / height) / SHARE; // of the longer side, focal lengths
  const viewDeg = Math.max(NARROWEST_DEG, Math.min(WIDEST_DEG, (2 * Math.atan(half)) / RADIANS));
  return { middle, headingDeg, pitchDeg, viewDeg };
}

/**
 * What lies between the eye and a thing: where `east * x + north * y < less` holds of all.
 *
 * @param {Vector[]} corners  of the thing, metres east, north, up
 * @param {Vector} eye
 * @returns {{ east: number, north: number, less: number }[]}  none for something in which one stands
 */
export function wayTo(corners, eye) {
  const { headingDeg, middle } = framed(corners, eye, { width: 1, height: 1 });
  const [ahead, across] = [compass(headingDeg), compass(headingDeg + 90)];
  /** @type {(to: { east: number, north: number }, at: Vector) => number} */
  const along = ({ east, north }, at) => east * at[0] + north * at[1];
  const seen = [...corners, middle].map((at) => at.map((value, axis) => value - eye[axis])).map((at) => [along(across, at), along(ahead, at)]);
  const nearest = Math.min(...seen.map(([, far]) => far));
  if (nearest < 1) return [];
  const turns = seen.map(([x, far]) => Math.atan2(x, far) / RADIANS);
  const [left, right] = [Math.max(-ASIDE_DEG, Math.min(...turns) - BESIDE_DEG), Math.min(ASIDE_DEG, Math.max(...turns) + BESIDE_DEG)];
  const sides = [compass(headingDeg + left - 90), compass(headingDeg + right + 90)];
  return [{ ...ahead, less: along(ahead, eye) + nearest }, ...sides.map((side) => ({ ...side, less: along(side, eye) }))];
}

/** @type {(headingDeg: number) => { east: number, north: number }} */
function compass(headingDeg) {
  return { east: Math.sin(headingDeg * RADIANS), north: Math.cos(headingDeg * RADIANS) };
}
