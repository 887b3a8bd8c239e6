// Model upload: sends a 3D file from within the editor and lets the planning show it; everything typed stays.
//
//   <div data-module="model_upload" data-begin="/studio/…/hochladen" data-most="…" data-words="{…}" data-kinds="{…}" data-partner="nord">
//     <input type="file" data-part="file"> <p role="status" data-part="said"></p>
//     <progress data-part="progress" hidden></progress> <a data-part="page" target="_blank" hidden>…</a>
//     <button hidden name="then" value="show.asset" data-part="show" hx-post="…" hx-target="…">…</button>
//   </div>
//
// It becomes the field "asset" of the form at once, so that it is kept also where nothing answers; then the part of the
// page is asked for that shows it.  Without JavaScript there is a link to the library's own page.

import { partsOf } from "/static/ar/parts.js";

import { headOf, kindOf } from "./file_kind.js";
import { fileSize } from "./file_size.js";
import { sender } from "./upload_parts.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const [input, said, progress] = [part("file", HTMLInputElement), part("said"), part("progress", HTMLProgressElement)];
  const [page, show] = [part("page", HTMLAnchorElement), part("show", HTMLButtonElement)];
  const form = /** @type {HTMLFormElement} */ (show.form);
  /** @type {Values} */
  const words = JSON.parse(element.dataset.words ?? "{}");
  /** @type {{ signs: import("./file_kind.js").Sign[], refused: Record<string, { sentence: string, help: string }> }} */
  const kinds = JSON.parse(element.dataset.kinds ?? "{}");
  const send = sender(element.dataset.begin ?? "", words, (sentence) => (said.textContent = sentence));

  /** @type {(address: string, label: string) => void} */
  function lead(address, label) {
    page.hidden = !address;
    page.href = address;
    page.textContent = label;
  }

  async function chosen() {
    const [file] = input.files ?? [];
    if (!file) return;
    const refused = kinds.refused[kindOf(kinds.signs, await headOf(file), file.name)];
    const wrong = refused?.sentence ?? (file.size > Number(element.dataset.most) ? words.large : "");
    lead(refused?.help ?? "", words.help);
    said.textContent = wrong;
    if (!wrong) await take(file);
  }

  /** @param {File} file */
  async function take(file) {
    const fields = new FormData();
    fields.set("partner", element.dataset.partner ?? "");
    input.disabled = true;
    progress.hidden = false;
    const found = await send(file, () => fields, (share) => tell(file, share)).catch((error) => {
      said.textContent = error.message;
      return null;
    });
    input.disabled = false;
    input.value = "";
    progress.hidden = true;
    if (!found?.slug) return;
    said.textContent = words.taken;
    lead(found.address, words.page);
    put(found.slug);
  }

  /** @type {(file: File, share: number) => void} */
  function tell(file, share) {
    progress.value = share;
    said.textContent = words.sent.replace("%(done)s", fileSize(share * file.size)).replace("%(total)s", fileSize(file.size));
  }

  /** @param {string} slug */
  function put(slug) {
    for (const each of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[name="asset"]'))) each.checked = false;
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "asset", value: slug });
    form.querySelector("#shown-3d")?.append(field);
    field.dispatchEvent(new Event("change", { bubbles: true })); // it is typed, for autosave
    show.click();
  }

  input.addEventListener("change", chosen);
  if (input.files?.length) chosen(); // chosen before this was here
}
