// Reveal: shows what is typed into a password field, as long as somebody wants it.
//
//   <div data-module="reveal" data-words='{"show": "Zeigen", "hide": "Verbergen"}'>
//     <input type="password" data-part="input" …>
//     <button type="button" data-part="reveal" hidden>…<span data-part="label">Zeigen</span></button>
//   </div>
//
// It is hidden again before it is sent, so that browsers offer to keep it.  Without JavaScript there is no button.

import { partsOf } from "/static/ar/parts.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const input = part("input", HTMLInputElement);
  const button = part("reveal");
  const label = part("label");
  const words = JSON.parse(element.dataset.words ?? "{}");

  /** @param {boolean} isShown */
  function show(isShown) {
    input.type = isShown ? "text" : "password";
    label.textContent = isShown ? words.hide : words.show;
  }

  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  button.hidden = false;
}
