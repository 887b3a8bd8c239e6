// What hangs on the wall: a sheet with a head, lines of words and the code, on a wall of bricks.

const SHEET = { left: -150, right: 150, top: -170, bottom: 200 }; // mm from the code's centre, for a 160 mm code
const QUIET_MODULES = 4;
export const BESIDE = 0.6; // width of the other code, in widths of the first
const [PAPER, INK, HEAD, BRICK, MORTAR, SKIN, STICKER] = [0.92, 0.06, 0.7, 0.42, 0.55, 0.6, 0.8];

/** @typedef {{ other?: string[], sticker?: number[], hand?: number[] }} More */

/**
 * @param {string[]} rows   the code, "1" is dark
 * @param {number} codeMm   its width
 * @param {More} more  a second, foreign code beside the sheet; a round sticker and a hand as circles: x, y, radius in code widths
 * @returns {(xMm: number, yMm: number) => number}  reflectance 0 … 1; x to the right, y down, from the code's centre
 */
export function artwork(rows, codeMm, { other, sticker, hand } = {}) {
  const grow = codeMm / 160;
  const inside = code(rows, codeMm);
  const beside = other && code(other, codeMm * BESIDE);
  /** @type {(circle: number[] | undefined, x: number, y: number) => boolean} */
  const within = (circle, x, y) => circle !== undefined && Math.hypot(x / codeMm - circle[0], y / codeMm - circle[1]) < circle[2];
  return (x, y) => {
    if (within(hand, x, y)) return SKIN + 0.05 * Math.sin(x / 3);
    if (within(sticker, x, y)) return STICKER - (Math.abs((x + y) % 12) < 3 ? 0.5 : 0);
    const own = inside(x, y);
    if (own >= 0) return own;
    const foreign = beside ? beside(x - codeMm * 1.75, y) : -1;
    if (foreign >= 0) return foreign;
    return sheet(x / grow, y / grow);
  };
}

/**
 * The code with its quiet zone; -1 outside.
 *
 * @type {(rows: string[], codeMm: number) => (x: number, y: number) => number}
 */
function code(rows, codeMm) {
  const count = rows.length;
  const module = codeMm / count;
  return (x, y) => {
    const across = Math.floor(x / module + count / 2);
    const down = Math.floor(y / module + count / 2);
    if (across < -QUIET_MODULES || down < -QUIET_MODULES) return -1;
    if (across >= count + QUIET_MODULES || down >= count + QUIET_MODULES) return -1;
    return rows[down]?.[across] === "1" ? INK : PAPER;
  };
}

/** @type {(x: number, y: number) => number} */
function sheet(x, y) {
  if (x < SHEET.left || x > SHEET.right || y < SHEET.top || y > SHEET.bottom) return wall(x, y);
  if (y < SHEET.top + 55) return y > SHEET.top + 18 && y < SHEET.top + 38 && isLetter(x, 14) ? INK : HEAD;
  const line = (y - 125) % 16;
  return y > 125 && line > 3 && line < 10 && Math.abs(x) < 120 && isLetter(x + Math.floor(y / 16) * 7, 4) ? INK : PAPER;
}

/** @type {(x: number, width: number) => boolean} */
function isLetter(x, width) {
  return Math.sin(x / width) + Math.sin(x / width / 0.37) > 0.1;
}

/** @type {(x: number, y: number) => number} */
function wall(x, y) {
  const course = Math.floor(y / 75);
  const along = x + (course % 2) * 120;
  const isJoint = Math.abs(y % 75) < 10 || Math.abs(along % 240) < 10;
  return isJoint ? MORTAR : BRICK;
}
