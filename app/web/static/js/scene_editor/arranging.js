// Arranging: align, distribute and repeat what is selected, in the scene's own axes.  Pure.

import { applied } from "./applying.js";
import { boundsOf, minus, rounded, spotOf, turned } from "./geometry.js";
import { moved } from "./moves.js";
import { boundsOfThing } from "./things.js";

/** @typedef {import("./things.js").Thing} Thing */
/** @typedef {"left" | "middle" | "right" | "top" | "centre" | "bottom"} Edge  of the scene: left is towards -x, top towards -z */

/** @type {Record<Edge, (box: Box) => number>} */
const EDGES = {
  left: ([x0]) => x0,
  middle: ([x0, , x1]) => (x0 + x1) / 2,
  right: ([, , x1]) => x1,
  top: ([, z0]) => z0,
  centre: ([, z0, , z1]) => (z0 + z1) / 2,
  bottom: ([, , , z1]) => z1,
};

/**
 * Line things up by an edge or their middles.
 *
 * @param {SceneModel} model
 * @param {readonly Thing[]} things
 * @param {Edge} edge
 * @returns {SceneOp[]}
 */
export function aligned(model, things, edge) {
  const boxes = things.map((thing) => sceneBox(thing, model));
  const all = /** @type {Box} */ (boundsOf(boxes.flatMap(([x0, z0, x1, z1]) => [[x0, z0], [x1, z1]])));
  const axis = ["left", "middle", "right"].includes(edge) ? 0 : 1;
  const ways = boxes.map((box) => along(axis, EDGES[edge](all) - EDGES[edge](box)));
  return eachMoved(model, things, ways);
}

/** Make the distances between things alike; the outer two stay. @type {(model: SceneModel, things: readonly Thing[], axis: 0 | 1) => SceneOp[]} */
export function distributed(model, things, axis) {
  const found = things.map((thing) => ({ thing, box: sceneBox(thing, model) })).sort((a, b) => a.box[axis] - b.box[axis]);
  const [first, last] = [found[0].box, found[found.length - 1].box];
  const inner = found.reduce((sum, { box }) => sum + box[axis + 2] - box[axis], 0);
  const gap = (last[axis + 2] - first[axis] - inner) / (found.length - 1);
  let at = first[axis];
  const ways = found.map(({ box }) => {
    const way = along(axis, at - box[axis]);
    at += box[axis + 2] - box[axis] + gap;
    return way;
  });
  return eachMoved(model, found.map(({ thing }) => thing), ways);
}

/**
 * Set something again and again along a line.
 *
 * @param {SceneModel} model
 * @param {SceneBlock} block
 * @param {readonly Spot[]} line  in the world, at least two points
 * @param {number} spacing  metres
 * @returns {BlockValues} what is set: `repeat` along a straight line, `spots` along one with bends
 */
export function repeatedAlong(model, block, line, spacing) {
  const sceneDeg = model.head.turn_deg ?? 0;
  const spots = spacedAlong(line, spacing).map((spot) => turned(spot, -sceneDeg).map(rounded));
  if (line.length > 2 || spots.length < 2) return { at: null, spots, repeat: null };
  const [x, z] = minus(line[1], line[0]);
  const length = Math.hypot(x, z);
  const own = turned([(x / length) * spacing, (z / length) * spacing], -(sceneDeg + (Number(block.values.turn_deg) || 0)));
  return { at: spots[0], spots: null, "repeat.count": spots.length, "repeat.step": own.map(rounded) };
}

/** Points on a line, so far apart. @type {(line: readonly Spot[], spacing: number) => Spot[]} */
export function spacedAlong(line, spacing) {
  /** @type {Spot[]} */
  const found = [line[0]];
  let rest = spacing;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]];
    const length = Math.hypot(...minus(to, from));
    for (; rest <= length + 1e-6; rest += spacing) {
      const share = length ? rest / length : 0;
      found.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
    }
    rest -= length;
  }
  return found;
}

/** @type {(axis: number, by: number) => Spot} */
function along(axis, by) {
  return axis === 0 ? [by, 0] : [0, by];
}

/** @type {(thing: Thing, model: SceneModel) => Box} */
function sceneBox({ box, place }, { head }) {
  const deg = head.turn_deg ?? 0;
  const [x, z] = turned(spotOf(place), -deg);
  return boundsOfThing({ box, place: [x, place[1], z, place[3] - deg, place[4]] });
}

/** One step for many: a block with several spots is set once. @type {(model: SceneModel, things: readonly Thing[], ways: Spot[]) => SceneOp[]} */
function eachMoved(model, things, ways) {
  const deg = model.head.turn_deg ?? 0;
  const after = things.reduce((found, { id, spot }, i) => {
    const many = Array.isArray(found.blocks.find((block) => block.id === id)?.values.spots);
    const ops = moved(found, { ids: [id], spots: many ? { [id]: [spot] } : {} }, turned(ways[i], deg));
    return applied(found, { label: "", ops });
  }, model);
  return [...new Set(things.map(({ id }) => id))].flatMap((id) => {
    const values = after.blocks.find((block) => block.id === id)?.values ?? {};
    const name = values.spots ? "spots" : "at";
    return [{ op: "set", id, values: { [name]: values[name] } }];
  });
}
