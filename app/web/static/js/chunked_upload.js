// Chunked upload: sends a large file in parts, says how far it is, and goes on where it stopped.
//
//   <form data-module="chunked_upload" data-begin="/studio/…/hochladen" data-most="200000000" data-words="{…}"
//     data-kinds="{signs, refused}">
//     <div data-part="drop">
//       <input type="file" data-part="file"> <p data-part="chosen" role="status"></p> <a data-part="help" hidden>…</a>
//       <progress data-part="progress" hidden></progress> <button type="button" data-part="again" hidden>…</button>
//     </div>
//     …fields and a button…
//   </form>
//
// What the studio does not read is told by its first bytes, before anything is sent, with a page that helps.
// How it is sent: js/upload_parts.js.  Where the server is unwell, "again" is offered.
// Without JavaScript the form sends the file in one piece.

import { partsOf } from "/static/ar/parts.js";
import { headOf, kindOf } from "./file_kind.js";
import { fileSize } from "./file_size.js";
import { Unwell, sender } from "./upload_parts.js";

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const [drop, chosen, again] = [part("drop"), part("chosen"), part("again")];
  const [input, progress] = [part("file", HTMLInputElement), part("progress", HTMLProgressElement)];
  const { begin, most } = /** @type {Values} */ (element.dataset);
  /** @type {Values} */
  const words = JSON.parse(element.dataset.words ?? "");
  /** @type {{ signs: import("./file_kind.js").Sign[], refused: Record<string, { sentence: string, help: string }> }} */
  const kinds = JSON.parse(element.dataset.kinds ?? "");
  const help = part("help", HTMLAnchorElement);
  const button = /** @type {HTMLButtonElement} */ (element.querySelector("button"));
  const send = sender(begin, words, (sentence) => (chosen.textContent = sentence));

  /** @type {(file: File, share: number) => void} */
  function say(file, share) {
    progress.value = share;
    chosen.textContent = words.sent.replace("%(done)s", fileSize(share * file.size)).replace("%(total)s", fileSize(file.size));
  }

  async function look() {
    const file = input.files?.[0];
    const refused = file && kinds.refused[kindOf(kinds.signs, await headOf(file), file.name)];
    const wrong = file && (refused?.sentence ?? (file.size > Number(most) ? words.large : ""));
    chosen.textContent = file ? wrong || `${file.name} · ${fileSize(file.size)}` : words.kind;
    help.hidden = !refused;
    help.href = refused?.help ?? "";
    return file && !wrong ? file : null;
  }

  /** @param {Event} event */
  async function submitted(event) {
    event.preventDefault();
    const file = await look();
    if (!file) {
      input.focus();
      return;
    }
    button.disabled = true;
    again.hidden = true;
    progress.hidden = false;
    const sent = send(file, () => new FormData(element), (share) => say(file, share));
    sent.then(({ address }) => location.assign(address)).catch((error) => {
      chosen.textContent = error.message;
      again.hidden = !(error instanceof Unwell);
      progress.hidden = true;
      button.disabled = false;
    });
  }

  element.addEventListener("submit", submitted);
  again.addEventListener("click", submitted);
  input.addEventListener("change", look);
  if (input.files?.length) look(); // chosen before this was here, or kept by the browser on the way back
  for (const kind of /** @type {const} */ (["dragover", "dragleave", "drop"])) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("is-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer?.files.length) {
        input.files = event.dataTransfer.files;
        look();
      }
    });
  }
}
