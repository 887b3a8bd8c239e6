// What lies in this browser because it did not reach the server, for keep.js.

import { changed, labelOf, read, write } from "./keep_fields.js";

/**
 * Offer what lies in this browser and is not in the form; if it is, forget it.
 *
 * @param {(name: string) => HTMLElement} part  finds a part of the element
 * @param {HTMLFormElement} form
 * @param {string} key  under which it was stored
 * @param {(event: { target: { name: string } }) => void} typed  is told when it was put in
 */
export function offer(part, form, key, typed) {
  const kept = fetched(key);
  const differences = kept ? changed(read(form), kept.fields) : [];
  if (!differences.length) return store(key, null);
  part("at").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  for (const [name, now, then] of differences) {
    const piece = part("difference").content.cloneNode(true);
    const words = { name: labelOf(form, name), now: now || "–", typed: then || "–" };
    for (const [slot, text] of Object.entries(words)) piece.querySelector(`[data-part="${slot}"]`).textContent = text;
    part("differences").append(piece);
  }
  part("offer").hidden = false;
  part("take").addEventListener("click", () => {
    write(form, { ...kept.fields, ...kept.origin });
    part("offer").hidden = true;
    form.querySelector("[name='texts.de.title']").focus();
    typed({ target: { name: "taken" } });
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
 * @param {{ at: number, origin: object, fields: Record<string, string> } | null} value
 */
export function store(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value));
    else localStorage.removeItem(key);
  } catch {
    // full, or forbidden by the browser: the server still has what it was sent
  }
}

function fetched(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
