// The code as it is printed, blurred as a camera blurs it, with its slopes: what a picture is measured against.

const QUIET_MODULES = 2; // of the quiet zone, how much takes part
const SAMPLES = 4; // per module and axis
const FINE = 3; // finer cells per sample, for the blur
const FLAT_SHARE = 5; // of the samples on even ground every fifth is kept: they only tell black from white

/**
 * Samples of the blurred code.
 *
 * @param {string[]} rows  the code without its quiet zone, "1" is dark
 * @param {number} blurModules  standard deviation of the blur, in modules
 * @returns {Bitmap}
 */
export function sampledBitmap(rows, blurModules) {
  const cells = SAMPLES * FINE;
  const side = (rows.length + 2 * QUIET_MODULES) * cells;
  const fine = blurred(painted(rows, side, cells), side, blurModules * cells);
  const perUnit = (rows.length * cells) / 2;
  /** @type {number[][]} */
  const found = [];
  for (let row = FINE + 1; row < side - FINE - 1; row += FINE) {
    for (let at = FINE + 1; at < side - FINE - 1; at += FINE) {
      const here = row * side + at;
      const slopeX = ((fine[here + 1] - fine[here - 1]) / 2) * perUnit;
      const slopeY = ((fine[here + side] - fine[here - side]) / 2) * perUnit;
      const isFlat = Math.hypot(slopeX, slopeY) < perUnit * 0.004;
      if (isFlat && (at + row) % (FLAT_SHARE * FINE) !== 2) continue;
      found.push([(at + 0.5 - side / 2) / perUnit, (row + 0.5 - side / 2) / perUnit, fine[here], slopeX, slopeY]);
    }
  }
  const columns = [0, 1, 2, 3, 4].map((field) => Float64Array.from(found, (sample) => sample[field]));
  const [x, y, value, slopeX, slopeY] = columns;
  return { count: found.length, x, y, value, slopeX, slopeY };
}

/** Side of one sample in units of half the code's width. @type {(rows: string[]) => number} */
export function spacing(rows) {
  return 2 / (rows.length * SAMPLES);
}

/** @type {(rows: string[], side: number, cells: number) => Float32Array} */
function painted(rows, side, cells) {
  const out = new Float32Array(side * side).fill(1);
  rows.forEach((line, row) => {
    for (let at = 0; at < line.length; at += 1) {
      if (line[at] !== "1") continue;
      for (let y = 0; y < cells; y += 1) {
        const start = ((row + QUIET_MODULES) * cells + y) * side + (at + QUIET_MODULES) * cells;
        out.fill(0, start, start + cells);
      }
    }
  });
  return out;
}

/**
 * Gaussian blur, rows then columns; beyond the rim lies paper.
 *
 * @type {(cells: Float32Array, side: number, sigma: number) => Float32Array}
 */
function blurred(cells, side, sigma) {
  const reach = Math.ceil(3 * sigma);
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  /** @type {(from: Float32Array, step: number, line: number) => Float32Array} */
  const pass = (from, step, line) => {
    const out = new Float32Array(side * side);
    for (let other = 0; other < side; other += 1) {
      for (let at = 0; at < side; at += 1) {
        let total = 0;
        for (let k = -reach; k <= reach; k += 1) {
          const place = at + k;
          total += weights[k + reach] * (place < 0 || place >= side ? 1 : from[place * step + other * line]);
        }
        out[at * step + other * line] = total / sum;
      }
    }
    return out;
  };
  return pass(pass(cells, 1, side), side, 1);
}
