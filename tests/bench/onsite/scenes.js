// The grid of scenes: how somebody stands before a sign, what the light is like, and how the phone moves.

import { multiply, rotation, transform, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { axesFrom, turned } from "../../../app/site/static/ar/orientation.js";
import { focalOf } from "../../../app/site/static/ar/projection.js";
import { signAxes } from "../../../app/site/static/ar/sign_geometry.js";
import { normal, randomFrom, range } from "./random.js";

/**
 * @typedef {object} Frame  truth, and what is sensed of it
 * @property {import("./render.js").Camera} camera
 * @property {Matrix} truth
 * @property {Vector} eye
 * @property {Matrix} sensed
 * @property {number} rateDegPerS
 * @property {[number, number]} motionPx
 *
 * @typedef {object} Setting
 * @property {{ move: string }} cell
 * @property {Record<"distanceM" | "angleDeg" | "heightM" | "asideDeg" | "belowDeg" | "rollDeg", number>} view
 * @property {SignFace} sign
 * @property {{ width: number, height: number, focalPx: number, bend: number }} camera
 * @property {number} yaw
 * @property {number} motionPx
 */

const RADIANS = Math.PI / 180;
const FRAMES = 10; // one second
const SHORT_PX = 720;
const LONG_PX = 1280;

export const LIGHTS = {
  good: { light: 205, blurPx: 0.8, noise: 3, motionPx: 0.5, gradient: 0.1 },
  dim: { light: 85, blurPx: 1.1, noise: 6, motionPx: 1.5, gradient: 0.3 },
  harsh: { light: 150, blurPx: 1.6, noise: 9, motionPx: 3, gradient: 0.6 },
};
export const CODES_MM = [70, 160, 200];
export const ANGLES_DEG = [[0, 10], [10, 25], [25, 50]];
export const MOVES = ["still", "pan", "step"];

/**
 * The scene of a number; its cell of the grid follows from the number, the rest is drawn.
 *
 * @param {number} seed
 */
export function sceneOf(seed) {
  const random = randomFrom(seed * 7919 + 13);
  /** @type {<T>(list: readonly T[], stride: number) => T} */
  const pick = (list, stride) => list[Math.floor(seed / stride) % list.length];
  const cell = {
    code_mm: pick(CODES_MM, 1),
    angles: pick(ANGLES_DEG, 3),
    light: pick(/** @type {(keyof typeof LIGHTS)[]} */ (Object.keys(LIGHTS)), 9),
    move: pick(MOVES, 27),
    portrait: pick([true, true, false], 81),
  };
  const [width, height] = cell.portrait ? [SHORT_PX, LONG_PX] : [LONG_PX, SHORT_PX];
  const fovDeg = range(random, 55, 80);
  const focal = focalOf(LONG_PX, fovDeg);
  const nearM = Math.max(0.4, (cell.code_mm / 1000) * focal / (0.5 * SHORT_PX));
  const farM = Math.min(3, ((cell.code_mm / 1000) * focal) / 90);
  const view = {
    distanceM: nearM * Math.exp(random() * Math.log(farM / nearM)),
    angleDeg: range(random, cell.angles[0], cell.angles[1]) * (random() < 0.5 ? -1 : 1),
    heightM: range(random, -0.1, 0.3),
    asideDeg: normal(random) * 4,
    belowDeg: normal(random) * 4,
    rollDeg: normal(random) * 4,
  };
  const sign = { facingDeg: range(random, 0, 360), codeMm: cell.code_mm };
  const mounted = rotation([normal(random) * 0.4 * RADIANS, 0, normal(random) * 0.4 * RADIANS]);
  const camera = { width, height, focalPx: focal, bend: normal(random) * 0.02 };
  const { motionPx, ...light } = LIGHTS[cell.light];
  const scene = { cell, view, sign, camera, fovDeg, yaw: range(random, -Math.PI, Math.PI), light, motionPx };
  return { ...scene, more: drawn(random), frames: moved(scene, mounted, random) };
}

/**
 * A sticker, a hand, a second code: each in a part of the scenes.
 *
 * @type {(random: () => number) => { hand?: number[], sticker?: number[], hasOther: boolean }}
 */
function drawn(random) {
  /** @type {(share: number) => boolean} */
  const on = (share) => random() < share;
  const hand = on(0.1) ? [0.6, 0.6, 0.28] : undefined;
  const sticker = !hand && on(0.2) ? [range(random, -0.25, 0.3), range(random, -0.2, 0.3), 0.1] : undefined;
  return { hand, sticker, hasOther: on(0.2) };
}

/**
 * Frame by frame: where the camera is and looks, and what the motion sensors say, with a trembling hand.
 *
 * @param {Setting} setting
 * @param {Matrix} mounted  how the sign hangs
 * @param {() => number} random
 * @returns {Frame[]}
 */
function moved({ cell, view, sign, camera, yaw, motionPx }, mounted, random) {
  const bias = rotation([normal(random) * 0.3 * RADIANS, normal(random) * 0.3 * RADIANS, 0]);
  const delay_s = range(random, -0.02, 0.02);
  const axesOfSign = multiply(signAxes(sign.facingDeg), mounted);
  const turnDeg = cell.move === "pan" ? 14 * (random() < 0.5 ? -1 : 1) : 0;
  const stepM = cell.move === "step" ? range(random, 0.2, 0.4) * (random() < 0.5 ? -1 : 1) : 0;
  /** @type {(share: number, shake: number[]) => { axes: number[], spot: number[] }} */
  const attitudeAt = (share, shake) => {
    const right = view.distanceM * Math.sin(view.angleDeg * RADIANS) + stepM * share;
    const out = view.distanceM * Math.cos(view.angleDeg * RADIANS);
    const headingDeg = sign.facingDeg + 180 - Math.atan2(right, out) / RADIANS + view.asideDeg + turnDeg * (share - 0.5);
    const pitchDeg = Math.atan2(-view.heightM, view.distanceM) / RADIANS + view.belowDeg;
    const axes = axesFrom({ headingDeg: headingDeg + shake[0], pitchDeg: pitchDeg + shake[1], rollDeg: view.rollDeg + shake[2] });
    return { axes, spot: [right, -view.heightM, -out] };
  };
  const shakes = walk(random, 3, 0.35);
  const drifts = walk(random, 3, 0.004);
  return Array.from({ length: FRAMES }, (_, at) => {
    const share = at / (FRAMES - 1);
    const { axes, spot } = attitudeAt(share, shakes[at]);
    const sensed = attitudeAt(share + delay_s * (10 / (FRAMES - 1)), shakes[at]).axes;
    const noise = rotation([0, 1, 2].map(() => normal(random) * 0.08 * RADIANS));
    const eye = spot.map((value, axis) => value + drifts[at][axis]);
    const inCamera = multiply(transpose(axes), axesOfSign);
    const speedPx = (Math.abs(turnDeg) + 3) * RADIANS * camera.focalPx * 0.008; // the shutter is open for 8 ms
    return {
      camera: { ...camera, axes: inCamera, position: transform(inCamera, eye.map((value) => -value)) },
      truth: axes,
      eye: transform(axesOfSign, eye),
      sensed: multiply(bias, turned(-yaw, multiply(sensed, noise))),
      rateDegPerS: Math.abs(turnDeg) + 3,
      motionPx: [normal(random) * motionPx + (turnDeg ? speedPx : 0), normal(random) * motionPx],
    };
  });
}

/**
 * A trembling hand: a walk that is pulled back to its start.
 *
 * @type {(random: () => number, axes: number, step: number) => number[][]}
 */
function walk(random, axes, step) {
  /** @type {number[][]} */
  const out = [new Array(axes).fill(0)];
  while (out.length < FRAMES) out.push(out[out.length - 1].map((value) => 0.85 * value + step * normal(random)));
  return out;
}
