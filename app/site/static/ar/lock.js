// The lock: from several looks at the code to true north, the angle of view, and how sure both are.
//
// All looks are fitted at once: the same north and the same lens for all, a position for each, the motion sensors
// between them.  A phone that pans, or a code that is seen obliquely, thereby tells its own angle of view; a phone that
// does neither gets a wide error.  The error is the fit's own covariance, carried to the heading.

import { cholesky, inverse, multiply, solve, transform, transpose } from "./linear_algebra.js";
import { OWN, SHARED, compared, lensOf, ownOf, positionOf, signInCamera } from "./look.js";
import { planarPoses } from "./pose.js";
import { signAxes } from "./sign_geometry.js";

const ROUNDS = 15;
const SETTLED = 1e-5; // radians of yaw
const OUTLIER = 25; // sum of squares of one look's residuals, above which it loses weight
const SHARED_FAULTS = 0.25; // share of a look's variance that all looks have in common: print, lens, blur
const RIVAL = 9; // sum of squares by which the second best answer must be worse
const FLOOR_DEG = 0.12;
const MOST = 2 / 3; // of the looks have to fit
const USUAL_MISFIT = 5; // of most looks; what fits worse is known less well than the fit says
const COVERING = 2; // standard deviations in the error that is told
const DEGREES = 180 / Math.PI;
export const MOST_LOOKS = 16; // older ones are dropped

/**
 * @param {Look[]} looks  from makeLook, the newest last
 * @param {SignFace} sign
 * @param {Size & Partial<Optics>} picture  px; see lensOf
 * @returns {Found | null}  yaw: radians to turn the phone's earth frame by (`turned`); errorDeg: of the
 *   heading, covers the truth nine times in ten or better; focalError: relative; offsetM: from the code's centre to
 *   the camera at the last look, east, north, up; misfit: sum of squares of residuals below which most
 *   looks lie; misfitOfLast: that of the newest one; strain: standard deviations by which the strangest of what is believed of signs and lenses is off
 */
export function lock(looks, sign, picture) {
  const lens = lensOf(picture);
  const answers = starts(looks, sign, lens)
    .map((start) => fit(looks, sign, lens, start))
    .filter((each) => each !== null)
    .sort((a, b) => a.cost - b.cost);
  return answers.length ? told(answers, looks, sign, lens) : null;
}

/**
 * Both poses of the first and of the last look, each spread to all looks.
 *
 * @type {(looks: Look[], sign: SignFace, lens: Lens) => Unknowns[]}
 */
function starts(looks, sign, lens) {
  if (!looks.length) return [];
  const { lnFocal } = lens.belief;
  const camera = { ...lens, focalPx: lens.longerPx * Math.exp(lnFocal) };
  const poses = looks.map((look) => planarPoses(look.homography, camera, sign.codeMm / 2000));
  const chosen = looks.length > 1 ? [0, looks.length - 1] : [0];
  return chosen.flatMap((at) =>
    poses[at].map((pose) => ({
      shared: [yawOf(looks[at], sign, pose), lnFocal, 0, 0, 0],
      own: poses.map(([{ position }]) => ownOf(lnFocal, position)),
    })),
  );
}

/**
 * The yaw that brings the phone's earth frame nearest to the pose.
 *
 * @type {(look: Look, sign: SignFace, pose: Pose) => number}
 */
function yawOf(look, sign, pose) {
  const m = multiply(multiply(signAxes(sign.facingDeg), transpose(pose.axes)), transpose(look.axes));
  return Math.atan2(m[3] - m[1], m[0] + m[4]);
}

/**
 * Gauss-Newton with damping; each look's own unknowns are eliminated before the shared ones are solved.
 *
 * @type {(looks: Look[], sign: SignFace, lens: Lens, start: Unknowns) => Fit | null}
 */
function fit(looks, sign, lens, start) {
  let { shared, own } = start;
  let system = assembled(looks, sign, lens, shared, own);
  let damping = 1e-3;
  for (let round = 0; system && round < ROUNDS; round += 1) {
    const tried = stepped(system, shared, own, damping);
    const next = tried && assembled(looks, sign, lens, tried.shared, tried.own);
    if (tried && next && next.cost <= system.cost) {
      const moved = Math.abs(tried.shared[0] - shared[0]);
      ({ shared, own } = tried);
      const gained = system.cost - next.cost;
      system = next;
      damping /= 10;
      if (moved < SETTLED && gained < 1e-3) break;
    } else {
      damping = damping * 10 + 1e-6;
    }
  }
  const reduced = system && reduce(system, 0);
  const factor = reduced && cholesky(reduced.information, SHARED);
  return system && factor && { shared, own, cost: system.cost, misfits: system.misfits, covariance: inverse(factor, SHARED) };
}

/**
 * Normal equations of all looks, block by block, with what is believed before looking.
 *
 * @type {(looks: Look[], sign: SignFace, lens: Lens, shared: number[], own: number[][]) => System | null}
 */
function assembled(looks, sign, lens, shared, own) {
  const { lnFocal, lnFocalSpread, bendSpread, leanSpread, crookedSpread } = lens.belief;
  const spreads = [Infinity, lnFocalSpread, bendSpread, leanSpread, crookedSpread];
  const means = [0, lnFocal, 0, 0, 0];
  const information = new Float64Array(SHARED * SHARED);
  const gradient = new Float64Array(SHARED);
  let cost = 0;
  for (let at = 0; at < SHARED; at += 1) {
    const gap = (shared[at] - means[at]) / spreads[at];
    information[at * SHARED + at] = 1 / spreads[at] ** 2;
    gradient[at] = gap / spreads[at];
    cost += gap * gap;
  }
  const share = 1 / (1 + (looks.length - 1) * SHARED_FAULTS);
  const blocks = looks.map((look, at) => block(compared(look, sign, lens, shared, own[at]), share));
  const misfits = blocks.map(({ square }) => square);
  for (const { all, pull, robust } of blocks) {
    cost += robust;
    for (let row = 0; row < SHARED; row += 1) {
      gradient[row] += pull[row];
      for (let other = 0; other < SHARED; other += 1) {
        information[row * SHARED + other] += all[row * (SHARED + OWN) + other];
      }
    }
  }
  return Number.isFinite(cost) ? { information, gradient, blocks, cost, misfits } : null;
}

/** @type {(compared: { residuals: Float64Array, slopes: Float64Array[] }, share: number) => Block} */
function block({ residuals, slopes }, share) {
  const size = SHARED + OWN;
  const square = residuals.reduce((sum, value) => sum + value * value, 0);
  const weight = share * (square > OUTLIER ? Math.sqrt(OUTLIER / square) : 1);
  const robust = square > OUTLIER ? 2 * Math.sqrt(OUTLIER * square) - OUTLIER : square;
  const all = new Float64Array(size * size);
  const pull = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < residuals.length; k += 1) pull[row] += weight * slopes[row][k] * residuals[k];
    for (let other = 0; other < size; other += 1) {
      for (let k = 0; k < residuals.length; k += 1) all[row * size + other] += weight * slopes[row][k] * slopes[other][k];
    }
  }
  return { all, pull, square, robust: share * robust };
}

/**
 * Schur complement: the shared unknowns' equations after each look's own are eliminated.
 *
 * @type {(system: System, damping: number) => { information: Float64Array, gradient: Float64Array, factors: Float64Array[] } | null}
 */
function reduce({ information, gradient, blocks }, damping) {
  const size = SHARED + OWN;
  const out = Float64Array.from(information);
  const right = Float64Array.from(gradient);
  /** @type {Float64Array[]} */
  const factors = [];
  for (let at = 0; at < SHARED; at += 1) out[at * SHARED + at] *= 1 + damping;
  for (const { all, pull } of blocks) {
    const inner = new Float64Array(OWN * OWN);
    for (let row = 0; row < OWN; row += 1) {
      for (let other = 0; other < OWN; other += 1) inner[row * OWN + other] = all[(SHARED + row) * size + SHARED + other];
      inner[row * OWN + row] *= 1 + damping;
    }
    const factor = cholesky(inner, OWN);
    if (!factor) return null;
    factors.push(factor);
    const ownPull = solve(factor, pull.subarray(SHARED), OWN);
    for (let row = 0; row < SHARED; row += 1) {
      const coupling = all.subarray(row * size + SHARED, (row + 1) * size);
      const carried = solve(factor, coupling, OWN);
      for (let k = 0; k < OWN; k += 1) right[row] -= coupling[k] * ownPull[k];
      for (let other = 0; other < SHARED; other += 1) {
        for (let k = 0; k < OWN; k += 1) out[row * SHARED + other] -= carried[k] * all[other * size + SHARED + k];
      }
    }
  }
  return { information: out, gradient: right, factors };
}

/** @type {(system: System, shared: number[], own: number[][], damping: number) => Unknowns | null} */
function stepped(system, shared, own, damping) {
  const reduced = reduce(system, damping);
  const factor = reduced && cholesky(reduced.information, SHARED);
  if (!factor) return null;
  const step = solve(factor, reduced.gradient, SHARED);
  const size = SHARED + OWN;
  const moved = own.map((values, at) => {
    const { all, pull } = system.blocks[at];
    const right = values.map((_, row) => {
      let sum = pull[SHARED + row];
      for (let k = 0; k < SHARED; k += 1) sum -= all[(SHARED + row) * size + k] * step[k];
      return sum;
    });
    const ownStep = solve(reduced.factors[at], right, OWN);
    return values.map((value, row) => value - ownStep[row]);
  });
  return { shared: shared.map((value, at) => value - step[at]), own: moved };
}

/**
 * The best answer in the caller's terms; a rival that explains the looks nearly as well widens the error.
 *
 * @type {(answers: Fit[], looks: Look[], sign: SignFace, lens: Lens) => Found}
 */
function told(answers, looks, sign, lens) {
  const [{ shared, own, cost, misfits, covariance }] = answers;
  /** @type {(other: Fit) => number} */
  const apart = (other) => Math.abs(Math.atan2(Math.sin(other.shared[0] - shared[0]), Math.cos(other.shared[0] - shared[0])));
  const rivals = answers.filter((other) => other.cost < cost + RIVAL).map(apart);
  const misfit = [...misfits].sort((a, b) => a - b)[Math.floor(looks.length * MOST)];
  const spread = Math.hypot(Math.sqrt(covariance[0] * Math.max(1, misfit / USUAL_MISFIT)) * DEGREES, FLOOR_DEG);
  const last = looks.length - 1;
  const { lnFocal, lnFocalSpread, bendSpread, leanSpread, crookedSpread } = lens.belief;
  const pulls = [(shared[1] - lnFocal) / lnFocalSpread, shared[2] / bendSpread, shared[3] / leanSpread, shared[4] / crookedSpread];
  const position = positionOf(shared, own[last]);
  const axes = signInCamera(looks[last], sign.facingDeg, shared, own[last]);
  const inSign = transform(transpose(axes), position).map((value) => -value);
  return {
    yaw: Math.atan2(Math.sin(shared[0]), Math.cos(shared[0])),
    errorDeg: Math.max(COVERING * spread, ...rivals.map((value) => value * DEGREES)),
    focalPx: lens.longerPx * Math.exp(shared[1]),
    focalError: Math.sqrt(covariance[SHARED + 1]),
    distanceM: Math.hypot(...position),
    misfit,
    misfitOfLast: misfits[last],
    strain: Math.max(...pulls.map(Math.abs)),
    offsetM: transform(signAxes(sign.facingDeg), inSign),
  };
}
