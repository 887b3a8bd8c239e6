// What the inspector asks of how a block is repeated and how it moves.  Pure.

import { FAR_M, metres } from "./inspector_fields.js";
import { isPoint, spatial } from "./points.js";

/** @typedef {import("./inspector_fields.js").Field} Field */
/** @typedef {import("./inspector_fields.js").Section} Section */

/** How a block is repeated, in plain numbers. @type {(block: SceneBlock, words: Values) => Section[]} */
export function repeatFields({ id, values }, words) {
  const repeat = /** @type {Record<string, TomlValue>} */ (values.repeat ?? {});
  const step = isPoint(repeat.step) ? spatial(repeat.step) : [0, 0, 0];
  const count = Number(repeat.count ?? 1);
  /** @type {(axis: 0 | 2, to: number) => SceneOp[]} */
  const along = (axis, to) => [{ op: "set", id, values: { "repeat.count": count, "repeat.step": step.map((each, i) => (i === axis ? to : each)) } }];
  /** @type {(to: string | number | boolean | null) => BlockValues} */
  const counted = (to) => {
    /** @type {BlockValues} */
    const none = { repeat: null };
    return to === null || to === 1 ? none : { "repeat.count": to, "repeat.step": repeat.step ?? [5, 0, 0] };
  };
  /** @type {Field[]} */
  const fields = [{ key: "repeat.count", kind: "number", label: words.count, value: count, step: 1, low: 1, high: 200, isSet: count > 1, set: (to) => [{ op: "set", id, values: counted(to) }] }];
  if (count > 1) {
    fields.push({ ...metres("repeat.x", words.step_aside, step[0], (to) => along(0, to)), high: FAR_M });
    fields.push({ ...metres("repeat.z", words.step_forth, step[2], (to) => along(2, to)), high: FAR_M });
  }
  return [{ title: words.repeat, fields }];
}

/** How a block moves. @type {(block: SceneBlock, words: Values) => Section[]} */
export function motionFields({ id, values }, words) {
  const motion = /** @type {Record<string, TomlValue>} */ (values.motion ?? {});
  const kind = String(motion.kind ?? "");
  /** @type {(name: string, label: string, unit: string, otherwise: number, step: number) => Field} */
  const one = (name, label, unit, otherwise, step) => ({ key: `motion.${name}`, kind: "number", label, unit, value: Number(motion[name] ?? otherwise), step,
    set: (to) => [{ op: "set", id, values: { [`motion.${name}`]: to } }] });
  /** @type {Field[]} */
  const fields = [{ key: "motion", kind: "choice", label: words.motion, value: kind, choices: MOTIONS.map((each) => [each, words[`motion_${each || "none"}`]]), set: (to) => [{ op: "set", id, values: FIRST[String(to ?? "")] }] }];
  if (kind === "bob" || kind === "rise") fields.push(one("by_m", words.motion_by, "m", 0.5, 0.1));
  if (kind === "sway" || kind === "turn") fields.push(one("deg", words.motion_deg, "°", kind === "turn" ? 360 : 2, 1));
  if (kind) fields.push({ ...one("seconds", words.motion_seconds, "s", 6, 0.5), low: 0.5, high: 10 });
  return [{ title: words.motion, fields }];
}

const MOTIONS = ["", "pass", "sway", "turn", "bob", "rise"];
/** @type {Record<string, BlockValues>} */
const FIRST = {
  "": { motion: null },
  pass: { motion: { kind: "pass", to: [0, 0, 10], seconds: 8 } },
  sway: { motion: { kind: "sway", deg: 2 } },
  turn: { motion: { kind: "turn", deg: 360 } },
  bob: { motion: { kind: "bob", by_m: 0.3 } },
  rise: { motion: { kind: "rise", by_m: 2 } },
};
