// Sign check, on the ladder: judges what the camera sees, keeps what is noted on this phone, and delivers it when there is reception.
//
//   <div data-module="sign_check" data-account="7" data-stock="…json" data-worker="…js" data-reader="…js" data-login="…">
//     <script type="application/json" data-part="words">…</script>
//     … parts as in templates/signs/sign_check/index.html
//   </div>
//
// Without JavaScript the form is sent as it is; only camera, judgement and the work without reception are missing.

import { partsOf } from "/static/ar/parts.js";

import { fieldsOf } from "./fields.js";
import { watch } from "./sign_check/code_scanner.js";
import { keepSignCheck } from "./sign_check/offline_cache.js";
import { outbox } from "./sign_check/outbox.js";
import { shrunk } from "./sign_check/photo_resize.js";
import { makeVerdict } from "./sign_check/messages.js";
import { isFar, verdict } from "./sign_check/verdict.js";

/** What the form says of what was judged. */
const SEEN = new Map([["other_station", "elsewhere"], ["retired", "good"], ["unknown", "foreign"]]);

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  /** @type {SignWords} */
  const words = JSON.parse(part("words").textContent ?? "");
  const { stock: stockUrl, worker, reader, login, account } = /** @type {Values} */ (element.dataset);
  const [form, look] = [part("note", HTMLFormElement), part("look", HTMLFormElement)];
  const field = fieldsOf(form);
  const typed = fieldsOf(look)("code");
  const show = makeVerdict(part, words);
  const box = outbox(part, words, { login, account: Number(account) });
  /** @type {Stock | undefined} */
  let stock;
  /** @type {GeolocationCoordinates | null} */
  let place = null;
  /** @type {(() => void) | null} */
  let close = null;

  const isReady = fetch(stockUrl)
    .then(async (reply) => {
      if (reply.redirected) box.tell("expired");
      else stock = await reply.json();
    })
    .catch(() => box.tell("offline"));

  /** @type {(texts: string[], code: string) => Promise<void>} */
  async function judge(texts, code) {
    await isReady;
    if (!stock) return;
    let judged = verdict(texts, stock, code);
    const sign = stock.signs[judged.code];
    if (judged.found === "good" && place && isFar(sign, place)) judged = { ...judged, found: "elsewhere" };
    show({ ...judged, expected: code, texts, stock });
    fill(judged, texts, code, stock);
  }

  /** @type {(judged: Verdict, texts: string[], wanted: string, known: Stock) => void} */
  function fill({ found, code }, texts, wanted, known) {
    const about = known.signs[wanted] ? wanted : code;
    if (about) typed.value = about;
    field("code").value = about;
    field("read").value = texts.join("\n");
    field("was").value = known.signs[about]?.state ?? "";
    field("seen", RadioNodeList).value = SEEN.get(found) ?? found;
    field("state", RadioNodeList).value = ["foreign", "unreadable"].includes(found) ? "damaged" : "";
  }

  const expected = () => typed.value.trim().toUpperCase();
  /** @type {(known: Stock, code: string) => string} */
  const address = (known, code) => `${known.prefixes[0]}${code}`;

  function open() {
    stop();
    part("open").hidden = true;
    for (const name of ["video", "reading", "close"]) part(name).hidden = false;
    part("reading").textContent = words.steps.reading;
    close = watch(part("video", HTMLVideoElement), reader, {
      read: (texts) => { stop(); judge(texts, expected()); },
      nothing: () => { stop(); judge([], expected()); },
      failed: () => { stop(); part("reading").hidden = false; part("reading").textContent = words.steps.noCamera; },
    });
  }

  function stop() {
    close?.();
    close = null;
    part("open").hidden = false;
    for (const name of ["video", "reading", "close"]) part(name).hidden = true;
  }

  /** @param {SubmitEvent} event */
  async function note(event) {
    event.preventDefault();
    if (!field("code").value && expected()) await judgeTyped();
    if (!field("code").value) {
      typed.focus();
      return;
    }
    const { photo: _photo, ...fields } = Object.fromEntries(new FormData(form));
    const photos = await shrunk(field("photo").files);
    await box.note({ id: crypto.randomUUID(), url: form.action, kind: "check", code: String(fields.code), told: String(fields.note), fields, photos });
    form.reset();
    field("note", HTMLTextAreaElement).dispatchEvent(new Event("input", { bubbles: true })); // it is counted
    for (const name of ["code", "was", "read"]) field(name).value = "";
    typed.value = "";
    show(null);
    await box.send();
  }

  async function judgeTyped() {
    await isReady;
    if (!stock) field("code").value = expected(); // the studio will judge
    else if (stock.signs[expected()]) await judge([address(stock, expected())], "").then(() => { field("read").value = ""; });
    else show({ found: "unknown", code: "", expected: "", texts: [], stock });
  }

  part("finder").hidden = !navigator.mediaDevices?.getUserMedia;
  part("open").addEventListener("click", open);
  part("close").addEventListener("click", stop);
  const locate = part("locate", HTMLInputElement);
  locate.addEventListener("change", () => {
    if (!locate.checked) place = null;
    else navigator.geolocation.getCurrentPosition(({ coords }) => { place = coords; }, () => { locate.checked = false; });
  });
  look.addEventListener("submit", (event) => { event.preventDefault(); judgeTyped(); });
  form.addEventListener("submit", note);
  box.send();
  if ("serviceWorker" in navigator) keepSignCheck(worker, [stockUrl, reader]).catch(() => {}); // then it works with reception only
}
