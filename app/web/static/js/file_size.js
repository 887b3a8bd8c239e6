// File sizes as people read them, in the page's language: "340 kB", "3,4 MB".

/**
 * Say a number of bytes in the unit that people would take.
 *
 * @param {number} bytes     >= 0
 * @param {string} language  its tag
 * @returns {string}
 */
export function fileSize(bytes, language = document.documentElement.lang) {
  const [unit, amount, digits] = bytes < 1e6 ? ["kilobyte", Math.min(Math.ceil(bytes / 1e3), 999), 0] : ["megabyte", bytes / 1e6, 1];
  return new Intl.NumberFormat(language, { style: "unit", unit, maximumFractionDigits: digits }).format(amount);
}
