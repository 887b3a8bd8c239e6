// Picture upload: sends the pictures that somebody chooses, drops or pastes, one by one, and says what came of each.
//
//   <div data-module="picture_upload" data-address="/studio/…/neu" data-most="150000000" data-words="{…}" [data-at-once]>
//     <span data-part="how" hidden>…</span> <input type="file" multiple data-part="file">
//     <ul data-part="arrivals"></ul>
//     <template data-part="arrival"><li>… name, said, progress, page, again …</li></template>
//   </div>
//
// They may be dropped anywhere on the page, which otherwise would be left for them.  The other fields of the input's
// form go along with each.  With data-at-once they are sent as they come, and each that is in the library raises
// "arrived"; else the button of the form sends them.  Without JavaScript the form sends them together.

import { partsOf } from "/static/ar/parts.js";

import { patiently } from "./patience.js";
import { post } from "./picture_post.js";

/** @typedef {{ file: File, item: HTMLElement, part: Part, address: string, isDone: boolean }} Arrival */

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const [input, template] = [part("file", HTMLInputElement), part("arrival", HTMLTemplateElement)];
  const form = /** @type {HTMLFormElement} */ (input.form);
  const { address, most, atOnce } = /** @type {Values} */ (element.dataset);
  /** @type {Values} */
  const words = JSON.parse(element.dataset.words ?? "");
  /** @type {Arrival[]} */
  const arrivals = [];
  let sending = Promise.resolve(); // one after another: each is read as a whole

  /** @type {(files: ArrayLike<File> & Iterable<File>) => void} */
  function take(files) {
    if (!files.length) return;
    for (const file of files) {
      const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
      const isLarge = file.size > Number(most);
      const arrival = { file, item, part: partsOf(item), address: "", isDone: isLarge };
      arrival.part("name").textContent = file.name;
      arrival.part("said").textContent = isLarge ? words.large : words.waits;
      arrival.part("again").addEventListener("click", () => send([arrival]));
      item.classList.toggle("is-refused", isLarge);
      part("arrivals").append(item);
      arrivals.push(arrival);
    }
    input.value = "";
    const fold = element.closest("details");
    if (fold) fold.open = true;
    element.scrollIntoView({ block: "nearest" });
    if (atOnce !== undefined) send(arrivals);
  }

  /** @type {(those: Arrival[]) => Promise<void>} */
  function send(those) {
    for (const each of those.filter(({ isDone }) => !isDone)) {
      each.isDone = true;
      sending = sending.then(() => sendOne(each));
    }
    return sending;
  }

  /** @type {(arrival: Arrival) => Promise<void>} */
  async function sendOne(arrival) {
    const [said, progress] = [arrival.part("said"), arrival.part("progress", HTMLProgressElement)];
    const body = new FormData(form);
    body.set("file", arrival.file, arrival.file.name);
    if (arrivals.length > 1) body.delete("title");
    arrival.part("again").hidden = true;
    arrival.item.classList.remove("is-refused");
    progress.hidden = false;
    const answer = await patiently(
      () => post(address, body, (share) => {
        progress.value = share;
        said.textContent = share < 1 ? words.sent : words.read;
      }),
      (why) => (said.textContent = words[why]),
    );
    progress.hidden = true;
    tell(arrival, answer);
  }

  /** @type {(arrival: Arrival, answer: import("./picture_post.js").Answer | null) => void} */
  function tell(arrival, answer) {
    const [status, found] = [answer?.status ?? 0, answer?.found ?? { sentence: "" }];
    const isRefused = status < 500 && status !== 401 && found.sentence;
    const broken = status === 401 ? words.signed_out : words.broken.replace("%(status)s", String(status || "–"));
    arrival.part("said").textContent = isRefused ? found.sentence : broken;
    arrival.part("again").hidden = Boolean(isRefused);
    arrival.isDone = Boolean(isRefused);
    arrival.address = found.address ?? "";
    arrival.item.classList.toggle("is-taken", Boolean(found.address));
    arrival.item.classList.toggle("is-refused", !found.address);
    const page = arrival.part("page", HTMLAnchorElement);
    page.hidden = !found.address;
    page.href = arrival.address;
    if (found.slug) element.dispatchEvent(new CustomEvent("arrived", { bubbles: true, detail: found }));
  }

  /** @type {(event: SubmitEvent) => Promise<void>} */
  async function submitted(event) {
    event.preventDefault();
    if (!arrivals.length) input.click();
    await send(arrivals);
    if (arrivals.length === 1 && arrivals[0].address) location.assign(arrivals[0].address);
  }

  function chosen() {
    take([...(input.files ?? [])]);
  }

  /** @type {(event: ClipboardEvent) => void} */
  function pasted({ clipboardData }) {
    if (clipboardData?.types.includes("text/plain")) return; // words are pasted where one types
    const files = [...(clipboardData?.files ?? [])];
    take(files.map((file) => (file.name === "image.png" ? new File([file], `${words.pasted}.png`, { type: file.type }) : file)));
  }

  /** @type {(event: DragEvent) => void} */
  function dragged(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    element.classList.toggle("is-over", event.type === "dragover");
    if (event.type === "drop") take(event.dataTransfer.files);
  }

  part("how").hidden = false;
  input.required = false;
  form.addEventListener("submit", submitted);
  input.addEventListener("change", chosen);
  document.addEventListener("paste", pasted);
  for (const kind of /** @type {const} */ (["dragover", "dragleave", "drop"])) document.addEventListener(kind, dragged);
  chosen(); // before the page was whole
}
