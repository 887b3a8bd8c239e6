// Reorder: moves rows up and down at once, by button or by dragging.
//
//   <form data-module="reorder">
//     <ol data-part="list"><li data-part="row"><input name="order" …><button name="up">…<button name="down">…</li></ol>
//     <p data-part="said" data-words="{title}: Platz {place} von {count}"></p>
//   </form>
//
// Without JavaScript the buttons ask the server for the other order; saving is one press in either case.

import { partsOf } from "/static/ar/parts.js";

/**
 * Return the sentence that says where a row is now.
 *
 * @type {(words: string, title: string, place: number, count: number) => string}
 */
export function told(words, title, place, count) {
  return words.replace("{title}", title).replace("{place}", String(place)).replace("{count}", String(count));
}

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  if (!element.querySelector('[data-part="list"]')) return;
  const part = partsOf(element);
  const [list, said] = [part("list"), part("said")];
  const rows = () => [...list.querySelectorAll("li")].filter(({ dataset }) => dataset.part === "row");
  /** @type {HTMLElement | null} */
  let dragged = null;

  /** @param {HTMLElement} row */
  function say(row) {
    const title = row.querySelector("span")?.textContent ?? "";
    const place = rows().findIndex((each) => each === row) + 1;
    said.textContent = told(said.dataset.words ?? "", title, place, rows().length);
  }

  element.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    const row = rowOf(event);
    if (!button || !row || !["up", "down"].includes(button.name)) return;
    event.preventDefault();
    if (button.name === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    const other = row.querySelector(button.name === "up" ? "button[name=down]" : "button[name=up]");
    const shown = button.checkVisibility({ visibilityProperty: true }) ? button : other;
    if (shown instanceof HTMLElement) shown.focus();
    say(row);
  });

  for (const row of rows()) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = rowOf(event);
    dragged?.classList.add("is-dragged");
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = rowOf(event);
    if (!dragged || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (over !== dragged) over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
  });
  list.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("is-dragged");
    say(dragged);
    dragged = null;
  });
}

/** @type {(event: Event) => HTMLElement | null} */
function rowOf({ target }) {
  return target instanceof Element ? target.closest('[data-part="row"]') : null;
}
