// Small linear algebra.  A 3x3 matrix is nine numbers row by row; a vector is three; a square matrix of any size is
// a Float64Array row by row.

/** @type {Matrix} */
export const IDENTITY = Object.freeze([1, 0, 0, 0, 1, 0, 0, 0, 1]);

/** Matrix product a b of two 3x3 matrices. @type {(a: Matrix, b: Matrix) => number[]} */
export function multiply(a, b) {
  const out = new Array(9);
  for (let row = 0; row < 3; row += 1) {
    for (let at = 0; at < 3; at += 1) {
      out[3 * row + at] = a[3 * row] * b[at] + a[3 * row + 1] * b[3 + at] + a[3 * row + 2] * b[6 + at];
    }
  }
  return out;
}

/** @type {(m: Matrix) => number[]} */
export function transpose(m) {
  return [m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]];
}

/** Matrix times vector. @type {(m: Matrix, v: Vector) => number[]} */
export function transform(m, [x, y, z]) {
  return [
    m[0] * x + m[1] * y + m[2] * z,
    m[3] * x + m[4] * y + m[5] * z,
    m[6] * x + m[7] * y + m[8] * z,
  ];
}

/** The matrix whose columns are three vectors. @type {(a: Vector, b: Vector, c: Vector) => number[]} */
export function fromColumns(a, b, c) {
  return [a[0], b[0], c[0], a[1], b[1], c[1], a[2], b[2], c[2]];
}

/** @type {(m: Matrix, index: number) => number[]} */
export function column(m, index) {
  return [m[index], m[index + 3], m[index + 6]];
}

/** @type {(a: Vector, b: Vector) => number[]} */
export function cross(a, b) {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** @type {(a: Vector, b: Vector) => number} */
export function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Inverse of any regular 3x3 matrix. @type {(m: Matrix) => number[]} */
export function invert(m) {
  const a = column(m, 0);
  const b = column(m, 1);
  const c = column(m, 2);
  const rows = [cross(b, c), cross(c, a), cross(a, b)];
  const scale = 1 / dot(a, rows[0]);
  return rows.flat().map((value) => value * scale);
}

/**
 * Rotation by the length of a vector (radians) about its direction, right-handed (Rodrigues).
 *
 * @type {(v: Vector) => number[]}
 */
export function rotation([x, y, z]) {
  const angle = Math.hypot(x, y, z);
  const s = angle < 1e-9 ? 1 : Math.sin(angle) / angle;
  const c = angle < 1e-5 ? 0.5 : (1 - Math.cos(angle)) / (angle * angle);
  return [
    1 - c * (y * y + z * z), c * x * y - s * z, c * x * z + s * y,
    c * x * y + s * z, 1 - c * (x * x + z * z), c * y * z - s * x,
    c * x * z - s * y, c * y * z + s * x, 1 - c * (x * x + y * y),
  ];
}

/**
 * Cholesky factor L (lower) of a symmetric positive definite matrix, L L' = m.
 *
 * @param {Numbers} m
 * @param {number} size
 * @returns {Float64Array | null} null where the matrix is not positive definite
 */
export function cholesky(m, size) {
  const l = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let at = 0; at <= row; at += 1) {
      let sum = m[row * size + at];
      for (let k = 0; k < at; k += 1) sum -= l[row * size + k] * l[at * size + k];
      if (row === at && !(sum > 0)) return null;
      l[row * size + at] = row === at ? Math.sqrt(sum) : sum / l[at * size + at];
    }
  }
  return l;
}

/** Solve L y = b for a lower triangular L. @type {(l: Numbers, b: Numbers, size: number) => Float64Array} */
export function forward(l, b, size) {
  const y = Float64Array.from(b);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) y[row] -= l[row * size + k] * y[k];
    y[row] /= l[row * size + row];
  }
  return y;
}

/** Solve m x = b with the Cholesky factor of m. @type {(l: Numbers, b: Numbers, size: number) => Float64Array} */
export function solve(l, b, size) {
  const x = forward(l, b, size);
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) x[row] -= l[k * size + row] * x[k];
    x[row] /= l[row * size + row];
  }
  return x;
}

/**
 * Inverse of m from its Cholesky factor: the covariance, where m is the information.
 *
 * @type {(l: Numbers, size: number) => Float64Array}
 */
export function inverse(l, size) {
  const out = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    unit.fill(0);
    unit[at] = 1;
    solve(l, unit, size).forEach((value, row) => {
      out[row * size + at] = value;
    });
  }
  return out;
}

/**
 * Product a m a' of a (rows x columns) with a symmetric m (columns x columns): how a covariance is carried on.
 *
 * @type {(a: Numbers, m: Numbers, rows: number, columns: number) => Float64Array}
 */
export function sandwich(a, m, rows, columns) {
  const half = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    for (let at = 0; at < columns; at += 1) {
      for (let k = 0; k < columns; k += 1) half[row * columns + at] += a[row * columns + k] * m[k * columns + at];
    }
  }
  const out = new Float64Array(rows * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let at = 0; at < rows; at += 1) {
      for (let k = 0; k < columns; k += 1) out[row * rows + at] += half[row * columns + k] * a[at * columns + k];
    }
  }
  return out;
}
