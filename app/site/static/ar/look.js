// One look at the code, and what the camera should see of it if the unknowns had given values.
//
// Shared by all looks:  yaw      radians, how far the phone's own north lies counter-clockwise from true north's frame
//                       lnFocal  natural logarithm of focal length by the picture's longer side
//                       bend     first coefficient of the lens distortion
//                       lean     of the sign about its horizontal axis, radians
//                       crooked  turn of the sign in its plane, radians
// Own to each look:     turn     correction of the motion sensors, three radians in the camera's axes
//                       a, b     where the code's centre is seen, in longer sides of the picture from its middle
//                       lnScale  natural logarithm of its depth by the focal length
//
// The code's place is told as it is seen, because then it hardly depends on the focal length: the fit runs straight.

import { cholesky, forward, multiply, rotation, transform, transpose } from "./linear_algebra.js";
import { turned } from "./orientation.js";
import { codeCorners, signAxes } from "./sign_geometry.js";

export const SHARED = 5;
export const OWN = 6;
const RADIANS = Math.PI / 180;
const STEP = 1e-6;

/**
 * What is believed of a phone before looking: mean of lnFocal (67 degrees), and standard deviations.
 *
 * @type {Readonly<Belief>}
 */
export const BELIEF = Object.freeze({
  lnFocal: Math.log(0.75),
  lnFocalSpread: 0.15, // 55 to 80 degrees
  bendSpread: 0.04,
  leanSpread: 0.8 * RADIANS,
  crookedSpread: 0.8 * RADIANS,
  turnSpread: 0.15 * RADIANS,
  delay_s: 0.02, // between picture and motion sensors
});

const TOLD = Object.freeze({ lnFocalSpread: 0.003, bendSpread: 0.004 }); // by a camera that knows its own lens

/**
 * What a picture's lens is like: the optical axis in its middle and the focal length open, unless the camera tells them.
 *
 * @param {Size & Partial<Optics>} picture  px
 * @returns {Lens}
 */
export function lensOf({ width, height, focalPx, centreX = width / 2, centreY = height / 2 }) {
  const longerPx = Math.max(width, height);
  const belief = focalPx ? { ...BELIEF, ...TOLD, lnFocal: Math.log(focalPx / longerPx) } : BELIEF;
  return { longerPx, centreX, centreY, belief };
}

/**
 * @param {Refined} refined
 * @param {Matrix} axes  camera's axes in the phone's earth frame at that moment
 * @param {number} rateDegPerS  how fast the phone was turning
 * @returns {Look | null} null where the covariance is not one
 */
export function makeLook(refined, axes, rateDegPerS) {
  const factor = cholesky(refined.covariance, 8);
  const turnSpread = Math.hypot(BELIEF.turnSpread, rateDegPerS * RADIANS * BELIEF.delay_s);
  return factor && { corners: refined.corners, homography: refined.homography, axes, factor, turnSpread };
}

/** Sign's axes in the camera's. @type {(look: Look, facingDeg: number, shared: number[], own: number[]) => number[]} */
export function signInCamera(look, facingDeg, shared, own) {
  const toEarth = turned(-shared[0], multiply(signAxes(facingDeg), rotation([shared[3], 0, shared[4]])));
  return multiply(rotation(own.slice(0, 3)), multiply(transpose(look.axes), toEarth));
}

/** Where the code's centre is in the camera's axes, metres. @type {(shared: number[], own: number[]) => number[]} */
export function positionOf(shared, [, , , a, b, lnScale]) {
  const scale = Math.exp(lnScale);
  return [a * scale, b * scale, Math.exp(shared[1]) * scale];
}

/**
 * A look's own unknowns for a position in the camera's axes.
 *
 * @type {(lnFocal: number, position: Vector) => number[]}
 */
export function ownOf(lnFocal, [x, y, z]) {
  const focal = Math.exp(lnFocal);
  return [0, 0, 0, (focal * x) / z, (focal * y) / z, Math.log(z / focal)];
}

/**
 * Corners expected in the picture, px: x0, y0, x1, …
 *
 * @type {(look: Look, sign: SignFace, lens: Lens, shared: number[], own: number[]) => number[]}
 */
export function expected(look, sign, lens, shared, own) {
  const focal = lens.longerPx * Math.exp(shared[1]);
  const axes = signInCamera(look, sign.facingDeg, shared, own);
  const position = positionOf(shared, own);
  return codeCorners(sign.codeMm).flatMap((corner) => {
    const [x, y, z] = transform(axes, corner).map((value, axis) => value + position[axis]);
    const bent = 1 + (shared[2] * (x * x + y * y)) / (z * z);
    return [lens.centreX + (focal * bent * x) / z, lens.centreY + (focal * bent * y) / z];
  });
}

/**
 * Residuals of one look in standard deviations, and their slopes.
 *
 * @param {Look} look
 * @param {SignFace} sign
 * @param {Lens} lens
 * @param {number[]} shared
 * @param {number[]} own
 * @returns {{ residuals: Float64Array, slopes: Float64Array[] }}  8 of the corners, 3 of the motion sensors; a column
 *   of slopes for each shared and each own unknown
 */
export function compared(look, sign, lens, shared, own) {
  /** @type {(s: number[], o: number[]) => Float64Array} */
  const at = (s, o) => whitened(look, expected(look, sign, lens, s, o), o);
  const residuals = at(shared, own);
  const slopes = [...shared, ...own].map((_, index) => {
    const [s, o] = [[...shared], [...own]];
    if (index < SHARED) s[index] += STEP;
    else o[index - SHARED] += STEP;
    return at(s, o).map((value, row) => (value - residuals[row]) / STEP);
  });
  return { residuals, slopes };
}

/** @type {(look: Look, corners: number[], own: number[]) => Float64Array} */
function whitened(look, corners, own) {
  const gaps = look.corners.flat().map((value, at) => corners[at] - value);
  const turn = own.slice(0, 3).map((value) => value / look.turnSpread);
  return Float64Array.from([...forward(look.factor, gaps, 8), ...turn]);
}
