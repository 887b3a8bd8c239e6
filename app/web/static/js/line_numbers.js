// Line numbers: says in which line of a text one is, and leads from a list of faults to the line of each.
//
//   <form data-module="line_numbers"> <textarea data-part="text">…</textarea> <p data-part="place"></p> </form>
//   … <a data-line="12" href="#text">Zeile 12</a> …   anywhere on the page
//
// Without JavaScript the numbers of the lines still stand in the list.

import { partsOf } from "/static/ar/parts.js";

/**
 * Where a line begins and ends in a text.
 *
 * @param {string} text
 * @param {number} line  counted from 1
 * @returns {{ from: number, to: number }}
 */
export function span(text, line) {
  const lines = text.split("\n");
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { from: Math.min(from, text.length), to: Math.min(from, text.length) + (lines[line - 1] ?? "").length };
}

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const [text, place] = [part("text", HTMLTextAreaElement), part("place")];

  function show() {
    place.textContent = `${text.value.slice(0, text.selectionStart).split("\n").length} / ${text.value.split("\n").length}`;
  }

  for (const link of element.ownerDocument.querySelectorAll("a")) {
    if (!link.dataset.line) continue;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const { from, to } = span(text.value, Number(link.dataset.line));
      text.focus();
      text.setSelectionRange(from, to);
      text.scrollTop = (text.scrollHeight / text.value.split("\n").length) * (Number(link.dataset.line) - 4);
      show();
    });
  }
  for (const kind of ["keyup", "click", "input"]) text.addEventListener(kind, show);
  show();
}
