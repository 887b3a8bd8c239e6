// Offline form: a form is kept on this device first, and delivered when there is reception.
//
//   <div data-module="offline_form" data-kind="survey" data-code="2345AB" data-account="7" data-login="…" data-worker="…js">
//     <script type="application/json" data-part="words">…</script> <p data-part="told" hidden></p>
//     <form method="post"> <input type="hidden" name="request_id"> under which the studio takes it once,
//       <input type="hidden" name="was"> what the form was filled from; <fieldset>s with a box that says what counts
//     </form> <p data-part="later" hidden>…</p> … parts of templates/signs/sign_check/queue.html
//   </div>
//
// Without JavaScript, or where the browser cannot keep anything, the form is sent as it is.

import { partsOf } from "/static/ar/parts.js";

import { fieldsOf } from "./fields.js";
import { keepSurvey } from "./sign_check/offline_cache.js";
import { outbox } from "./sign_check/outbox.js";

/** @param {HTMLElement} element  the element that carries data-module */
export async function start(element) {
  if (!globalThis.crypto?.randomUUID || !globalThis.indexedDB) return;
  const part = partsOf(element);
  const form = /** @type {HTMLFormElement} */ (element.querySelector("form"));
  const field = fieldsOf(form);
  const note = element.querySelector('[data-part="later"]');
  const { code, login, account, worker } = /** @type {Values} */ (element.dataset);
  const box = outbox(part, JSON.parse(part("words").textContent ?? ""), { login, account: Number(account), after });
  let waiting = ""; // the id of what was noted last

  /** @param {SubmitEvent} event */
  async function keep(event) {
    event.preventDefault();
    const data = new FormData(form);
    const fields = Object.fromEntries([...new Set(data.keys())].map((name) => [name, data.getAll(name)]));
    waiting = field("request_id").value;
    await box.note({ id: waiting, url: form.action, kind: "survey", code, told: told(), fields });
    await box.send();
  }

  function told() {
    /** @type {NodeListOf<HTMLInputElement>} */
    const inputs = form.querySelectorAll("fieldset:has(:checked) input:not([type=checkbox])");
    return [...inputs].map((input) => `${input.labels?.[0].textContent?.trim()} ${input.value}`).join(", ");
  }

  async function after() {
    if (!waiting) return;
    const item = await box.find(waiting);
    if (item?.answer) form.submit(); // the studio says beside the fields what is wrong
    if (item) return;
    waiting = "";
    box.tell("done");
    await renew().catch(() => {}); // if that fails, the next time is refused, and the page is a new one
  }

  async function renew() {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const was = /** @type {HTMLInputElement} */ (page.querySelector("[name=was]"));
    field("was").value = was.value;
    field("request_id").value = crypto.randomUUID();
  }

  await box.remove(field("request_id").value); // it was refused, and is in the form again
  field("request_id").value = crypto.randomUUID(); // the page may be an old one, opened without reception
  form.addEventListener("submit", keep);
  note?.toggleAttribute("hidden", !("serviceWorker" in navigator));
  await box.send();
  if ("serviceWorker" in navigator) keepSurvey(worker).catch(() => {}); // then it opens with reception only
}
