// Markdown toolbar: buttons and keys that write the marks into a plain text field.
//
//   <div data-module="markdown_toolbar">
//     <div data-part="tools" role="toolbar" hidden><button type="button" data-mark="bold" data-key="b">Fett</button>…</div>
//     <div data-part="linking" hidden>…the parts of markdown_link.js…</div>
//     <textarea data-part="input"></textarea>
//   </div>
//
// Ctrl+Alt+key does the same from the keyboard; the arrow keys walk along the buttons, as in every toolbar.  Enter goes on
// with a list, or ends it; what is pasted from a word processor or a web page keeps its headings, lists, links and bold.
// Undo of the browser takes a mark back.  Without JavaScript the buttons are not shown, and one types the marks.

import { partsOf } from "/static/ar/parts.js";

import { linking } from "./markdown_link.js";
import { hasMarks, markdownOf } from "./markdown_paste.js";

const STEPS = new Map([["ArrowRight", 1], ["ArrowLeft", -1]]);

/**
 * @typedef {{ text: string, start: number, end: number }} Selected  the whole text and what is selected in it
 * @typedef {{ from: number, to: number, put: string, start: number, end: number }} Change
 *   what to replace, and what is selected then
 */

/**
 * Marks for `mark` around or before the selection; a second time takes them away.
 *
 * @param {string} mark  bold, heading or list
 * @param {Selected} given
 * @returns {Change}
 */
export function marked(mark, given) {
  if (mark === "bold") return around(given, "**", "**");
  return before(given, mark === "heading" ? "## " : "- ");
}

/** @type {(given: Selected, open: string, close: string) => Change} */
function around({ text, start, end }, open, close) {
  const isMarked = text.slice(start - open.length, start) === open && text.slice(end, end + close.length) === close;
  const inside = text.slice(start, end);
  if (isMarked) {
    const from = start - open.length;
    return { from, to: end + close.length, put: inside, start: from, end: from + inside.length };
  }
  const at = start + open.length;
  return { from: start, to: end, put: open + inside + close, start: at, end: at + inside.length };
}

/** @type {(given: Selected, sign: string) => Change} */
function before({ text, start, end }, sign) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const isMarked = lines.every((line) => line.startsWith(sign));
  const put = lines.map((line) => (isMarked ? line.slice(sign.length) : sign + line)).join("\n");
  return { from, to, put, start: lines.length > 1 ? from : from + put.length, end: from + put.length };
}

/** What Enter does within a list: a new item, or its end where the item is empty; null elsewhere. @type {(given: Selected) => Change | null} */
export function continued({ text, start, end }) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const item = /^(\s*)(?:([-*])|(\d{1,2})\.) /.exec(text.slice(from));
  if (start !== end || !item || start < from + item[0].length) return null;
  const next = text.indexOf("\n", from);
  if (text.slice(from, next < 0 ? text.length : next).trim() === item[0].trim()) return { from, to: start, put: "", start: from, end: from };
  const put = `\n${item[1]}${item[2] ?? `${Number(item[3]) + 1}.`} `;
  return { from: start, to: start, put, start: start + put.length, end: start + put.length };
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const tools = partsOf(element)("tools");
  const input = /** @type {HTMLTextAreaElement} */ (element.querySelector("textarea"));
  const buttons = [...tools.querySelectorAll("button")];

  const selected = () => ({ text: input.value, start: input.selectionStart, end: input.selectionEnd });

  /** @type {(done: Change) => void} */
  function put(done) {
    input.focus();
    input.setSelectionRange(done.from, done.to);
    document.execCommand(done.put ? "insertText" : "delete", false, done.put); // the only way that undo knows of
    input.setSelectionRange(done.start, done.end);
  }

  /** @type {(event: ClipboardEvent) => void} */
  function paste(event) {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const words = hasMarks(html) ? markdownOf(html) : "";
    if (!words) return; // the browser pastes it as it is
    event.preventDefault();
    document.execCommand("insertText", false, words);
  }

  /** @type {(event: KeyboardEvent) => void} */
  function walk(event) {
    const step = STEPS.get(event.key);
    if (!step) return;
    event.preventDefault();
    const at = buttons.findIndex((each) => each === document.activeElement);
    const next = buttons[(at + step + buttons.length) % buttons.length];
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  }

  const link = linking(partsOf(element)("linking"), selected, put, input);

  /** @type {(mark: string) => void} */
  const press = (mark) => (mark === "link" ? link() : put(marked(mark, selected())));

  for (const button of buttons) button.addEventListener("click", () => press(button.dataset.mark ?? ""));
  tools.addEventListener("keydown", walk);
  input.addEventListener("paste", paste);
  input.addEventListener("keydown", (event) => {
    const goesOn = event.key === "Enter" && !event.shiftKey && !event.isComposing ? continued(selected()) : null;
    if (goesOn) {
      event.preventDefault();
      put(goesOn);
      return;
    }
    const button = buttons.find((each) => each.dataset.key === event.key.toLowerCase());
    if (!button || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    press(button.dataset.mark ?? "");
  });
  tools.hidden = false;
}
