// Looks: which blocks the plan shows, and with which class.  Pure.

import { isStreet } from "./streets.js";

/** @type {(store: Pick<SceneStore, "model" | "variant" | "ghost" | "hidden">) => [SceneBlock, string][]} */
export function looksOf({ model, variant, ghost, hidden }) {
  const faulty = new Set(model.faults.map(({ id }) => id));
  const there = model.blocks.filter(({ id, when }) => !hidden.has(id) && (when.includes(variant) || when.includes(ghost)));
  return there.filter((block) => block.values.part || isStreet(block)).map((block) => [block, lookOf(block, variant, faulty)]);
}

/** @type {(block: SceneBlock, variant: string, faulty: ReadonlySet<string>) => string} */
function lookOf({ id, role = "planned", when }, variant, faulty) {
  const ghost = when.includes(variant) ? "" : " is-ghost";
  return `scene-plan__part scene-plan__part--${role}${ghost}${faulty.has(id) ? " is-faulty" : ""}`;
}
