// Homographies: how a plane looks in a picture.  Nine numbers row by row, the last is 1.

/** Corners of the code in its own coordinates, where it reaches from -1 to 1. */
export const UNIT_CORNERS = Object.freeze([[-1, -1], [1, -1], [1, 1], [-1, 1]]);

/**
 * The homography that takes UNIT_CORNERS to four points (Heckbert's closed form).
 *
 * @param {readonly Pixel[]} points  top left, top right, bottom right, bottom left; px
 * @returns {number[] | null} null where three of them lie on a line
 */
export function fromCorners([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]) {
  const [dx1, dx2, dx3] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, dy3] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / area;
  const h = (dx1 * dy3 - dx3 * dy1) / area;
  const square = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1];
  const centred = [0, 3, 6].flatMap((row) => {
    const [a, b, c] = square.slice(row, row + 3);
    return [a / 2, b / 2, c + (a + b) / 2]; // from -1 … 1 to 0 … 1
  });
  const scale = 1 / centred[8];
  return Number.isFinite(scale) && Math.abs(area) > 1e-9 ? centred.map((value) => value * scale) : null;
}

/** Where a point of the plane lies in the picture. @type {(m: Matrix, x: number, y: number) => [number, number]} */
export function apply(m, x, y) {
  const w = 1 / (m[6] * x + m[7] * y + m[8]);
  return [(m[0] * x + m[1] * y + m[2]) * w, (m[3] * x + m[4] * y + m[5]) * w];
}

/** Where the code's corners lie in the picture. @type {(m: Matrix) => [number, number][]} */
export function toCorners(m) {
  return UNIT_CORNERS.map(([x, y]) => apply(m, x, y));
}

/**
 * How the corners move with the first eight numbers of the homography.
 *
 * @param {Matrix} m
 * @returns {Float64Array} 8 x 8: rows x0, y0, x1, … of toCorners, columns the numbers
 */
export function cornerSlopes(m) {
  const out = new Float64Array(64);
  UNIT_CORNERS.forEach(([x, y], corner) => {
    const w = 1 / (m[6] * x + m[7] * y + m[8]);
    const [u, v] = apply(m, x, y);
    out.set([x * w, y * w, w, 0, 0, 0, -u * x * w, -u * y * w], 16 * corner);
    out.set([0, 0, 0, x * w, y * w, w, -v * x * w, -v * y * w], 16 * corner + 8);
  });
  return out;
}

/** Length of the code's shortest side in the picture, px. @type {(corners: readonly Pixel[]) => number} */
export function shortestSidePx(corners) {
  return Math.min(
    ...corners.map(([x, y], at) => Math.hypot(x - corners[(at + 1) % 4][0], y - corners[(at + 1) % 4][1])),
  );
}
