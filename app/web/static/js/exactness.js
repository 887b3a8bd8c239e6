// Exactness: a slider beside the number of triangles that one may have.
//
//   <div data-module="exactness">
//     <input data-part="input" …>
//     <input type="range" data-part="slider" hidden …>
//   </div>
//
// Either follows the other.  Without JavaScript there is the number alone, and only that is sent.

import { partsOf } from "/static/ar/parts.js";

/**
 * Return the number that somebody typed, in groups or not.
 *
 * @param {string} text  "20000", "20.000" or "20 000"
 * @returns {number} NaN for anything else
 */
export function counted(text) {
  const plain = text.replace(/[\s.,]/g, "");
  return /^\d+$/.test(plain) ? Number(plain) : NaN;
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const input = /** @type {HTMLInputElement} */ (part("input"));
  const slider = /** @type {HTMLInputElement} */ (part("slider"));

  slider.hidden = false;
  slider.addEventListener("input", () => {
    input.value = slider.value;
  });
  input.addEventListener("input", () => {
    const number = counted(input.value);
    if (!Number.isNaN(number)) slider.value = String(number);
  });
}
