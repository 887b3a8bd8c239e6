// Things: every single place of a scene as something that stands on a plan, with its own box.  Pure.

import { boundsOf, cornersOf, into, meet } from "./geometry.js";
import { inWorld, isPoint } from "./points.js";
import { isStreet, streetOf } from "./streets.js";

/**
 * @typedef {{ id: string, spot: number, place: ScenePlace, box: Box, top: number, isGround: boolean, isLocked: boolean, key: string, covers?: (point: Spot) => boolean, outline?: Spot[] }} Thing
 *   `covers`: whether a point lies on it, in its own axes, where its box says too much; `outline`: then that of it
 */

const BELOW_M = 1000; // everything else

/** @type {Box} */
export const UNKNOWN = [-0.5, -0.5, 0.5, 0.5]; // of what has not been drawn yet

/**
 * All that stands there in a variant, from the ground up.
 *
 * @param {SceneModel} model
 * @param {ScenePlan} plan
 * @param {string} variant
 * @param {ReadonlySet<string>} hidden
 * @returns {Thing[]}
 */
export function thingsOf(model, plan, variant, hidden) {
  const there = model.blocks.filter(({ id, when }) => when.includes(variant) && !hidden.has(id));
  const found = there.flatMap((block) => (isStreet(block) ? streetOf(block, model.head.turn_deg ?? 0) : ofBlock(block, plan)));
  return found.sort((a, b) => Number(b.isGround) - Number(a.isGround) || a.top - b.top);
}

/** @type {(block: SceneBlock, plan: ScenePlan) => Thing[]} */
export function ofBlock({ id, table, values, places, per_spot: per = 1, role, like = "" }, plan) {
  if (!places || !(values.part || isStreet({ table }))) return [];
  const keys = plan.of[id] ?? plan.of[like] ?? [];
  return places.map((place, i) => {
    const key = keys.length ? keys[i % keys.length] : "";
    const symbol = plan.symbols[key];
    const top = place[1] + (symbol?.height ?? 0) * place[4];
    return { id, spot: Math.floor(i / per), place, box: symbol?.box ?? UNKNOWN, top, isGround: role === "ground", isLocked: Boolean(values.locked), key };
  });
}

/**
 * How high a block lies among others that are drawn as wholes, in metres: ground, and streets with all that stands on
 * them, below everything else; and by its lowest, so that what lies on a carriageway is not hidden by the footway.
 *
 * @type {(block: Pick<SceneBlock, "table">, things: readonly Pick<Thing, "top" | "isGround">[]) => number}
 */
export function levelOf(block, things) {
  const tops = things.map(({ top }) => top);
  const isBelow = isStreet(block) || things.some(({ isGround }) => isGround);
  return isBelow ? Math.min(...tops) - BELOW_M : Math.max(0, ...tops);
}

/**
 * What lies under a point, from the top down.
 *
 * @param {readonly Thing[]} things  from the ground up
 * @param {Spot} point
 * @param {number} near  metres beside it that count, for what is thin
 * @returns {Thing[]}
 */
export function under(things, point, near) {
  return things.filter(({ place, box, covers }) => {
    const inside = into(point, place);
    return isIn(inside, box, near / place[4]) && (!covers || covers(inside));
  }).reverse();
}

/** @type {(point: Spot, box: Box, near: number) => boolean} */
function isIn([x, z], [x0, z0, x1, z1], near) {
  const [dx, dz] = [x1 - x0 < 2 * near ? near : 0, z1 - z0 < 2 * near ? near : 0];
  return x >= x0 - dx && x <= x1 + dx && z >= z0 - dz && z <= z1 + dz;
}

/** What stands wholly in a box. @type {(things: readonly Thing[], box: Box) => Thing[]} */
export function within(things, box) {
  return things.filter((thing) => {
    const bounds = boundsOfThing(thing);
    return bounds[0] >= box[0] && bounds[1] >= box[1] && bounds[2] <= box[2] && bounds[3] <= box[3];
  });
}

/** @type {(thing: Pick<Thing, "box" | "place">) => Box} */
export function boundsOfThing({ box, place }) {
  return /** @type {Box} */ (boundsOf(cornersOf(box, place)));
}

/** The box about things; null about none. @type {(things: readonly Thing[]) => Box | null} */
export function boundsOfThings(things) {
  const boxes = things.map(boundsOfThing);
  return boundsOf(boxes.flatMap(([x0, z0, x1, z1]) => [[x0, z0], [x1, z1]]));
}

/** Whether a thing is seen in a box. @type {(thing: Thing, box: Box) => boolean} */
export function isSeen(thing, box) {
  return meet(boundsOfThing(thing), box);
}

/**
 * Marks: what is no part and has a point: annotations, cameras and the ends of the size line.
 *
 * @typedef {{ id: string, field: string, kind: "pin" | "eye" | "look" | "end" | "walker", at: Spot, y: number, name: string, deg?: number }} Mark
 */

/** @type {(model: SceneModel, variant: string, walker?: SceneWalker["place"]) => Mark[]} */
export function marksOf({ head, blocks }, variant, walker = null) {
  const deg = head.turn_deg ?? 0;
  /** @type {Mark[]} */
  const found = [];
  /** @type {(id: string, field: string, kind: Mark["kind"], point: TomlValue | undefined, name: string) => void} */
  const add = (id, field, kind, point, name) => {
    if (!isPoint(point)) return;
    const [x, y, z] = inWorld(point, deg);
    found.push({ id, field, kind, at: [x, z], y, name });
  };
  const pins = blocks.filter(({ table }) => table === "annotations");
  pins.forEach(({ id, values, when }, i) => when.includes(variant) && add(id, "at", "pin", values.at, String(i + 1)));
  for (const end of ["from", "to"]) add("size", end, "end", head.size?.[end], "");
  for (const [name, camera] of Object.entries(head.cameras ?? {})) {
    add(`cameras.${name}`, "look", "look", camera.look, name);
    add(`cameras.${name}`, "eye", "eye", camera.eye, name);
  }
  if (walker) found.push({ id: "walker", field: "", kind: "walker", y: 0, name: "", ...walker });
  return found;
}

