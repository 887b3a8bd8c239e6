// What the rider is told, from what the view knows: a key of the page's words and its values.

import { ourCode } from "./guidance.js";

const SEVERAL = 8; // looks without a good lock: a step aside would help
const WANTED = 3;

/**
 * @param {{ state: string, answer?: Partial<Told> | null, prefixes: string[], isOld: boolean,
 *   guide: { index: number, turnDeg: number, isAhead: boolean } | null }} known
 * @returns {Hint}  share: progress of the lock, 0 … 1; turnDeg: how far to turn, right is positive; metres: how near to come
 */
export function hintFor({ state, answer, prefixes, isOld, guide }) {
  if (state === "searching") return searching(answer, prefixes);
  if (isOld) return { word: "old", isOld };
  if (!guide) return { word: "none" };
  const { index, turnDeg, isAhead } = guide;
  if (isAhead) return { word: "ahead", index };
  return { word: turnDeg > 0 ? "right" : "left", turnDeg, index };
}

/** @type {(answer: Partial<Told> | null | undefined, prefixes: string[]) => Hint} */
function searching(answer, prefixes) {
  if (!answer || answer.error) return { word: answer?.error ? "trouble" : "loading" };
  const { code: own, looks = 0, others = [] } = answer;
  if (answer.isContrary) return { word: "contrary", share: 0 };
  if (answer.nearerM) return { word: "nearer", metres: Math.max(0.5, Math.floor(answer.nearerM * 2) / 2), share: 0 };
  if (own && looks > SEVERAL) return { word: "aside", share: 0.8 };
  if (own) return { word: "holding", share: Math.min(0.9, looks / WANTED) };
  const [other] = others;
  if (other === undefined) return { word: "seeking", share: 0 };
  const code = ourCode(other, prefixes);
  return code ? { word: "elsewhere", code } : { word: "foreign" };
}
