// Light: the sky and the sun of the posters, as app/meshes/light.py has them, for a renderer that draws in a moment.
//
// The sky is looked at in DIRECTIONS, spread evenly over its half of the ball; a hand full of them tells what the whole does.
// Directions are x east, y up, z south; light is linear.

import { dot, unit } from "./matrix.js";

export const SUN_DEG = { up: 44, clockwise: 238 }; // above the horizon; clockwise from where the poster's camera looks
export const SUN_LIGHT = [4.7, 4.42, 3.99]; // on a face that looks at it: SUN_POWER over the width of SUN_SPREAD_DEG
export const GROUND = [0.83, 0.82, 0.805];
const [HORIZON, ZENITH, SKY_SHARE] = [[1, 1, 1], [0.7, 0.83, 1], 0.52];
const [GLOW, GLOW_DEG] = [[0.55, 0.48, 0.38], 28];
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Where the poster's sun stands, seen from its scene. @type {(eye: Vector, look: Vector) => Vector} */
export function posterSun(eye, look) {
  const ahead = (Math.atan2(look[0] - eye[0], -(look[2] - eye[2])) * 180) / Math.PI;
  return towards({ up: SUN_DEG.up, clockwise: ahead + SUN_DEG.clockwise });
}

/** From degrees above the horizon and clockwise from north. @type {(angles: { up: number, clockwise: number }) => Vector} */
export function towards({ up, clockwise }) {
  const [height, around] = [(up * Math.PI) / 180, (clockwise * Math.PI) / 180];
  return [Math.sin(around) * Math.cos(height), Math.sin(height), -Math.cos(around) * Math.cos(height)];
}

/** The sky in a direction, the sun's disc left out. @type {(direction: Vector, sun: Vector, strong: number) => Vector} */
export function sky(direction, sun, strong) {
  const rise = Math.max(direction[1], 0) ** 0.6;
  const awayDeg = (Math.acos(Math.min(1, Math.max(-1, dot(direction, sun)))) * 180) / Math.PI;
  const near = Math.exp(-((awayDeg / GLOW_DEG) ** 2)) * strong;
  return HORIZON.map((light, i) => (light * (1 - rise) + ZENITH[i] * rise) * SKY_SHARE + GLOW[i] * near);
}

/**
 * Directions all over the sky; any first few of them are spread evenly, too.
 *
 * @type {(count: number) => Vector[]}
 */
export function directions(count) {
  return Array.from({ length: count }, (_, i) => {
    const height = radicalInverse(i + 1) * 0.97 + 0.03; // even in area; the very horizon is behind everything
    const flat = Math.sqrt(1 - height * height);
    return unit([Math.cos(i * GOLDEN) * flat, height, Math.sin(i * GOLDEN) * flat]);
  });
}

/** How strong the sun is: it fades where it comes near the horizon. @type {(sun: Vector) => number} */
export function strength(sun) {
  const share = Math.min(1, Math.max(0, sun[1] / 0.25));
  return share * share * (3 - 2 * share);
}

/** The digits of a number in base 2 behind the point. @type {(number: number) => number} */
function radicalInverse(number) {
  let [found, share, rest] = [0, 0.5, number];
  while (rest > 0) {
    if (rest % 2) found += share;
    share /= 2;
    rest = Math.floor(rest / 2);
  }
  return found;
}
