// Plays scenes through the page's own modules and prints one line of JSON for each.
//
//   node grid.js CODES.json FIRST COUNT [TROUBLE]      CODES.json: [{ code, address, rows }], the last is a foreign one

import { readFileSync } from "node:fs";

import { decode, prepare } from "../../../app/site/static/ar/decoder.js";
import { makeFinder } from "../../../app/site/static/ar/finder.js";
import { transform, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { attitude, turned } from "../../../app/site/static/ar/orientation.js";
import { turnDeg } from "../../../app/site/static/ar/geodesy.js";
import { shortestSidePx } from "../../../app/site/static/ar/homography.js";
import { project } from "../../../app/site/static/ar/pose.js";
import { codeCorners } from "../../../app/site/static/ar/sign_geometry.js";
import { rolled } from "../../../app/site/static/ar/screen_angle.js";
import { BESIDE, artwork } from "./artwork.js";
import { randomFrom } from "./random.js";
import { render } from "./render.js";
import { sceneOf } from "./scenes.js";
import { troubled } from "./troubles.js";
import { sure } from "../../js/sure.js";

/**
 * @typedef {import("./render.js").Camera} Camera
 * @typedef {ReturnType<typeof sceneOf>} Scene
 * @typedef {import("./scenes.js").Frame} Frame
 */

const WASM = new URL("../../../app/site/static/vendor/zxing-wasm-3.1.4/reader/zxing_reader.wasm", import.meta.url);
const FRAME_S = 0.1;
const PLANNING_M = 40;
const APART = 10; // a few scenes with a trouble are of every kind

const [codesPath, first, count, trouble = ""] = process.argv.slice(2);
const codes = JSON.parse(readFileSync(codesPath, "utf8"));
await prepare(Uint8Array.from(readFileSync(WASM)).buffer);
for (let turn = Number(first); turn < Number(first) + Number(count); turn += 1) {
  console.log(JSON.stringify({ ...(await played(trouble ? turn * APART : turn)), seed: turn }));
}

/** @type {(seed: number) => Promise<Record<string, any>>} */
async function played(seed) {
  const scene = troubled(sceneOf(seed), trouble, seed);
  const random = randomFrom(seed + 1);
  const own = codes[seed % (codes.length - 1)];
  const second = codes[(seed + 1) % (codes.length - 1)];
  const beside = scene.hasTwo ? second : scene.more.hasOther && codes.at(-1);
  const art = artwork(own.rows, scene.printedMm ?? scene.sign.codeMm, { ...scene.more, other: beside && beside.rows });
  const signs = [{ ...own, ...scene.sign }, ...(scene.hasTwo ? [{ ...second, ...scene.sign, codeMm: scene.sign.codeMm * BESIDE }] : [])];
  const find = makeFinder(signs, decode);
  const widthPx = Math.min(...scene.frames.map(({ camera }) => seenWidthPx(camera, scene.sign)));
  /** @type {Record<string, any>} */
  const result = { trouble, ...scene.cell, ...scene.view, fovDeg: scene.fovDeg, widthPx, decoded: 0, refined: 0, busy_s: 0 };
  for (const [at, frame] of scene.frames.entries()) {
    const drawn = render(frame.camera, art, { ...scene.light, motionPx: frame.motionPx }, random);
    const picture = scene.isMirrored ? mirrored(drawn) : drawn;
    const begun = process.cpuUsage().user;
    const { code, looks, found, isEnough, isContrary, rollDeg = 0 } = await find(picture, frame.sensed, frame.rateDegPerS);
    result.busy_s += (process.cpuUsage().user - begun) / 1e6 / scene.frames.length;
    result.decoded += code ? 1 : 0;
    result.refined = looks ?? result.refined;
    result.contrary = (result.contrary ?? 0) + (isContrary ? 1 : 0);
    if (!found) continue;
    result.last = judged(found, scene, { ...frame, sensed: rolled(frame.sensed, rollDeg) });
    if (!result.lock && isEnough) result.lock = { ...result.last, after_s: (at + 1) * FRAME_S };
  }
  return result;
}

/** A picture as a camera for oneself shows it. @type {(picture: GreyPicture) => GreyPicture} */
function mirrored({ pixels, width, height }) {
  const out = new Uint8ClampedArray(pixels.length);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) out[y * width + x] = pixels[y * width + width - 1 - x];
  return { pixels: out, width, height };
}

/** The code's shortest side in a frame. @type {(camera: Camera, sign: SignFace) => number} */
function seenWidthPx(camera, sign) {
  const middle = { ...camera, centreX: 0, centreY: 0 };
  return shortestSidePx(codeCorners(sign.codeMm).map((corner) => sure(project(camera, middle, corner))));
}

/**
 * How far the answer is from the truth.
 *
 * @type {(found: Found, scene: Scene, frame: Frame) => Record<string, number>}
 */
function judged(found, scene, frame) {
  const axes = turned(found.yaw, frame.sensed);
  const headingDeg = turnDeg(attitude(frame.truth).headingDeg, attitude(axes).headingDeg);
  return {
    headingDeg,
    claimedDeg: found.errorDeg,
    focal: found.focalPx / scene.camera.focalPx - 1,
    focalClaimed: found.focalError,
    misfit: found.misfit,
    strain: found.strain,
    distance: found.distanceM / Math.hypot(...frame.camera.position) - 1,
    pointDeg: Math.max(pointErrorDeg(found, scene, frame, axes, 0), pointErrorDeg(found, scene, frame, axes, 12)),
  };
}

/**
 * After a turn of 90 degrees: how far a planning, so many degrees beside the middle, is drawn from where it stands.
 *
 * @type {(found: Found, scene: Scene, frame: Frame, axes: Matrix, besideDeg: number) => number}
 */
function pointErrorDeg(found, scene, frame, axes, besideDeg) {
  /** @type {(m: Matrix) => Matrix} */
  const quarter = (m) => turned(-Math.PI / 2, m);
  const ahead = attitude(quarter(frame.truth)).headingDeg + besideDeg;
  const place = [Math.sin((ahead * Math.PI) / 180) * PLANNING_M, Math.cos((ahead * Math.PI) / 180) * PLANNING_M, 0];
  /** @type {(eye: Vector, m: Matrix) => Vector} */
  const seenFrom = (eye, m) => transform(transpose(quarter(m)), place.map((value, axis) => value - eye[axis]));
  const truth = seenFrom(frame.eye, frame.truth);
  const told = seenFrom(found.offsetM, axes);
  const larger = found.focalPx / scene.camera.focalPx;
  const drawn = [(told[0] / told[2]) * larger, (told[1] / told[2]) * larger, 1];
  /** @type {(a: Vector, b: Vector) => number} */
  const straight = (a, b) => (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / Math.hypot(...a) / Math.hypot(...b);
  return (Math.acos(Math.min(1, straight(truth, drawn))) * 180) / Math.PI;
}
