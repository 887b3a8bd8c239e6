// Pick all: one box that ticks all boxes of a list, and shows whether all, some or none are ticked.
//
//   <fieldset data-module="pick_all">
//     <label data-part="row" hidden><input type="checkbox" data-part="all"> Alle auf dieser Seite</label>
//     <input type="checkbox" name="item" value="7"> …
//   </fieldset>
//
// Without JavaScript one ticks each of them.

import { partsOf } from "/static/ar/parts.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const all = part("all", HTMLInputElement);
  const boxes = /** @type {HTMLInputElement[]} */ ([...element.querySelectorAll("input[type=checkbox][name]")]);

  function show() {
    const count = boxes.filter((each) => each.checked).length;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }

  element.addEventListener("change", (event) => {
    if (event.target === all) for (const each of boxes) each.checked = all.checked;
    show();
  });
  part("row").hidden = false;
  show();
}
