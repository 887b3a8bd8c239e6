// Free spots: where something new stands without standing in something else.  Pure.

import { meet, spotOf } from "./geometry.js";
import { boundsOfThing } from "./things.js";

/** @typedef {import("./things.js").Thing} Thing */

const TOUCHING_M = 0.01;
const ROOM_M = 0.25;
const NEAR_M = 12; // so far from the middle something is set down at most
const REACH_OF = /** @type {Record<string, number>} */ ({ radius: 1, height: 0.3 }); // of what may be pulled at; else half
const LEAST_HALF_M = 0.5; // half of how wide something is at least

/**
 * A free spot near the middle: beside the last of its kind there, or else the nearest to it, in front first.
 *
 * @param {readonly Thing[]} things  what stands there, but for the ground
 * @param {(thing: Thing) => boolean} isAlike
 * @param {Spot} at  the middle
 * @param {number} half  metres from the middle of one to where it ends
 * @returns {Spot} the middle itself where nothing near is free
 */
export function freeSpot(things, isAlike, at, half) {
  const taken = things.map((each) => (isAlike(each) ? around(spotOf(each.place), half) : boundsOfThing(each)));
  const isFree = (/** @type {Spot} */ spot) => !taken.some((box) => meet(box, around(spot, half - TOUCHING_M)));
  const isNear = (/** @type {Spot} */ [x, z]) => Math.hypot(x - at[0], z - at[1]) <= NEAR_M;
  const near = things.filter(isAlike).map(({ place }) => spotOf(place)).filter(isNear);
  const rows = near.toSorted(([a], [b]) => b - a).slice(0, 1).map(([x, z]) => /** @type {Spot} */ ([x + 2 * half, z]));
  return [...rows, ...spotsAbout(at, half)].find((spot) => isNear(spot) && isFree(spot)) ?? at;
}

/** Spots about one, ring by ring, in front first. @type {(at: Spot, step: number) => Spot[]} */
function spotsAbout([x, z], step) {
  const far = Math.ceil(NEAR_M / step);
  const steps = Array.from({ length: 2 * far + 1 }, (_, i) => i - far);
  const found = steps.flatMap((south) => steps.map((east) => /** @type {Spot} */ ([east, south])));
  found.sort(([ae, as], [be, bs]) => Math.hypot(ae, as) - Math.hypot(be, bs) || bs - as || be - ae);
  return found.map(([east, south]) => [x + east * step, z + south * step]);
}

/** How far a part reaches from its middle as it comes from the kit, with room about it, metres; by its height where only that is known. @type {(part: PalettePart) => number} */
export function reachOf({ settings, handles }) {
  const reaches = Object.entries(handles).map(([span, name]) => {
    const size = Number(settings.find((each) => each.name === name)?.default) || 0;
    return size * (REACH_OF[span] ?? 0.5);
  });
  return Math.max(LEAST_HALF_M, ...reaches) + ROOM_M;
}

/** @type {(spot: Spot, half: number) => Box} */
function around([x, z], half) {
  return [x - half, z - half, x + half, z + half];
}
