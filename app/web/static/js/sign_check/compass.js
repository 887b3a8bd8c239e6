// The phone's compass, for a rough comparison only: beside rails, masts and cars it errs by 5 to 30 degrees.

const PATIENCE_MS = 3000;

/** @returns {Promise<number | null>} where the upper edge of a phone that lies flat points to, degrees; null if unknown */
export async function heading() {
  const { requestPermission: asks } = /** @type {Asking} */ (globalThis.DeviceOrientationEvent ?? {});
  if (asks && (await asks.call(DeviceOrientationEvent).catch(() => "")) !== "granted") return null;
  return new Promise((resolve) => {
    const names = /** @type {const} */ (["deviceorientationabsolute", "deviceorientation"]);
    /** @type {(found: number | null) => void} */
    const stop = (found) => {
      names.forEach((name) => removeEventListener(name, listen));
      clearTimeout(timer);
      resolve(found);
    };
    /** @type {(event: DeviceOrientationEvent) => void} */
    const listen = (event) => {
      const deg = told(event);
      if (deg !== null) stop(deg);
    };
    const timer = setTimeout(() => stop(null), PATIENCE_MS);
    names.forEach((name) => addEventListener(name, listen));
  });
}

/**
 * @param {Partial<DeviceOrientationEvent>} event
 * @returns {number | null} what it says about north; null if it knows none
 */
export function told({ webkitCompassHeading, absolute, alpha }) {
  if (isNumber(webkitCompassHeading)) return webkitCompassHeading;
  return absolute && isNumber(alpha) ? (360 - alpha) % 360 : null;
}

/** @type {(value: unknown) => value is number} */
function isNumber(value) {
  return Number.isFinite(value);
}
