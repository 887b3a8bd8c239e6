// Job progress: keeps the state of an order or an import up to date while the jobs work on it.
//
//   <div data-module="job_progress"><section data-part="state" data-state="waiting">…</section></div>
//
// Without JavaScript a link loads the page anew.

import { partsOf } from "/static/ar/parts.js";

const WAIT_MS = 1000;

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);

  async function look() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector('[data-module="job_progress"] [data-part="state"]');
      if (fresh && fresh.innerHTML !== part("state").innerHTML) part("state").replaceWith(document.adoptNode(fresh));
    }
    again();
  }

  function again() {
    if (part("state").dataset.state === "waiting") setTimeout(look, WAIT_MS);
  }

  again();
}
