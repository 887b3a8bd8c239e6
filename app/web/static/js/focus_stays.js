// Focus stays: where a press takes away what had the focus, the focus goes to what came in its place, not to the top.
//
//   <div data-module="focus_stays">…<fieldset id="rows-years">… <button hx-post="…">Entfernen</button></fieldset>…</div>
//
// What came in its place is the innermost element around it that has an id and is still there.  What takes the focus
// by itself, as a new row does, keeps it.  Without JavaScript nothing is taken away while one looks.

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  /** @type {Element | null} */
  let last = null; // what had the focus
  /** @type {string[]} */
  let around = []; // the ids of what is around it, innermost first

  function look() {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    for (const id of around) {
      const there = document.getElementById(id);
      if (!there || !element.contains(there)) continue;
      if (!there.hasAttribute("tabindex")) there.tabIndex = -1;
      there.focus();
      return;
    }
  }

  element.addEventListener("focusin", ({ target }) => {
    last = /** @type {Element} */ (target);
    around = [];
    for (let each = last.parentElement; each && each !== element; each = each.parentElement) if (each.id) around.push(each.id);
  });
  element.addEventListener("pointerdown", () => { last = null; }); // whoever presses beside it has left it; focusin follows
  new MutationObserver(() => setTimeout(look)).observe(element, { childList: true, subtree: true });
}
