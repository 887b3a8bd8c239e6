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
// An upload is remembered here by name, size and date of its file: chosen again after a crash, only what is missing
// is sent.  While the connection is away it waits; a server that is unwell is asked a few times, then "again" is offered.
// Without JavaScript the form sends the file in one piece.

import { partsOf } from "/static/ar/parts.js";
import { headOf, kindOf } from "./file_kind.js";
import { fileSize } from "./file_size.js";
import { patiently } from "./patience.js";

class Unwell extends Error {}

/**
 * Which parts are still to be sent.
 *
 * @param {number} count  of all parts
 * @param {number[]} have  numbers of those that are there
 * @returns {number[]}
 */
export function missing(count, have) {
  const there = new Set(have);
  return Array.from({ length: count }, (_each, number) => number).filter((number) => !there.has(number));
}

/** @param {File} file */
const memory = (file) => `upload ${file.name} ${file.size} ${file.lastModified}`;

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

  /**
   * Ask the server; throws its sentence if it refuses, and Unwell if it does not answer as it should.
   *
   * @param {string} address
   * @param {RequestInit} options
   * @returns {Promise<Response>}
   */
  async function ask(address, options) {
    const answer = await patiently(
      () => fetch(address, options).catch(() => null),
      (why) => (chosen.textContent = words[why]),
    );
    if (answer?.ok) return answer;
    if (!answer || answer.status >= 500) throw new Unwell(words.broken.replace("%(status)s", String(answer?.status ?? "–")));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    throw new Error(page.querySelector("main [data-part='sentence']")?.textContent ?? String(answer.status));
  }

  /** @type {(file: File) => Promise<{ id: string, count: number, have: number[], part_bytes: number }>} */
  async function begun(file) {
    const known = localStorage.getItem(memory(file));
    if (known) {
      const answer = await ask(`${begin}/${known}`, {}).catch((error) => (error instanceof Unwell ? Promise.reject(error) : null));
      if (answer) return answer.json();
    }
    const body = new URLSearchParams({ name: file.name, size: String(file.size) });
    const upload = await (await ask(begin, { method: "POST", body })).json();
    localStorage.setItem(memory(file), upload.id);
    return upload;
  }

  /** @type {(file: File) => Promise<void>} */
  async function send(file) {
    const upload = await begun(file);
    const here = `${begin}/${upload.id}`;
    const left = missing(upload.count, upload.have);
    for (const [done, number] of left.entries()) {
      const from = number * upload.part_bytes;
      await ask(`${here}/${number}`, { method: "POST", body: file.slice(from, from + upload.part_bytes) });
      say(file, (upload.count - left.length + done + 1) / upload.count);
    }
    chosen.textContent = words.ready;
    const fields = new FormData(element);
    fields.delete("file");
    const answer = await ask(`${here}/fertig`, { method: "POST", body: new URLSearchParams([...fields].map(([name, value]) => [name, String(value)])) });
    localStorage.removeItem(memory(file));
    location.assign((await answer.json()).address);
  }

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
    send(file).catch((error) => {
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
