// Applying: what a model looks like after a step, before the server has answered.

import { isTable, perSpot, placesOf, replaced } from "./places.js";

/**
 * Return a model with a step applied; blocks that did not change are the same objects.
 *
 * @param {SceneModel} model
 * @param {SceneStep} step
 * @returns {SceneModel}
 */
export function applied(model, step) {
  return step.ops.reduce((found, op) => APPLY[op.op](found, /** @type {never} */ (op)), model);
}

/** Whether all is there that a step is about. @type {(model: SceneModel, step: SceneStep) => boolean} */
export function isPossible(model, step) {
  const known = new Set([...model.blocks.map(({ id }) => id), "", "size"]);
  return step.ops.every((op) => {
    if (op.op === "set") return known.has(op.id) || op.id.startsWith("cameras.");
    if (op.op === "copy") return known.has(op.of) && known.add(op.id);
    if (op.op === "insert") return known.add(op.id);
    return op.op !== "order" || known.has(op.id);
  });
}

/** Set values by dotted names; null takes one away. @type {(values: Record<string, TomlValue>, changes: BlockValues) => Record<string, TomlValue>} */
export function withValues(values, changes) {
  const found = { ...values };
  for (const [name, value] of Object.entries(changes)) {
    const [first, ...rest] = name.split(".");
    if (rest.length) {
      const before = found[first];
      const inner = withValues(isTable(before) ? before : {}, { [rest.join(".")]: value });
      if (Object.keys(inner).length) found[first] = inner;
      else delete found[first];
    } else if (value === null) delete found[first];
    else found[first] = value;
  }
  return found;
}

/** @type {Record<SceneOp["op"], (model: SceneModel, op: never) => SceneModel>} */
const APPLY = {
  set: /** @type {(model: SceneModel, op: Extract<SceneOp, { op: "set" }>) => SceneModel} */ (setValues),
  insert: /** @type {(model: SceneModel, op: Extract<SceneOp, { op: "insert" }>) => SceneModel} */ (inserted),
  copy: /** @type {(model: SceneModel, op: Extract<SceneOp, { op: "copy" }>) => SceneModel} */ (copied),
  delete: /** @type {(model: SceneModel, op: Extract<SceneOp, { op: "delete" }>) => SceneModel} */ (
    (model, { ids }) => ({ ...model, blocks: model.blocks.filter(({ id }) => !ids.includes(id)) })
  ),
  order: /** @type {(model: SceneModel, op: Extract<SceneOp, { op: "order" }>) => SceneModel} */ (ordered),
  variants: (model) => model, // and text: what that brings only the server knows
  text: (model) => model,
};

/** @type {(model: SceneModel, op: Extract<SceneOp, { op: "set" }>) => SceneModel} */
function setValues(model, { id, values }) {
  if (model.blocks.some((block) => block.id === id)) return mapped(model, (block) => (block.id === id ? changed(model, block, values) : block));
  const { head } = model;
  if (id === "") return turnedScene(model, /** @type {SceneHead} */ (/** @type {unknown} */ (withValues(/** @type {never} */ (head), values))));
  if (id === "size") return { ...model, head: { ...head, size: withValues(head.size ?? {}, values) } };
  const camera = id.replace("cameras.", "");
  const cameras = { ...head.cameras, [camera]: withValues(head.cameras?.[camera] ?? {}, values) };
  return { ...model, head: { ...head, cameras } };
}

/** @type {(model: SceneModel, head: SceneHead) => SceneModel} */
function turnedScene(model, head) {
  const [before, after] = [model.head.turn_deg ?? 0, head.turn_deg ?? 0];
  if (before === after) return { ...model, head };
  return mapped({ ...model, head }, (block) => ({ ...block, places: replaced(block, block.values, { before, after }) }));
}

/** @type {(model: SceneModel, block: SceneBlock, changes: BlockValues) => SceneBlock} */
function changed(model, block, changes) {
  const deg = model.head.turn_deg ?? 0;
  const values = withValues(block.values, changes);
  const places = replaced(block, values, { before: deg, after: deg });
  return { ...block, values, places, ...told(model, values, block) };
}

/** @type {(model: SceneModel, values: Record<string, TomlValue>, block: Partial<SceneBlock>) => Pick<SceneBlock, "per_spot" | "role" | "when">} */
function told(model, values, block) {
  const isSame = block.when && values.when === block.values?.when;
  const when = isSame ? block.when : Array.isArray(values.when) ? values.when.map(String) : [...model.head.variants];
  return { per_spot: perSpot(values), role: typeof values.role === "string" ? values.role : block.role, when: when ?? [] };
}

/** @type {(model: SceneModel, op: Extract<SceneOp, { op: "insert" }>) => SceneModel} */
function inserted(model, { id, table, after, values }) {
  const written = withValues({}, values);
  const places = placesOf(written, model.head.turn_deg ?? 0);
  const block = { id, table, line: 0, values: written, comment: "", places, ...told(model, written, {}) };
  const last = model.blocks.findLastIndex((each) => each.table === table);
  const found = after === null ? -1 : model.blocks.findIndex((each) => each.id === after);
  return { ...model, blocks: model.blocks.toSpliced((found < 0 ? last : found) + 1, 0, block) };
}

/** @type {(model: SceneModel, op: Extract<SceneOp, { op: "copy" }>) => SceneModel} */
function copied(model, { id, of, values }) {
  const at = model.blocks.findIndex((each) => each.id === of);
  if (at < 0) return model;
  const block = changed(model, model.blocks[at], values);
  return { ...model, blocks: model.blocks.toSpliced(at + 1, 0, { ...block, id, comment: "", like: of }) };
}

/** @type {(model: SceneModel, op: Extract<SceneOp, { op: "order" }>) => SceneModel} */
function ordered(model, { id, after }) {
  const block = model.blocks.find((each) => each.id === id);
  if (!block) return model;
  const others = model.blocks.filter((each) => each.id !== id);
  const first = others.findIndex((each) => each.table === block.table);
  const at = after === null ? Math.max(first, 0) : others.findIndex((each) => each.id === after) + 1;
  return { ...model, blocks: others.toSpliced(at, 0, block) };
}

/** @type {(model: SceneModel, of: (block: SceneBlock) => SceneBlock) => SceneModel} */
function mapped(model, of) {
  return { ...model, blocks: model.blocks.map(of) };
}
