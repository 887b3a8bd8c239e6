// Streets: sections among the blocks of a scene, as things that lie on a plan along their axis.  Pure.

import { boundsOf, minus, rounded, turned } from "./geometry.js";
import { isPoints } from "./points.js";
import { stripsOf, sumOf } from "./section_strips.js";

export const SECTIONS = "sections";

/** Whether a block is a street section. @type {(block: Pick<SceneBlock, "table"> | undefined) => boolean} */
export function isStreet(block) {
  return block?.table === SECTIONS;
}

/** The axis as it is written, in the scene's own axes. @type {(values: Record<string, TomlValue>) => Spot[]} */
export function axisOf({ axis }) {
  return isPoints(axis) ? axis.map((point) => [point[0], point[point.length - 1]]) : [];
}

/** A street as one thing. @type {(block: SceneBlock, sceneDeg: number) => import("./things.js").Thing[]} */
export function streetOf({ id, values }, sceneDeg) {
  const axis = axisOf(values);
  const half = sumOf(stripsOf(values.strips)) / 2;
  const bounds = boundsOf(axis.flatMap(([x, z]) => [[x - half, z - half], [x + half, z + half]]));
  if (!bounds) return [];
  /** @type {(point: Spot) => boolean} */
  const covers = (point) => axis.slice(1).some((end, i) => distance(point, axis[i], end) <= half);
  return [{ id, spot: 0, place: [0, 0, 0, sceneDeg, 1], box: bounds, top: 0, isGround: true, isLocked: Boolean(values.locked), key: "", covers, outline: [...parallel(axis, half), ...parallel(axis, -half).reverse()] }];
}

/** Where what a section made lies, until the server has said it: with its axis, if all of that moved alike. @type {(places: ScenePlace[] | undefined, from: Spot[], to: Spot[], sceneDeg: number) => ScenePlace[]} */
export function carried(places = [], from, to, sceneDeg) {
  const ways = from.map((point, i) => (to[i] ? minus(to[i], point).map(rounded) : []));
  if (from.length !== to.length || new Set(ways.map(String)).size !== 1) return places;
  const [dx, dz] = turned(ways[0], sceneDeg);
  return places.map(([x, y, z, deg, scale]) => [x + dx, y, z + dz, deg, scale]);
}

/** The line beside an axis, its corners mitred as app/meshes/parallels.py does. @type {(axis: Spot[], right: number) => Spot[]} */
export function parallel(axis, right) {
  const rights = axis.slice(1).map(([x, z], i) => {
    const [dx, dz] = minus([x, z], axis[i]);
    const length = Math.hypot(dx, dz) || 1;
    return [-dz / length, dx / length];
  });
  return axis.map(([x, z], i) => {
    const [a, b] = [rights[i - 1] ?? rights[i] ?? [0, 0], rights[i] ?? rights[i - 1] ?? [0, 0]];
    const share = Math.max(0.5, 1 + a[0] * b[0] + a[1] * b[1]) / right;
    return [x + (a[0] + b[0]) / share, z + (a[1] + b[1]) / share];
  });
}

/** From a point to a piece of a line. @type {(point: Spot, start: Spot, end: Spot) => number} */
function distance([x, z], [x0, z0], [x1, z1]) {
  const [dx, dz] = [x1 - x0, z1 - z0];
  const share = Math.max(0, Math.min(1, ((x - x0) * dx + (z - z0) * dz) / (dx * dx + dz * dz || 1)));
  return Math.hypot(x - x0 - share * dx, z - z0 - share * dz);
}
