// Cameras of the 3D pane: from where somebody looks at a scene, in world metres, and the rays through its picture.

import { cross, unit } from "/static/viewer/matrix.js";
import { eyeOf, fitted } from "/static/viewer/orbit.js";

import { bearingDeg, rounded, turned } from "./geometry.js";

export const EYE_M = 1.6; // of somebody on foot
const [FIELD_DEG, EYE_FIELD_DEG] = [36, 60];
const ABOVE_DEG = 0.5; // from straight down, so that north stays up
const BEFORE_SIGN_M = 1.5; // so far in front of it somebody reads it
const NEAR_M = 12; // so far away one begins to walk
const MOST_RISE = 1.4; // radians, nearly straight up
const RADIANS = Math.PI / 180;

/** @typedef {{ eye: Vector, look: Vector, fieldDeg: number }} View3D */

/** A camera of the text in the world. @type {(camera: { [name: string]: TomlValue } | undefined, sceneDeg: number) => View3D | null} */
export function ofText(camera, sceneDeg) {
  const [eye, look] = [camera?.eye, camera?.look].map((each) => inWorld(each, sceneDeg));
  if (!eye || !look) return null;
  return { eye, look, fieldDeg: typeof camera?.fov_deg === "number" ? camera.fov_deg : 35 };
}

/** The same as the text writes it. @type {(view: View3D, sceneDeg: number) => Record<string, TomlValue>} */
export function forText({ eye, look, fieldDeg }, sceneDeg) {
  return { eye: inScene(eye, sceneDeg), look: inScene(look, sceneDeg), fov_deg: Math.round(fieldDeg) };
}

/** A point as the text writes it. @type {(at: Vector, sceneDeg: number) => number[]} */
export function inScene([x, y, z], sceneDeg) {
  const [east, south] = turned([x, z], -sceneDeg);
  return [rounded(east), rounded(y), rounded(south)];
}

/** All of a box from above, north up. @type {(box: Bounds, aspect: number) => View3D} */
export function above({ low, high }, aspect) {
  const look = [(low[0] + high[0]) / 2, 0, (low[2] + high[2]) / 2];
  const half = Math.max((high[2] - low[2]) / 2, (high[0] - low[0]) / 2 / aspect, 4) * Math.min(aspect, 1);
  const far = half / Math.tan((FIELD_DEG * RADIANS) / 2) + high[1];
  return { eye: eyeOf({ theta: 0, phi: ABOVE_DEG, radius: far }, look), look, fieldDeg: FIELD_DEG };
}

/** What somebody sees who reads a sign and looks up to the scene. @type {(sign: { at: Spot, facing_deg: number }, look: Vector) => View3D} */
export function fromSign({ at: [x, z], facing_deg: deg }, look) {
  const eye = [x + Math.sin(deg * RADIANS) * BEFORE_SIGN_M, EYE_M, z - Math.cos(deg * RADIANS) * BEFORE_SIGN_M];
  return { eye, look: [look[0], Math.max(look[1], EYE_M), look[2]], fieldDeg: EYE_FIELD_DEG };
}

/** On foot: from where one looks anyway, at the height of eyes and near enough. @type {(view: View3D) => View3D} */
export function onFoot({ eye, look }) {
  const way = [look[0] - eye[0], look[2] - eye[2]];
  const far = Math.max(Math.hypot(...way), 0.001);
  const back = Math.min(far, NEAR_M) / far;
  return {
    eye: [look[0] - way[0] * back, EYE_M, look[2] - way[1] * back],
    look: [look[0], EYE_M, look[2]],
    fieldDeg: EYE_FIELD_DEG,
  };
}

/** A step on foot: metres ahead and to the right. @type {(view: View3D, ahead: number, right: number) => View3D} */
export function walked(view, ahead, right) {
  const [x, z] = [view.look[0] - view.eye[0], view.look[2] - view.eye[2]];
  const far = Math.hypot(x, z) || 1;
  return moved(view, [(x * ahead - z * right) / far, 0, (z * ahead + x * right) / far]);
}

/** Somewhere else, looking the same way. @type {(view: View3D, at: Spot) => View3D} */
export function stoodAt(view, [x, z]) {
  return moved(view, [x - view.eye[0], 0, z - view.eye[2]]);
}

/** Turn the head: degrees to the right and up. @type {(view: View3D, rightDeg: number, upDeg: number) => View3D} */
export function glanced(view, rightDeg, upDeg) {
  const way = view.look.map((value, axis) => value - view.eye[axis]);
  const far = Math.hypot(...way);
  const heading = Math.atan2(way[0], -way[2]) + rightDeg * RADIANS;
  const rise = Math.max(-MOST_RISE, Math.min(MOST_RISE, Math.asin(way[1] / far) + upDeg * RADIANS));
  const flat = Math.cos(rise) * far;
  const to = [Math.sin(heading) * flat, Math.sin(rise) * far, -Math.cos(heading) * flat];
  return { ...view, look: sum(view.eye, to) };
}

/** Which way somebody looks, degrees clockwise from north. @type {(view: View3D) => number} */
export function headingDeg({ eye, look }) {
  return bearingDeg([look[0] - eye[0], look[2] - eye[2]]);
}

/**
 * The ray through a place of the picture, -1 to 1 to the right and up.
 *
 * @type {(view: View3D, place: readonly number[], aspect: number) => { origin: Vector, direction: Vector }}
 */
export function rayOf({ eye, look, fieldDeg }, [right, up], aspect) {
  const ahead = unit(look.map((value, axis) => value - eye[axis]));
  const side = unit(cross(ahead, Math.abs(ahead[1]) > 0.9999 ? [0, 0, -1] : [0, 1, 0]));
  const upward = cross(side, ahead);
  const tall = Math.tan((fitted(fieldDeg, aspect) * RADIANS) / 2);
  const direction = ahead.map((value, axis) => value + side[axis] * right * tall * aspect + upward[axis] * up * tall);
  return { origin: [...eye], direction: unit(direction) };
}

/** @type {(point: unknown, sceneDeg: number) => Vector | null} */
function inWorld(point, sceneDeg) {
  if (!Array.isArray(point) || point.length < 2) return null;
  const [x, y, z] = point.length === 3 ? point : [point[0], 0, point[1]];
  const [east, south] = turned([x, z], sceneDeg);
  return [east, y, south];
}

/** @type {(view: View3D, by: Vector) => View3D} */
function moved(view, by) {
  return { ...view, eye: sum(view.eye, by), look: sum(view.look, by) };
}

/** @type {(a: readonly number[], b: readonly number[]) => Vector} */
const sum = (a, b) => a.map((value, axis) => value + b[axis]);
