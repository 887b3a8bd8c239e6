// Line hints: a click on a hint leads to its line in the text and marks it; again, to the next of its lines.
//
//   <div data-module="line_hints">… <a href="#texts-de-simple-body" data-lines="3 9">Zeilen 3 und 9</a> …</div>
//
// Without JavaScript the link leads to the field.

/**
 * Return where a line begins and ends; of one that is not there (any more), the end of the text.
 *
 * @param {string} text
 * @param {number} line  from 1
 * @returns {[number, number]}
 */
export function span(text, line) {
  const lines = text.split("\n");
  if (line > lines.length) return [text.length, text.length];
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return [start, start + lines[line - 1].length];
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  element.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-lines]") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    const field = document.getElementById(link.hash.slice(1));
    if (!(field instanceof HTMLTextAreaElement)) return;
    event.preventDefault();
    const lines = (link.dataset.lines ?? "").split(" ").map(Number);
    const after = lines.findIndex((line) => span(field.value, line)[0] > field.selectionStart);
    const [first, last] = span(field.value, lines[Math.max(after, 0)]);
    field.focus();
    field.setSelectionRange(first, last);
    field.scrollTop = (field.scrollHeight * first) / Math.max(field.value.length, 1) - field.clientHeight / 2;
  });
}
