// The motion sensors: which way the camera points in the phone's own earth frame, and how fast it turns.

import { between, cameraAxes } from "./orientation.js";

const FIRST_S = 1; // a phone with sensors reports sooner than this
const RATE_OVER_S = 0.1;
const DEGREES = 180 / Math.PI;

/** Ask for the sensors; must be called from a tap.  Tells whether they may be read. */
export async function askForSensors() {
  const { requestPermission: ask } = /** @type {Asking} */ (globalThis.DeviceOrientationEvent ?? {});
  if (!ask) return "DeviceOrientationEvent" in globalThis;
  try {
    return (await ask.call(DeviceOrientationEvent)) === "granted";
  } catch {
    return false;
  }
}

/**
 * Start reading.
 *
 * @returns {Promise<null | { axes: () => Matrix, rateDegPerS: () => number, stop: () => void }>}
 *   null where nothing is reported, as on a desk
 */
export function readSensors() {
  /** @type {Reading[]} */
  let past = [];
  /** @type {(reports: boolean) => void} */
  let tell;
  /** @type {Promise<boolean>} */
  const first = new Promise((resolve) => {
    tell = resolve;
  });
  /** @type {(event: DeviceOrientationEvent) => void} */
  function note({ alpha, beta, gamma }) {
    if (alpha === null || beta === null || gamma === null) return;
    const at = performance.now() / 1000;
    past = [...recent(past, at), { at, axes: cameraAxes({ alpha, beta, gamma }, screenDeg()) }];
    tell(true);
  }
  addEventListener("deviceorientation", note);
  setTimeout(() => tell(false), FIRST_S * 1000);
  const stop = () => removeEventListener("deviceorientation", note);
  return first.then((reports) => {
    if (!reports) {
      stop();
      return null;
    }
    return { axes: () => past[past.length - 1].axes, rateDegPerS: () => rateOf(recent(past, performance.now() / 1000)), stop };
  });
}

/**
 * The readings of the last moment: where a phone reports only when it moves, silence means that it is still.
 *
 * @type {<R extends { at: number }>(past: R[], now_s: number) => R[]}
 */
export function recent(past, now_s) {
  return past.filter((each) => now_s - each.at < RATE_OVER_S);
}

/**
 * How fast the phone turned over the given readings, degrees per second; 0 if there are fewer than two.
 *
 * @type {(past: Reading[]) => number}
 */
export function rateOf(past) {
  if (past.length < 2) return 0;
  const [first, last] = [past[0], past[past.length - 1]];
  return last.at > first.at ? (between(first.axes, last.axes) * DEGREES) / (last.at - first.at) : 0;
}

/**
 * The screen angle as the browser tells it: 0, 90, 180 or 270.  iPhones before iOS 16.4 have only `window.orientation`, which
 * counts from -90 to 180; where there is neither, nobody knows.
 *
 * @param {{ screen?: { orientation?: { angle?: number } }, orientation?: number }} [page]
 */
export function screenDeg(page = /** @type {any} */ (globalThis)) {
  return ((page.screen?.orientation?.angle ?? page.orientation ?? 0) + 360) % 360;
}
