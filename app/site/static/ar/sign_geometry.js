// The sign as a surveyed mark: its axes in the world, and its code's corners.

import { fromColumns } from "./linear_algebra.js";

/**
 * The sign's axes in east, north, up: right, down, and into the wall, as its reader sees them.
 *
 * @param {number} facingDeg  outward normal of its face, clockwise from true north
 */
export function signAxes(facingDeg) {
  const angle = (facingDeg * Math.PI) / 180;
  const s = Math.sin(angle);
  const c = Math.cos(angle);
  return fromColumns([-c, s, 0], [0, 0, -1], [-s, -c, 0]);
}

/**
 * The code's outer corners in the sign's axes, in metres from its centre:
 * top left, top right, bottom right, bottom left, without the quiet zone.
 *
 * @type {(codeMm: number) => [number, number, number][]}
 */
export function codeCorners(codeMm) {
  const half = codeMm / 2000;
  return [[-half, -half, 0], [half, -half, 0], [half, half, 0], [-half, half, 0]];
}
