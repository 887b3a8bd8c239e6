// What the inspector asks of what is selected, field by field.  Pure: a field is a plain value, drawn by form.js.

import { plainDeg, rounded, turned } from "./geometry.js";
import { lifted, moved, placed } from "./moves.js";
import { isPoint, spatial } from "./points.js";

/**
 * @typedef {object} Field
 * @property {string} key  the same as long as it is the same field
 * @property {"number" | "text" | "long" | "choice" | "switch" | "colour"} kind
 * @property {string} label
 * @property {string | number | boolean} value
 * @property {string} [unit]
 * @property {string} [hint]
 * @property {number} [low]
 * @property {number} [high]
 * @property {number} [step]
 * @property {number} [digits]  at most so many are shown after the comma
 * @property {[string, string][]} [choices]
 * @property {string} [back]  what the button says that puts it back, if that is something else
 * @property {boolean} [isSet]  whether the text says it, so that it can be put back
 * @property {(value: string | number | boolean | null) => SceneOp[]} set  null puts it back
 *
 * @typedef {{ title: string, fields: Field[] }} Section
 */

export const FAR_M = 1000;

/** Where a single thing stands. @type {(model: SceneModel, block: SceneBlock, spot: number, words: Values) => Section[]} */
export function placeFields(model, block, spot, words) {
  const place = block.places?.[spot * (block.per_spot ?? 1)];
  if (!place) return [];
  const only = { ids: [block.id], spots: Array.isArray(block.values.spots) ? { [block.id]: [spot] } : {} };
  const turn = Number(block.values.turn_deg) || 0;
  const sceneDeg = model.head.turn_deg ?? 0;
  /** @type {Field[]} */
  const fields = [
    metres("east", words.to_east, place[0], (to) => placed(model, block.id, spot, [to, place[2]])),
    metres("north", words.to_north, -place[2], (to) => placed(model, block.id, spot, [place[0], -to])),
    metres("up", words.height, place[1], (to) => lifted(model, only, to - place[1])),
    { key: "turn", kind: "number", label: words.turn, unit: "°", value: plainDeg(turn + sceneDeg), step: 5, low: -360, high: 360, isSet: turn !== 0,
      set: (to) => [{ op: "set", id: block.id, values: { turn_deg: to === null ? null : plainDeg(Number(to) - sceneDeg) || null } }] },
  ];
  return [{ title: words.place, fields }];
}

/** @type {(key: string, label: string, value: number, set: (to: number) => SceneOp[]) => Field} */
export function metres(key, label, value, set) {
  return { key, kind: "number", label, unit: "m", value: rounded(value), step: 0.1, digits: 2, low: -FAR_M, high: FAR_M, set: (to) => set(Number(to ?? 0)) };
}

/** What a part may be set to. @type {(block: SceneBlock, part: PalettePart, palette: ScenePalette, words: Values) => Section[]} */
export function parameterFields(block, part, { materials }, words) {
  const shown = part.settings.filter(({ unit }) => unit !== "points");
  const fields = shown.map((each) => {
    const written = block.values[each.name];
    /** @type {Field} */
    const field = {
      key: each.name, kind: KINDS[each.unit] ?? "number", label: each.label, unit: UNITS[each.unit] ?? "", hint: each.what,
      value: /** @type {string | number | boolean} */ (written ?? each.default), isSet: written !== undefined,
      low: each.low ?? undefined, high: each.high ?? undefined, step: stepOf(each),
      choices: each.unit === "colour" ? materials.map(({ name, title }) => [name, title]) : each.choices,
      set: (to) => [{ op: "set", id: block.id, values: { [each.name]: to === each.default ? null : to } }],
    };
    return field;
  });
  return fields.length ? [{ title: words.settings, fields }] : [];
}

/** @type {Record<string, Field["kind"]>} */
const KINDS = { choice: "choice", colour: "colour", switch: "switch", text: "text" };
/** @type {Values} */
const UNITS = { m: "m", deg: "°" };

/** @type {(parameter: PaletteSetting) => number} */
function stepOf({ unit, high }) {
  if (unit === "count" || unit === "seed") return 1;
  if (unit === "deg") return 5;
  return high !== null && high <= 1 ? 0.05 : 0.1;
}

/** Of several things: how far they move together. @type {(model: SceneModel, selection: SceneSelection, words: Values) => Section[]} */
export function togetherFields(model, selection, words) {
  return [{ title: words.place, fields: [
    metres("east", words.move_east, 0, (by) => moved(model, selection, [by, 0])),
    metres("north", words.move_north, 0, (by) => moved(model, selection, [0, -by])),
    metres("up", words.move_up, 0, (by) => lifted(model, selection, by)),
  ] }];
}

/** Points of the head, or of an annotation: where they lie. @type {(model: SceneModel, id: string, table: Record<string, TomlValue>, names: string[], words: Values) => Section[]} */
export function pointFields(model, id, table, names, words) {
  const deg = model.head.turn_deg ?? 0;
  return names.flatMap((name) => {
    const value = table[name];
    if (!isPoint(value)) return [];
    const [x, y, z] = spatial(value);
    const [east, south] = turned([x, z], deg);
    /** @type {(to: [number, number, number]) => SceneOp[]} */
    const put = ([e, up, s]) => {
      const [px, pz] = turned([e, s], -deg);
      return [{ op: "set", id, values: { [name]: [rounded(px), rounded(up), rounded(pz)] } }];
    };
    return [{ title: words[`point_${name}`] ?? name, fields: [
      metres(`${name}.east`, words.to_east, east, (to) => put([to, y, south])),
      metres(`${name}.north`, words.to_north, -south, (to) => put([east, y, -to])),
      metres(`${name}.up`, words.height, y, (to) => put([east, to, south])),
    ] }];
  });
}
