// Keys on the plan: all that a pointer does there, and more exactly.

const ARROWS = /** @type {Record<string, Spot>} */ ({ ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] });
const PAN_PX = 60;

/** How far one press of an arrow moves, metres. @type {(keys: { shiftKey: boolean, altKey: boolean }) => number} */
export function strideOf({ shiftKey, altKey }) {
  return shiftKey ? 1 : altKey ? 0.01 : 0.1;
}

/** What a key asks for, by name; "" for nothing. @type {(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">) => string} */
export function commandOf({ key, ctrlKey, metaKey, shiftKey }) {
  const control = ctrlKey || metaKey;
  if (control) return { z: shiftKey ? "redo" : "undo", Z: "redo", y: "redo", d: "duplicate", c: "copy", x: "cut", v: "paste", a: "all", g: shiftKey ? "ungroup" : "group", G: "ungroup" }[key] ?? "";
  return { Delete: "delete", Backspace: "delete", "[": "left", "]": "right", ",": "left", ".": "right", ";": "left", ":": "right", "{": "left", "}": "right", "+": "larger", "-": "smaller", 0: "fit", l: "lock", h: "hide", "?": "keys", PageUp: "up", PageDown: "down" }[key] ?? "";
}

/**
 * @param {SceneDesk} desk
 * @param {ScenePlanPane} plan
 */
export function listenToKeys(desk, plan) {
  const { store } = desk;
  let isWalking = true; // Tab goes through parts, until Escape and from the next selection on

  /** The next single thing, in the order of the text, the ground last. @type {(by: 1 | -1) => boolean} */
  function walk(by) {
    const order = new Map(store.model.blocks.map(({ id }, i) => [id, i]));
    const place = (/** @type {import("./things.js").Thing} */ { id, spot, isGround }) => (isGround ? 1e9 : 0) + (order.get(id) ?? 0) * 1e4 + spot;
    const things = plan.things().filter(({ isLocked }) => !isLocked).sort((a, b) => place(a) - place(b));
    const { ids, spots } = store.selection;
    const at = things.findIndex(({ id, spot }) => id === ids[0] && (!spots[id] || spots[id][0] === spot));
    const next = things[at < 0 ? (by > 0 ? 0 : things.length - 1) : at + by];
    if (!next) return false;
    const many = Array.isArray(store.block(next.id)?.values.spots);
    store.select([next.id], many ? { [next.id]: [next.spot] } : {});
    plan.reveal();
    return true;
  }

  plan.surface.addEventListener("focus", () => { isWalking = true; });
  store.subscribe((what) => { if (what === "selection") isWalking = true; });
  plan.surface.addEventListener("keyup", ({ key }) => key === " " && plan.hand(false));
  plan.surface.addEventListener("blur", () => plan.hand(false));
  plan.surface.addEventListener("keydown", (event) => {
    const { key } = event;
    const arrow = ARROWS[key];
    if (key === "Tab") {
      if (!isWalking || !walk(event.shiftKey ? -1 : 1)) return;
    } else if (key === "Escape") escape();
    else if (key === " ") plan.hand(true);
    else if (arrow && store.selection.ids.length) {
      const stride = strideOf(event);
      desk.run("move", [arrow[0] * stride, arrow[1] * stride]);
    } else if (arrow) plan.pan(-arrow[0] * PAN_PX, -arrow[1] * PAN_PX);
    else if (key === "Enter" && plan.isBusy()) plan.finish();
    else if (key === "Enter" && store.selection.ids.length) desk.run("numbers");
    else {
      const command = commandOf(event);
      if (!command || !desk.run(command, event.shiftKey)) return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  function escape() {
    if (plan.isBusy()) return plan.cancel();
    if (store.selection.ids.length) store.select([]);
    isWalking = false;
  }
}
