// Character count: says while one types how many characters a field has and allows.
//
//   <div data-module="character_count" data-limit="60">
//     <input data-part="input" …>
//     <p data-part="count">12 von 60 Zeichen</p>
//   </div>
//
// The words come from the server; only the first number changes.  Without JavaScript it stays as it was sent.

import { partsOf } from "/static/ar/parts.js";

/**
 * Count as the server does: characters, not UTF-16 units, and a line break is one.
 *
 * @param {string} text
 * @returns {number}
 */
export function length(text) {
  return [...text.replaceAll("\r\n", "\n")].length;
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const input = /** @type {TextField} */ (part("input"));
  const count = part("count");
  const limit = Number(element.dataset.limit);

  function show() {
    const now = length(input.value);
    count.textContent = (count.textContent ?? "").replace(/\d+/, String(now));
    count.classList.toggle("is-over", now > limit);
  }

  input.addEventListener("input", show);
  show();
}
