// Store: the scene that is being built, what of it is selected, and which state of it is shown.
//
// A step is seen at once.  What the server answers is the truth; steps that still wait are applied to it anew.  A step that
// is refused is taken back here, with its sentence, and nothing else is lost.

import { applied, isPossible } from "./applying.js";
import { makeDelivery } from "./delivery.js";
import { cleaned, spotted } from "./selecting.js";
import { complete, planOf } from "./sending.js";

const AGAIN_MS = 4000; // so long after a failure the plan is asked for again
const NOTHING = { symbols: {}, of: {}, checks: [], budget: {} };

/**
 * @param {object} from
 * @param {SceneAddresses} from.addresses
 * @param {SceneModel} from.model
 * @param {KeptSettings} from.kept
 * @param {StoreTold} from.told
 * @param {boolean} [from.mayWrite]
 * @param {typeof fetch} [from.ask]
 * @param {(run: () => void, ms: number) => ReturnType<typeof setTimeout>} [from.later]
 * @returns {SceneStore}
 */
export function makeStore({ addresses, model: first, kept, told, mayWrite = true, ask = (...what) => fetch(...what), later = (run, ms) => setTimeout(run, ms) }) {
  /** @type {Set<(what: StoreChange) => void>} */
  const listeners = new Set();
  let model = first;
  /** @type {ScenePlan} */
  let plan = NOTHING;
  let drawn = ""; // the hash of the text that the plan is of, or is asked for
  /** @type {SceneSelection} */
  let selection = { ids: [], spots: {} };
  let ghost = "";
  /** @type {{ hash: string, faults: SceneFault[] }} */
  let blamed = { hash: "", faults: [] }; // what came out when that text was built
  /** @type {Set<string>} */
  let hidden = new Set(kept.get("hidden", []));
  let variant = kept.get("variant", first.head.variants.at(-1) ?? "");
  const delivery = makeDelivery({ addresses, model: complete(first), kept, ask, later, told, changed, became: () => tell("state") });

  /** @type {(...changes: StoreChange[]) => void} */
  function tell(...changes) {
    for (const what of changes) for (const listener of listeners) listener(what);
  }

  function changed() {
    const { base, pending } = delivery;
    model = pending.reduce((found, step) => (isPossible(found, step) ? applied(found, step) : found), base);
    if (blamed.hash === model.hash) model = { ...model, faults: [...model.faults, ...blamed.faults] };
    if (!model.head.variants.includes(ghost)) ghost = "";
    if (!model.head.variants.includes(variant)) variant = model.head.variants.at(-1) ?? "";
    selection = cleaned(selection, model);
    tell("model", "selection");
    if (!pending.length) draw();
  }

  async function draw() {
    const { hash } = delivery.base;
    if (drawn === hash) return;
    drawn = hash;
    const found = await planOf(ask, addresses.plan.replace("HASH", hash));
    if (drawn !== hash) return;
    if (found === "later") {
      drawn = "";
      later(draw, AGAIN_MS);
      return;
    }
    if (found !== "never") plan = found; // else the last one stays
    tell("plan");
  }

  changed();
  return {
    get model() { return model; },
    get plan() { return plan; },
    get selection() { return selection; },
    get variant() { return variant; },
    get ghost() { return ghost; },
    get hidden() { return hidden; },
    get state() { return delivery.state; },
    block: (id) => model.blocks.find((each) => each.id === id),
    apply: (step, { merge } = {}) => (mayWrite ? delivery.add({ ...step, token: newId() }, merge) : told("reading", "")),
    undo: () => delivery.turnBack("undo"),
    redo: () => delivery.turnBack("redo"),
    flush: delivery.flush,
    refresh: delivery.refresh,
    select: (ids, spots = {}) => {
      selection = spotted(ids, spots);
      tell("selection");
    },
    show: (wanted) => {
      variant = wanted;
      kept.set("variant", wanted);
      tell("variant");
    },
    haunt: (wanted) => {
      ghost = wanted;
      tell("variant");
    },
    hide: (ids, isHidden) => {
      hidden = new Set(isHidden ? [...hidden, ...ids] : [...hidden].filter((id) => !ids.includes(id)));
      kept.set("hidden", [...hidden]);
      tell("variant");
    },
    blame: (hash, faults) => {
      blamed = { hash, faults };
      changed();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    newId,
  };
}

function newId() {
  return `n${crypto.getRandomValues(new Uint32Array(1))[0].toString(16).padStart(8, "0")}`;
}
