import assert from "node:assert/strict";
import { test } from "node:test";

import { wishOf } from "../../../app/web/static/js/scene_editor/desk_keys.js";
import { commandOf } from "../../../app/web/static/js/scene_editor/plan_keys.js";

/** @type {(key: string, more?: Partial<Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "shiftKey">>) => Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">} */
const pressed = (key, more) => ({ key, ctrlKey: false, metaKey: false, shiftKey: false, ...more });
const ctrlKey = true;

test("every keyboard has keys that turn", () => {
  assert.deepEqual([";", ":"].map((key) => commandOf({ ...pressed(key), shiftKey: true })), ["left", "right"]); // comma and full stop on a German keyboard
  assert.deepEqual(["[", ",", "]", "."].map((key) => commandOf(pressed(key))), ["left", "left", "right", "right"]);
});

test("search and save are reached from buttons and numbers, and a text area keeps its keys", () => {
  /** @type {import("../../../app/web/static/js/scene_editor/desk_keys.js").Typing[]} */
  const places = ["none", "number", "text", "area"];

  assert.deepEqual(places.map((typing) => wishOf(pressed("/"), typing)), ["search", "search", "", ""]);
  assert.deepEqual(places.map((typing) => wishOf(pressed("s", { ctrlKey }), typing)), ["save", "save", "save", ""]);
  assert.deepEqual(places.map((typing) => wishOf(pressed("?"), typing)), ["keys", "", "", ""]);
});

test("a button takes what the plan knows with Ctrl, a field keeps its own undo", () => {
  const keys = ["d", "z", "y", "c", "v", "a"].map((key) => pressed(key, { ctrlKey }));

  assert.deepEqual(keys.map((each) => wishOf(each, "none")), ["duplicate", "undo", "redo", "copy", "paste", ""]);
  assert.deepEqual(keys.map((each) => wishOf(each, "number")), ["", "", "", "", "", ""]);
});
