// Strips of a street section, as a scene's text has them: rows of kind, width in metres, and what else there is to say.  Pure.

/**
 * @typedef {{ kind: string, width: number, more: Record<string, TomlValue> }} Strip
 * @typedef {{ left: number, right: number, top: number }} Slice  metres: edges to the right of the axis, height of the top
 */

const SAME_M = 0.005;
const MIRRORED = /** @type {Record<string, string>} */ ({ forward: "back", back: "forward" });

/** The strips of a block, from left to right; what is no strip is left out. @type {(value: TomlValue | null | undefined) => Strip[]} */
export function stripsOf(value) {
  if (!Array.isArray(value)) return [];
  return value.flatMap((row) => {
    if (!Array.isArray(row) || typeof row[0] !== "string" || typeof row[1] !== "number") return [];
    const more = typeof row[2] === "object" && !Array.isArray(row[2]) ? row[2] : {};
    return [{ kind: row[0], width: row[1], more }];
  });
}

/** As the text has them. @type {(strips: readonly Strip[]) => TomlValue[]} */
export function rowsOf(strips) {
  return strips.map(({ kind, width, more }) => (Object.keys(more).length ? [kind, width, more] : [kind, width]));
}

/** @type {(strips: readonly Strip[]) => number} */
export function sumOf(strips) {
  return millimetres(strips.reduce((sum, { width }) => sum + width, 0));
}

/** What is left of the measured width, below 0 where the strips are too wide; 0 where they fit or nobody has measured. @type {(strips: readonly Strip[], measured: TomlValue | null | undefined) => number} */
export function leftOver(strips, measured) {
  const over = typeof measured === "number" ? millimetres(measured - sumOf(strips)) : 0;
  return Math.abs(over) > SAME_M ? over : 0;
}

/** Left becomes right: what says which way it goes, goes the other way. @type {(strips: readonly Strip[]) => Strip[]} */
export function swapped(strips) {
  return [...strips].reverse().map((strip) => {
    const direction = MIRRORED[String(strip.more.direction)];
    return direction ? { ...strip, more: { ...strip.more, direction } } : strip;
  });
}

/** @type {(strips: readonly Strip[], at: number, to: number) => Strip[]} */
export function moved(strips, at, to) {
  if (to < 0 || to >= strips.length) return [...strips];
  return strips.toSpliced(at, 1).toSpliced(to, 0, strips[at]);
}

/** One more behind `at`, as wide as its kind usually is. @type {(strips: readonly Strip[], at: number, kind: StripKind) => Strip[]} */
export function added(strips, at, { name, width_m }) {
  return strips.toSpliced(at + 1, 0, { kind: name, width: width_m, more: {} });
}

/** @type {(strips: readonly Strip[], at: number, changes: Partial<Strip>) => Strip[]} */
export function changed(strips, at, changes) {
  return strips.map((strip, i) => (i === at ? { ...strip, ...changes } : strip));
}

/** Another kind keeps the width, and of what else was said only what it can have, too. @type {(strips: readonly Strip[], at: number, kind: StripKind) => Strip[]} */
export function ofKind(strips, at, kind) {
  const can = { direction: kind.has_direction, lanes: kind.name === "carriageway", spacing_m: kind.spacing_m > 0, material: true };
  const kept = Object.entries(strips[at].more).filter(([name]) => can[/** @type {keyof typeof can} */ (name)]);
  return changed(strips, at, { kind: kind.name, more: Object.fromEntries(kept) });
}

/** Say something else about a strip; null takes it back. @type {(strips: readonly Strip[], at: number, name: string, value: TomlValue | null) => Strip[]} */
export function said(strips, at, name, value) {
  const { [name]: _, ...rest } = strips[at].more;
  return changed(strips, at, { more: value === null ? rest : { ...rest, [name]: value } });
}

/** Where each strip lies; the middle of all of them is over the axis. @type {(strips: readonly Strip[], kinds: ReadonlyMap<string, StripKind>) => Slice[]} */
export function slicesOf(strips, kinds) {
  let at = -sumOf(strips) / 2;
  return strips.map(({ kind, width }, i) => {
    const left = at;
    at += width;
    const beside = [strips[i - 1], strips[i + 1]].flatMap((each) => (each ? [kinds.get(each.kind)?.top_m ?? 0] : []));
    const own = kinds.get(kind)?.top_m ?? 0;
    return { left, right: at, top: kind === "kerb" && beside.length ? Math.max(...beside) : own };
  });
}

/** @type {(metres: number) => number} */
export function millimetres(metres) {
  return Math.round(metres * 1000) / 1000;
}
