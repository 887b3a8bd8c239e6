// What the inspector asks of the points of a line or an outline.  Pure.

import { into, outOf, rounded } from "./geometry.js";
import { pointsName, pointsOf } from "./handles.js";
import { metres } from "./inspector_fields.js";
import { written } from "./points.js";

/** @type {(block: SceneBlock, part: PalettePart, words: Values) => import("./inspector_fields.js").Section[]} */
export function pointList(block, part, words) {
  const [points, place, name] = [pointsOf(block, part), block.places?.[0], pointsName(block, part)];
  if (!points || !place) return [];
  const canGo = points.length > fewestOf(part);
  /** @type {(all: number[][]) => SceneOp[]} */
  const set = (all) => [{ op: "set", id: block.id, values: { [name]: all.map(plain) } }];
  const fields = points.flatMap(([x, y, z], i) => {
    const [east, south] = outOf([x, z], place);
    /** @type {(to: Spot) => SceneOp[]} */
    const put = (to) => {
      const [px, pz] = into(to, place);
      return set(points.with(i, [px, y, pz]));
    };
    const number = i + 1;
    const gone = { ...metres(`point.${i}.east`, `${number}: ${words.to_east}`, east, (to) => put([to, south])), isSet: canGo, back: words.remove_point };
    return [
      { ...gone, set: (/** @type {string | number | boolean | null} */ to) => (to === null ? set(points.toSpliced(i, 1)) : put([Number(to), south])) },
      metres(`point.${i}.north`, `${number}: ${words.to_north}`, -south, (to) => put([east, -to])),
    ];
  });
  return [{ title: words.points, fields }];
}

/** One more point, in the middle of an edge before the point of that number. @type {(block: SceneBlock, part: PalettePart | undefined, index: number) => BlockValues} */
export function withPoint(block, part, index) {
  const points = pointsOf(block, part) ?? [];
  const [a, b] = [points[index - 1], points[index % points.length]];
  const middle = a.map((each, i) => (each + b[i]) / 2);
  return { [pointsName(block, part)]: points.toSpliced(index, 0, middle).map(plain) };
}

/** Without the point of that number; null where a line or an outline needs it. @type {(block: SceneBlock, part: PalettePart | undefined, index: number) => BlockValues | null} */
export function withoutPoint(block, part, index) {
  const points = pointsOf(block, part) ?? [];
  return index >= 0 && points.length > fewestOf(part) ? { [pointsName(block, part)]: points.toSpliced(index, 1).map(plain) } : null;
}

/** @type {(part: PalettePart | undefined) => number} */
export function fewestOf(part) {
  return part?.points === "outline" ? 3 : 2;
}

/** Points of the world as those of a block that stands there. @type {(block: SceneBlock, part: PalettePart, spots: readonly Spot[]) => BlockValues} */
export function drawnPoints(block, part, spots) {
  const place = block.places?.[0];
  if (!place) return {};
  return { [pointsName(block, part)]: spots.map((spot) => into(spot, place).map(rounded)) };
}

/** @type {(point: number[]) => number[]} */
function plain([x, y, z]) {
  return written([x, z], [x, z], y);
}
