// Pick: choosing one of many, by keyboard as well: Enter in the search finds, and what is chosen stays in sight.
//
//   <fieldset data-module="pick">
//     <ul data-part="chosen">…</ul>
//     <details data-part="more"><input data-part="find"><button data-part="go">Suchen</button> <ul>…</ul></details>
//   </fieldset>
//
// Without JavaScript the buttons send the form, which comes back with another page of the list.

import { partsOf } from "/static/ar/parts.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  /** @type {HTMLDetailsElement | null} */
  const more = element.querySelector('[data-part="more"]');

  /** @type {(event: KeyboardEvent) => void} */
  function find(event) {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement) || event.target.dataset.part !== "find") return;
    event.preventDefault(); // else it would send the form
    part("go").click();
  }

  function fold() {
    const chosen = more?.open ? null : more?.querySelector("input[type=radio]:checked")?.closest("li");
    if (chosen) part("chosen").prepend(chosen);
  }

  element.addEventListener("keydown", find);
  more?.addEventListener("toggle", fold);
}
