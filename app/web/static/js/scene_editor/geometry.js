// Geometry of a plan: points on the ground in metres, x to the right and z down, turned clockwise.

/**
 * Turn a point clockwise, seen from above, about the origin.
 *
 * @param {readonly number[]} point  x, z
 * @param {number} deg
 * @returns {Spot}
 */
export function turned([x, z], deg) {
  const angle = (deg * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return [x * cos - z * sin, x * sin + z * cos];
}

/** As a scene writes it: at most three decimals, and no -0. @type {(value: number) => number} */
export function rounded(value) {
  return Math.round(value * 1000) / 1000 + 0;
}

/** The same angle, -180 < x <= 180. @type {(deg: number) => number} */
export function plainDeg(deg) {
  const within = ((deg % 360) + 360) % 360;
  return rounded(within > 180 ? within - 360 : within);
}

/** @type {(a: readonly number[], b: readonly number[]) => Spot} */
export function minus([x, z], [fromX, fromZ]) {
  return [x - fromX, z - fromZ];
}

/** @type {(a: readonly number[], b: readonly number[]) => Spot} */
export function plus([x, z], [byX, byZ]) {
  return [x + byX, z + byZ];
}

/** Where a place stands on the ground. @type {(place: ScenePlace) => Spot} */
export function spotOf(place) {
  return [place[0], place[2]];
}

/** From the axes of what stands at a place to those about it. @type {(point: readonly number[], place: ScenePlace) => Spot} */
export function outOf([x, z], place) {
  return plus(turned([x * place[4], z * place[4]], place[3]), spotOf(place));
}

/** The other way round. @type {(point: readonly number[], place: ScenePlace) => Spot} */
export function into(point, place) {
  const [x, z] = turned(minus(point, spotOf(place)), -place[3]);
  return [x / place[4], z / place[4]];
}

/** @type {(box: Box, place: ScenePlace) => Spot[]} */
export function cornersOf([x0, z0, x1, z1], place) {
  const corners = [[x0, z0], [x1, z0], [x1, z1], [x0, z1]];
  return corners.map((corner) => outOf(corner, place));
}

/** The smallest box about points; null about none. @type {(points: readonly (readonly number[])[]) => Box | null} */
export function boundsOf(points) {
  if (!points.length) return null;
  const [xs, zs] = [points.map(([x]) => x), points.map(([, z]) => z)];
  return [Math.min(...xs), Math.min(...zs), Math.max(...xs), Math.max(...zs)];
}

/** @type {(box: Box) => Spot} */
export function middleOf([x0, z0, x1, z1]) {
  return [(x0 + x1) / 2, (z0 + z1) / 2];
}

/** Whether two boxes have something in common. @type {(a: Box, b: Box) => boolean} */
export function meet(a, b) {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** A box made of any two corners. @type {(a: Spot, b: Spot) => Box} */
export function boxBetween(a, b) {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
}

/** The bearing of a way, degrees clockwise from north. @type {(way: readonly number[]) => number} */
export function bearingDeg([x, z]) {
  return ((Math.atan2(x, -z) * 180) / Math.PI + 360) % 360;
}
