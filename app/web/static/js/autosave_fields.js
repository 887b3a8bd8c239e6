// The fields of a form as plain values, for autosave.js.

import { fieldsOf } from "./fields.js";

const NOT_TYPED = new Set(["show", "tab", "kept", "base", "number", "merged", "before"]);

const ABOUT_IT = ["find.", "new.", "remark.", "hand_in."]; // how the names of fields begin that say nothing of the thing itself

/**
 * Whether a field says something of the thing itself; others say what is shown or looked for.
 *
 * @param {string} name
 * @returns {boolean}
 */
export function isTyped(name) {
  return name !== "" && !NOT_TYPED.has(name) && !name.endsWith(".was") && !ABOUT_IT.some((start) => name.startsWith(start));
}

/**
 * Return the name of what an event comes from, "" if it has none.
 *
 * @param {EventTarget | null} target
 * @returns {string}
 */
export function nameOf(target) {
  return target !== null && "name" in target ? String(target.name) : "";
}

/**
 * Return what a form was filled from.
 *
 * @param {HTMLFormElement} form
 * @returns {Values}
 */
export function origin(form) {
  const field = fieldsOf(form);
  return { base: field("base").value, number: field("number").value };
}

/**
 * Return what a person has typed: name -> value.
 *
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function read(form) {
  const found = [...new FormData(form)].filter(([name]) => isTyped(name));
  return Object.fromEntries(found.map(([name, value]) => [name, String(value).replaceAll("\r\n", "\n")]));
}

/**
 * Put values into the fields that have their names; a name without a field is left out.
 *
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} values
 */
export function write(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = true;
    else if (field && "value" in field) field.value = value;
  }
}

/** As the server keeps it: without blanks at the ends of lines. @type {(words: string) => string} */
const kept = (words) => words.replace(/[^\S\n]+/g, " ").replace(/ ?\n ?/g, "\n").trim();

/**
 * Return [name, now, then] of each value that differs; a missing one counts as empty, and blanks that nobody sees do not.
 *
 * @param {Record<string, string>} now
 * @param {Record<string, string>} then
 * @returns {[string, string, string][]}
 */
export function changed(now, then) {
  const names = new Set([...Object.keys(now), ...Object.keys(then)]);
  /** @type {(name: string) => [string, string, string]} */
  const both = (name) => [name, now[name] ?? "", then[name] ?? ""];
  const all = [...names].map(both);
  return all.filter(([, before, after]) => kept(before) !== kept(after));
}

/**
 * Whether the server has what lies in this browser: it was sent, and the page is the answer, or has another origin now.
 *
 * @param {KeptInBrowser | null} there
 * @param {Values} now  what the form was filled from
 * @param {boolean} isAnswer  whether the page answers a form that was sent
 * @returns {boolean}
 */
export function hasArrived(there, now, isAnswer) {
  return Boolean(there?.isSent) && (isAnswer || there?.origin.number !== now.number);
}

/**
 * Return how a field is called on the page, with its group: "Deutsch · Titel".
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {string}
 */
export function labelOf(form, name) {
  const found = form.elements.namedItem(name);
  const field = /** @type {HTMLInputElement | null} */ (found instanceof RadioNodeList ? found[0] : found);
  const group = field?.closest?.("fieldset")?.querySelector("legend")?.textContent?.trim();
  const label = field?.labels?.[0]?.textContent?.trim();
  return [group, label ?? name].filter(Boolean).join(" · ");
}
