// The phone's compass, for a rough comparison only: beside rails, masts and cars it errs by 5 to 30 degrees.

const PATIENCE_MS = 3000;

/** @returns {Promise<number | null>} where the upper edge of a phone that lies flat points to, degrees; null if unknown */
export async function heading() {
  const asks = globalThis.DeviceOrientationEvent?.requestPermission; // iPhone
  if (asks && (await asks.call(DeviceOrientationEvent).catch(() => "")) !== "granted") return null;
  return new Promise((resolve) => {
    const names = ["deviceorientationabsolute", "deviceorientation"];
    const stop = (found) => {
      names.forEach((name) => removeEventListener(name, listen));
      clearTimeout(timer);
      resolve(found);
    };
    const listen = (event) => {
      const deg = told(event);
      if (deg !== null) stop(deg);
    };
    const timer = setTimeout(() => stop(null), PATIENCE_MS);
    names.forEach((name) => addEventListener(name, listen));
  });
}

/** @returns {number | null} what an event says about north; null if it knows none */
export function told({ webkitCompassHeading, absolute, alpha }) {
  if (Number.isFinite(webkitCompassHeading)) return webkitCompassHeading;
  return absolute && Number.isFinite(alpha) ? (360 - alpha) % 360 : null;
}
