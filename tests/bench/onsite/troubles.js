// What goes wrong with phones and signs, on top of a scene: told angles, sensors, cameras, prints.

import { multiply, rotation } from "../../../app/site/static/ar/linear_algebra.js";
import { turned } from "../../../app/site/static/ar/orientation.js";
import { rolled } from "../../../app/site/static/ar/screen_angle.js";
import { normal, randomFrom, range } from "./random.js";

/**
 * @typedef {import("./scenes.js").Frame} Frame
 * @typedef {ReturnType<typeof import("./scenes.js").sceneOf>} Scene
 * @typedef {Partial<Scene> & { printedMm?: number, isMirrored?: boolean, hasTwo?: boolean }} Change
 * @typedef {(scene: Scene, random: () => number) => Change} Trouble
 */

const RADIANS = Math.PI / 180;
const FRAME_S = 0.1;
const SCREEN_MM = 45; // a code on somebody's phone
const READOUT_S = 0.025; // from a picture's first row to its last

/** Change each frame. @type {(scene: Scene, change: (frame: Frame, at: number) => Partial<Frame>) => { frames: Frame[] }} */
function eachFrame({ frames }, change) {
  return { frames: frames.map((frame, at) => ({ ...frame, ...change(frame, at) })) };
}

/** The screen angle is told wrongly, or not at all. @type {(deg: number) => Trouble} */
function told(deg) {
  return (scene) => eachFrame(scene, ({ sensed }) => ({ sensed: rolled(sensed, deg) }));
}

/** @type {Record<string, Trouble>} */
export const TROUBLES = {
  "told 90": told(90),
  "told 180": told(180),
  "told 270": told(270),
  late(scene, random) {
    const back = Math.round(range(random, 0, 2)); // frames: up to 0.2 s
    return eachFrame(scene, (_, at) => ({ sensed: scene.frames[Math.max(0, at - back)].sensed }));
  },
  frozen: (scene) => eachFrame(scene, () => ({ sensed: scene.frames[0].sensed, rateDegPerS: 0 })),
  jump(scene, random) {
    const [from, angle] = [Math.floor(range(random, 2, 8)), range(random, 5, 40) * RADIANS * (random() < 0.5 ? -1 : 1)];
    return eachFrame(scene, ({ sensed }, at) => ({ sensed: at < from ? sensed : turned(angle, sensed) }));
  },
  drift(scene, random) {
    const perFrame = range(random, -20, 20) * RADIANS * (FRAME_S / 3600);
    return eachFrame(scene, ({ sensed, truth }, at) => ({
      sensed: turned(0.03 * turnOf(scene.frames[0].truth, truth) + at * perFrame, sensed),
    }));
  },
  "gravity off": (scene, random) => {
    const off = rotation([normal(random) * 8 * RADIANS, normal(random) * 8 * RADIANS, 0]);
    return eachFrame(scene, ({ sensed }) => ({ sensed: multiply(off, sensed) }));
  },
  "axis off": (scene, random) => {
    const off = [normal(random), normal(random)].map((value) => value * 0.02 * Math.max(scene.camera.width, scene.camera.height));
    return eachFrame(scene, ({ camera }) => ({ camera: { ...camera, off } }));
  },
  stabilised: (scene, random) =>
    eachFrame(scene, ({ camera }) => ({ camera: { ...camera, off: [normal(random) * 8, normal(random) * 8] } })),
  hunting: (scene, random) =>
    eachFrame(scene, ({ camera, motionPx }) => ({
      camera: { ...camera, focalPx: camera.focalPx * (1 + range(random, 0, 0.05)) },
      motionPx: /** @type {[number, number]} */ (motionPx.map((value) => value + normal(random) * 2)),
    })),
  rolling: (scene) =>
    eachFrame(scene, ({ camera, rateDegPerS }) => ({ camera: { ...camera, shear: [rateDegPerS * RADIANS * READOUT_S, 0] } })),
  "printed small": (scene) => ({ printedMm: scene.sign.codeMm * 0.98 }),
  "on a screen": (scene, random) => {
    const tilted = rotation([range(random, 15, 50) * RADIANS, range(random, -40, 40) * RADIANS, range(random, -20, 20) * RADIANS]);
    const smaller = SCREEN_MM / scene.sign.codeMm;
    const seen = eachFrame(scene, ({ camera }) => ({
      camera: { ...camera, axes: multiply(camera.axes, tilted), position: camera.position.map((value) => value * smaller) },
    }));
    return { printedMm: SCREEN_MM, ...seen };
  },
  mirrored: () => ({ isMirrored: true }),
  "two signs": () => ({ hasTwo: true }),
};

/** How far a camera has turned about the vertical, radians. @type {(from: Matrix, to: Matrix) => number} */
function turnOf(from, to) {
  return Math.atan2(to[2], to[5]) - Math.atan2(from[2], from[5]);
}

/** A scene with a trouble, or as it is without one. @type {(scene: Scene, trouble: string, seed: number) => Scene & Change} */
export function troubled(scene, trouble, seed) {
  return trouble ? { ...scene, ...TROUBLES[trouble](scene, randomFrom(seed * 104729 + 7)) } : scene;
}
