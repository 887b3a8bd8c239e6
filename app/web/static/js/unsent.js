// Unsent: a remark that somebody has written and not sent is not lost when they decide: first they send it, or empty it.
//
//   <div data-module="unsent">
//     <details data-part="saying"><form>… <textarea></textarea> <p data-part="unsent" role="alert" hidden>…</p> …</form></details>
//     <form>… what would lose it …</form>
//   </div>
//
// Another remark may be sent meanwhile: what is written stays (kept_note.js).  Without JavaScript it is lost with the page.

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  /** @type {(event: SubmitEvent) => void} */
  function submitted(event) {
    const sayings = /** @type {NodeListOf<HTMLDetailsElement>} */ (element.querySelectorAll('[data-part="saying"]'));
    if ([...sayings].some((each) => each.contains(/** @type {Node} */ (event.target)))) return;
    for (const each of sayings) {
      const field = each.querySelector("textarea");
      const note = /** @type {HTMLElement | null} */ (each.querySelector('[data-part="unsent"]'));
      if (!field?.value.trim() || !note) continue;
      event.preventDefault();
      each.open = true;
      note.hidden = false;
      field.focus();
      return;
    }
  }

  element.addEventListener("submit", submitted, true); // before others send it
}
