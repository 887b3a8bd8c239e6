// Keep: what is typed is never lost.  It lies in this browser at once, and with the server every few seconds.
//
//   <div data-module="keep" data-key="studio.7.42" data-typing="…" data-offline="…" data-signed-out="…" data-wrong="…">
//     <section data-part="offer" hidden>… <span data-part="at">, <template data-part="difference">,
//       <div data-part="differences">, <button data-part="take">, <button data-part="leave"> …</section>
//     <form>… <div data-part="desk" hx-post="…" hx-trigger="keep">…</div> <p data-part="state">…</p></form>
//   </div>
//
// htmx does the round trip when the desk gets the event "keep"; X-Kept: yes means that the copy here may go.
// What did not arrive, because the connection or the window went, is offered when the page is opened again.
// Without JavaScript nothing is kept but by "Speichern".

import { changed, labelOf, read, write } from "./keep_fields.js";

const CALM_MS = 1500; // so long nobody types before the server is told
const LONGEST_MS = 6000; // and so long it waits at most
const HERE_MS = 20_000; // so often a window says that it is still there

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = (name) => element.querySelector(`[data-part="${name}"]`);
  const form = element.querySelector("form.editor");
  const desk = part("desk");
  const { key } = element.dataset;
  let timer = 0;
  let since = 0; // when the first letter was typed that the server does not have
  let sent = "";

  function say(words) {
    // the hidden field beside it stays
    const state = part("state");
    for (const node of [...state.childNodes]) if (node.nodeType === Node.TEXT_NODE) node.remove();
    state.append(words);
  }

  function keep() {
    clearTimeout(timer);
    sent = JSON.stringify(read(form));
    desk.dispatchEvent(new Event("keep"));
  }

  function typed(event) {
    if (!event.target.name || event.target.name === "show") return;
    store(key, { at: Date.now(), origin: origin(form), fields: read(form) });
    since ||= Date.now();
    say(navigator.onLine ? element.dataset.typing : element.dataset.offline);
    clearTimeout(timer);
    timer = setTimeout(keep, Math.max(0, Math.min(CALM_MS, since + LONGEST_MS - Date.now())));
  }

  function answered({ detail: { ctx } }) {
    const { status, headers } = ctx.response;
    if (status === 401) say(element.dataset.signedOut);
    else if (status >= 400) say(element.dataset.wrong);
    else if (headers.get("X-Kept") === "yes") {
      since = 0;
      if (sent === JSON.stringify(read(form))) store(key, null);
      else timer = setTimeout(keep, CALM_MS);
    }
  }

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  desk.addEventListener("htmx:after:request", answered);
  desk.addEventListener("htmx:error", () => say(element.dataset.offline));
  addEventListener("online", keep);
  form.addEventListener("submit", (event) => {
    if (navigator.onLine || event.submitter?.formTarget) return;
    event.preventDefault(); // the browser would show a page without a way back
    say(element.dataset.offline);
  });
  setInterval(keep, HERE_MS);
  offer(part, form, key, typed);
  keep();
}

/** Offer what lies in this browser and is not in the form; if it is, forget it. */
function offer(part, form, key, typed) {
  const kept = fetched(key);
  const differences = kept ? changed(read(form), kept.fields) : [];
  if (!differences.length) return store(key, null);
  part("at").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  for (const [name, now, then] of differences) {
    const piece = part("difference").content.cloneNode(true);
    const words = { name: labelOf(form, name), now: now || "–", typed: then || "–" };
    for (const [slot, text] of Object.entries(words)) piece.querySelector(`[data-part="${slot}"]`).textContent = text;
    part("differences").append(piece);
  }
  part("offer").hidden = false;
  part("take").addEventListener("click", () => {
    write(form, { ...kept.fields, ...kept.origin });
    part("offer").hidden = true;
    form.querySelector("[name='texts.de.title']").focus();
    typed({ target: { name: "taken" } });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  part("leave").addEventListener("click", () => {
    store(key, null);
    part("offer").hidden = true;
  });
}

function origin(form) {
  return { base: form.elements.base.value, number: form.elements.number.value };
}

function store(key, value) {
  try {
    if (value) localStorage.setItem(key, JSON.stringify(value));
    else localStorage.removeItem(key);
  } catch {
    // full, or forbidden by the browser: the server still has what it was sent
  }
}

function fetched(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
