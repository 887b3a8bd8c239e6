// From picture to picture: gathers the looks at one sign until true north is known well enough.

import { smoothed } from "./greyscale.js";
import { shortestSidePx } from "./homography.js";
import { MOST_LOOKS, lock } from "./lock.js";
import { lensOf, makeLook } from "./look.js";
import { makeRefiner } from "./corner_refinement.js";
import { planarPoses } from "./pose.js";
import { rolled, waysToHold } from "./screen_angle.js";
import { fits, fitsLast, isEnough } from "./sufficiency.js";

const LARGE_PX = 4; // a module of a code that is seen well in poor light, too
const STRAYS = 2; // looks in a row that do not fit those before: the sensors have jumped
const ASKEW_DEG = 15; // so far off upright a sign may seem to hang, with all that is unknown of the lens

/**
 * @param {Sign[]} signs  as printed
 * @param {Decode} decode  of decoder.js or barcode_detector.js
 * @returns {(picture: GreyPicture, axes: Matrix, rateDegPerS: number, mayRoll?: boolean) => Promise<Answer>}  axes: of the
 *   camera in the phone's earth frame when the picture was taken; mayRoll: the screen angle in them is a guess
 */
export function makeFinder(signs, decode) {
  const known = new Map(signs.map((sign) => [sign.address, { sign, refine: makeRefiner(sign.rows) }]));
  /** @type {Sign | null} */
  let seen = null;
  /** @type {Look[]} */
  let looks = [];
  let strays = 0;
  /** @type {(code: Seen) => boolean} */
  const isKnown = ({ text }) => known.has(text);
  return async (picture, axes, rateDegPerS, mayRoll = true) => {
    let codes = await decode(picture);
    if (!codes.some(isKnown)) codes = [...codes, ...(await decode(smoothed(picture)))]; // poor light is noise
    const own = codes.find(({ text }) => text === seen?.address) ?? codes.find(isKnown); // of two signs the one that was seen before
    const asked = own && known.get(own.text);
    const others = [...new Set(codes.filter((code) => !isKnown(code)).map(({ text }) => text))];
    if (!own || !asked) return { others };
    const { sign, refine } = asked;
    if (sign !== seen) [seen, looks, strays] = [sign, [], 0];
    const tried = orders(own).map((corners) => refine(picture, corners)).filter((each) => each !== null);
    const [refined] = tried.sort((a, b) => a.misfit - b.misfit);
    const way = refined && heldBy(refined, { picture, sign, axes, mayRoll });
    const look = way && makeLook(refined, rolled(axes, way.rollDeg), rateDegPerS);
    if (!look) return { others, code: sign.code, looks: looks.length, nearerM: nearerM(own, sign, picture) };
    if (way.askewDeg > ASKEW_DEG) return { others, code: sign.code, looks: looks.length, isContrary: true };
    looks = [...looks, look].slice(-MOST_LOOKS);
    const found = lock(looks, sign, picture);
    if (!found) return { others, code: sign.code, looks: looks.length, found };
    strays = fitsLast(found) ? 0 : strays + 1;
    const isContrary = !fits(found) || strays >= STRAYS;
    const told = { others, code: sign.code, looks: looks.length, found, rollDeg: way.rollDeg, isContrary };
    if (isContrary) [looks, strays] = [[look], 0]; // nobody knows which of the others are wrong
    return { ...told, isEnough: !isContrary && !strays && isEnough(found, told.looks) };
  };
}

/**
 * From where a code would be large enough, metres; undefined where it is already.
 *
 * @type {(seen: Seen, sign: Sign, picture: Size & Partial<Optics>) => number | undefined}
 */
function nearerM({ corners }, { rows, codeMm }, picture) {
  const { longerPx, belief } = lensOf(picture);
  const wantedPx = LARGE_PX * rows.length;
  return shortestSidePx(corners) < wantedPx ? ((codeMm / 1000) * longerPx * Math.exp(belief.lnFocal)) / wantedPx : undefined;
}

/**
 * The way to hold the phone in which the sign hangs straightest.
 *
 * @param {Refined} refined
 * @param {{ picture: Size & Partial<Optics>, sign: SignFace, axes: Matrix, mayRoll: boolean }} seen
 */
function heldBy({ homography }, { picture, sign, axes, mayRoll }) {
  const { longerPx, centreX, centreY, belief } = lensOf(picture);
  const poses = planarPoses(homography, { focalPx: longerPx * Math.exp(belief.lnFocal), centreX, centreY }, sign.codeMm / 2000);
  return waysToHold(poses, axes).filter(({ rollDeg }) => mayRoll || !rollDeg)[0];
}

/**
 * The orders in which the corners may stand: one, if the decoder begins with the code's own upper left.
 *
 * @type {(seen: Seen) => Pixel[][]}
 */
function orders({ corners, isOrdered }) {
  return isOrdered ? [corners] : corners.map((_, first) => [...corners.slice(first), ...corners.slice(0, first)]);
}
