// Finds codes in a picture: zxing-cpp as WebAssembly.  Its corners are whole pixels; corner_refinement.js makes them exact.

import { coloured } from "./greyscale.js";
import { prepareZXingModule, readBarcodes } from "../vendor/zxing-wasm-3.1.4/reader/index.js";

/** Where the decoder's WebAssembly lies. */
export const WASM = new URL("../vendor/zxing-wasm-3.1.4/reader/zxing_reader.wasm", import.meta.url);
/** @type {import("zxing-wasm/reader").ReaderOptions} */
const WANTED = { formats: ["QRCode"], tryHarder: true, tryInvert: false, tryRotate: true, maxNumberOfSymbols: 4 };

/** Load the decoder from its WebAssembly bytes. @type {(wasmBinary: ArrayBuffer) => Promise<unknown>} */
export function prepare(wasmBinary) {
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/**
 * The codes in a picture; not those that are seen in a mirror, such as a shop window, or in a picture upside down.
 *
 * @type {Decode}
 */
export async function decode({ pixels, width, height }) {
  const found = await readBarcodes(/** @type {ImageData} */ ({ data: coloured(pixels), width, height }), WANTED);
  return found.filter(({ isMirrored }) => !isMirrored).map(({ text, position }) => ({
    text,
    corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft].map(({ x, y }) => [x, y]),
    isOrdered: true,
  }));
}
