// From picture to picture: gathers the looks at one sign until true north is known well enough.

import { smoothed } from "./greyscale.js";
import { MOST_LOOKS, isEnough, lock } from "./lock.js";
import { makeLook } from "./look.js";
import { makeRefiner } from "./corner_refinement.js";

/**
 * @param {Sign[]} signs  as printed
 * @param {Decode} decode  of decoder.js or barcode_detector.js
 * @returns {(picture: GreyPicture, axes: Matrix, rateDegPerS: number) => Promise<Answer>}  axes: of the camera in the
 *   phone's earth frame when the picture was taken
 */
export function makeFinder(signs, decode) {
  const known = new Map(signs.map((sign) => [sign.address, { sign, refine: makeRefiner(sign.rows) }]));
  /** @type {Sign | null} */
  let seen = null;
  /** @type {Look[]} */
  let looks = [];
  /** @type {(code: Seen) => boolean} */
  const isKnown = ({ text }) => known.has(text);
  return async (picture, axes, rateDegPerS) => {
    let codes = await decode(picture);
    if (!codes.some(isKnown)) codes = [...codes, ...(await decode(smoothed(picture)))]; // poor light is noise
    const own = codes.find(isKnown);
    const asked = own && known.get(own.text);
    const others = [...new Set(codes.filter((code) => !isKnown(code)).map(({ text }) => text))];
    if (!own || !asked) return { others };
    const { sign, refine } = asked;
    if (sign !== seen) [seen, looks] = [sign, []];
    const tried = orders(own).map((corners) => refine(picture, corners)).filter((each) => each !== null);
    const [refined] = tried.sort((a, b) => a.misfit - b.misfit);
    const look = refined && makeLook(refined, axes, rateDegPerS);
    if (!look) return { others, code: sign.code, looks: looks.length };
    looks = [...looks, look].slice(-MOST_LOOKS);
    const found = lock(looks, sign, picture);
    return { others, code: sign.code, looks: looks.length, found, isEnough: found !== null && isEnough(found, looks.length) };
  };
}

/**
 * The orders in which the corners may stand: one, if the decoder begins with the code's own upper left.
 *
 * @type {(seen: Seen) => Pixel[][]}
 */
function orders({ corners, isOrdered }) {
  return isOrdered ? [corners] : corners.map((_, first) => [...corners.slice(first), ...corners.slice(0, first)]);
}
