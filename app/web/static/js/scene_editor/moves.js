// Moves: what a step says when things are moved, turned or lifted.  Pure; ways are metres in the world, east and south.

import { middleOf, boundsOf, minus, plainDeg, spotOf, turned } from "./geometry.js";
import { isPoint, isPoints, movedPoint, spatial, written } from "./points.js";
import { axisOf, isStreet } from "./streets.js";

/**
 * Move what is selected.
 *
 * @param {SceneModel} model
 * @param {SceneSelection} selection
 * @param {readonly number[]} way
 * @returns {SceneOp[]}
 */
export function moved(model, selection, way) {
  const deg = model.head.turn_deg ?? 0;
  return withPoints(model, selection, (point) => movedPoint(point, way, deg));
}

/** Lift what is selected by so many metres. @type {(model: SceneModel, selection: SceneSelection, by: number) => SceneOp[]} */
export function lifted(model, selection, by) {
  const ids = selection.ids.filter((id) => !isStreet(model.blocks.find((block) => block.id === id)));
  return withPoints(model, { ...selection, ids }, (point) => {
    const [x, y, z] = spatial(point);
    return written(point, [x, z], y + by);
  });
}

/** Put the one place of each thing that is selected somewhere. @type {(model: SceneModel, id: string, spot: number, to: readonly number[]) => SceneOp[]} */
export function placed(model, id, spot, to) {
  const block = model.blocks.find((each) => each.id === id);
  const place = block?.places?.[spot * (block.per_spot ?? 1)];
  return place ? moved(model, { ids: [id], spots: { [id]: [spot] } }, minus(to, spotOf(place))) : [];
}

/**
 * Turn what is selected clockwise: a single block about itself, several about their common middle.
 *
 * @param {SceneModel} model
 * @param {SceneSelection} selection
 * @param {number} byDeg
 * @returns {SceneOp[]}
 */
export function turnedBy(model, selection, byDeg) {
  const blocks = model.blocks.filter(({ id, table }) => table !== "annotations" && selection.ids.includes(id));
  const deg = model.head.turn_deg ?? 0;
  const bounds = boundsOf(blocks.flatMap((block) => (isStreet(block) ? axisOf(block.values).map((point) => turned(point, deg)) : (block.places ?? []).map(spotOf))));
  if (!bounds) return [];
  const middle = middleOf(bounds);
  return blocks.map((block) => {
    /** @type {BlockValues} */
    const values = isStreet(block) ? {} : { turn_deg: plainDeg((Number(block.values.turn_deg) || 0) + byDeg) || null };
    if (blocks.length === 1 && !isStreet(block)) return { op: "set", id: block.id, values };
    /** @type {(point: number[]) => number[]} */
    const about = (point) => {
      const [x, , z] = spatial(point);
      const off = minus(turned([x, z], deg), middle);
      return movedPoint(point, minus(turned(off, byDeg), off), deg);
    };
    return { op: "set", id: block.id, values: { ...points(block, undefined, about), ...values } };
  });
}

/** Of all that is selected, change each point where it stands. @type {(model: SceneModel, selection: SceneSelection, of: (point: number[]) => number[]) => SceneOp[]} */
export function withPoints(model, selection, of) {
  return selection.ids.flatMap((id) => {
    const block = model.blocks.find((each) => each.id === id);
    const values = block ? points(block, selection.spots[id], of) : headPoints(model.head, id, of);
    return Object.keys(values).length ? [{ op: "set", id, values }] : [];
  });
}

/** @type {(block: SceneBlock, spots: number[] | undefined, of: (point: number[]) => number[]) => BlockValues} */
function points({ values }, spots, of) {
  if (isPoints(values.spots)) return { spots: values.spots.map((spot, i) => (!spots || spots.includes(i) ? of(spot) : spot)) };
  if (isPoints(values.axis)) return { axis: values.axis.map(of) };
  return isPoint(values.at) ? { at: of(values.at) } : {};
}

/** The size line and cameras move as a whole. @type {(head: SceneHead, id: string, of: (point: number[]) => number[]) => BlockValues} */
function headPoints(head, id, of) {
  const table = id === "size" ? head.size : head.cameras?.[id.replace("cameras.", "")];
  return Object.fromEntries(Object.entries(table ?? {}).flatMap(([name, value]) => (isPoint(value) ? [[name, of(value)]] : [])));
}

/**
 * Copies of what is selected, aside; a spot becomes a block of its own.
 *
 * @param {SceneModel} model
 * @param {SceneSelection} selection
 * @param {readonly number[]} way
 * @param {() => string} newId
 * @returns {{ ops: SceneOp[], ids: string[] }}
 */
export function copies(model, selection, way, newId) {
  const deg = model.head.turn_deg ?? 0;
  /** @type {SceneOp[]} */
  const ops = [];
  for (const id of selection.ids) {
    const block = model.blocks.find((each) => each.id === id);
    if (!block) continue;
    const some = selection.spots[id];
    const all = points(block, undefined, (point) => movedPoint(point, way, deg));
    const values = some && isPoints(all.spots) ? fewer(all.spots, some) : all;
    /** @type {BlockValues} */
    const own = block.table === "annotations" ? { id: freeName(model, String(block.values.id ?? "punkt")) } : {};
    ops.push({ op: "copy", id: newId(), of: id, values: { ...values, ...own } });
  }
  return { ops, ids: ops.flatMap((op) => (op.op === "copy" ? [op.id] : [])) };
}

/** Only these spots; one alone is `at`. @type {(spots: number[][], some: number[]) => BlockValues} */
export function fewer(spots, some) {
  const kept = some.map((index) => spots[index]);
  return kept.length === 1 ? { spots: null, at: kept[0] } : { spots: kept };
}

/** A name for an annotation that none has yet. @type {(model: SceneModel, wish: string) => string} */
export function freeName(model, wish) {
  const taken = new Set(model.blocks.map(({ values }) => values.id));
  const stem = wish.replace(/-\d+$/, "");
  let number = 2;
  if (!taken.has(wish)) return wish;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** Take away what is selected; single spots of a block only those. @type {(model: SceneModel, selection: SceneSelection) => SceneOp[]} */
export function removed(model, { ids, spots }) {
  /** @type {SceneOp[]} */
  const ops = [];
  const whole = ids.filter((id) => model.blocks.some((block) => block.id === id) && !spots[id]);
  for (const id of ids.filter((each) => spots[each])) {
    const all = model.blocks.find((block) => block.id === id)?.values.spots;
    if (!isPoints(all)) continue;
    const rest = [...all.keys()].filter((index) => !spots[id].includes(index));
    if (rest.length) ops.push({ op: "set", id, values: fewer(all, rest) });
    else whole.push(id);
  }
  return whole.length ? [...ops, { op: "delete", ids: whole }] : ops;
}

/** Give spots a block of their own, where they can be turned and set alone. @type {(model: SceneModel, selection: SceneSelection, newId: () => string) => { ops: SceneOp[], ids: string[] }} */
export function detached(model, selection, newId) {
  const only = { ids: selection.ids.filter((id) => selection.spots[id]), spots: selection.spots };
  const made = copies(model, only, [0, 0], newId);
  return { ops: [...made.ops, ...removed(model, only)], ids: made.ids };
}
