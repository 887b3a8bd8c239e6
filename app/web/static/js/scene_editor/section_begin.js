// Where the axis of a new street section lies: along the nearest track, else from south to north.  Pure, in the world.

import { minus, plus } from "./geometry.js";

const HALF_M = 30; // of the axis
const NEAR_M = 60; // farther off, a track says nothing about the street

/** @typedef {{ way: Spot, far: number }} Leg  a piece of a track: where it goes, and how far it is */

/** The two ends of an axis through `middle`, the southern one first. @type {(middle: Spot, tracks: readonly (readonly Spot[])[]) => Spot[]} */
export function axisAbout(middle, tracks) {
  /** @type {Leg[]} */
  const legs = tracks.flatMap((track) => track.slice(1).map((to, i) => legOf(middle, track[i], to)));
  const near = legs.filter(({ far }) => far <= NEAR_M).sort((a, b) => a.far - b.far)[0];
  const half = northward(near?.way ?? [0, -1]).map((each) => each * HALF_M);
  return [minus(middle, half), plus(middle, half)];
}

/** @type {(point: Spot, from: Spot, to: Spot) => Leg} */
function legOf(point, from, to) {
  const [x, z] = minus(to, from);
  const length = Math.hypot(x, z);
  if (!length) return { way: [0, -1], far: Infinity };
  const [px, pz] = minus(point, from);
  const share = Math.max(0, Math.min(1, (px * x + pz * z) / length ** 2));
  return { way: [x / length, z / length], far: Math.hypot(px - share * x, pz - share * z) };
}

/** The same way, or back, whichever goes north; due east rather than west. @type {(way: Spot) => Spot} */
function northward([x, z]) {
  return z < 0 || (z === 0 && x > 0) ? [x, z] : [-x, -z];
}
