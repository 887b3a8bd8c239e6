// Scene checks: lists what is odd about a scene, as the program that builds it says.
//
//   <section data-module="scene_checks" data-address="…/plan/HASH" hidden>… <ul data-part="list"></ul></section>
//
// Where there is nothing to say it stays hidden, as without JavaScript: the editor says it, too.

import { partsOf } from "/static/ar/parts.js";

const AGAIN_MS = 3000;
const BUSY = 204;

/** @param {HTMLElement} element  the element that carries data-module */
export async function start(element) {
  const list = partsOf(element)("list");
  const answer = await fetch(element.dataset.address ?? "").catch(() => null);
  if (answer?.status === BUSY) {
    setTimeout(() => start(element), AGAIN_MS);
    return;
  }
  if (!answer?.ok) return;
  /** @type {{ checks: { words: string }[] }} */
  const { checks } = await answer.json();
  const said = [...new Set(checks.map(({ words }) => words))]; // once, be it so in several states
  list.replaceChildren(...said.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  element.hidden = !checks.length;
}
