// Numbers as people type them.

/**
 * @param {string} text  of a field, with a comma or a point
 * @returns {number} NaN for anything else
 */
export function typedNumber(text) {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  return plain === "" ? NaN : Number(plain);
}
