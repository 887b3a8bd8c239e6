// Markdown link: a small form for the words of a link and where it leads, for markdown_toolbar.js.
//
//   <div data-part="linking" hidden>
//     <input data-part="input"> <input data-part="input"> <p data-part="wrong" role="alert"></p>
//     <button type="button" data-part="put">Einsetzen</button> <button type="button" data-part="drop">Abbrechen</button>
//   </div>
//
// Enter puts it in, Escape goes back to the text.  Without JavaScript one types the marks.

import { partsOf } from "/static/ar/parts.js";

const LINK = /\[([^\]\n]*)\]\(([^()\s]*)\)/g;
const BARE = /^(?:[\w-]+\.)+\p{L}{2,}(?:[/?#:]\S*)?$/u;
const SAFE = /^(?:https?:\/\/[^/]|mailto:.)/i;

/** @typedef {import("./markdown_toolbar.js").Selected} Selected */
/** @typedef {{ from: number, to: number, words: string, address: string }} Link  what stands there, and where */

/** The link in which the selection is, else one that the selection would become. @type {(given: Selected) => Link} */
export function linkAt({ text, start, end }) {
  for (const found of text.matchAll(LINK)) {
    const [from, to] = [found.index, found.index + found[0].length];
    if (from <= start && end <= to && start < to) return { from, to, words: found[1], address: found[2] };
  }
  const chosen = text.slice(start, end); // blanks around it stay where they are
  const words = chosen.trim();
  const from = words ? start + chosen.indexOf(words) : start;
  const to = words ? from + words.length : end;
  return SAFE.test(words) ? { from, to, words: "", address: words } : { from, to, words, address: "" };
}

/** Its marks; empty where the address is none. @type {(words: string, address: string) => string} */
export function linkOf(words, address) {
  const typed = address.trim();
  const whole = BARE.test(typed) ? `https://${typed}` : typed;
  if (!SAFE.test(whole) || /\s/.test(whole) || !URL.canParse(whole)) return "";
  const to = whole.replace(/[()]/g, (each) => (each === "(" ? "%28" : "%29"));
  const said = words.replace(/\s+/g, " ").trim() || whole.replace(/^(?:https?:\/\/(?:www\.)?|mailto:)/i, "").replace(/\/$/, "");
  return `[${said.replace(/[[\]]/g, "")}](${to})`;
}

/**
 * Let a form ask for a link.
 *
 * @param {HTMLElement} element  the form
 * @param {() => Selected} selected
 * @param {(done: import("./markdown_toolbar.js").Change) => void} put  puts marks into the text and goes back to it
 * @param {HTMLElement} text
 * @returns {() => void}  opens it
 */
export function linking(element, selected, put, text) {
  const part = partsOf(element);
  const [words, address] = element.querySelectorAll("input");
  /** @type {Link} */
  let at;

  function open() {
    at = linkAt(selected());
    [words.value, address.value] = [at.words, at.address];
    part("wrong").textContent = "";
    address.removeAttribute("aria-invalid");
    element.hidden = false;
    (at.words ? address : words).focus();
  }

  function close() {
    element.hidden = true;
    text.focus();
  }

  function done() {
    const marks = linkOf(words.value, address.value);
    part("wrong").textContent = marks ? "" : (part("wrong").dataset.words ?? "");
    part("wrong").hidden = Boolean(marks);
    address.setAttribute("aria-invalid", String(!marks));
    if (!marks) return address.focus();
    element.hidden = true;
    const end = at.from + marks.length;
    return put({ from: at.from, to: at.to, put: marks, start: end, end });
  }

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    if (event.target instanceof HTMLButtonElement && event.key === "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    (event.key === "Enter" ? done : close)();
  });
  part("put").addEventListener("click", done);
  part("drop").addEventListener("click", close);
  return open;
}
