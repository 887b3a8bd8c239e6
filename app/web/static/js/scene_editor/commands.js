// Commands: what keys, buttons and menus ask for, each by its name, done to what is selected.

import { aligned, distributed } from "./arranging.js";
import { copies, detached, lifted, moved, removed, turnedBy } from "./moves.js";
import { readout } from "./readout.js";
import { isSelected } from "./selecting.js";
import { pasted, statesAgain } from "./setting.js";

const ASIDE = /** @type {Spot} */ ([1, 1]);
const TURN_DEG = 5;
const FAR_TURN_DEG = 45;
const LIFT_M = 0.1;

/**
 * @param {SceneDesk} desk
 * @param {ScenePlanPane} plan
 * @returns {(command: string, how?: unknown) => boolean}
 */
export function makeCommands(desk, plan) {
  const { store, say, words, clipboard } = desk;
  const numbers = readout(words);

  /** @type {(label: string, ops: SceneOp[], said: string, merge?: string) => boolean} */
  function apply(label, ops, said, merge) {
    if (!ops.length) return false;
    store.apply({ label, ops }, merge ? { merge } : {});
    say(said);
    return true;
  }

  /** @type {(made: { ops: SceneOp[], ids: string[] }, label: string, said: string) => boolean} */
  function made({ ops, ids }, label, said) {
    if (!apply(label, ops, said)) return false;
    store.select(ids);
    return true;
  }

  const chosen = () => plan.things().filter(({ id, spot }) => isSelected(store.selection, id, spot));
  const blocks = () => store.model.blocks.filter(({ id }) => store.selection.ids.includes(id));
  const key = () => store.selection.ids.join();

  /** @type {(by: unknown) => boolean} */
  function move(by) {
    const isDone = apply("move", moved(store.model, store.selection, /** @type {Spot} */ (by)), "", `move ${key()}`);
    const [first] = chosen();
    if (first) say(numbers.place([first.place[0], first.place[2]]));
    return isDone;
  }

  /** @type {(deg: number) => boolean} */
  function turn(deg) {
    return apply("turn", turnedBy(store.model, store.selection, deg), words.said_turned, `turn ${key()}`);
  }

  /** @type {(label: string, values: BlockValues, said: string) => boolean} */
  function set(label, values, said) {
    return apply(label, blocks().map(({ id }) => ({ op: "set", id, values })), said);
  }

  function group() {
    const names = new Set(store.model.blocks.map(({ values }) => values.group));
    let number = 1;
    while (names.has(`${words.group} ${number}`)) number += 1;
    return set("group", { group: `${words.group} ${number}` }, words.said_grouped);
  }

  function copy() {
    clipboard.set("blocks", blocks().map(({ table, values }) => ({ table, values })));
    say(words.said_copied);
    return true;
  }

  function all() {
    store.select([...new Set(plan.things().filter(({ isLocked, isGround }) => !isLocked && !isGround).map(({ id }) => id))]);
    return true;
  }

  function remove() {
    if (desk.more["delete-point"]?.(null)) return true;
    const ops = removed(store.model, store.selection);
    return apply("delete", ops, words.said_deleted);
  }

  /** @type {() => boolean} */
  function hide() {
    const { ids } = store.selection;
    store.hide(ids, !ids.every((id) => store.hidden.has(id)));
    return ids.length > 0;
  }

  /** @type {Record<string, (how: unknown) => boolean | void>} */
  const commands = {
    move,
    left: (isFar) => turn(-(isFar ? FAR_TURN_DEG : TURN_DEG)),
    right: (isFar) => turn(isFar ? FAR_TURN_DEG : TURN_DEG),
    up: () => apply("lift", lifted(store.model, store.selection, LIFT_M), words.said_set, `lift ${key()}`),
    down: () => apply("lift", lifted(store.model, store.selection, -LIFT_M), words.said_set, `lift ${key()}`),
    delete: remove,
    undo: () => { if (store.model.can_undo || store.state !== "kept") store.undo(); },
    redo: () => { if (store.model.can_redo) store.redo(); },
    duplicate: () => made(copies(store.model, store.selection, ASIDE, store.newId), "copy", words.said_duplicated),
    copy,
    cut: () => copy() && remove(),
    paste: () => made(pasted(store.model, clipboard.get("blocks", []), ASIDE, store.newId), "paste", words.said_pasted),
    all,
    group,
    ungroup: () => set("group", { group: null }, words.said_ungrouped),
    lock: () => set("lock", { locked: blocks().every(({ values }) => values.locked) ? null : true }, words.said_set),
    hide,
    detach: () => made(detached(store.model, store.selection, store.newId), "detach", words.said_detached),
    here: () => set("states", { when: [store.variant] }, words.said_set),
    everywhere: () => set("states", { when: null }, words.said_set),
    "to-state": (to) => made(statesAgain(store.model, store.selection, String(to), store.newId), "states", words.said_set),
    align: (edge) => chosen().length > 1 && apply("align", aligned(store.model, chosen(), /** @type {import("./arranging.js").Edge} */ (edge)), words.said_aligned),
    distribute: (axis) => chosen().length > 2 && apply("distribute", distributed(store.model, chosen(), axis ? 1 : 0), words.said_aligned),
    larger: () => plan.zoom(1.25),
    smaller: () => plan.zoom(0.8),
    fit: () => (store.selection.ids.length ? plan.fitSelection() : plan.fitAll()),
    "fit-all": () => plan.fitAll(),
  };
  return (command, how) => {
    const found = commands[command] ?? desk.more[command];
    return found ? found(how) !== false : false;
  };
}
