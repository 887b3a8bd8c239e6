// Readout: numbers of a plan as people of the page's language read them.

/** Put values into a sentence with {names}. @type {(sentence: string | undefined, values: Record<string, string | number>) => string} */
export function filled(sentence = "", values) {
  return sentence.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/** @type {(words: Values, language?: string) => { number: (value: number, digits?: number) => string, metres: (value: number) => string, degrees: (value: number) => string, way: (way: readonly number[]) => string, place: (spot: readonly number[]) => string }} */
export function readout(words, language = document.documentElement.lang) {
  /** @type {(value: number, digits?: number) => string} */
  const number = (value, digits = 2) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const metres = /** @type {(value: number) => string} */ ((value) => `${number(value)} m`);
  /** @type {(east: number, north: number) => string} */
  const sides = (east, north) => {
    const both = [[Math.abs(east), east < 0 ? words.west : words.east], [Math.abs(north), north < 0 ? words.south : words.north]];
    const said = both.filter(([value]) => Number(value) >= 0.005).map(([value, side]) => filled(String(side), { metres: metres(Number(value)) }));
    return said.join(", ");
  };
  return {
    number,
    metres,
    degrees: (value) => `${number(((value % 360) + 360) % 360, 1)}°`,
    way: ([x, z]) => sides(x, -z),
    place: ([x, z]) => sides(x, -z) || words.at_origin,
  };
}
