// Copy text: a button that puts a text of the page on the clipboard, and says that it did.
//
//   <div data-module="copy_text" data-copied="Kopiert.">
//     <a data-part="text" href="…">https://…</a> <button type="button" data-part="copy" hidden>…</button>
//     <span data-part="told" role="status"></span>
//   </div>
//
// Without JavaScript the text can be selected by hand; where the browser keeps the clipboard shut it is selected, for Ctrl+C.

import { partsOf } from "/static/ar/parts.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const text = part("text");

  async function copy() {
    getSelection()?.selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      part("told").textContent = element.dataset.copied ?? "";
    } catch {
      part("told").textContent = "";
    }
  }

  part("copy").addEventListener("click", copy);
  part("copy").hidden = false;
}
