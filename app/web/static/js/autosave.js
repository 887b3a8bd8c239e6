// Autosave: what is typed is never lost.  It lies in this browser at once, and with the server every few seconds.
//
//   <div data-module="autosave" data-key="studio.7.42" data-typing="…" data-offline="…" data-signed-out="…" data-wrong="…" data-answer>
//     <section data-part="offer" hidden>… <span data-part="at">, <template data-part="difference">,
//       <div data-part="differences">, <button data-part="take">, <button data-part="leave"> …</section>
//     <form>… <div data-part="desk" hx-post="…" hx-trigger="keep">…</div> <p data-part="state">…</p></form>
//   </div>
//
// htmx does the round trip when the desk gets the event "keep"; X-Kept: yes means that the copy here may go.
// What did not arrive is offered when the page is opened again, unless it answers what was sent (data-answer).
// Without JavaScript nothing is kept but by "Speichern".

import { partsOf } from "/static/ar/parts.js";

import { isTyped, nameOf, origin, read } from "./autosave_fields.js";
import { offer, store } from "./autosave_restore.js";
import { sayer } from "./state_line.js";

const CALM_MS = 1500; // so long nobody types before the server is told
const LONGEST_MS = 6000; // and so long it waits at most
const HERE_MS = 20_000; // so often a window says that it is still there
const PATIENCE_MS = 3000; // so long saving waits for what is on its way

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const desk = part("desk");
  const form = /** @type {HTMLFormElement} */ (desk.closest("form"));
  const { key, ...words } = /** @type {Values} */ (element.dataset);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let since = 0; // when the first letter was typed that the server does not have
  /** @type {{ fields: string, isKept?: boolean, isOld?: boolean } | null} */
  let sent = null; // what is on its way to the server, and what it gave back when it came there
  /** @type {SubmitEvent | null} */
  let pressed = null; // the press of a button that waits for that
  let isLeaving = false;
  const say = sayer(part("state"));

  // One at a time: an older state must not reach the server after a newer one.
  function keep() {
    clearTimeout(timer);
    if (isLeaving) return;
    if (sent) {
      sent.isOld = true;
      return;
    }
    desk.dispatchEvent(new Event("keep"));
    if (!sent) soon(); // htmx does not listen yet
  }

  function began() {
    sent = { fields: JSON.stringify(read(form)) };
  }

  function soon() {
    clearTimeout(timer);
    const rest = since ? since + LONGEST_MS - Date.now() : CALM_MS;
    timer = setTimeout(keep, Math.max(0, Math.min(CALM_MS, rest)));
  }

  function note(isSent = false) {
    store(key, { at: Date.now(), origin: origin(form), fields: read(form), isSent });
  }

  /** @type {(event: Pick<Event, "target">) => void} */
  function typed(event) {
    if (!isTyped(nameOf(event.target))) return;
    note();
    since ||= Date.now();
    say(navigator.onLine ? words.typing : words.offline);
    part("back").textContent = part("back").dataset.typed ?? ""; // it is not done any more
    soon();
  }

  /** @type {(event: HTMLElementEventMap["htmx:after:request"]) => void} */
  function answered({ detail }) {
    const { status, headers } = detail.ctx.response;
    if (status === 401) say(words.signedOut);
    else if (status >= 400) say(words.wrong);
    else if (sent) sent.isKept = headers.get("X-Kept") === "yes";
  }

  function ended() {
    const { fields, isKept, isOld } = sent ?? { fields: "" };
    sent = null;
    if (isKept && fields === JSON.stringify(read(form))) {
      if (since) store(key, null); // else it is what is still being offered
      since = 0;
    } else if (isKept || isOld) {
      if (since) say(words.typing);
      soon();
    }
    leave();
  }

  function leave() {
    if (!pressed) return;
    const { submitter } = pressed;
    sent = pressed = null;
    form.requestSubmit(submitter);
  }

  // What is on its way arrives first: the other way round it would lie there as typed after it was saved.
  // But nobody waits for it for ever: not for the server, and not for a page that is never drawn again.
  /** @type {(event: SubmitEvent) => void} */
  function submitted(event) {
    if (event.submitter instanceof HTMLButtonElement && event.submitter.formTarget) return; // the preview
    if (!navigator.onLine) {
      event.preventDefault(); // the browser would show a page without a way back
      say(words.offline);
    } else if (sent) {
      event.preventDefault();
      pressed = event;
      setTimeout(() => {
        desk.dispatchEvent(new Event("htmx:abort"));
        setTimeout(leave);
      }, PATIENCE_MS);
    } else {
      isLeaving = true;
      if (since) note(true);
    }
  }

  /** @type {(event: PageTransitionEvent) => void} */
  function shown({ persisted }) {
    if (persisted) stayed(); // else it is the first time, and somebody may have pressed a button already
  }

  function stayed() {
    isLeaving = false;
    pressed = null;
    if (since) note();
    keep(); // others were told that nobody is here
  }

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  desk.addEventListener("htmx:before:request", began);
  desk.addEventListener("htmx:after:request", answered);
  desk.addEventListener("htmx:error", () => say(words.offline));
  desk.addEventListener("htmx:finally:request", ended);
  addEventListener("online", keep);
  addEventListener("pageshow", shown); // when one comes back to it
  form.addEventListener("submit", submitted);
  form.addEventListener("stayed", stayed); // nobody would have answered (connection.js)
  setInterval(keep, HERE_MS);
  offer(part, form, key, "answer" in words, typed);
  keep();
}
