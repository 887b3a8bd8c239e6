// Save key: Ctrl+S presses the button that saves, where the browser would save the page as a file.
//
//   <button data-module="save_key" aria-keyshortcuts="Control+S">Speichern</button>
//
// Of several on a page it is the one in whose form somebody is, else the first.

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const button = /** @type {HTMLButtonElement} */ (element);
  button.ownerDocument.addEventListener("keydown", (event) => {
    const isWanted = event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isWanted || event.defaultPrevented || !isMeant(button)) return;
    event.preventDefault();
    if (!event.repeat) button.click();
  });
}

/** @type {(button: HTMLButtonElement) => boolean} */
function isMeant(button) {
  const { activeElement, body } = button.ownerDocument;
  const there = activeElement?.closest("form")?.querySelector("[data-module=save_key]");
  return button === (there ?? body.querySelector("[data-module=save_key]"));
}
