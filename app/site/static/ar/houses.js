// Houses: which triangles are one house, whether something stands in it, how far ahead a wall is.  Sums without a page.
//
// Triangles are the numbers of their corners one after the other: x, y, z, nine for each, in metres; y is up, and whoever
// looks at a triangle from outside sees its corners run counter-clockwise.

const MARGIN_M = 1; // nearer to a house than this is taken for a part of it
const PER_MM = 1000;

/**
 * Triangles that hang together, by shared corners: a house, or a row of them.
 *
 * @param {ArrayLike<number>} triangles
 * @returns {House[]}
 */
export function housesOf(triangles) {
  const parents = Uint32Array.from({ length: triangles.length / 9 }, (_, at) => at);
  /** @type {(at: number) => number} */
  const root = (at) => {
    let top = at;
    while (parents[top] !== top) top = parents[top] = parents[parents[top]];
    return top;
  };
  /** @type {Map<string, number>} */
  const first = new Map(); // triangle at each corner
  for (let at = 0; at < triangles.length; at += 3) {
    const corner = [0, 1, 2].map((axis) => Math.round(triangles[at + axis] * PER_MM)).join();
    const own = Math.floor(at / 9);
    const other = first.get(corner);
    if (other === undefined) first.set(corner, own);
    else parents[root(own)] = root(other);
  }
  /** @type {Map<number, House>} */
  const houses = new Map();
  parents.forEach((_, own) => {
    const house = houses.get(root(own)) ?? { triangles: [], west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
    houses.set(root(own), house);
    house.triangles.push(own);
    for (let at = own * 9; at < own * 9 + 9; at += 3) {
      house.west = Math.min(house.west, triangles[at]);
      house.east = Math.max(house.east, triangles[at]);
      house.north = Math.min(house.north, triangles[at + 2]);
      house.south = Math.max(house.south, triangles[at + 2]);
    }
  });
  return [...houses.values()];
}

/** Whether something stands in a house or at it, seen from above. @type {(house: Extent, thing: Extent) => boolean} */
export function isAt(house, thing) {
  return (
    thing.west < house.east + MARGIN_M && thing.east > house.west - MARGIN_M &&
    thing.north < house.south + MARGIN_M && thing.south > house.north - MARGIN_M
  );
}

/**
 * How far it is to the first wall or roof whose outside is seen, metres; Infinity if there is none that way.
 * (T. Möller, B. Trumbore: Fast, Minimum Storage Ray/Triangle Intersection, 1997, with culling.)
 *
 * @param {ArrayLike<number>} triangles
 * @param {Vector} eye
 * @param {Vector} way  of length 1
 */
export function wallAheadM(triangles, eye, way) {
  let nearest = Infinity;
  for (let at = 0; at < triangles.length; at += 9) {
    /** @type {(corner: number) => number[]} */
    const edge = (corner) => [0, 1, 2].map((axis) => triangles[at + corner * 3 + axis] - triangles[at + axis]);
    const [one, two] = [edge(1), edge(2)];
    const across = cross(way, two);
    const size = dot(one, across);
    if (size <= 0) continue; // its inside
    const from = [0, 1, 2].map((axis) => eye[axis] - triangles[at + axis]);
    const u = dot(from, across);
    const up = cross(from, one);
    const v = dot(way, up);
    const away = dot(two, up) / size;
    if (u >= 0 && v >= 0 && u + v <= size && away > 0) nearest = Math.min(nearest, away);
  }
  return nearest;
}

/** @type {(a: ArrayLike<number>, b: ArrayLike<number>) => number[]} */
function cross(a, b) {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** @type {(a: ArrayLike<number>, b: ArrayLike<number>) => number} */
function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
