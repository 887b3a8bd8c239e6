// Pictures in grey, and back to colours for those who want them.

/**
 * Brightness of each pixel (Rec. 601, in 256ths) of red, green, blue and opacity.
 *
 * @type {(colours: Uint8ClampedArray) => Uint8ClampedArray<ArrayBuffer>}
 */
export function grey(colours) {
  const pixels = new Uint8ClampedArray(colours.length / 4);
  for (let at = 0; at < pixels.length; at += 1) {
    const from = 4 * at;
    pixels[at] = (77 * colours[from] + 150 * colours[from + 1] + 29 * colours[from + 2]) >> 8;
  }
  return pixels;
}

/**
 * A grey picture with less noise: each pixel mixed with those beside, above and below it.
 *
 * @type {(picture: GreyPicture) => GreyPicture}
 */
export function smoothed(picture) {
  return { ...picture, pixels: mixed(mixed(picture.pixels, 1), picture.width) };
}

/**
 * Each pixel mixed with those so many places before and behind it: a quarter, a half, a quarter.
 *
 * @type {(pixels: Uint8ClampedArray, step: number) => Uint8ClampedArray<ArrayBuffer>}
 */
function mixed(pixels, step) {
  const out = new Uint8ClampedArray(pixels);
  for (let at = step; at < pixels.length - step; at += 1) {
    out[at] = (pixels[at - step] + 2 * pixels[at] + pixels[at + step] + 2) >> 2;
  }
  return out;
}

/** Grey as red, green, blue and full opacity. @type {(pixels: Uint8ClampedArray) => Uint8ClampedArray<ArrayBuffer>} */
export function coloured(pixels) {
  const colours = new Uint32Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 1) colours[at] = 0xff000000 | (pixels[at] * 0x010101);
  return new Uint8ClampedArray(colours.buffer);
}
