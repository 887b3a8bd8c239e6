// Keys of the whole editor: search, save and help from wherever the focus is, and on its buttons what the plan knows with Ctrl.

import { commandOf } from "./plan_keys.js";

const ON_BUTTONS = new Set(["undo", "redo", "duplicate", "copy", "paste"]);

/** @typedef {"area" | "text" | "number" | "none"} Typing  what is typed where the focus is */

/**
 * What a key asks for, by name; "" for nothing.  In a text area every key is the text's.
 *
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">} event
 * @param {Typing} typing
 */
export function wishOf(event, typing) {
  const { key, ctrlKey, metaKey } = event;
  if (typing === "area") return "";
  if (ctrlKey || metaKey) return key === "s" ? "save" : onButton(commandOf(event), typing);
  if (key === "/" && typing !== "text") return "search";
  return key === "?" && typing === "none" ? "keys" : "";
}

/** @type {(command: string, typing: Typing) => string} */
function onButton(command, typing) {
  return typing === "none" && ON_BUTTONS.has(command) ? command : "";
}

/** @param {SceneDesk} desk */
export function listenOnDesk({ element, run }) {
  /** @type {(event: KeyboardEvent) => void} */
  function pressed(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || event.isComposing || target.closest("dialog")) return;
    const wish = wishOf(event, typingIn(target));
    const isText = wish === "copy" && !getSelection()?.isCollapsed; // words of the page are copied as ever
    if (!wish || isText) return;
    event.preventDefault();
    run(wish);
  }

  const { body } = element.ownerDocument;
  element.addEventListener("keydown", pressed);
  body.addEventListener("keydown", (event) => event.target === body && pressed(event)); // nothing has the focus
}

/** @type {(target: HTMLElement) => Typing} */
function typingIn(target) {
  if (target instanceof HTMLTextAreaElement) return "area";
  if (!(target instanceof HTMLInputElement) || target.matches("[type=checkbox], [type=radio], [type=range]")) return "none";
  return target.inputMode === "decimal" ? "number" : "text";
}
