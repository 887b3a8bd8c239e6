// Dense refinement: the code's corners to a few hundredths of a pixel, by comparing the picture with the known bitmap.
//
// Twelve unknowns: eight of the homography, and the light: its gain, how that grows to the right and downwards, and an
// offset.  Gauss-Newton with the bitmap's own slopes, which are free of noise.  Samples that do not fit (a hand, a sticker, a reflection) lose their weight.

import { sampledBitmap, spacing } from "./bitmap.js";
import { cornerSlopes, fromCorners, shortestSidePx, toCorners } from "./homography.js";
import { cholesky, inverse, sandwich, solve } from "./linear_algebra.js";

const UNKNOWNS = 12;
const ROUNDS = 12;
const SETTLED_PX = 0.008;
const LARGEST_MODULE_PX = 7; // more pixels per module than this cost time and tell nothing
const BLURS_MODULES = [0.12, 0.25, 0.45];
const DOUBTED = 0.3; // of the contrast: a sample that is off by more is not the code, if most fit better
const FLOOR_PX = 0.03; // of each corner: the print, the lens, the rolling shutter
const LEAST_CONTRAST = 12; // grey levels between black and white
const LARGEST_MISFIT = 0.3; // of the contrast

/**
 * A refiner for one code.
 *
 * @param {string[]} rows  the code without its quiet zone, "1" is dark
 * @returns {(picture: Picture, corners: readonly Pixel[]) => Measured | null}  null where the picture is not the code
 */
export function makeRefiner(rows) {
  const bitmaps = BLURS_MODULES.map((blur) => sampledBitmap(rows, blur));
  let sharpest = 1; // the blur that fitted last time, by its place in the list
  return (picture, corners) => {
    const factor = Math.max(1, Math.floor(shortestSidePx(corners) / rows.length / LARGEST_MODULE_PX));
    const small = shrunk(picture, factor);
    const start = fromCorners(corners.map((corner) => corner.map((value) => value / factor)));
    let best = start && fitted(small, bitmaps[sharpest], start);
    for (const other of [sharpest - 1, sharpest + 1]) {
      const found = best && bitmaps[other] && fitted(small, bitmaps[other], best.homography);
      if (best && found && found.noise < best.noise) [best, sharpest] = [found, other];
    }
    return best ? judged(best, spacing(rows), factor) : null;
  };
}

/** Box filter by a whole factor. @type {(picture: Picture, factor: number) => Picture} */
function shrunk(picture, factor) {
  if (factor === 1) return picture;
  const width = Math.floor(picture.width / factor);
  const height = Math.floor(picture.height / factor);
  const pixels = new Float32Array(width * height);
  for (let y = 0; y < height * factor; y += 1) {
    const to = Math.floor(y / factor) * width;
    for (let x = 0; x < width * factor; x += 1) pixels[to + Math.floor(x / factor)] += picture.pixels[y * picture.width + x];
  }
  return { pixels: pixels.map((sum) => sum / (factor * factor)), width, height };
}

/** @type {(picture: Picture, bitmap: Bitmap, start: number[]) => Fitted | null} */
function fitted(picture, bitmap, start) {
  let m = start;
  let light = lightOf(picture, bitmap, m);
  if (!light) return null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = summed(picture, bitmap, m, light);
    const factor = cholesky(sums.information, UNKNOWNS);
    if (!factor) return null;
    const step = solve(factor, sums.gradient, UNKNOWNS);
    const before = toCorners(m);
    m = m.map((value, at) => (at < 8 ? value + step[at] : value));
    light = {
      gain: light.gain + step[8],
      offset: light.offset + step[9],
      right: light.right + step[10],
      down: light.down + step[11],
      spread: sums.spread,
    };
    const moved = toCorners(m).map(([x, y], at) => Math.hypot(x - before[at][0], y - before[at][1]));
    if (Math.max(...moved) > shortestSidePx(before) / 4 || light.gain < LEAST_CONTRAST) return null;
    if (Math.max(...moved) < SETTLED_PX) break;
  }
  const { information, noise } = summed(picture, bitmap, m, light);
  const factor = cholesky(information, UNKNOWNS);
  return factor && { homography: m, gain: light.gain, noise, covariance: inverse(factor, UNKNOWNS) };
}

/**
 * Gain and offset of the brightness by least squares, and how far the samples lie from it.
 *
 * @type {(picture: Picture, bitmap: Bitmap, m: Matrix) => Light | null}
 */
function lightOf(picture, bitmap, m) {
  /** @type {[number, number][]} */
  const seen = [];
  let [sv, ss, svv, svs] = [0, 0, 0, 0];
  for (let at = 0; at < bitmap.count; at += 3) {
    const brightness = brightnessAt(picture, m, bitmap.x[at], bitmap.y[at]);
    if (brightness < 0) continue;
    const value = bitmap.value[at];
    seen.push([value, brightness]);
    sv += value;
    ss += brightness;
    svv += value * value;
    svs += value * brightness;
  }
  const count = seen.length;
  const gain = (count * svs - sv * ss) / (count * svv - sv * sv);
  if (count < bitmap.count / 6 || !(gain > LEAST_CONTRAST)) return null;
  const offset = (ss - gain * sv) / count;
  return { gain, offset, right: 0, down: 0, spread: spreadOf(Float64Array.from(seen, ([value, got]) => got - gain * value - offset)) };
}

/**
 * Normal equations of one round, weighted; the noise of the samples that count, and the robust spread of all.
 *
 * @type {(picture: Picture, bitmap: Bitmap, m: Matrix, light: Light) => { information: Float64Array, gradient: Float64Array, noise: number, spread: number }}
 */
function summed(picture, bitmap, m, { gain, offset, right, down, spread }) {
  const information = new Float64Array(UNKNOWNS * UNKNOWNS);
  const gradient = new Float64Array(UNKNOWNS);
  const slope = new Float64Array(UNKNOWNS);
  const residuals = new Float64Array(bitmap.count);
  const limit = Math.max(3 * spread, DOUBTED * gain);
  let used = 0;
  let [squares, weights] = [0, 0];
  for (let at = 0; at < bitmap.count; at += 1) {
    const [x, y, value] = [bitmap.x[at], bitmap.y[at], bitmap.value[at]];
    const w = 1 / (m[6] * x + m[7] * y + m[8]);
    const u = (m[0] * x + m[1] * y + m[2]) * w;
    const v = (m[3] * x + m[4] * y + m[5]) * w;
    const brightness = sample(picture, u, v);
    if (brightness < 0) continue;
    const lit = gain + right * x + down * y;
    const residual = brightness - lit * value - offset;
    residuals[used] = residual;
    used += 1;
    const share = residual / limit;
    if (share > 1 || share < -1) continue;
    const weight = (1 - share * share) ** 2;
    squares += weight * residual * residual;
    weights += weight;
    fillSlope(slope, m, { x, y, u, v, w }, lit * bitmap.slopeX[at], lit * bitmap.slopeY[at]);
    slope[8] = value;
    slope[9] = 1;
    slope[10] = value * x;
    slope[11] = value * y;
    for (let row = 0; row < UNKNOWNS; row += 1) {
      const pull = weight * slope[row];
      gradient[row] += pull * residual;
      for (let other = 0; other <= row; other += 1) information[row * UNKNOWNS + other] += pull * slope[other];
    }
  }
  const noise = Math.sqrt(squares / weights);
  return { information, gradient, noise, spread: spreadOf(residuals.subarray(0, used)) };
}

/**
 * How the expected brightness minus the seen one changes with the homography: the bitmap's slope, carried into the
 * picture by the inverse of the homography's own slope there.
 * @type {(slope: Float64Array, m: Matrix, at: Record<"x" | "y" | "u" | "v" | "w", number>, slopeX: number, slopeY: number) => void}
 */
function fillSlope(slope, m, { x, y, u, v, w }, slopeX, slopeY) {
  const [a, b] = [(m[0] - u * m[6]) * w, (m[1] - u * m[7]) * w];
  const [c, d] = [(m[3] - v * m[6]) * w, (m[4] - v * m[7]) * w];
  const area = 1 / (a * d - b * c);
  const gu = -(d * slopeX - c * slopeY) * area * w;
  const gv = -(a * slopeY - b * slopeX) * area * w;
  slope[0] = gu * x;
  slope[1] = gu * y;
  slope[2] = gu;
  slope[3] = gv * x;
  slope[4] = gv * y;
  slope[5] = gv;
  slope[6] = -(gu * u + gv * v) * x;
  slope[7] = -(gu * u + gv * v) * y;
}

/** Brightness between pixels; -1 outside the picture. @type {(picture: Picture, u: number, v: number) => number} */
function sample({ pixels, width, height }, u, v) {
  const left = Math.floor(u - 0.5);
  const top = Math.floor(v - 0.5);
  if (!(left >= 0 && top >= 0 && left < width - 1 && top < height - 1)) return -1;
  const [dx, dy] = [u - 0.5 - left, v - 0.5 - top];
  const at = top * width + left;
  const upper = pixels[at] + dx * (pixels[at + 1] - pixels[at]);
  const lower = pixels[at + width] + dx * (pixels[at + width + 1] - pixels[at + width]);
  return upper + dy * (lower - upper);
}

/** @type {(picture: Picture, m: Matrix, x: number, y: number) => number} */
function brightnessAt(picture, m, x, y) {
  const w = 1 / (m[6] * x + m[7] * y + m[8]);
  return sample(picture, (m[0] * x + m[1] * y + m[2]) * w, (m[3] * x + m[4] * y + m[5]) * w);
}

/**
 * Standard deviation of the bulk of the residuals (from the median of their amounts), at least one grey level.
 *
 * @type {(residuals: Float64Array) => number}
 */
function spreadOf(residuals) {
  const amounts = residuals.map(Math.abs).sort();
  return Math.max(1, 1.4826 * (amounts[amounts.length >> 1] ?? 0));
}

/**
 * Corners and their covariance in px of the full picture; null where the fit is too poor to be the code.
 *
 * @type {(fit: Fitted, spacingUnits: number, factor: number) => Measured | null}
 */
function judged({ homography, gain, noise, covariance }, spacingUnits, factor) {
  const corners = toCorners(homography);
  const spacingPx = (shortestSidePx(corners) / 2) * spacingUnits;
  const repeats = Math.max(1, 1 / (spacingPx * spacingPx)); // samples that share a pixel are not independent
  const eight = new Float64Array(64);
  for (let row = 0; row < 8; row += 1) {
    for (let at = 0; at < 8; at += 1) {
      eight[8 * row + at] = covariance[UNKNOWNS * row + at] * noise * noise * repeats * factor * factor;
    }
  }
  const carried = sandwich(cornerSlopes(homography), eight, 8, 8);
  for (let at = 0; at < 8; at += 1) carried[9 * at] += FLOOR_PX * FLOOR_PX;
  const scaled = corners.map((corner) => corner.map((value) => value * factor));
  const misfit = noise / gain;
  if (misfit > LARGEST_MISFIT) return null;
  const whole = fromCorners(scaled);
  return whole && { corners: scaled, homography: whole, covariance: carried, misfit };
}
