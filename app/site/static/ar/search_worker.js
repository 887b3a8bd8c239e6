// The search, beside the page: pictures in, answers of `makeFinder` out.  One picture at a time.
//
//   { signs } → { ready }      { picture, axes, rateDegPerS, mayRoll } → Answer or { error }      { forget }
//
// The phone's own reader of codes comes first.  Where there is none, or where it disappoints, the one in WebAssembly is
// loaded: what is known of a phone's own reader ends at its interface.

import { WASM, decode, prepare } from "./decoder.js";
import { makeFinder } from "./finder.js";
import { nativeDecoder } from "./barcode_detector.js";

const FORGET_MS = 5000; // looks from before a pause do not count: the motion sensors drift
const PATIENCE = 40; // pictures without a look, after which the phone's own reader is not asked any more

/** @type {Sign[]} */
let signs;
/** @type {Decode} */
let read;
/** @type {ReturnType<typeof makeFinder>} */
let find;
let seenAt = 0;
let inVain = 0;

addEventListener("message", async ({ data }) => {
  try {
    if (data.signs) {
      ({ signs } = data);
      use((await nativeDecoder()) ?? (await loaded()));
      postMessage({ ready: true });
    } else if (data.forget) {
      find = makeFinder(signs, read);
    } else {
      postMessage(await answered(data));
    }
  } catch (error) {
    postMessage({ error: String(error) });
  }
});

/** @type {(look: Omit<Snapshot, "place" | "rollDeg"> & { mayRoll: boolean }) => Promise<Answer>} */
async function answered({ picture, axes, rateDegPerS, mayRoll }) {
  const answer = await find(picture, axes, rateDegPerS, mayRoll);
  if (answer.found) inVain = 0;
  else if (read !== decode && (inVain += 1) > PATIENCE) use(await loaded());
  if (answer.code) seenAt = performance.now();
  else if (seenAt && performance.now() - seenAt > FORGET_MS) [find, seenAt] = [makeFinder(signs, read), 0];
  return answer;
}

/** @type {(decoder: Decode) => void} */
function use(decoder) {
  read = decoder;
  find = makeFinder(signs, read);
}

async function loaded() {
  await prepare(await (await fetch(WASM)).arrayBuffer());
  return decode;
}
