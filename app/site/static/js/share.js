// Share: hands the address of the page to what the device shares with, or else to its clipboard; nobody else is asked.
//
//   <div data-module="share" data-copied="…" data-failed="… {address}" hidden>
//     <button type="button" data-part="share">…</button> <span role="status" data-part="said"></span>
//   </div>
//
// The address is that of the page, whatever led here, with the state that shows.  Without JavaScript there is no button:
// the browser's own way of sharing is left.

import { stateIn, withState } from "./states.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (element.querySelector(`[data-part="${name}"]`));
  part("share").addEventListener("click", async () => {
    part("said").textContent = "";
    const address = withState(pageAddress(), stateIn(location.href));
    if (!(await handOver(address))) part("said").textContent = await copied(element, address);
  });
  element.hidden = false;
}

function pageAddress() {
  /** @type {HTMLLinkElement | null} */
  const link = document.querySelector('link[rel="canonical"]');
  return link?.href ?? location.href;
}

/** Tell whether the device took it, or the person changed their mind. @type {(address: string) => Promise<boolean>} */
async function handOver(address) {
  if (!navigator.share) return false;
  return navigator.share({ title: document.title, url: address }).then(() => true, ({ name }) => name === "AbortError");
}

/** Copy it; return what is said of that. @type {(element: HTMLElement, address: string) => Promise<string>} */
async function copied({ dataset }, address) {
  try {
    await navigator.clipboard.writeText(address);
    return dataset.copied ?? "";
  } catch {
    return (dataset.failed ?? "").replace("{address}", address);
  }
}
