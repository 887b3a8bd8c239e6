// What lies in this browser because it did not reach the server, for autosave.js.

import { partsOf } from "/static/ar/parts.js";

import { changed, hasArrived, labelOf, origin, read, write } from "./autosave_fields.js";

/**
 * Offer what lies in this browser and is not in the form; if it is, forget it.
 *
 * @param {Part} part  finds a part of the element
 * @param {HTMLFormElement} form
 * @param {string} key  under which it was stored
 * @param {boolean} isAnswer  whether the page answers a form that was sent, with what was typed in it
 * @param {(event: Pick<Event, "target">) => void} typed  is told when it was put in
 */
export function offer(part, form, key, isAnswer, typed) {
  const kept = fetched(key);
  const is = hasArrived(kept, origin(form), isAnswer); // then it may be worded, or said otherwise, by now
  const differences = kept && !is ? changed(read(form), kept.fields) : [];
  if (!kept || !differences.length) {
    store(key, null);
    return;
  }
  part("at").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  for (const [name, now, then] of differences) {
    const piece = /** @type {DocumentFragment} */ (part("difference", HTMLTemplateElement).content.cloneNode(true));
    const slot = partsOf(piece);
    const words = { name: labelOf(form, name), now: now || "–", typed: then || "–" };
    for (const [place, text] of Object.entries(words)) slot(place).textContent = text;
    part("differences").append(piece);
  }
  part("offer").hidden = false;
  part("take").addEventListener("click", () => {
    write(form, { ...kept.fields, ...kept.origin });
    part("offer").hidden = true;
    const first = /** @type {HTMLElement} */ (form.elements.namedItem(differences[0][0]) ?? form.elements[0]);
    first.focus?.();
    typed({ target: first });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  part("leave").addEventListener("click", () => {
    store(key, null);
    part("offer").hidden = true;
  });
}

/**
 * Store a value in this browser, or remove it when it is null.
 *
 * @param {string} key
 * @param {KeptInBrowser | null} value
 */
export function store(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value));
    else localStorage.removeItem(key);
  } catch {
    // full, or forbidden by the browser: the server still has what it was sent
  }
}

/** @type {(key: string) => KeptInBrowser | null} */
function fetched(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
