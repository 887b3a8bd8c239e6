// Finds codes in a picture: zxing-cpp as WebAssembly.  Its corners are whole pixels; refine.js makes them exact.

import { prepareZXingModule, readBarcodes } from "../vendor/zxing-wasm-3.1.4/reader/index.js";

const WANTED = { formats: ["QRCode"], tryHarder: true, tryInvert: false, tryRotate: true, maxNumberOfSymbols: 4 };

/** Load the decoder from its WebAssembly bytes. */
export function prepare(wasmBinary) {
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/**
 * @param {{ pixels: Uint8ClampedArray, width: number, height: number }} picture  grey
 * @returns {Promise<{ text: string, corners: [number, number][] }[]>}  corners from the code's own upper left, px
 */
export async function decode({ pixels, width, height }) {
  const colours = new Uint32Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 1) colours[at] = 0xff000000 | (pixels[at] * 0x010101);
  const data = new Uint8ClampedArray(colours.buffer);
  const found = await readBarcodes({ data, width, height }, WANTED);
  return found.map(({ text, position }) => ({
    text,
    corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft].map(({ x, y }) => [x, y]),
  }));
}
