// Shortcuts: single keys, or two after one another, that press a link or button or lead into a field.
//
//   <body data-module="shortcuts">
//     <input data-shortcut="/">   <a href="…" data-shortcut="g l">
//   </body>
//
// Of several elements with the same keys the first visible one counts.  Nothing happens while somebody types in a
// field or holds a modifier.  Whoever has switched shortcuts off gets a body without the module.

const PATIENCE_MS = 1500; // so long the first of two keys is remembered

/**
 * Tell what a key leads to after what was typed before it.
 *
 * @param {string} before  the first of two keys, or ""
 * @param {string} key     the key just pressed
 * @param {string[]} known  all shortcuts, as "e" or "g l"
 * @returns {{ hit: string, typed: string }}  the shortcut that is complete, else what to remember
 */
export function step(before, key, known) {
  const both = before ? `${before} ${key}` : key;
  for (const typed of [both, key]) {
    if (known.includes(typed)) return { hit: typed, typed: "" };
    if (known.some((each) => each.startsWith(`${typed} `))) return { hit: "", typed };
  }
  return { hit: "", typed: "" };
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  let typed = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  element.ownerDocument.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.key.length !== 1 || isField(event.target)) return;
    /** @type {NodeListOf<HTMLElement>} */
    const all = element.querySelectorAll("[data-shortcut]");
    const keys = [...all];
    const found = step(typed, event.key, keys.map((each) => each.dataset.shortcut ?? ""));
    typed = found.typed;
    clearTimeout(timer);
    timer = setTimeout(() => { typed = ""; }, PATIENCE_MS);
    const target = keys.find((each) => each.dataset.shortcut === found.hit && each.checkVisibility());
    if (!target) return;
    event.preventDefault();
    if (isField(target)) target.focus();
    else target.click();
  });
}

/** @type {(element: EventTarget | null) => boolean} */
function isField(element) {
  if (!(element instanceof HTMLElement)) return false;
  return element.isContentEditable || element.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}
