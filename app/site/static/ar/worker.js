// The search, beside the page: pictures in, answers of `makeFinder` out.  One picture at a time.

import { prepare } from "./decoder.js";
import { makeFinder } from "./finder.js";

const WASM = new URL("../vendor/zxing-wasm-3.1.4/reader/zxing_reader.wasm", import.meta.url);
const FORGET_MS = 5000; // looks from before a pause do not count: the motion sensors drift

let signs;
let find;
let seenAt = 0;

addEventListener("message", async ({ data }) => {
  try {
    if (data.signs) {
      await prepare(await (await fetch(WASM)).arrayBuffer());
      ({ signs } = data);
      find = makeFinder(signs);
      postMessage({ ready: true });
      return;
    }
    const answer = await find(data.picture, data.axes, data.rateDegPerS);
    if (answer.code) seenAt = performance.now();
    else if (seenAt && performance.now() - seenAt > FORGET_MS) [find, seenAt] = [makeFinder(signs), 0];
    postMessage(answer);
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
