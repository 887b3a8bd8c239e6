// Lighting: tells a program how bright the sun, the sky and the ground are.

import { directions, GROUND, sky, strength, SUN_LIGHT } from "./light.js";
import { SKIES } from "./shader_parts.js";

export const WAYS = directions(SKIES);
const EVEN = (2 * Math.PI) / SKIES; // the share of the sky that each direction stands for
const BESIDE = 0.9; // of the sky's light above, what an upright face gets for each share of the sky that it sees
const GLOW = [0.55, 0.48, 0.38];

/** @type {(program: Program, given: { sun: Vector, eye: Vector, settled: number, foot: number }) => void} */
export function light(program, { sun, eye, settled, foot }) {
  const strong = strength(sun);
  const falling = SUN_LIGHT.map((value) => value * strong);
  const skies = WAYS.map((way) => sky(way, sun, strong));
  const flat = [0, 1, 2].map((i) => skies.reduce((sum, each, k) => sum + each[i] * WAYS[k][1], 0) * EVEN);
  program.threes("eye", eye);
  program.threes("sun", sun);
  program.threes("sunLight", falling);
  program.threes("skyGlow", GLOW.map((value) => value * strong));
  program.threes("groundSun", GROUND.map((albedo, i) => (albedo / Math.PI) * falling[i] * Math.max(sun[1], 0)));
  program.threes("groundSky", GROUND.map((albedo, i) => (albedo / Math.PI) * flat[i]));
  program.number("foot", foot);
  program.threes("skyTowards", WAYS.flat());
  program.threes("skyLight", skies.flat());
  program.threes("skyAbove", flat);
  program.threes("skyBeside", flat.map((value) => value * BESIDE));
  program.number("settled", settled);
}
