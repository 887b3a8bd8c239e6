import test from "node:test";

import { apart } from "../../../app/site/static/ar/labels.js";
import { near } from "./near.js";

const ROOM = { topPx: 100, bottomPx: 600 };

/** @type {(wanted: { x: number, y: number, distanceM: number }[]) => number[]} */
function heights(wanted) {
  const found = apart(wanted.map((label, index) => ({ index, ...label })), ROOM);
  return found.sort((a, b) => a.index - b.index).map(({ y }) => y);
}

test("labels with room between them stay where they are", () => {
  near(heights([{ x: 100, y: 300, distanceM: 20 }, { x: 340, y: 300, distanceM: 50 }]), [300, 300]);
});

test("the farther of two in the same place moves up", () => {
  near(heights([{ x: 100, y: 300, distanceM: 50 }, { x: 120, y: 310, distanceM: 20 }]), [226, 310]);
});

test("three in the same place stand above one another", () => {
  near(heights([1, 2, 3].map((distanceM) => ({ x: 100, y: 400, distanceM }))), [400, 316, 232]);
});

test("where the hints are above, others move down", () => {
  near(heights([1, 2, 3].map((distanceM) => ({ x: 100, y: 120, distanceM }))), [120, 204, 288]);
});

test("what finds no room stays between the hints and the buttons", () => {
  const many = [1, 2, 3, 4, 5, 6, 7, 8].map((distanceM) => ({ x: 100, y: 600, distanceM }));
  near(heights(many), [600, 516, 432, 348, 264, 180, 600, 600]);
});

test("labels stay between the hints and the buttons", () => {
  near(heights([{ x: 100, y: -500, distanceM: 20 }, { x: 400, y: 900, distanceM: 20 }]), [100, 600]);
});
