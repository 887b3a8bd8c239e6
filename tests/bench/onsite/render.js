// A camera that renders what a phone would see of the artwork on the wall, in grey, with its faults.

import { transform, transpose } from "../../../app/site/static/ar/linear.js";
import { normal } from "./random.js";

const NOISE_TABLE = 65536;

/**
 * @typedef {object} Camera  one frame's truth
 * @property {number} width   px
 * @property {number} height  px
 * @property {number} focalPx
 * @property {number} bend    lens distortion: an ideal radius is the seen one times 1 - bend r²
 * @property {number[]} axes      sign's axes in the camera's
 * @property {number[]} position  code's centre in the camera's axes, metres
 */

/**
 * @param {Camera} camera
 * @param {(xMm: number, yMm: number) => number} art
 * @param {{ light: number, blurPx: number, noise: number, motionPx: [number, number], gradient: number }} fault
 *   light: grey level of white; blur: standard deviation; noise: grey levels; motion: smear during the exposure;
 *   gradient: how much darker the far side is lit, 0 … 1
 * @param {() => number} random
 * @returns {{ pixels: Uint8ClampedArray, width: number, height: number }}
 */
export function render(camera, art, fault, random) {
  const { width, height } = camera;
  const smeared = smear(traced(camera, art), width, height, fault.motionPx);
  const soft = blur(blur(smeared, width, height, fault.blurPx, 1, width), height, width, fault.blurPx, width, 1);
  const noise = Float32Array.from({ length: NOISE_TABLE }, () => normal(random));
  const pixels = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    const start = Math.floor(random() * NOISE_TABLE);
    for (let x = 0; x < width; x += 1) {
      const lit = fault.light * (1 - (fault.gradient * x) / width);
      const value = soft[y * width + x] * lit;
      pixels[y * width + x] = value + fault.noise * (0.5 + Math.sqrt(value / 255)) * noise[(start + x) % NOISE_TABLE];
    }
  }
  return { pixels, width, height };
}

/** Two rays for each pixel, met with the plane of the wall. */
function traced(camera, art) {
  const { width, height, focalPx, bend, axes, position } = camera;
  const back = transpose(axes);
  const eye = transform(back, position).map((value) => -value);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (const shift of [0.25, 0.75]) {
        const u = (x + shift - width / 2) / focalPx;
        const v = (y + 1 - shift - height / 2) / focalPx;
        const straight = 1 - bend * (u * u + v * v);
        const depth = back[6] * u * straight + back[7] * v * straight + back[8];
        const reach = (-eye[2] / depth) * 1000;
        const acrossMm = eye[0] * 1000 + (back[0] * u * straight + back[1] * v * straight + back[2]) * reach;
        const downMm = eye[1] * 1000 + (back[3] * u * straight + back[4] * v * straight + back[5]) * reach;
        sum += reach > 0 && reach < 30000 ? art(acrossMm, downMm) : 0.5;
      }
      out[y * width + x] = sum / 2;
    }
  }
  return out;
}

/** The mean along a short straight way, as while the shutter is open. */
function smear(pixels, width, height, [dx, dy]) {
  const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy)));
  if (steps === 1) return pixels;
  const out = new Float32Array(width * height);
  for (let step = 0; step < steps; step += 1) {
    const along = (step + 0.5) / steps - 0.5;
    const [shiftX, shiftY] = [Math.round(dx * along), Math.round(dy * along)];
    for (let y = 0; y < height; y += 1) {
      const from = Math.max(0, Math.min(height - 1, y + shiftY)) * width;
      for (let x = 0; x < width; x += 1) {
        out[y * width + x] += pixels[from + Math.max(0, Math.min(width - 1, x + shiftX))] / steps;
      }
    }
  }
  return out;
}

/** Gaussian blur along one axis. */
function blur(pixels, length, lines, sigma, step, line) {
  const reach = Math.ceil(2.5 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const out = new Float32Array(pixels.length);
  for (let other = 0; other < lines; other += 1) {
    for (let at = 0; at < length; at += 1) {
      let total = 0;
      for (let k = -reach; k <= reach; k += 1) {
        const place = Math.max(0, Math.min(length - 1, at + k));
        total += weights[k + reach] * pixels[place * step + other * line];
      }
      out[at * step + other * line] = total / sum;
    }
  }
  return out;
}
