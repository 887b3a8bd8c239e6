// Setting down: what steps say when something new comes into a scene.  Pure.

import { rounded, turned } from "./geometry.js";
import { freeName } from "./moves.js";
import { isPoint, isPoints, movedPoint } from "./points.js";

const TODAY = "today"; // what stands there today stands there later, too

/**
 * Set a part of the kit down.
 *
 * @param {SceneModel} model
 * @param {PalettePart} part
 * @param {Spot} at  in the world
 * @param {string} id
 * @param {string} variant  the state that is shown
 * @returns {SceneStep}
 */
export function setDown(model, part, at, id, variant) {
  const deg = model.head.turn_deg ?? 0;
  const spot = turned(at, -deg).map((each) => rounded(Math.round(each * 10) / 10));
  return { label: "insert", ops: [{ op: "insert", id, table: "parts", after: null, values: { ...written(part), at: spot, ...standing(part, model.head.variants, variant) } }] };
}

/** @type {(part: PalettePart) => BlockValues} */
function written({ name, asset }) {
  return asset ? { part: "upload", asset } : { part: name };
}

/** The states in which something new stands: in the one that is shown, and what stands there today in all later ones, too. @type {(variants: readonly string[], variant: string) => string[]} */
export function newIn(variants, variant) {
  return variant === TODAY ? variants.slice(variants.indexOf(variant)) : [variant];
}

/** @type {(part: PalettePart, variants: readonly string[], variant: string) => BlockValues} */
function standing({ is_ground: isGround }, variants, variant) {
  const states = newIn(variants, variant);
  /** @type {BlockValues} */
  const when = states.length < variants.length ? { when: states } : {};
  return states.length > 1 && !isGround ? { ...when, role: "context" } : when;
}

/** An annotation at a point of the world. @type {(model: SceneModel, at: readonly number[], id: string, variant: string) => SceneStep} */
export function pinned(model, [x, y, z], id, variant) {
  const [sx, sz] = turned([x, z], -(model.head.turn_deg ?? 0)).map(rounded);
  const values = { id: freeName(model, "punkt-1"), at: [sx, rounded(y), sz], when: [variant] };
  return { label: "insert", ops: [{ op: "insert", id, table: "annotations", after: null, values }] };
}

/**
 * Blocks that were copied, here or in another scene, set down aside.
 *
 * @param {SceneModel} model
 * @param {readonly { table: string, values: Record<string, TomlValue> }[]} copied
 * @param {Spot} aside
 * @param {() => string} newId
 * @returns {{ ops: SceneOp[], ids: string[] }}
 */
export function pasted(model, copied, aside, newId) {
  const ids = copied.map(newId);
  const deg = model.head.turn_deg ?? 0;
  /** @type {SceneOp[]} */
  const ops = copied.map(({ table, values }, i) => ({ op: "insert", id: ids[i], table, after: null, values: { ...shifted(values, aside, deg), ...known(values, model), ...named(table, values, model) } }));
  return { ops, ids };
}

/** @type {(values: Record<string, TomlValue>, way: Spot, deg: number) => BlockValues} */
function shifted(values, way, deg) {
  if (isPoints(values.spots)) return { ...values, spots: values.spots.map((spot) => movedPoint(spot, way, deg)) };
  if (isPoints(values.axis)) return { ...values, axis: values.axis.map((point) => movedPoint(point, way, deg)) };
  return isPoint(values.at) ? { ...values, at: movedPoint(values.at, way, deg) } : values;
}

/** Only states that this scene has. @type {(values: Record<string, TomlValue>, model: SceneModel) => BlockValues} */
function known({ when: states }, { head: { variants } }) {
  if (!Array.isArray(states)) return {};
  const there = states.filter((each) => variants.includes(String(each)));
  return { when: there.length ? there : null };
}

/** @type {(table: string, values: Record<string, TomlValue>, model: SceneModel) => BlockValues} */
function named(table, { id }, model) {
  return table === "annotations" ? { id: freeName(model, String(id)) } : {};
}

/**
 * Give another state copies of its own: what is done to them is not done to the others.
 *
 * @param {SceneModel} model
 * @param {SceneSelection} selection
 * @param {string} to
 * @param {() => string} newId
 * @returns {{ ops: SceneOp[], ids: string[] }}
 */
export function statesAgain(model, { ids }, to, newId) {
  const blocks = model.blocks.filter(({ id, when }) => ids.includes(id) && when.join() !== to);
  const made = blocks.map(newId);
  /** @type {SceneOp[]} */
  const ops = blocks.flatMap(({ id, when, table, values }, i) => {
    /** @type {SceneOp} */
    const copy = { op: "copy", id: made[i], of: id, values: { when: [to], ...named(table, values, model) } };
    return when.includes(to) ? [copy, { op: "set", id, values: { when: when.filter((each) => each !== to) } }] : [copy];
  });
  return { ops, ids: made };
}
