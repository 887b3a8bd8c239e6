// Text pane: the scene as its text, for experts.  It follows each step as long as nobody types in it; what is typed goes to the
// server as one step, and what cannot be taken stays there, with its faults at their lines.

import { filled } from "./readout.js";

/** @typedef {{ words: string, faults: { line: number, field: string, wrong: string, mend: string }[] }} Refusal */

/** @param {SceneDesk} desk */
export function startTextPane({ part, store, words, addresses, kept }) {
  const [form, text] = [part("text-form"), part("text", HTMLTextAreaElement)];
  const [state, refusal, faults] = [part("text-state"), part("text-refusal"), part("text-faults")];
  let known = text.value; // as the server has it
  const typed = kept.get("typed", "");
  if (typed) text.value = typed;
  const isTyped = () => text.value !== known;

  function follow() {
    if (store.state !== "kept") return;
    const wasTyped = isTyped();
    known = store.model.text;
    if (!wasTyped) {
      text.value = known;
      text.dispatchEvent(new Event("keyup")); // whoever counts its lines
    }
    if (wasTyped && text.value === known) settle();
    show();
  }

  function show() {
    state.textContent = isTyped() ? words.text_typed : "";
    if (isTyped()) return;
    list(store.model.faults);
  }

  function settle() {
    kept.set("typed", "");
    refusal.hidden = true;
  }

  /** @type {(found: readonly { line: number, field: string, wrong: string, mend: string }[]) => void} */
  function list(found) {
    faults.replaceChildren(...found.map(({ line, field, wrong, mend }) => {
      const row = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: "#scene-text", textContent: filled(words.line, { number: line }) });
      link.dataset.line = String(line);
      row.append(link, ` ${field}: ${wrong} ${mend}`);
      return row;
    }));
  }

  async function take() {
    if (!isTyped()) return;
    const step = { label: "text", token: store.newId(), ops: [{ op: "text", text: text.value.replaceAll("\r\n", "\n") }] };
    const body = new URLSearchParams({ version: String(store.model.version), steps: JSON.stringify([step]) });
    const answer = await fetch(addresses.step, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.ok) {
      known = text.value;
      settle();
      await store.refresh();
      follow();
    } else if (answer && answer.status < 500) {
      /** @type {Refusal} */
      const { words: sentence, faults: found } = await answer.json();
      refusal.textContent = sentence;
      refusal.hidden = false;
      list(found);
    } else state.textContent = words.text_waits;
  }

  text.addEventListener("input", () => {
    kept.set("typed", isTyped() ? text.value : "");
    show();
  });
  text.addEventListener("keydown", (event) => {
    event.stopPropagation(); // what is typed here is no command
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) take();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take();
  });
  store.subscribe((what) => (what === "model" || what === "state") && follow());
  follow();
}
