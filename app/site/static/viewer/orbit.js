// Orbit: the sums of a camera that circles around something.  Angles in degrees, lengths in metres.
//
// An orbit is { theta, phi, radius }: theta around the vertical, phi down from straight above, radius to the target.

export const LOWEST = 88; // degrees: the camera stays above the ground
export const HIGHEST = 5;

/** Turn an orbit around the vertical; positive is to the right. @type {(orbit: Orbit, degrees: number) => Orbit} */
export function turned(orbit, degrees) {
  return { ...orbit, theta: orbit.theta + degrees };
}

/**
 * Move nearer (factor < 1) or farther (factor > 1), within the reach of where the camera began.
 *
 * @type {(orbit: Orbit, factor: number, firstRadius: number) => Orbit}
 */
export function zoomed(orbit, factor, firstRadius) {
  const { nearest, farthest } = reach(firstRadius);
  return { ...orbit, radius: Math.min(farthest, Math.max(nearest, orbit.radius * factor)) };
}

/**
 * How near and how far the camera may go, given the distance at which it began.
 *
 * @type {(firstRadius: number) => { nearest: number, farthest: number }}
 */
export function reach(firstRadius) {
  return { nearest: firstRadius / 8, farthest: firstRadius * 5 };
}

/** From model-viewer's orbit in radians. @type {(orbit: Orbit) => Orbit} */
export function fromRadians({ theta, phi, radius }) {
  return { theta: (theta * 180) / Math.PI, phi: (phi * 180) / Math.PI, radius };
}

/**
 * From where an eye stands to the point it looks at; +Z is south, where theta is 0.
 *
 * @type {(eye: Vector, look: Vector) => Orbit}
 */
export function between(eye, look) {
  const [x, y, z] = eye.map((value, axis) => value - look[axis]);
  const radius = Math.hypot(x, y, z);
  return fromRadians({ theta: Math.atan2(x, z), phi: Math.acos(y / radius), radius });
}

/**
 * How much wider a field of view is shown than was asked for: model-viewer widens it on narrow screens.
 *
 * @type {(askedDeg: number, shownDeg: number) => number}
 */
export function widening(askedDeg, shownDeg) {
  return halfTangent(shownDeg) / halfTangent(askedDeg);
}

/** The field of view to ask for so that it is shown. @type {(shownDeg: number, widened: number) => number} */
export function toAsk(shownDeg, widened) {
  return (Math.atan(halfTangent(shownDeg) / widened) * 360) / Math.PI;
}

/** @type {(degrees: number) => number} */
function halfTangent(degrees) {
  return Math.tan((degrees * Math.PI) / 360);
}

/** As model-viewer's camera-orbit wants it. @type {(orbit: Orbit) => string} */
export function asAttribute({ theta, phi, radius }) {
  return `${theta.toFixed(3)}deg ${phi.toFixed(3)}deg ${radius.toFixed(4)}m`;
}

/** The point half way between two points. @type {(a: Vector, b: Vector) => Vector} */
export function middle(a, b) {
  return a.map((value, axis) => (value + b[axis]) / 2);
}

/** A point from an attribute, "1 2.5 -3". @type {(text: string) => Vector} */
export function point(text) {
  return text.trim().split(/\s+/).map(Number);
}

/** A point as model-viewer's data-position wants it. @type {(at: Vector) => string} */
export function asPosition(at) {
  return at.map((value) => `${value}m`).join(" ");
}
