// A place from many readings of a phone's receiver.
//
// Readings within a quarter of a minute share the same satellites and the same echoes, so that they count as one; what
// echoes between houses do to all of them does not average out, which is why the result is never better than a third of
// the best reading.

import { moved, toLocal } from "/static/ar/geodesy.js";

const SLOT_MS = 15_000;
const SHARED = 1 / 3; // of the best reading, that no averaging takes away

/**
 * @param {Fix[]} fixes  in any order, at least one
 * @returns {{ lat: number, lon: number, uncertaintyM: number, slots: number }} weighted by accuracy
 */
export function average(fixes) {
  /** @type {LatLon} */
  const origin = [fixes[0].lat, fixes[0].lon];
  const slots = [...grouped(fixes).values()].map((each) => mean(each.map(({ lat, lon, accuracyM }) => {
    const [east, north] = toLocal([lat, lon], origin);
    return { east, north, accuracyM };
  })));
  const middle = mean(slots);
  const random = 1 / Math.sqrt(sum(slots.map(weight)));
  const away = slots.map((each) => (each.east - middle.east) ** 2 + (each.north - middle.north) ** 2);
  const spread = slots.length > 1 ? Math.sqrt(sum(away) / (slots.length - 1) / slots.length) : 0;
  const best = Math.min(...fixes.map(({ accuracyM }) => accuracyM));
  const [lat, lon] = moved(origin, middle.east, middle.north);
  return { lat, lon, uncertaintyM: Math.max(random, spread, SHARED * best), slots: slots.length };
}

/** @type {(fixes: Fix[]) => Map<number, Fix[]>} */
function grouped(fixes) {
  /** @type {Map<number, Fix[]>} */
  const slots = new Map();
  for (const fix of fixes) {
    const slot = Math.floor(fix.atMs / SLOT_MS);
    slots.set(slot, [...(slots.get(slot) ?? []), fix]);
  }
  return slots;
}

/** The weighted middle of places, as accurate as the best of them. @type {(places: Off[]) => Off} */
function mean(places) {
  const total = sum(places.map(weight));
  /** @type {(name: "east" | "north") => number} */
  const along = (name) => sum(places.map((each) => each[name] * weight(each))) / total;
  return { east: along("east"), north: along("north"), accuracyM: Math.min(...places.map(({ accuracyM }) => accuracyM)) };
}

/** @type {(fix: { accuracyM: number }) => number} */
const weight = ({ accuracyM }) => 1 / accuracyM ** 2;
/** @type {(values: number[]) => number} */
const sum = (values) => values.reduce((total, value) => total + value, 0);
