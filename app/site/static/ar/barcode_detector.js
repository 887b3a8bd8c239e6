// The phone's own reader of codes, where its browser has one: nothing to load, and fast.

import { coloured } from "./greyscale.js";

/**
 * @returns {Promise<Decode | null>}  as `decode` of decoder.js; null where there is none.
 *   Android begins with the corner that is uppermost left in the picture, not with the code's own: `isOrdered` is false.
 */
export async function nativeDecoder() {
  const Detector = globalThis.BarcodeDetector;
  const formats = (await Detector?.getSupportedFormats().catch(() => [])) ?? [];
  if (!Detector || !formats.includes("qr_code")) return null;
  const detector = new Detector({ formats: ["qr_code"] });
  return async ({ pixels, width, height }) => {
    const found = await detector.detect(new ImageData(coloured(pixels), width, height));
    return found.map(({ rawValue, cornerPoints }) => ({
      text: rawValue,
      corners: cornerPoints.map(({ x, y }) => [x, y]),
      isOrdered: false,
    }));
  };
}
