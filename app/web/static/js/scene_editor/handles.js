// Handles: what of a single selected thing can be taken hold of: its turn, its sizes, its points.  Pure; world metres.

import { cornersOf, into, middleOf, minus, outOf, rounded, turned } from "./geometry.js";
import { isPoints, spatial, written } from "./points.js";
import { isStreet } from "./streets.js";

/**
 * @typedef {{ kind: "turn" | "size" | "point" | "edge", at: Spot, from: Spot, name: string, index: number, way: Spot }} Handle
 *   `from`: what it belongs to; `name`: the setting that it changes; `way`: where a size grows to, in the part's own axes;
 *   `index`: of the point, or by how much a size grows for each metre of one side
 */

const ARM_PX = 30; // so far the turning handle stands off

/**
 * @param {SceneBlock} block
 * @param {import("./things.js").Thing} thing  the place that is taken hold of
 * @param {PalettePart | undefined} part
 * @param {number} scale  pixels for a metre
 * @returns {Handle[]}
 */
export function handlesOf(block, thing, part, scale) {
  if (thing.isLocked) return [];
  const points = pointsOf(block, part);
  if (points && isStreet(block)) return pointHandles(thing.place, points, false);
  return [...(points ? pointHandles(thing.place, points, part?.points === "outline") : sizeHandles(thing, part)), turnHandle(thing, scale)];
}

/** @type {(thing: import("./things.js").Thing, scale: number) => Handle} */
function turnHandle({ box, place }, scale) {
  const from = outOf([(box[0] + box[2]) / 2, box[3]], place);
  const [dx, dz] = turned([0, ARM_PX / scale], place[3]);
  return { kind: "turn", at: [from[0] + dx, from[1] + dz], from, name: "turn_deg", index: 0, way: [0, 1] };
}

/** @type {[span: keyof PalettePart["handles"], way: Spot][]} */
const SPANS = [["width", [1, 0]], ["depth", [0, -1]], ["square", [1, 0]], ["radius", [1, 0]]];

/** @type {(thing: import("./things.js").Thing, part: PalettePart | undefined) => Handle[]} */
function sizeHandles({ box: [x0, z0, x1, z1], place }, part) {
  const from = outOf([(x0 + x1) / 2, (z0 + z1) / 2], place);
  return SPANS.flatMap(([span, way]) => {
    const name = part?.handles[span];
    const at = outOf(way[0] ? [x1, (z0 + z1) / 2] : [(x0 + x1) / 2, z0], place);
    return name ? [{ kind: /** @type {const} */ ("size"), at, from, name, index: span === "radius" ? 1 : 2, way }] : [];
  });
}

/** @type {(place: ScenePlace, points: number[][], isClosed: boolean) => Handle[]} */
function pointHandles(place, points, isClosed) {
  const spots = points.map(([x, , z]) => outOf([x, z], place));
  const corners = spots.map((at, index) => handle("point", at, index));
  const edges = spots.flatMap((at, index) => {
    const next = spots[index + 1] ?? (isClosed ? spots[0] : null);
    return next ? [handle("edge", [(at[0] + next[0]) / 2, (at[1] + next[1]) / 2], index + 1)] : [];
  });
  return [...edges, ...corners];
}

/** @type {(kind: "point" | "edge", at: Spot, index: number) => Handle} */
function handle(kind, at, index) {
  return { kind, at, from: at, name: "points", index, way: [0, 0] };
}

/** What of a block is a line or an outline. @type {(block: SceneBlock, part: PalettePart | undefined) => string} */
export function pointsName(block, part) {
  return isStreet(block) ? "axis" : part?.settings.find(({ unit }) => unit === "points")?.name ?? "";
}

/** The points of a line or an outline, [x, y, z] each; null if a part has none. @type {(block: SceneBlock, part: PalettePart | undefined) => number[][] | null} */
export function pointsOf(block, part) {
  const name = pointsName(block, part);
  if (!name) return null;
  const value = block.values[name];
  const given = isPoints(value) ? value : part?.settings.find((each) => each.name === name)?.default;
  return isPoints(given) ? given.map(spatial) : null;
}

/** What a part is set to. @type {(block: SceneBlock, part: PalettePart, name: string) => number} */
export function valueOf(block, part, name) {
  return Number(block.values[name] ?? part.settings.find((each) => each.name === name)?.default ?? 0);
}

/**
 * What is set when a handle lies somewhere else.
 *
 * @param {Handle} taken
 * @param {Spot} to  in the world
 * @param {{ block: SceneBlock, thing: import("./things.js").Thing, part: PalettePart | undefined, stepM: number }} of
 * @returns {BlockValues}
 */
export function pulled(taken, to, { block, thing, part, stepM }) {
  if (taken.kind === "size" && part) return sized(taken, to, { block, thing, part, stepM });
  const points = pointsOf(block, part) ?? [];
  const name = pointsName(block, part);
  const [x, z] = into(to, thing.place).map((each) => (stepM ? Math.round(each / stepM) * stepM : each));
  const changed = taken.kind === "edge" ? points.toSpliced(taken.index, 0, [x, 0, z]) : points.with(taken.index, [x, points[taken.index][1], z]);
  return { [name]: changed.map(([px, py, pz]) => written([px, pz], [px, pz], py)) };
}

/** @type {(taken: Handle, to: Spot, of: { block: SceneBlock, thing: import("./things.js").Thing, part: PalettePart, stepM: number }) => BlockValues} */
function sized({ name, at, way, index }, to, { block, thing, part, stepM }) {
  const parameter = part.settings.find((each) => each.name === name);
  const [before, now] = [into(at, thing.place), into(to, thing.place)].map(([x, z]) => x * way[0] + z * way[1]);
  const wanted = valueOf(block, part, name) + index * (now - before);
  const step = stepM || 0.01;
  const size = Math.max(parameter?.low ?? 0.01, Math.min(parameter?.high ?? 1000, Math.round(wanted / step) * step));
  return { [name]: rounded(size) };
}

/**
 * What something covers with a size or points as they are being pulled.
 *
 * @param {Handle} taken
 * @param {import("./things.js").Thing} thing
 * @param {BlockValues} values
 * @param {number} [before]  that size as it was
 * @returns {Spot[]} in the world
 */
export function shapeOf({ way }, { box, place }, values, before) {
  const [value] = Object.values(values);
  if (isPoints(value)) return value.map((point) => outOf([point[0], point[point.length - 1]], place));
  const grows = Number(value) / (before || 1);
  const [middle, half] = [middleOf(box), [(box[2] - box[0]) / 2, (box[3] - box[1]) / 2]];
  const [wide, deep] = half.map((each, axis) => each * (way[axis] ? grows : 1));
  return cornersOf([middle[0] - wide, middle[1] - deep, middle[0] + wide, middle[1] + deep], place);
}

/** How far something is turned when its handle lies there. @type {(to: Spot, thing: import("./things.js").Thing, stepDeg: number) => number} */
export function turnTo(to, thing, stepDeg) {
  const [x, z] = minus(to, [thing.place[0], thing.place[2]]);
  const deg = (Math.atan2(-x, z) * 180) / Math.PI;
  const step = stepDeg || 0.1;
  return rounded(Math.round(deg / step) * step);
}
