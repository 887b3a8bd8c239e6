// A camera that renders what a phone would see of the artwork on the wall, in grey, with its faults.

import { transform, transpose } from "../../../app/site/static/ar/linear_algebra.js";
import { normal } from "./random.js";

const NOISE_TABLE = 65536; // a power of two
const REACH_M = 0.34; // of the sheet and what is beside it, from the code's centre

/** @typedef {(x: number, y: number) => number} Art  brightness at a point */
/** @typedef {{ light: number, blurPx: number, noise: number, motionPx: number[], gradient: number }} Fault */

/**
 * @typedef {object} Camera  one frame's truth
 * @property {number} width   px
 * @property {number} height  px
 * @property {number} focalPx
 * @property {number} bend    lens distortion: an ideal radius is the seen one times 1 - bend r²
 * @property {number[]} [off]    where the optical axis lies beside the picture's middle, px
 * @property {number[]} [shear]  how much further the last row sees than the first, focal lengths: a shutter that rolls
 * @property {number[]} axes      sign's axes in the camera's
 * @property {number[]} position  code's centre in the camera's axes, metres
 */

/**
 * @param {Camera} camera
 * @param {(xMm: number, yMm: number) => number} art
 * @param {Fault} fault  light: grey level of white; blur: standard deviation; noise: grey levels; motion: smear during the exposure;
 *   gradient: how much darker the far side is lit, 0 … 1
 * @param {() => number} random
 * @returns {GreyPicture}
 */
export function render(camera, art, fault, random) {
  const { width, height } = camera;
  const sharp = traced(camera, art);
  smear(sharp, camera, fault.motionPx);
  blur(sharp, camera, fault.blurPx);
  const noise = Float32Array.from({ length: NOISE_TABLE }, () => normal(random));
  const pixels = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    const start = Math.floor(random() * NOISE_TABLE);
    for (let x = 0; x < width; x += 1) {
      const value = sharp[y * width + x] * fault.light * (1 - (fault.gradient * x) / width);
      pixels[y * width + x] = value + fault.noise * (0.5 + Math.sqrt(value / 255)) * noise[(start + x) & (NOISE_TABLE - 1)];
    }
  }
  return { pixels, width, height };
}

/**
 * The part of the picture with the sheet in it: only there every pixel is traced, smeared and blurred.
 *
 * @type {(camera: Camera) => Record<"left" | "right" | "top" | "bottom", number>}
 */
function region({ width, height, focalPx, axes, position }) {
  const seen = [[-REACH_M, -REACH_M], [REACH_M, -REACH_M], [REACH_M, REACH_M], [-REACH_M, REACH_M]].map(([x, y]) => {
    const [a, b, c] = transform(axes, [x, y, 0]).map((value, axis) => value + position[axis]);
    return [width / 2 + (focalPx * a) / Math.max(c, 0.05), height / 2 + (focalPx * b) / Math.max(c, 0.05)];
  });
  /** @type {(axis: number, length: number) => [number, number]} */
  const bound = (axis, length) => [
    Math.max(0, Math.floor(Math.min(...seen.map((point) => point[axis]))) & ~1),
    Math.min(length, Math.ceil(Math.max(...seen.map((point) => point[axis])))),
  ];
  const [[left, right], [top, bottom]] = [bound(0, width), bound(1, height)];
  return { left, right, top, bottom };
}

/**
 * Rays met with the plane of the wall: two for each pixel of the region, one for each four elsewhere.
 *
 * @type {(camera: Camera, art: Art) => Float32Array}
 */
function traced(camera, art) {
  const { width, height } = camera;
  const meet = meeting(camera, art);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const at = y * width + x;
      out[at] = out[at + 1] = out[at + width] = out[at + width + 1] = meet(x + 1, y + 1);
    }
  }
  const { left, right, top, bottom } = region(camera);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      out[y * width + x] = (meet(x + 0.25, y + 0.75) + meet(x + 0.75, y + 0.25)) / 2;
    }
  }
  return out;
}

/** The brightness that a point of the picture shows. @type {(camera: Camera, art: Art) => Art} */
function meeting({ width, height, focalPx, bend, axes, position, off = [0, 0], shear = [0, 0] }, art) {
  const back = transpose(axes);
  const eye = transform(back, position).map((value) => -value);
  return (x, y) => {
    const u = (x - width / 2 - off[0]) / focalPx + shear[0] * (y / height - 0.5);
    const v = (y - height / 2 - off[1]) / focalPx + shear[1] * (y / height - 0.5);
    const straight = 1 - bend * (u * u + v * v);
    const depth = (back[6] * u + back[7] * v) * straight + back[8];
    const reach = (-eye[2] / depth) * 1000;
    if (!(reach > 0 && reach < 30000)) return 0.5;
    return art(
      eye[0] * 1000 + ((back[0] * u + back[1] * v) * straight + back[2]) * reach,
      eye[1] * 1000 + ((back[3] * u + back[4] * v) * straight + back[5]) * reach,
    );
  };
}

/**
 * The mean along a short straight way, as while the shutter is open.
 *
 * @param {Float32Array} pixels
 * @param {Camera} camera
 * @param {number[]} way  px
 */
function smear(pixels, camera, [dx, dy]) {
  const { left, right, top, bottom } = region(camera);
  const steps = Math.ceil(Math.hypot(dx, dy));
  if (steps < 2) return;
  const from = Float32Array.from(pixels);
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      let sum = 0;
      for (let step = 0; step < steps; step += 1) {
        const along = (step + 0.5) / steps - 0.5;
        const row = Math.max(0, Math.min(camera.height - 1, y + Math.round(dy * along)));
        sum += from[row * camera.width + Math.max(0, Math.min(camera.width - 1, x + Math.round(dx * along)))];
      }
      pixels[y * camera.width + x] = sum / steps;
    }
  }
}

/** Gaussian blur, rows then columns. @type {(pixels: Float32Array, camera: Camera, sigma: number) => void} */
function blur(pixels, camera, sigma) {
  const { left, right, top, bottom } = region(camera);
  const reach = Math.ceil(2.5 * sigma);
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (const step of [1, camera.width]) {
    const from = Float32Array.from(pixels);
    for (let y = Math.max(top, reach); y < Math.min(bottom, camera.height - reach); y += 1) {
      for (let x = Math.max(left, reach); x < Math.min(right, camera.width - reach); x += 1) {
        const at = y * camera.width + x;
        let total = 0;
        for (let k = -reach; k <= reach; k += 1) total += weights[k + reach] * from[at + k * step];
        pixels[at] = total / sum;
      }
    }
  }
}
