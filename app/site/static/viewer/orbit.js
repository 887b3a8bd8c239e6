// Orbit: the sums of a camera that circles around something.  Angles in degrees, lengths in metres.
//
// An orbit is { theta, phi, radius }: theta around the vertical, phi down from straight above, radius to the target.

export const LOWEST = 88; // degrees: the camera stays above the ground
export const HIGHEST = 5;
const FIELD_DEG = 30;
const FILLED = 0.55; // of the distance from which all of a ball around something would be seen
const RADIANS = Math.PI / 180;

/** Turn an orbit around the vertical, to the right, and down. @type {(orbit: Orbit, degrees: number, downDeg?: number) => Orbit} */
export function turned(orbit, degrees, downDeg = 0) {
  return { ...orbit, theta: orbit.theta + degrees, phi: Math.min(LOWEST, Math.max(HIGHEST, orbit.phi + downDeg)) };
}

/**
 * Move nearer (factor < 1) or farther (factor > 1), within the reach of where the camera began.
 *
 * @type {(orbit: Orbit, factor: number, firstRadius: number) => Orbit}
 */
export function zoomed(orbit, factor, firstRadius) {
  return { ...orbit, radius: Math.min(firstRadius * 5, Math.max(firstRadius / 8, orbit.radius * factor)) };
}

/**
 * From where an eye stands to the point it looks at; +Z is south, where theta is 0.
 *
 * @type {(eye: Vector, look: Vector) => Orbit}
 */
export function between(eye, look) {
  const [x, y, z] = eye.map((value, axis) => value - look[axis]);
  const radius = Math.hypot(x, y, z);
  return { theta: Math.atan2(x, z) / RADIANS, phi: Math.acos(y / radius) / RADIANS, radius };
}

/** Where the eye of an orbit stands. @type {(orbit: Orbit, target: Vector) => Vector} */
export function eyeOf({ theta, phi, radius }, [x, y, z]) {
  const flat = radius * Math.sin(phi * RADIANS);
  return [x + flat * Math.sin(theta * RADIANS), y + radius * Math.cos(phi * RADIANS), z + flat * Math.cos(theta * RADIANS)];
}

/** A camera that sees all of a box, from the south and above. @type {(bounds: Bounds) => Camera} */
export function framing({ low, high }) {
  const half = Math.hypot(...high.map((value, axis) => value - low[axis])) / 2;
  const radius = (half / Math.sin((FIELD_DEG * RADIANS) / 2)) * FILLED;
  return { orbit: { theta: 25, phi: 58, radius }, target: middle(low, high), fieldDeg: FIELD_DEG };
}

/** The target moved in the plane of the picture, by shares of its height. @type {(camera: Camera, right: number, up: number) => Vector} */
export function shifted({ orbit, target, fieldDeg }, right, up) {
  const tall = 2 * orbit.radius * Math.tan((fieldDeg * RADIANS) / 2);
  const [sin, cos] = [Math.sin(orbit.theta * RADIANS), Math.cos(orbit.theta * RADIANS)];
  const [x, y, z] = target;
  return [x + (right * cos - up * sin) * tall, y, z - (right * sin + up * cos) * tall];
}

/** The upright field of view of a room; one that is taller than wide still sees as much from side to side. @type {(fieldDeg: number, aspect: number) => number} */
export function fitted(fieldDeg, aspect) {
  return (Math.atan(Math.tan((fieldDeg * RADIANS) / 2) / Math.min(aspect, 1)) * 2) / RADIANS;
}

/** Part of the way from one camera to another. @type {(from: Camera, to: Camera, share: number) => Camera} */
export function toward(from, to, share) {
  /** @type {(a: number, b: number) => number} */
  const mix = (a, b) => (Math.abs(b - a) < 1e-4 ? b : a + (b - a) * share);
  return {
    orbit: { theta: mix(from.orbit.theta, to.orbit.theta), phi: mix(from.orbit.phi, to.orbit.phi), radius: mix(from.orbit.radius, to.orbit.radius) },
    target: from.target.map((value, axis) => mix(value, to.target[axis])),
    fieldDeg: mix(from.fieldDeg, to.fieldDeg),
  };
}

/** Whether two cameras see the same. @type {(a: Camera, b: Camera) => boolean} */
export function isSame(a, b) {
  return a.orbit.theta === b.orbit.theta && a.orbit.phi === b.orbit.phi && a.orbit.radius === b.orbit.radius
    && a.target.every((value, axis) => value === b.target[axis]);
}

/** From where somebody looks, in the words that a page keeps: front is the south. @type {(orbit: Orbit) => string} */
export function side({ theta, phi }) {
  const name = ["front", "right", "back", "left"][Math.round((((theta % 360) + 360) % 360) / 90) % 4];
  return phi < 45 ? `upper-${name}` : name;
}

/** The box around boxes. @type {(boxes: Bounds[]) => Bounds} */
export function around(boxes) {
  return {
    low: boxes[0].low.map((_, axis) => Math.min(...boxes.map(({ low }) => low[axis]))),
    high: boxes[0].high.map((_, axis) => Math.max(...boxes.map(({ high }) => high[axis]))),
  };
}

/** The point half way between two points. @type {(a: Vector, b: Vector) => Vector} */
export function middle(a, b) {
  return a.map((value, axis) => (value + b[axis]) / 2);
}

/** A point from an attribute, "1 2.5 -3". @type {(text: string) => Vector} */
export function point(text) {
  return text.trim().split(/\s+/).map(Number);
}
