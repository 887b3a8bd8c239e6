// Queue: steps that wait for the server, in the order in which they were made.  Pure; store.js sends.

/** @typedef {{ kind: "step", step: SceneStep, merge?: string } | { kind: "undo" } | { kind: "redo" }} Waiting */

/**
 * Add a step; with a key it melts into the last one of that key, as many small nudges are one step.
 *
 * @param {readonly Waiting[]} queue
 * @param {SceneStep} step
 * @param {string} [merge]
 * @returns {Waiting[]}
 */
export function added(queue, step, merge) {
  const last = queue.at(-1);
  if (merge && last?.kind === "step" && last.merge === merge) {
    return [...queue.slice(0, -1), { kind: "step", step: { ...last.step, ops: melted(last.step.ops, step.ops) }, merge }];
  }
  return [...queue, merge ? { kind: "step", step, merge } : { kind: "step", step }];
}

/**
 * What goes to the server next: all steps up to the first undo or redo, or that alone.
 *
 * @param {readonly Waiting[]} queue
 * @param {number} most  steps at once
 * @returns {{ next: Waiting[], rest: Waiting[] }}
 */
export function batched(queue, most) {
  const end = queue.findIndex(({ kind }) => kind !== "step");
  const count = end === 0 ? 1 : Math.min(most, end < 0 ? queue.length : end);
  return { next: queue.slice(0, count), rest: queue.slice(count) };
}

/** @type {(queue: readonly Waiting[]) => SceneStep[]} */
export function stepsOf(queue) {
  return queue.flatMap((each) => (each.kind === "step" ? [each.step] : []));
}

/** Melt values of the same block together; all else stays in its order. @type {(before: SceneOp[], after: SceneOp[]) => SceneOp[]} */
function melted(before, after) {
  const found = [...before];
  for (const op of after) {
    const at = found.findLastIndex((each) => each.op === "set" && op.op === "set" && each.id === op.id);
    const same = found[at];
    if (op.op === "set" && same?.op === "set") found[at] = { ...same, values: { ...same.values, ...op.values } };
    else found.push(op);
  }
  return found;
}
