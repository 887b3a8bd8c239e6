// Search in the palette: by the words that people use, German or English, without minding accents and case.

/** @type {(text: string) => string} */
export function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{Diacritic}/gu, "").replaceAll("ß", "ss").replaceAll(/ae|oe|ue/g, ([first]) => first);
}

/**
 * Return the parts that a search is about, those whose title begins with it first.
 *
 * @param {readonly PalettePart[]} parts
 * @param {string} search
 * @returns {PalettePart[]}
 */
export function matching(parts, search) {
  const words = plain(counted(search).what).split(/\s+/).filter(Boolean);
  if (!words.length) return [...parts];
  const found = parts.filter((part) => words.every((word) => textOf(part).includes(word) || isCalled(part, singular(word))));
  return found.sort((a, b) => rank(a, words[0]) - rank(b, words[0]));
}

/** How many of what: "3 Bäume" are three; a word alone is one. @type {(search: string) => { count: number, what: string }} */
export function counted(search) {
  const [, count, what] = /^\s*(\d{1,2})\s*[x×]?\s+(.*)$/.exec(search) ?? [];
  return count ? { count: Math.max(1, Number(count)), what } : { count: 1, what: search };
}

/** A word without the ending that several have, in German and English. @type {(word: string) => string} */
function singular(word) {
  return word.replace(/^(.{3,}?)(?:en|er|es|e|n|s)$/, "$1");
}

/** @type {(part: PalettePart) => string} */
function textOf({ title, search, name, what }) {
  return plain(`${title} ${search} ${name.replaceAll("_", " ")} ${what}`);
}

/** Whether one of its names begins with a word. @type {(part: PalettePart, word: string) => boolean} */
function isCalled({ title, search }, word) {
  return plain(`${title},${search}`).split(/[\s,]+/).some((each) => each.startsWith(word));
}

/** @type {(part: PalettePart, word: string) => number} */
function rank(part, word) {
  const title = plain(part.title);
  if (title.startsWith(word) || title === singular(word)) return 0;
  if (title.includes(word) || title.startsWith(singular(word))) return 1;
  return isCalled(part, word) ? 2 : 3;
}
