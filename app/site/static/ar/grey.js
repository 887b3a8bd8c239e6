// Pictures in grey, and back to colours for those who want them.

/** Brightness of each pixel (Rec. 601, in 256ths) of red, green, blue and opacity. */
export function grey(colours) {
  const pixels = new Uint8ClampedArray(colours.length / 4);
  for (let at = 0; at < pixels.length; at += 1) {
    const from = 4 * at;
    pixels[at] = (77 * colours[from] + 150 * colours[from + 1] + 29 * colours[from + 2]) >> 8;
  }
  return pixels;
}

/** Grey as red, green, blue and full opacity. */
export function coloured(pixels) {
  const colours = new Uint32Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 1) colours[at] = 0xff000000 | (pixels[at] * 0x010101);
  return new Uint8ClampedArray(colours.buffer);
}
