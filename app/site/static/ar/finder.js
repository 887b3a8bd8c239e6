// From picture to picture: gathers the looks at one sign until true north is known well enough.

import { smoothed } from "./grey.js";
import { MOST_LOOKS, isEnough, lock } from "./lock.js";
import { makeLook } from "./look.js";
import { makeRefiner } from "./refine.js";

/**
 * @typedef {object} Answer
 * @property {string[]} others  texts of codes in the picture that are none of these signs
 * @property {string} [code]    the sign that was seen
 * @property {number} [looks]   how many good looks there are by now
 * @property {object} [found]   what `lock` returns
 * @property {boolean} [isEnough]  it is good enough to show the planning by
 */

/**
 * @param {{ code: string, address: string, rows: string[], facingDeg: number, codeMm: number }[]} signs  as printed
 * @param {(picture) => Promise<Seen[]>} decode  of decoder.js or native.js
 * @returns {(picture, axes: number[], rateDegPerS: number) => Promise<Answer>}  picture: grey, with what the camera
 *   tells of its lens; axes: of the camera in the phone's earth frame when the picture was taken
 *
 * Seen: { text: string, corners: [number, number][], isOrdered: boolean }, corners clockwise in the picture, px
 */
export function makeFinder(signs, decode) {
  const known = new Map(signs.map((sign) => [sign.address, { sign, refine: makeRefiner(sign.rows) }]));
  let seen = null;
  let looks = [];
  const isKnown = ({ text }) => known.has(text);
  return async (picture, axes, rateDegPerS) => {
    let codes = await decode(picture);
    if (!codes.some(isKnown)) codes = [...codes, ...(await decode(smoothed(picture)))]; // poor light is noise
    const own = codes.find(isKnown);
    const others = [...new Set(codes.filter((code) => !isKnown(code)).map(({ text }) => text))];
    if (!own) return { others };
    const { sign, refine } = known.get(own.text);
    if (sign !== seen) [seen, looks] = [sign, []];
    const tried = orders(own).map((corners) => refine(picture, corners)).filter(Boolean);
    const refined = tried.reduce((best, other) => (best && best.misfit <= other.misfit ? best : other), null);
    const look = refined && makeLook(refined, axes, rateDegPerS);
    if (!look) return { others, code: sign.code, looks: looks.length };
    looks = [...looks, look].slice(-MOST_LOOKS);
    const found = lock(looks, sign, picture);
    return { others, code: sign.code, looks: looks.length, found, isEnough: Boolean(found) && isEnough(found, looks.length) };
  };
}

/** The orders in which the corners may stand: one, if the decoder begins with the code's own upper left. */
function orders({ corners, isOrdered }) {
  return isOrdered ? [corners] : corners.map((_, first) => [...corners.slice(first), ...corners.slice(0, first)]);
}
