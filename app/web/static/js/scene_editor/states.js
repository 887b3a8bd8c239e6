// States: tabs over the plan, one for each; added, named, ordered and removed in a dialog; another one shown faintly.

import { filled } from "./readout.js";
import { newIn } from "./setting.js";

const MOST = 5;

/** A short name as a scene's text takes it. @type {(name: string) => string} */
export function shortName(name) {
  const german = name.trim().toLowerCase().replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss");
  return german.normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/**
 * What a step says when the list of states was changed.
 *
 * @param {{ name: string, was: string, from: string }[]} rows  `was`: its name before, "" if it is new
 * @returns {Extract<SceneOp, { op: "variants" }>}
 */
export function variantsOp(rows) {
  const renamed = rows.filter(({ name, was }) => was && was !== name).map(({ name, was }) => [was, name]);
  const from = rows.filter(({ was, from: like }) => !was && like).map(({ name, from: like }) => [name, like]);
  return { op: "variants", values: rows.map(({ name }) => name), renamed: Object.fromEntries(renamed), from: Object.fromEntries(from) };
}

/** @param {SceneDesk} desk */
export function startStates(desk) {
  const { part, store, words, stateName, say } = desk;
  const [tabs, ghost, dialog] = [part("states"), part("ghost", HTMLSelectElement), part("states-dialog", HTMLDialogElement)];
  const [list, template] = [part("states-list"), part("states-row", HTMLTemplateElement)];
  let shape = "";

  function draw() {
    const { variants } = store.model.head;
    if (shape !== variants.join()) {
      shape = variants.join();
      tabs.replaceChildren(...variants.map(tab));
      ghost.replaceChildren(new Option(words.no_ghost, ""), ...variants.map((each) => new Option(stateName(each), each)));
    }
    for (const each of tabs.querySelectorAll("button")) {
      const isShown = each.value === store.variant;
      each.setAttribute("aria-checked", String(isShown));
      each.tabIndex = isShown ? 0 : -1;
      each.title = isShown && variants.length > 1 ? filled(newIn(variants, each.value).length > 1 ? words.stands_from : words.stands_in, { state: stateName(each.value) }) : "";
    }
    ghost.value = store.ghost;
  }

  /** @type {(variant: string) => HTMLButtonElement} */
  function tab(variant) {
    const made = Object.assign(document.createElement("button"), { type: "button", value: variant, textContent: stateName(variant), className: "scene-states__tab" });
    made.setAttribute("role", "radio");
    made.addEventListener("click", () => show(variant));
    return made;
  }

  /** @type {(variant: string) => void} */
  function show(variant) {
    store.show(variant);
    say(filled(words.said_state, { state: stateName(variant) }));
  }

  tabs.addEventListener("keydown", (event) => {
    const { variants } = store.model.head;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    show(variants[(variants.indexOf(store.variant) + by + variants.length) % variants.length]);
    /** @type {HTMLElement | null} */ (tabs.querySelector("[aria-checked=true]"))?.focus();
  });
  ghost.addEventListener("change", () => store.haunt(ghost.value));

  /** @type {(name: string, was: string, from: string) => void} */
  function addRow(name, was, from) {
    const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    const input = /** @type {HTMLInputElement} */ (row.querySelector("input"));
    Object.assign(input, { value: name });
    input.setAttribute("aria-label", filled(words.state_number, { number: list.children.length + 1 }));
    Object.assign(row.dataset, { was, from });
    const [up, gone] = row.querySelectorAll("button");
    up.addEventListener("click", () => {
      row.previousElementSibling?.before(row);
      up.focus();
    });
    gone.addEventListener("click", () => {
      if (list.children.length > 1) row.remove();
      /** @type {HTMLElement | null} */ (list.querySelector("input"))?.focus();
    });
    list.append(row);
    part("states-add").toggleAttribute("disabled", list.children.length >= MOST);
  }

  part("states-open").addEventListener("click", () => {
    list.replaceChildren();
    for (const variant of store.model.head.variants) addRow(variant, variant, "");
    dialog.showModal();
  });
  part("states-add").addEventListener("click", () => {
    if (list.children.length < MOST) addRow("", "", store.variant);
    list.lastElementChild?.querySelector("input")?.focus();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "save") return;
    const rows = /** @type {HTMLElement[]} */ ([...list.children]).map((row) => {
      const { was = "", from = "" } = row.dataset;
      return { was, from, name: shortName(row.querySelector("input")?.value ?? "") || was };
    });
    const named = rows.filter(({ name }, i) => name && rows.findIndex((each) => each.name === name) === i);
    const op = variantsOp(named);
    if (op.values.join() !== store.model.head.variants.join()) store.apply({ label: "states", ops: [op] });
  });
  store.subscribe((what) => (what === "model" || what === "variant") && draw());
  draw();
}
