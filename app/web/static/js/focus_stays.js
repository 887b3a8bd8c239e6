// Focus stays: where a press takes away what had the focus, the focus goes to what came in its place, not to the top.
//
//   <div data-module="focus_stays">…<fieldset id="rows-years">… <button hx-post="…">Entfernen</button></fieldset>…</div>
//
// What came in its place is the innermost element around it that has an id and is still there.  What takes the focus
// by itself, as a new row does, keeps it.  Without JavaScript nothing is taken away while one looks.

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  /** @type {Element | null} */
  let last = null; // what has the focus, or had it
  /** @type {Element | null} */
  let instead = null; // what got it in the place of something else
  /** @type {string[]} */
  let around = []; // the ids of that and of what is around it, innermost first

  function look() {
    if (!last || document.activeElement !== document.body || (last.isConnected && last !== instead)) return;
    const there = around.map((id) => document.getElementById(id)).find((each) => each && element.contains(each)) ?? null;
    last = instead = there;
    if (!there) return;
    if (!there.hasAttribute("tabindex")) there.tabIndex = -1; // which htmx takes away once more as it settles
    there.focus();
  }

  element.addEventListener("focusin", ({ target }) => {
    last = /** @type {Element} */ (target);
    around = [];
    for (let each = /** @type {Element | null} */ (last); each && each !== element; each = each.parentElement) {
      if (each.id) around.push(each.id);
    }
  });
  element.addEventListener("pointerdown", () => { last = null; }); // whoever presses beside it has left it; focusin follows
  new MutationObserver(() => setTimeout(look)).observe(element, {
    attributeFilter: ["tabindex"],
    childList: true,
    subtree: true,
  });
}
