// A number field of the street section: a comma or a point, arrows up and down, limits in words.

import { typedNumber } from "../typed_number.js";
import { filled } from "./readout.js";
import { millimetres } from "./section_strips.js";
import { typingIn } from "./typing.js";

/**
 * @param {HTMLInputElement} input
 * @param {{ low: number, high: number, step: number, empty?: boolean, write: (value: number | null) => void }} of  `empty`: it may be left empty, which is null
 * @param {Pick<SceneDesk, "say" | "words">} desk
 * @returns {(value: number | null) => void} shows a value
 */
export function numberField(input, { low, high, step, empty = false, write }, { say, words }) {
  const { format } = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 3, useGrouping: false });
  Object.assign(input, { inputMode: "decimal", autocomplete: "off" });
  /** @type {number | null} */
  let shown = null;
  const isTyping = typingIn(input);

  function take() {
    const typed = typedNumber(input.value);
    const isEmpty = empty && !input.value.trim();
    const isWrong = !isEmpty && !(typed >= low && typed <= high);
    input.toggleAttribute("aria-invalid", isWrong);
    if (isWrong) return say(filled(words.allowed, { low: format(low), high: format(high) }));
    const value = isEmpty ? null : millimetres(typed);
    if (value !== shown) write(value);
  }

  input.addEventListener("change", take);
  input.addEventListener("keydown", (event) => {
    const by = /** @type {Record<string, number>} */ ({ ArrowUp: 1, ArrowDown: -1 })[event.key];
    if (!by || event.altKey) return;
    event.preventDefault();
    const wanted = (typedNumber(input.value) || 0) + by * step * (event.shiftKey ? 10 : 1);
    input.value = format(Math.max(low, Math.min(high, millimetres(wanted))));
    take();
  });

  return (value) => {
    shown = value;
    if (isTyping()) return;
    input.removeAttribute("aria-invalid");
    if (value === null || typedNumber(input.value) !== value) input.value = value === null ? "" : format(value);
  };
}
