// Presence: tells the server that a window with an open item goes, so that others are not told of somebody who is not there.
//
//   <span hidden data-module="presence" data-left="/…"><input type="hidden" name="tab" value="…"></span>
//
// autosave.js says that a window is there.  Without JavaScript nobody ever learns of a window.

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const tab = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  addEventListener("pagehide", () => {
    navigator.sendBeacon(element.dataset.left ?? "", new URLSearchParams({ tab: tab.value }));
  });
}
