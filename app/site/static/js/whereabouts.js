// Whereabouts: what of the line is near a place, how far, which way, and how many stops along the line.
//
// A line is its stops, each with `after`: the number of the stop before it towards the start, -1 where the line starts.

import { bearingDeg, distanceM } from "../ar/geodesy.js";

const STEPS_M = [10, 50, 100, 200, 500];
const FINE = [[200, 10], [1000, 50], [10_000, 100], [Infinity, 1000]]; // until so many metres a step is fine enough, however exact the place
const [HERE_M, MAY_BE_HERE_M] = [60, 100]; // as long as a platform; and as far as that may be mistaken
const SURE = 2; // how many times as far as a place is exact something must be for the way there to be told

/**
 * The stop next to a place; with `wanted` only one of those for which it is true.
 *
 * @type {(place: Place, stops: LineStop[], wanted?: (stop: LineStop) => boolean) => NearStop | null}
 */
export function nearest(place, stops, wanted = () => true) {
  const found = stops.flatMap((stop, number) => (wanted(stop) ? [{ number, farM: distanceM(place, stop.at) }] : []));
  return found.length ? found.reduce((one, other) => (other.farM < one.farM ? other : one)) : null;
}

/**
 * How near something is that lies so far away, as honestly as the place is known.
 *
 * @param {number} farM
 * @param {number} accuracyM  how exact the place is
 * @returns {{ isHere: boolean, roundM: number, isSure: boolean }}  isSure: the way there may be told
 */
export function farness(farM, accuracyM) {
  const isHere = farM <= Math.max(HERE_M, accuracyM) && accuracyM <= MAY_BE_HERE_M;
  return { isHere, roundM: rounded(farM, accuracyM), isSure: farM >= SURE * accuracyM };
}

/** Metres, no finer than they are known. @type {(metres: number, accuracyM: number) => number} */
export function rounded(metres, accuracyM) {
  const [, fine] = FINE[FINE.findIndex(([until]) => metres < until)];
  const step = Math.max(fine, STEPS_M.find((each) => each >= accuracyM / 2) ?? STEPS_M[STEPS_M.length - 1]);
  return Math.max(step, Math.round(metres / step) * step);
}

/** 0 for north, 1 for north-east, clockwise to 7. @type {(from: Place, to: Place) => number} */
export function octant(from, to) {
  return Math.round(bearingDeg(from, to) / 45) % 8;
}

/**
 * How one rides from a stop to another: so many stops towards an end of the line, or with a change at a fork.
 *
 * @type {(stops: LineStop[], from: number, to: number) => Ride}
 */
export function ride(stops, from, to) {
  const [up, down] = [towardsStart(stops, from), towardsStart(stops, to)];
  const fork = up.find((each) => down.includes(each)) ?? -1;
  const count = up.indexOf(fork) + down.indexOf(fork);
  if (fork === to) return { count, end: up[up.length - 1], fork: -1 };
  if (fork === from) return { count, end: farthest(stops, to), fork: -1 };
  return { count, end: farthest(stops, to), fork };
}

/** A stop and all before it. @type {(stops: LineStop[], from: number) => number[]} */
function towardsStart(stops, from) {
  const found = [];
  for (let at = from; at >= 0; at = stops[at].after) found.push(at);
  return found;
}

/** The end of the line to which most stops lead on from one. @type {(stops: LineStop[], from: number) => number} */
function farthest(stops, from) {
  const ways = stops.map((_, end) => towardsStart(stops, end)).filter((way) => way.includes(from));
  return ways.reduce((one, other) => (other.length > one.length ? other : one))[0];
}
