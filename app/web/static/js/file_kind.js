// File kind: which sort of file somebody has chosen, told by how it begins and, where that says too little, by its name.
//
// The table comes from the server, which looks the same way: signs from the first to the last, each with an expression
// over the beginning as Latin-1, or endings of names, or both.

export const HEAD_BYTES = 65_536;

/** @typedef {{ slug: string, head: string, endings: string[] }} Sign */

/**
 * The slug of a file's kind; empty if nothing tells it.
 *
 * @param {Sign[]} signs
 * @param {Uint8Array} bytes  how the file begins
 * @param {string} name
 * @returns {string}
 */
export function kindOf(signs, bytes, name) {
  const text = latin(bytes).replace(/^\xef\xbb\xbf/, "");
  const ending = name.includes(".") ? (name.toLowerCase().split(".").pop() ?? "") : "";
  const fits = (/** @type {Sign} */ sign) =>
    (!sign.endings.length || sign.endings.includes(ending)) && (!sign.head || new RegExp(sign.head, "s").test(text));
  return signs.find(fits)?.slug ?? "";
}

/**
 * The beginning of a file.
 *
 * @param {Blob} file
 * @returns {Promise<Uint8Array>}
 */
export const headOf = async (file) => new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());

/** @param {Uint8Array} bytes  one letter each: TextDecoder's "latin1" is another one (windows-1252) */
const latin = (bytes) => Array.from(bytes.subarray(0, HEAD_BYTES), (byte) => String.fromCharCode(byte)).join("");
