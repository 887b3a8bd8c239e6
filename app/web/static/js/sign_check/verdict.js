// What the codes in view of the camera say about the sign that hangs there: actions/verdict.py without reception.

import { distanceM } from "/static/ar/geodesy.js";

const CODE = /^[0-9A-Z]{6}$/;
const NEAR_M = 150; // a phone between houses is easily off by 50 m, and a stop is 100 m long

/**
 * @param {string[]} texts  what was read
 * @param {{ prefixes: string[], signs: Record<string, { state: string, station: number }> }} stock  all signs
 * @param {string} [expected]  the code of the sign that belongs here
 * @returns {Verdict} what tests/js/verdicts.json tells
 */
export function verdict(texts, stock, expected = "") {
  if (!texts.length) return { found: "unreadable", code: "" };
  const codes = texts.map((text) => codeIn(text, stock.prefixes));
  if (codes.includes("")) return { found: "foreign", code: "" };
  const code = codes.includes(expected) ? expected : codes[0];
  const sign = stock.signs[code];
  if (!sign) return { found: "unknown", code: "" };
  if (sign.state === "retired") return { found: "retired", code };
  const wanted = stock.signs[expected];
  if (!wanted || code === expected) return { found: "good", code };
  return { found: sign.station === wanted.station ? "elsewhere" : "other_station", code };
}

/**
 * Tell whether a phone is so far from a sign's place that the sign must hang somewhere else.
 *
 * @param {{ lat: number, lon: number, uncertaintyM: number }} sign
 * @param {{ latitude: number, longitude: number, accuracy: number }} phone  as the browser says it, metres
 */
export function isFar(sign, phone) {
  const distance = distanceM([sign.lat, sign.lon], [phone.latitude, phone.longitude]);
  return distance > NEAR_M + sign.uncertaintyM + phone.accuracy;
}

/** @type {(text: string, prefixes: string[]) => string} */
function codeIn(text, prefixes) {
  const asked = text.trim().toUpperCase();
  const prefix = prefixes.find((each) => asked.startsWith(each));
  const rest = prefix ? asked.slice(prefix.length) : "";
  return CODE.test(rest) ? rest : "";
}
