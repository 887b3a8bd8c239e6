// Presence: who else is at the same scene; and what other windows of the same person did there.

import { filled } from "./readout.js";

const HERE_MS = 20_000; // so often a window says that it is still there

/** @param {SceneDesk} desk */
export function startPresence({ part, store, words, addresses }) {
  const windows = new BroadcastChannel(`scene ${addresses.step}`);
  let last = store.model.version;

  async function here() {
    if (document.hidden) return;
    const response = await fetch(addresses.present, { method: "POST", headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok || response.redirected) return;
    const { version, others, is_newer: isNewer } = /** @type {{ version: number, others: { name: string, is_here: boolean }[], is_newer: boolean }} */ (await response.json());
    if (version !== store.model.version) store.refresh();
    const names = others.filter((each) => each.is_here).map(({ name }) => name);
    const told = names.length ? filled(words.others, { names: names.join(", ") }) : "";
    part("others").textContent = [told, isNewer ? words.is_newer : ""].filter(Boolean).join(" ");
  }

  windows.addEventListener("message", () => store.refresh());
  store.subscribe((what) => {
    if (what !== "model" || store.state !== "kept" || store.model.version === last) return;
    last = store.model.version;
    windows.postMessage(last);
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? store.flush() : here()));
  addEventListener("pagehide", () => windows.close());
  setInterval(here, HERE_MS);
  here();
  letFinish(part("finish", HTMLFormElement), store);
}

/** What was done last goes to the server before the scene is saved or thrown away. @type {(form: HTMLFormElement, store: SceneStore) => void} */
function letFinish(form, store) {
  form.addEventListener("submit", (event) => {
    if (store.state === "kept") return;
    event.preventDefault();
    const leave = store.subscribe((what) => {
      if (what !== "state" || store.state !== "kept") return;
      leave();
      form.requestSubmit(event.submitter);
    });
    store.flush();
  });
}
