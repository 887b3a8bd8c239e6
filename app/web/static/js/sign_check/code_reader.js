// Code reader, a worker: reads codes beside the page: grey pictures in, texts out.  One picture at a time.
//
// The phone's own reader comes first; where there is none, or where it finds nothing for long, the one in WebAssembly.
// Both are the riders': nothing is loaded twice.

import { WASM, decode, prepare } from "/static/ar/decoder.js";
import { nativeDecoder } from "/static/ar/barcode_detector.js";

const PATIENCE = 25; // pictures in vain, after which the phone's own reader is not asked any more

/** @type {Decode | undefined} */
let read;
let inVain = 0;

addEventListener("message", async ({ data: picture }) => {
  try {
    read ??= (await nativeDecoder()) ?? (await loaded());
    const found = await read(picture);
    inVain = found.length ? 0 : inVain + 1;
    if (read !== decode && inVain > PATIENCE) read = await loaded();
    postMessage({ texts: found.map(({ text }) => text) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});

async function loaded() {
  await prepare(await (await fetch(WASM)).arrayBuffer());
  return decode;
}
