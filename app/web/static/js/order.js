// Order: moves rows up and down at once, by button or by dragging.
//
//   <form data-module="order">
//     <ol data-part="list"><li data-part="row"><input name="order" …><button name="up">…<button name="down">…</li></ol>
//     <p data-part="said" data-words="{title}: Platz {place} von {count}"></p>
//   </form>
//
// Without JavaScript the buttons ask the server for the other order; saving is one press in either case.

/** Return the sentence that says where a row is now. */
export function told(words, title, place, count) {
  return words.replace("{title}", title).replace("{place}", String(place)).replace("{count}", String(count));
}

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const [list, said] = ["list", "said"].map((part) => element.querySelector(`[data-part="${part}"]`));
  if (!list) return;
  const rows = () => [...list.querySelectorAll('[data-part="row"]')];
  let dragged = null;

  function say(row) {
    const title = row.querySelector("span").textContent;
    said.textContent = told(said.dataset.words, title, rows().indexOf(row) + 1, rows().length);
  }

  element.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="up"], button[name="down"]');
    if (!button) return;
    event.preventDefault();
    const row = button.closest('[data-part="row"]');
    if (button.name === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    (button.checkVisibility({ visibilityProperty: true }) ? button : row.querySelector(`button:not([name="${button.name}"])`)).focus();
    say(row);
  });

  for (const row of rows()) row.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest('[data-part="row"]');
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest('[data-part="row"]');
    if (!dragged || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (over !== dragged) over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
  });
  list.addEventListener("dragend", () => {
    dragged.classList.remove("is-dragged");
    say(dragged);
    dragged = null;
  });
}
