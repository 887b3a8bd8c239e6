// Model: a file fetched, read, its pictures decoded, and where its things stand at a moment.

import { read } from "./glb.js";
import { moved, standing, times, unit } from "./matrix.js";

const PLANNED = "planned"; // as app/meshes calls it
const SHARE_FETCHED = 0.9; // of the progress; the rest is decoding

/**
 * Keep models, each as it was taken by the graphics processor, and fetch those that are asked for first.
 *
 * @param {(loaded: Loaded) => Scene3D} take
 * @returns {(href: string, progress: (share: number) => void) => Promise<Scene3D>}
 */
export function makeShelf(take) {
  /** @type {Map<string, Promise<Scene3D>>} */
  const kept = new Map(); // href -> model
  return (href, progress) => {
    const found = kept.get(href) ?? load(href, progress).then(take);
    kept.set(href, found);
    found.catch(() => kept.delete(href)); // the next try may succeed
    return found;
  };
}

/**
 * Fetch a model.  Throws where it does not come, or is no GLB.
 *
 * @param {string} href
 * @param {(share: number) => void} progress  0 to 1
 * @returns {Promise<Loaded>}
 */
export async function load(href, progress) {
  const answer = await fetch(href);
  if (!answer.ok || !answer.body) throw new Error(`${href} answers ${answer.status}.`, { cause: answer });
  const file = await gathered(answer.body, Number(answer.headers.get("Content-Length")), (share) => progress(share * SHARE_FETCHED));
  const model = read(file);
  const pictures = await Promise.all(model.pictures.map((each) => createImageBitmap(each, { premultiplyAlpha: "none", colorSpaceConversion: "none" })));
  progress(1);
  return { model, pictures, ...bounds(model), planned: bounds(model, PLANNED) };
}

/** @type {(body: ReadableStream<Uint8Array<ArrayBuffer>>, whole: number, progress: (share: number) => void) => Promise<ArrayBuffer>} */
async function gathered(body, whole, progress) {
  const pieces = [];
  let come = 0;
  for (const reader = body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    come += value.length;
    progress(whole ? Math.min(1, come / whole) : 0.5); // packed on its way, the length is that of the pack
  }
  return new Blob(pieces).arrayBuffer();
}

/**
 * Where every node stands at a moment of its motion; `at_s` 0 is at rest.
 *
 * @type {(model: Model, at_s: number) => Matrix16[]}
 */
export function places(model, at_s) {
  const nodes = model.nodes.map((node) => ({ ...node }));
  if (at_s) for (const track of model.tracks) nodes[track.node][track.part] = between(track, at_s);
  /** @type {Map<number, Matrix16>} */
  const known = new Map();
  /** @type {(number: number) => Matrix16} */
  const place = (number) => {
    const { parent, by, turn, scale } = nodes[number];
    const found = known.get(number) ?? (parent < 0 ? standing(by, turn, scale) : times(place(parent), standing(by, turn, scale)));
    known.set(number, found);
    return found;
  };
  return nodes.map((_, number) => place(number));
}

/** The nodes that move, with all that hangs on them. @type {(model: Model) => Set<number>} */
export function moving({ nodes, tracks }) {
  const found = new Set(tracks.map(({ node }) => node));
  /** @type {(number: number) => boolean} */
  const moves = (number) => number >= 0 && (found.has(number) || moves(nodes[number].parent));
  return new Set([...nodes.keys()].filter(moves));
}

/** The value of a track at a moment of its loop. @type {(track: Track, at_s: number) => Vector} */
export function between({ times: keys, values: { values, size } }, at_s) {
  const at = at_s % keys[keys.length - 1];
  const next = Math.max(1, keys.findIndex((key) => key > at));
  const share = Math.min(1, Math.max(0, (at - keys[next - 1]) / (keys[next] - keys[next - 1])));
  const [a, b] = [next - 1, next].map((key) => [...values.subarray(key * size, (key + 1) * size)]);
  const sign = size === 4 && a.reduce((sum, value, i) => sum + value * b[i], 0) < 0 ? -1 : 1; // the short way round
  const mixed = a.map((value, i) => value * (1 - share) + sign * b[i] * share);
  return size === 4 ? unit(mixed) : mixed;
}

/** The box around a model at rest, or around what of it has a role; around all where nothing has. @type {(model: Model, role?: string) => Bounds} */
function bounds(model, role) {
  /** @type {Bounds} */
  const found = { low: [Infinity, Infinity, Infinity], high: [-Infinity, -Infinity, -Infinity] };
  const isMarked = model.nodes.some((node) => node.role === role);
  for (const [number, place] of places(model, 0).entries()) {
    if (isMarked && model.nodes[number].role !== role) continue;
    for (const { positions: { min, max } } of model.meshes[model.nodes[number].mesh ?? -1] ?? []) {
      for (let corner = 0; corner < 8; corner += 1) {
        const at = moved(place, min.map((low, axis) => (corner & (1 << axis) ? max[axis] : low)));
        found.low = found.low.map((low, axis) => Math.min(low, at[axis]));
        found.high = found.high.map((high, axis) => Math.max(high, at[axis]));
      }
    }
  }
  return found;
}
