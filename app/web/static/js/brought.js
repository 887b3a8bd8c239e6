// Brought: rows that come or go by a press, and files that are put in, count as typed, though nobody touched a field.
//
//   <form>…<div data-module="brought">…fields, and buttons with hx-post…</div></form>
//
// Others learn of it by the event "input" of a field, as if somebody had typed there.

import { isTyped, nameOf, read } from "./autosave_fields.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const form = /** @type {HTMLFormElement} */ (element.closest("form"));
  let seen = JSON.stringify(read(form));

  function look() {
    const now = JSON.stringify(read(form));
    const first = now === seen ? null : [...form.elements].find((each) => isTyped(nameOf(each)));
    seen = now;
    first?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  form.addEventListener("input", () => { seen = JSON.stringify(read(form)); });
  form.addEventListener("change", () => { seen = JSON.stringify(read(form)); });
  element.addEventListener("htmx:finally:request", () => setTimeout(look)); // once it is in the page
}
