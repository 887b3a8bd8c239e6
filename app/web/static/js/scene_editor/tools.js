// Tools: the buttons of the editor, each of which asks for a command; and those that draw on the plan.

import { typedNumber } from "../typed_number.js";
import { repeatedAlong } from "./arranging.js";
import { drawnPoints, fewestOf } from "./point_list.js";
import { pinned } from "./setting.js";

/**
 * @param {SceneDesk} desk
 * @param {ScenePlanPane} plan
 * @param {(tab: string) => void} show
 */
export function startTools(desk, plan, show) {
  const { element, part, store, words, say, kept } = desk;

  element.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("[data-run]");
    if (button instanceof HTMLElement) desk.run(button.dataset.run ?? "", button.dataset.how);
  });

  const base = part("base", HTMLSelectElement);
  const before = kept.get("base", base.value);
  if ([...base.options].some(({ value }) => value === before)) base.value = before;
  base.addEventListener("change", () => {
    kept.set("base", base.value);
    plan.redraw();
  });

  part("copy-to", HTMLSelectElement).addEventListener("change", ({ target }) => {
    const select = /** @type {HTMLSelectElement} */ (target);
    if (select.value) desk.run("to-state", select.value);
    select.value = "";
  });
  store.subscribe((what) => (what === "model" || what === "variant") && offerStates());
  offerStates();

  function offerStates() {
    const select = part("copy-to", HTMLSelectElement);
    const wanted = store.model.head.variants.filter((each) => each !== store.variant);
    select.replaceChildren(new Option(words.copy_to, ""), ...wanted.map((each) => new Option(desk.stateName(each), each)));
  }

  desk.more["repeat-along"] = () => {
    const [id] = store.selection.ids;
    const spacing = typedNumber(part("spacing", HTMLInputElement).value);
    if (!id || !(spacing >= 0.1)) return false;
    plan.drawLine((points) => {
      const block = store.block(id);
      if (!block || points.length < 2) return;
      store.apply({ label: "repeat", ops: [{ op: "set", id, values: repeatedAlong(store.model, block, points, spacing) }] });
      say(words.said_set);
    });
    return true;
  };
  desk.more["draw-points"] = () => {
    const [id] = store.selection.ids;
    const known = desk.partOf(store.block(id));
    if (!known?.points) return false;
    plan.drawLine((points) => {
      const block = store.block(id);
      if (!block || points.length < fewestOf(known)) return;
      store.apply({ label: "set", ops: [{ op: "set", id, values: drawnPoints(block, known, points) }] });
      say(words.said_set);
    });
    return true;
  };
  desk.more.pin = () => {
    plan.drawLine(([[x, z]]) => {
      const id = store.newId();
      store.apply(pinned(store.model, [x, 1.5, z], id, store.variant));
      store.select([id]);
    }, 1, words.draw_pin);
    return true;
  };
  desk.more.keys = () => part("keys-dialog", HTMLDialogElement).showModal();
  desk.more.numbers = () => {
    show("inspector");
    /** @type {HTMLElement | null} */
    const first = part("inspector-form").querySelector("input, select");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
    return true;
  };
  desk.more.search = () => part("palette-search").focus();
  desk.more.save = () => /** @type {HTMLElement | null} */ (element.querySelector('[data-part="finish"] button:not([formaction])'))?.click();
}
