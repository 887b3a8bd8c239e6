// Orbit: the sums of a camera that circles around something.  Angles in degrees, lengths in metres.
//
// An orbit is { theta, phi, radius }: theta around the vertical, phi down from straight above, radius to the target.

export const LOWEST = 88; // degrees: the camera stays above the ground
export const HIGHEST = 5;

/** Turn an orbit around the vertical; positive is to the right. */
export function turned(orbit, degrees) {
  return { ...orbit, theta: orbit.theta + degrees };
}

/** Move nearer (factor < 1) or farther (factor > 1), within a tenth and twice the distance from which all is seen. */
export function zoomed(orbit, factor, wholeRadius) {
  const { nearest, farthest } = reach(wholeRadius);
  return { ...orbit, radius: Math.min(farthest, Math.max(nearest, orbit.radius * factor)) };
}

/** How near and how far the camera may go, given the distance from which all is seen. */
export function reach(wholeRadius) {
  return { nearest: wholeRadius * 0.1, farthest: wholeRadius * 2 };
}

/** From model-viewer's orbit in radians. */
export function fromRadians({ theta, phi, radius }) {
  return { theta: (theta * 180) / Math.PI, phi: (phi * 180) / Math.PI, radius };
}

/** As model-viewer's camera-orbit wants it. */
export function asAttribute({ theta, phi, radius }) {
  return `${theta.toFixed(3)}deg ${phi.toFixed(3)}deg ${radius.toFixed(4)}m`;
}

/** The point half way between two points. */
export function middle(a, b) {
  return a.map((value, axis) => (value + b[axis]) / 2);
}

/** A point from an attribute, "1 2.5 -3". */
export function point(text) {
  return text.trim().split(/\s+/).map(Number);
}

/** A point as model-viewer's data-position wants it. */
export function asPosition(at) {
  return at.map((value) => `${value}m`).join(" ");
}
