// Matrix: the sums of a renderer.  Matrices have 16 numbers, column by column, as WebGL takes them; lengths in metres.

const MARGIN = 1.01; // so that nothing touches the edge of a map of shadows

/** Do `b` first, then `a`. @type {(a: Matrix16, b: Matrix16) => Matrix16} */
export function times(a, b) {
  const found = new Float32Array(16);
  for (let column = 0; column < 4; column += 1) {
    for (let row = 0; row < 4; row += 1) {
      for (let k = 0; k < 4; k += 1) found[column * 4 + row] += a[k * 4 + row] * b[column * 4 + k];
    }
  }
  return found;
}

/** From metres to the screen, as a lens sees. @type {(fieldDeg: number, aspect: number, near: number, far: number) => Matrix16} */
export function lens(fieldDeg, aspect, near, far) {
  const zoom = 1 / Math.tan((fieldDeg * Math.PI) / 360);
  return [zoom / aspect, 0, 0, 0, 0, zoom, 0, 0, 0, 0, (far + near) / (near - far), -1, 0, 0, (2 * far * near) / (near - far), 0];
}

/**
 * From metres to -1 to 1 of a box seen along `toward`: just so large that all of `corners` lie in it.
 *
 * @type {(toward: Vector, corners: Vector[]) => { matrix: Matrix16, across: Vector }}  across: metres to the right, up and deep
 */
export function parallel(toward, corners) {
  const [right, up, back] = axes(toward.map((value) => -value));
  const ways = [right, up, toward];
  const spans = ways.map((way) => corners.map((corner) => dot(way, corner)));
  const middles = spans.map((span) => (Math.max(...span) + Math.min(...span)) / 2);
  const halves = spans.map((span) => ((Math.max(...span) - Math.min(...span)) / 2) * MARGIN + 0.05);
  const rows = [right, up, back.map((value) => -value)].map((way, i) => way.map((value) => value / halves[i]));
  return {
    matrix: [0, 1, 2].flatMap((column) => [...rows.map((row) => row[column]), 0]).concat(middles.map((middle, i) => -middle / halves[i]), 1),
    across: halves.map((half) => half * 2),
  };
}

/** From the world to an eye that looks along its own -z. @type {(eye: Vector, look: Vector) => Matrix16} */
export function lookAt(eye, look) {
  const [right, up, back] = axes(eye.map((value, axis) => value - look[axis]));
  return [
    right[0], up[0], back[0], 0,
    right[1], up[1], back[1], 0,
    right[2], up[2], back[2], 0,
    -dot(right, eye), -dot(up, eye), -dot(back, eye), 1,
  ];
}

/** Where something stands: moved, turned by a quaternion, scaled. @type {(by: Vector, turn: Vector, scale: Vector) => Matrix16} */
export function standing([x, y, z], [i, j, k, w], [sx, sy, sz]) {
  return [
    (1 - 2 * (j * j + k * k)) * sx, 2 * (i * j + k * w) * sx, 2 * (i * k - j * w) * sx, 0,
    2 * (i * j - k * w) * sy, (1 - 2 * (i * i + k * k)) * sy, 2 * (j * k + i * w) * sy, 0,
    2 * (i * k + j * w) * sz, 2 * (j * k - i * w) * sz, (1 - 2 * (i * i + j * j)) * sz, 0,
    x, y, z, 1,
  ];
}

/** Where a point comes to lie; the fourth number is how far ahead of an eye. @type {(matrix: Matrix16, at: Vector) => Vector} */
export function moved(matrix, [x, y, z]) {
  return [0, 1, 2, 3].map((row) => matrix[row] * x + matrix[4 + row] * y + matrix[8 + row] * z + matrix[12 + row]);
}

/** @type {(a: Vector, b: Vector) => number} */
export function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Make it one long. @type {(a: Vector) => Vector} */
export function unit(a) {
  const long = Math.hypot(...a);
  return a.map((value) => value / long);
}

/** Right, up and back of one who has `back` behind; also where that is straight up or down. @type {(back: Vector) => Vector[]} */
function axes(back) {
  const behind = unit(back);
  const upright = Math.abs(behind[1]) > 0.9999 ? [0, 0, -1] : [0, 1, 0];
  const right = unit(cross(upright, behind));
  return [right, cross(behind, right), behind];
}

/** @type {(a: Vector, b: Vector) => Vector} */
export function cross([ax, ay, az], [bx, by, bz]) {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}
