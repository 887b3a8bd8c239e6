import assert from "node:assert/strict";
import { test } from "node:test";

import { standOf } from "../../../app/web/static/js/scene_editor/view3d_stands.js";
import { block, model } from "./model.js";

const POSTER = { eye: [0, 5, 20], look: [0, 1, 0], fov_deg: 30 };
const TREE = block({ at: [40, 0] }, { places: [[40, 0, 0, 0, 1]] });
/** @type {SceneSite} */
const SITE = { lat: 51, lon: 7, rotation_deg: 0, stop_name: "", stop: [0, 0], signs: [{ code: "A", where: "", at: [5, 5], facing_deg: 180, is_estimated: false }], neighbours: [], tracks: [] };
const SCENE = model([TREE], { cameras: { poster: POSTER } });

test("a camera that the text does not have looks as that of the picture does", () => {
  assert.deepEqual(standOf("thumbnail", SCENE, SITE, 1.5), standOf("poster", SCENE, SITE, 1.5));
  assert.deepEqual(standOf("poster", SCENE, null, 1.5).eye, POSTER.eye);
});

test("from the sign one looks from where it stands, unless the text says from where", () => {
  const { eye } = standOf("sign", SCENE, SITE, 1.5);
  assert.ok(Math.hypot(eye[0] - 5, eye[2] - 5) < 2);

  const own = model([TREE], { cameras: { poster: POSTER, sign: { eye: [9, 2, 9], look: [0, 1, 0] } } });
  assert.deepEqual(standOf("sign", own, SITE, 1.5).eye, [9, 2, 9]);
  assert.deepEqual(standOf("sign", SCENE, null, 1.5), standOf("poster", SCENE, null, 1.5));
});

test("from above one looks at what is planned, also where there is nothing yet", () => {
  assert.equal(standOf("top", SCENE, null, 1.5).look[0], 40);
  assert.deepEqual(standOf("top", model([]), null, 1.5).look, [0, 0, 0]);
});
