// On the ladder: judges what the camera sees, keeps what is noted on this phone, and delivers it when there is reception.
//
//   <div data-module="ladder" data-account="7" data-stock="…json" data-worker="…js" data-reader="…js" data-login="…">
//     <script type="application/json" data-part="words">…</script>
//     … parts as in templates/ladder/index.html
//   </div>
//
// Without JavaScript the form is sent as it is; only camera, judgement and the work without reception are missing.

import { watch } from "./ladder/camera.js";
import { keepLadder } from "./ladder/keep.js";
import { outbox } from "./ladder/outbox.js";
import { shrunk } from "./ladder/photo.js";
import { makeVerdict } from "./ladder/show.js";
import { isFar, verdict } from "./ladder/verdict.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = (name) => element.querySelector(`[data-part="${name}"]`);
  const words = JSON.parse(part("words").textContent);
  const { stock: stockUrl, worker, reader, login, account } = element.dataset;
  const [form, look] = [part("note"), part("look")];
  const typed = look.elements.code;
  const show = makeVerdict(part, words);
  const box = outbox(part, words, { login, account: Number(account) });
  let stock;
  let place = null;
  let close = null;

  const isReady = fetch(stockUrl)
    .then(async (reply) => {
      if (reply.redirected) box.tell("expired");
      else stock = await reply.json();
    })
    .catch(() => box.tell("offline"));

  async function judge(texts, code) {
    await isReady;
    if (!stock) return;
    let judged = verdict(texts, stock, code);
    const sign = stock.signs[judged.code];
    if (judged.found === "good" && place && isFar(sign, place)) judged = { ...judged, found: "elsewhere" };
    show({ ...judged, expected: code, texts, stock });
    fill(judged, texts, code);
  }

  function fill({ found, code }, texts, expected) {
    const about = stock.signs[expected] ? expected : code;
    if (about) typed.value = about;
    part("code").value = about;
    part("read").value = texts.join("\n");
    part("was").value = stock.signs[about]?.state ?? "";
    const seen = { other_station: "elsewhere", retired: "good", unknown: "foreign" }[found] ?? found;
    form.elements.seen.value = seen;
    form.elements.state.value = ["foreign", "unreadable"].includes(found) ? "damaged" : "";
  }

  const expected = () => typed.value.trim().toUpperCase();
  const address = (code) => `${stock.prefixes[0]}${code}`;

  function open() {
    stop();
    part("open").hidden = true;
    for (const name of ["video", "reading", "close"]) part(name).hidden = false;
    part("reading").textContent = words.steps.reading;
    close = watch(part("video"), reader, {
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

  async function note(event) {
    event.preventDefault();
    if (!part("code").value && expected()) await judgeTyped();
    if (!part("code").value) return typed.focus();
    const { photo: _photo, ...fields } = Object.fromEntries(new FormData(form));
    const photos = await shrunk(part("photo").files);
    await box.note({ id: crypto.randomUUID(), url: form.action, kind: "check", code: fields.code, told: fields.note, fields, photos });
    form.reset();
    form.elements.note.dispatchEvent(new Event("input", { bubbles: true })); // it is counted
    for (const name of ["code", "was", "read"]) part(name).value = "";
    typed.value = "";
    show(null);
    await box.send();
  }

  async function judgeTyped() {
    await isReady;
    if (!stock) part("code").value = expected(); // the studio will judge
    else if (stock.signs[expected()]) await judge([address(expected())], "").then(() => { part("read").value = ""; });
    else show({ found: "unknown", code: "", expected: "", texts: [], stock });
  }

  part("finder").hidden = !navigator.mediaDevices?.getUserMedia;
  part("open").addEventListener("click", open);
  part("close").addEventListener("click", stop);
  part("locate").addEventListener("change", ({ target }) => {
    if (!target.checked) place = null;
    else navigator.geolocation.getCurrentPosition(({ coords }) => { place = coords; }, () => { target.checked = false; });
  });
  look.addEventListener("submit", (event) => { event.preventDefault(); judgeTyped(); });
  form.addEventListener("submit", note);
  box.send();
  if ("serviceWorker" in navigator) keepLadder(worker, [stockUrl, reader]).catch(() => {}); // then it works with reception only
}
