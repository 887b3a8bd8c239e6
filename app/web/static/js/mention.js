// Mention: offers the names of colleagues while one types @ in a text.
//
//   <div data-module="mention" data-names="/studio/inhalte/7/namen" data-words='{"one": "1 Name: {name}", "some": "{n} Namen …"}'>
//     <textarea id="say" data-part="input"></textarea>
//     <ul data-part="names" role="listbox" aria-label="Namen" hidden></ul>
//     <p data-part="told" role="status"></p>
//   </div>
//
// Arrows choose, Enter and Tab take, Escape closes.  Without JavaScript one types the name; the server reads it either way.

import { partsOf } from "/static/ar/parts.js";

const MOST = 6; // names at a time
const LONGEST = 40; // characters after the @, beyond which nobody is looking for a name

/**
 * @param {string} text
 * @param {number} caret
 * @returns {{ from: number, words: string } | null}  where the @ before the caret is and what follows it, if that may be a name
 */
export function asked(text, caret) {
  const from = text.lastIndexOf("@", caret - 1);
  const words = text.slice(from + 1, caret);
  const isWithin = from > 0 && /[\p{L}\p{N}_]/u.test(text[from - 1]); // as in a mail address
  return from < 0 || isWithin || words.length > LONGEST || words.includes("\n") ? null : { from, words };
}

/**
 * @param {string[]} names
 * @param {string} words
 * @returns {string[]}  the names that begin so, or of which a part does
 */
export function matching(names, words) {
  const wanted = words.toLowerCase();
  const begins = (/** @type {string} */ name) => [name, ...name.split(/[\s(-]+/)].some((part) => part.toLowerCase().startsWith(wanted));
  return names.filter(begins).slice(0, MOST);
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const input = part("input", HTMLTextAreaElement);
  const list = part("names");
  const told = part("told");
  const words = JSON.parse(element.dataset.words ?? "{}");
  /** @type {Promise<string[]> | undefined} */
  let known;
  /** @type {string[]} */
  let shown = [];
  let active = 0;

  list.id = `${input.id}-names`;
  const its = { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": list.id, autocomplete: "off" };
  for (const [name, value] of Object.entries(its)) input.setAttribute(name, value);

  /** @returns {Promise<string[]>} */
  async function names() {
    const answer = await fetch(element.dataset.names ?? "");
    return answer.ok ? answer.json() : [];
  }

  async function look() {
    if (!asked(input.value, input.selectionStart)) return show([]);
    known ??= names().catch(() => []);
    const found = await known;
    const now = asked(input.value, input.selectionStart); // one has typed on meanwhile
    show(now ? matching(found, now.words) : []);
  }

  /** @param {string[]} found */
  function show(found) {
    shown = found;
    active = 0;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    told.textContent = found.length === 1 ? words.one.replace("{name}", found[0]) : found.length ? words.some.replace("{n}", found.length) : "";
    mark();
  }

  /** @type {(name: string, at: number) => HTMLElement} */
  function option(name, at) {
    const made = document.createElement("li");
    Object.assign(made, { id: `${list.id}-${at}`, role: "option", textContent: name });
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps the focus
    made.addEventListener("click", () => take(at));
    return made;
  }

  function mark() {
    [...list.children].forEach((each, at) => each.setAttribute("aria-selected", String(at === active)));
    if (shown.length) input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  function take(at) {
    const place = asked(input.value, input.selectionStart);
    if (!place) return;
    input.setRangeText(`@${shown[at]} `, place.from, input.selectionStart, "end");
    show([]);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      active = (active + step + shown.length) % shown.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") take(active);
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  input.addEventListener("input", look);
  input.addEventListener("keydown", press);
  input.addEventListener("blur", () => show([]));
  if (document.activeElement === input) look(); // somebody types already
}
