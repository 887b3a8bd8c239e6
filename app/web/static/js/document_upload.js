// Document upload: sends the document that somebody chooses beside a list, and says what came of it.
//
//   <div data-module="document_upload" data-address="/studio/…/neu" data-most="25000000" data-words="{…}">
//     <input type="file" form="…" data-part="file"> <p role="status" data-part="said"></p> <noscript>…a button…</noscript>
//   </div>
//
// One that is in the library raises "arrived" (js/picture_rows.js).  Without JavaScript its own form sends it.

import { partsOf } from "/static/ar/parts.js";

import { patiently } from "./patience.js";
import { post } from "./picture_post.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const [input, said] = [part("file", HTMLInputElement), part("said")];
  const form = /** @type {HTMLFormElement} */ (input.form);
  /** @type {Values} */
  const words = JSON.parse(element.dataset.words ?? "{}");

  async function send() {
    const [file] = input.files ?? [];
    if (!file) return;
    if (file.size > Number(element.dataset.most)) {
      said.textContent = words.large;
      return;
    }
    const body = new FormData(form);
    input.value = "";
    const answer = await patiently(
      () => post(element.dataset.address ?? "", body, (share) => (said.textContent = share < 1 ? words.sent : words.read)),
      (why) => (said.textContent = words[why]),
    );
    const [status, found] = [answer?.status ?? 0, answer?.found ?? { sentence: "" }];
    const broken = status === 401 ? words.signed_out : words.broken;
    said.textContent = status < 500 && status !== 401 && found.sentence ? found.sentence : broken;
    if (found.slug) element.dispatchEvent(new CustomEvent("arrived", { bubbles: true, detail: found }));
  }

  input.addEventListener("change", send);
}
