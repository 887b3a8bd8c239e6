// Which way to turn, what to load first, when a lock has grown old.  Sums without a page.

import { bearingOf, toLocal, turnDeg } from "./geodesy.js";

const AHEAD_DEG = 15;
const OLD_S = 120;
const FAR_TURN_DEG = 120;
export const POINT_UP_M = 3; // a planning's point is this high above its ground

/**
 * A planning as seen from a sign: its origin and its point, metres east, north, up from the ground at the sign.
 *
 * @param {{ lat: number, lon: number }} sign
 * @param {{ lat: number, lon: number, groundM: number }} planning
 * @returns {{ at: Vector, point: Vector, bearingDeg: number, distanceM: number }}
 */
export function seenFrom(sign, planning) {
  const [east, north] = toLocal([planning.lat, planning.lon], [sign.lat, sign.lon]);
  const at = [east, north, planning.groundM];
  return {
    at,
    point: [east, north, planning.groundM + POINT_UP_M],
    bearingDeg: bearingOf(at),
    distanceM: Math.hypot(east, north),
  };
}

/**
 * The planning that takes the smallest turn, and that turn; or the one that is wanted.
 *
 * @param {number} headingDeg
 * @param {{ slug?: string, bearingDeg: number }[]} plannings  at least one
 * @param {string} [wanted]  slug
 * @returns {{ index: number, turnDeg: number, isAhead: boolean }}  right is positive
 */
export function nearest(headingDeg, plannings, wanted = "") {
  const turns = plannings.map((each) => turnDeg(headingDeg, each.bearingDeg));
  const smallest = turns.reduce((best, turn, at) => (Math.abs(turn) < Math.abs(turns[best]) ? at : best), 0);
  const asked = plannings.findIndex(({ slug }) => slug === wanted);
  const index = asked < 0 ? smallest : asked;
  return { index, turnDeg: turns[index], isAhead: Math.abs(turns[index]) <= AHEAD_DEG };
}

/**
 * Whether the sign should be looked at again: long ago, or turned far away from it, which motion sensors tell less well
 * than a phone that tracks itself.
 *
 * @param {{ at_s: number, headingDeg: number, isTracked?: boolean }} lock
 * @param {number} headingDeg
 * @param {number} now_s
 */
export function isOld({ at_s, headingDeg: from, isTracked }, headingDeg, now_s) {
  return now_s - at_s > OLD_S || (!isTracked && Math.abs(turnDeg(from, headingDeg)) > FAR_TURN_DEG);
}

/**
 * A sentence with its {places} filled.
 *
 * @type {(sentence: string, values: Record<string, string | number>) => string}
 */
export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * The code of one of our signs from the text of a code, "" if it begins with none of our addresses.
 *
 * @type {(text: string, prefixes: string[]) => string}
 */
export function ourCode(text, prefixes) {
  const prefix = prefixes.find((each) => text.toUpperCase().startsWith(each));
  return prefix ? text.slice(prefix.length).replace(/[^0-9A-Za-z]/g, "") : "";
}

/**
 * Every mesh there is: what is shown first before the others, near before far.
 *
 * @param {Pick<SeenPlanning, "distanceM" | "first" | "states">[]} plannings
 */
export function inOrder(plannings) {
  return plannings
    .flatMap(({ distanceM, first, states }, index) => states.map((each) => ({ ...each, index, distanceM, isLater: each.when !== first })))
    .sort((a, b) => Number(a.isLater) - Number(b.isLater) || a.distanceM - b.distanceM);
}
