import assert from "node:assert/strict";
import { test } from "node:test";

import { lens, lookAt, moved, times } from "../../../app/site/static/viewer/matrix.js";
import { fitted } from "../../../app/site/static/viewer/orbit.js";
import { above, EYE_M, forText, fromSign, glanced, headingDeg, inScene, ofText, onFoot, rayOf, stoodAt, walked } from "../../../app/web/static/js/scene_editor/view3d_camera.js";

/** @type {import("../../../app/web/static/js/scene_editor/view3d_camera.js").View3D} */
const NORTHWARD = { eye: [0, EYE_M, 10], look: [0, EYE_M, 0], fieldDeg: 60 };

/** @type {(found: readonly number[], wanted: readonly number[]) => void} */
function near(found, wanted) {
  assert.equal(found.length, wanted.length);
  found.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 0.01, `${found} is not ${wanted}`));
}

/** Where a point is seen, -1 to 1 to the right and up. @type {(view: import("../../../app/web/static/js/scene_editor/view3d_camera.js").View3D, at: Vector, aspect: number) => number[]} */
function seen({ eye, look, fieldDeg }, at, aspect) {
  const [x, y, , ahead] = moved(times(lens(fitted(fieldDeg, aspect), aspect, 0.1, 100), lookAt(eye, look)), at);
  return [x / ahead, y / ahead];
}

test("a camera of a turned scene is looked through and written again as it was", () => {
  const camera = { eye: [3, 2.5, 9], look: [1, 1, -2], fov_deg: 42 };

  const view = ofText(camera, 153);

  assert.ok(view);
  assert.deepEqual(forText(view, 153), camera);
  near(inScene(view.eye, 153), camera.eye);
});

test("a camera without a point to look at is none", () => {
  assert.equal(ofText({ eye: [0, 1, 2] }, 0), null);
  assert.equal(ofText(undefined, 0), null);
});

for (const aspect of [0.6, 1, 3]) {
  test(`a ray goes through what is seen at its place of a picture ${aspect} times as wide as high`, () => {
    const view = { eye: [4, 6, 12], look: [1, 0.5, -3], fieldDeg: 36 };

    for (const place of [[0, 0], [0.7, -0.4], [-0.9, 0.9]]) {
      const { origin, direction } = rayOf(view, place, aspect);
      near(seen(view, origin.map((value, axis) => value + direction[axis] * 8), aspect), place);
    }
  });

  test(`all of a box is seen from above, north up, in a picture ${aspect} times as wide as high`, () => {
    const view = above({ low: [-20, 0, -5], high: [30, 3, 25] }, aspect);

    const corners = [[-20, 0, -5], [30, 0, -5], [30, 0, 25], [-20, 0, 25]].map((corner) => seen(view, corner, aspect));
    assert.ok(corners.flat().every((value) => Math.abs(value) <= 1.02), corners.join(" "));
    assert.ok(corners[0][1] > corners[3][1] && corners[0][0] < corners[1][0]);
  });
}

test("on foot one stands near what one looked at, at the height of eyes", () => {
  const view = onFoot({ eye: [0, 30, 50], look: [0, 2, 0], fieldDeg: 20 });

  near(view.eye, [0, EYE_M, 12]);
  near(view.look, [0, EYE_M, 0]);
});

test("a step goes the way one looks, or to the right of it", () => {
  near(walked(NORTHWARD, 2, 0).eye, [0, EYE_M, 8]);
  near(walked(NORTHWARD, 0, 2).eye, [2, EYE_M, 10]);
  near(walked(glanced(NORTHWARD, 90, 0), 1, 0).eye, [1, EYE_M, 10]);
});

test("whoever turns right looks east after a quarter, and nobody bends over backwards", () => {
  assert.equal(Math.round(headingDeg(NORTHWARD)), 0);
  assert.equal(Math.round(headingDeg(glanced(NORTHWARD, 90, 0))), 90);
  const up = glanced(NORTHWARD, 0, 400);
  assert.ok(up.look[2] < up.eye[2] && up.look[1] > 10);
});

test("whoever is put elsewhere looks the same way", () => {
  const view = stoodAt(glanced(NORTHWARD, 30, 10), [-4, 7]);

  near(view.eye, [-4, EYE_M, 7]);
  assert.equal(Math.round(headingDeg(view)), 30);
});

test("whoever reads a sign stands before it", () => {
  near(fromSign({ at: [2, 3], facing_deg: 90 }, [9, 0.2, 3]).eye, [3.5, EYE_M, 3]);
});
